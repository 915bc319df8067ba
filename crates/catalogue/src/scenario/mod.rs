//! Scenarios: a world, a question, and everything that must come of it.
//!
//! They stand beside each service (`issue-single.scenarios.toml` beside `issue-single.toml`) and run through
//! [`decide`](crate::decide) as any request does. How they are written is in `docs/catalogue.md`.

mod fields;
mod outcome;
mod party;
mod report;
mod seen;
mod tree;
mod world;

pub use report::{Ran, Report, Unexercised};

use crate::{Catalogue, File, Service, ServiceId, decide};
use fields::{Fields, Wrong, as_table};
use record::Ids;
use seen::Seen;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tree::Table;

const ENDING: &str = ".scenarios.toml";

/// The scenario files at a path: one file, or all below a folder, named from that folder.
///
/// # Errors
/// When the path, or something below it, cannot be read.
pub fn files_at(path: &Path) -> std::io::Result<Vec<File>> {
    if path.is_dir() {
        let mut files = crate::load::toml_files(path)?;
        files.retain(|(name, _)| name.ends_with(ENDING));
        return Ok(files);
    }
    Ok(vec![(path.to_string_lossy().replace('\\', "/"), std::fs::read_to_string(path)?)])
}

/// Runs the scenarios of these files and says what they prove, what they refute and what they leave untried.
pub fn run(catalogue: &Catalogue, files: &[File]) -> Report {
    let mut report = Report::default();
    let mut seen: BTreeMap<&ServiceId, Seen> = BTreeMap::new();
    for (name, text) in files {
        let wrong = Wrong::in_file(name);
        match tree::parse(name, text) {
            Ok(tree) => {
                let mut running = Running { catalogue, wrong: &wrong, name, report: &mut report };
                if let Some(service) = running.service_of(&tree) {
                    running.file(tree, service, seen.entry(&service.id).or_default());
                }
            }
            Err(complaint) => report.complaints.push(complaint),
        }
        report.complaints.extend(wrong.into_complaints());
    }
    for (id, seen) in &seen {
        report
            .unexercised
            .extend(catalogue.service(id).map(|service| seen.lacking(service)).into_iter().flatten());
    }
    let beside: Vec<&str> = catalogue.scenario_files().iter().map(|(name, _)| stem(name)).collect();
    for service in catalogue.services().filter(|service| !seen.contains_key(&service.id)) {
        let file = file_of(service);
        if !beside.contains(&stem(file)) {
            let says = format!("no scenario tries `{}`: write {}{ENDING}", service.id, stem(file));
            report.unexercised.push(Unexercised { file: file.to_owned(), line: 1, says });
        }
    }
    report.complaints.sort();
    report
}

/// The file a service stands in, as its first effect remembers it.
fn file_of(service: &Service) -> &str {
    service.effects.first().map_or("", |effect| effect.in_force.rule.file.as_str())
}

fn stem(name: &str) -> &str {
    name.strip_suffix(ENDING).or_else(|| name.strip_suffix(".toml")).unwrap_or(name)
}

/// One file being run.
struct Running<'a, 'c> {
    catalogue: &'c Catalogue,
    wrong: &'a Wrong<'a>,
    name: &'a str,
    report: &'a mut Report,
}

impl<'c> Running<'_, 'c> {
    /// The service a file is about: the one it names, or the one it stands beside.
    fn service_of(&self, tree: &Table) -> Option<&'c Service> {
        if let Some(named) = tree.keys.get("service") {
            let found = match &named.value {
                tree::Value::Text(id) => self.catalogue.service(&ServiceId(id.clone())),
                _ => None,
            };
            if found.is_none() {
                self.wrong.complain(named.line, "`service` names none of the catalogue");
            }
            return found;
        }
        let beside = stem(self.name);
        // A path may begin above the catalogue's folder or within it.
        let fits = |service: &&Service| {
            let file = stem(file_of(service));
            let ends = |long: &str, short: &str| {
                long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
            };
            ends(beside, file) || ends(file, beside)
        };
        let mut fitting = self.catalogue.services().filter(fits);
        let (first, second) = (fitting.next(), fitting.next());
        if first.is_none() || second.is_some() {
            self.wrong.complain(
                1,
                format!("which service? the catalogue has not one `{beside}.toml`: write service = \"…\" above [world]"),
            );
            return None;
        }
        first
    }

    fn file(&mut self, tree: Table, service: &Service, seen: &mut Seen) {
        let mut fields = Fields::of(tree, self.wrong);
        fields.take("service");
        let world = fields.table("world");
        let scenarios = fields.list("scenario");
        fields.done();
        let (Some(world), Some(scenarios)) = (world, scenarios) else {
            self.wrong.complain(1, "the file needs a [world] and at least one [[scenario]]");
            return;
        };
        let mut names = BTreeSet::new();
        for twig in scenarios {
            let line = twig.line;
            match as_table(twig.value) {
                Some(table) => self.scenario(&world, table, service, seen, &mut names),
                None => self.wrong.complain(line, "write each scenario as [[scenario]]"),
            }
        }
    }

    fn scenario(
        &mut self,
        world: &Table,
        scenario: Table,
        service: &Service,
        seen: &mut Seen,
        names: &mut BTreeSet<String>,
    ) {
        let before = self.wrong.count();
        let mut fields = Fields::of(scenario, self.wrong);
        let line = fields.line();
        let Some(name) = fields.text("name") else {
            self.wrong.complain(line, "`name` is missing: say in a sentence what happens");
            return;
        };
        if !names.insert(name.clone()) {
            self.wrong.complain(line, format!("another scenario is called \"{name}\" already"));
        }
        let mut world = world.clone();
        if let Some(with) = fields.table("with") {
            tree::merge(&mut world, &with);
        }
        let Some(asked) = world::build(world, &service.id, self.wrong) else { return };
        let reading = outcome::Reading { service, asked: &asked, wrong: self.wrong };
        let expected = reading.expected(&mut fields);
        fields.done();
        if self.wrong.count() > before {
            return;
        }
        let mut ids = Ids::from(world::FIRST_FRESH);
        let decision = decide(&asked.case, &asked.request, service, asked.moment, &mut ids);
        seen.note(service, &asked, &decision);
        let differences = expected.differences(&outcome::actual(&decision, &asked));
        self.report.ran.push(Ran { file: self.name.to_owned(), line, name, differences });
    }
}
