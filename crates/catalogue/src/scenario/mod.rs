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

use crate::{Case, Catalogue, Complaint, File, Request, Service, ServiceId, decide};
use calendar::Moment;
use fields::{Fields, Wrong, as_table};
use outcome::Outcome;
use record::Ids;
use seen::Seen;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tree::Table;
use world::Asked;

const ENDING: &str = ".scenarios.toml";

/// The scenario files at a path: one file, or all below a folder, named as the path leads to them: the folder
/// tells `final-exit/cancel` from `exit-reentry/cancel`.
///
/// # Errors
/// When the path, or something below it, cannot be read.
pub fn files_at(path: &Path) -> std::io::Result<Vec<File>> {
    let place = path.canonicalize()?.to_string_lossy().replace('\\', "/");
    if !path.is_dir() {
        return Ok(vec![(place, std::fs::read_to_string(path)?)]);
    }
    let mut files = crate::load::toml_files(path)?;
    files.retain(|(name, _)| name.ends_with(ENDING));
    Ok(files.into_iter().map(|(name, text)| (format!("{place}/{name}"), text)).collect())
}

/// What a scenario asks: a whole case as a store would load it, and the request about it.
#[derive(Debug, Clone)]
pub struct Question<'c> {
    /// The service that is asked.
    pub service: &'c Service,
    /// What must be known to judge it.
    pub case: Case,
    /// What is asked.
    pub request: Request,
    /// Noon in Riyadh of the scenario's day.
    pub moment: Moment,
}

/// What the scenarios of these files ask, without their outcomes, and what is wrong with the files.
pub fn questions<'c>(catalogue: &'c Catalogue, files: &[File]) -> (Vec<Question<'c>>, Vec<Complaint>) {
    let (scenarios, complaints) = read(catalogue, files);
    let question = |Scenario { service, asked: Asked { case, request, moment, .. }, .. }| Question {
        service,
        case,
        request,
        moment,
    };
    (scenarios.into_iter().map(question).collect(), complaints)
}

/// Runs the scenarios of these files and says what they prove, what they refute and what they leave untried.
pub fn run(catalogue: &Catalogue, files: &[File]) -> Report {
    let (scenarios, complaints) = read(catalogue, files);
    let mut report = Report { complaints, ..Report::default() };
    let mut seen: BTreeMap<&ServiceId, Seen> = BTreeMap::new();
    for Scenario { file, line, name, service, asked, expected } in scenarios {
        let mut ids = Ids::from(world::FIRST_FRESH);
        let decision = decide(&asked.case, &asked.request, service, asked.moment, &mut ids);
        seen.entry(&service.id).or_default().note(service, &asked, &decision);
        let differences = expected.differences(&outcome::actual(&decision, &asked));
        report.ran.push(Ran { file, line, name, differences });
    }
    report.unexercised = untried(catalogue, &seen);
    report
}

/// What no scenario tries: of the services that were tried, and of those that have no scenarios beside them.
fn untried(catalogue: &Catalogue, seen: &BTreeMap<&ServiceId, Seen>) -> Vec<Unexercised> {
    let beside: Vec<&str> = catalogue.scenario_files().iter().map(|(name, _)| stem(name)).collect();
    let mut untried = Vec::new();
    for service in catalogue.services() {
        let file = file_of(service);
        match seen.get(&service.id) {
            Some(seen) => untried.extend(seen.lacking(service)),
            None if !beside.contains(&stem(file)) => {
                let says = format!("no scenario tries `{}`: write {}{ENDING}", service.id, stem(file));
                untried.push(Unexercised { file: file.to_owned(), line: 1, says });
            }
            None => {}
        }
    }
    untried
}

/// One scenario, read.
struct Scenario<'c> {
    file: String,
    line: usize,
    name: String,
    service: &'c Service,
    asked: Asked,
    expected: Outcome,
}

fn read<'c>(catalogue: &'c Catalogue, files: &[File]) -> (Vec<Scenario<'c>>, Vec<Complaint>) {
    let (mut scenarios, mut complaints) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let wrong = Wrong::in_file(name);
        match tree::parse(name, text) {
            Ok(tree) => scenarios.extend(Reader { catalogue, wrong: &wrong, name }.file(tree)),
            Err(complaint) => complaints.push(complaint),
        }
        complaints.extend(wrong.into_complaints());
    }
    complaints.sort();
    (scenarios, complaints)
}

/// The file a service stands in, as its first effect remembers it.
fn file_of(service: &Service) -> &str {
    service.effects.first().map_or("", |effect| effect.in_force.rule.file.as_str())
}

fn stem(name: &str) -> &str {
    name.strip_suffix(ENDING).or_else(|| name.strip_suffix(".toml")).unwrap_or(name)
}

/// One file being read.
struct Reader<'a, 'c> {
    catalogue: &'c Catalogue,
    wrong: &'a Wrong<'a>,
    name: &'a str,
}

impl<'c> Reader<'_, 'c> {
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

    fn file(&self, tree: Table) -> Vec<Scenario<'c>> {
        let Some(service) = self.service_of(&tree) else { return Vec::new() };
        let mut fields = Fields::of(tree, self.wrong);
        fields.take("service");
        let world = fields.table("world");
        let scenarios = fields.list("scenario");
        fields.done();
        let (Some(world), Some(scenarios)) = (world, scenarios) else {
            self.wrong.complain(1, "the file needs a [world] and at least one [[scenario]]");
            return Vec::new();
        };
        let mut names = BTreeSet::new();
        let mut read = Vec::new();
        for twig in scenarios {
            let line = twig.line;
            match as_table(twig.value) {
                Some(table) => read.extend(self.scenario(&world, table, service, &mut names)),
                None => self.wrong.complain(line, "write each scenario as [[scenario]]"),
            }
        }
        read
    }

    fn scenario(
        &self,
        world: &Table,
        scenario: Table,
        service: &'c Service,
        names: &mut BTreeSet<String>,
    ) -> Option<Scenario<'c>> {
        let before = self.wrong.count();
        let mut fields = Fields::of(scenario, self.wrong);
        let line = fields.line();
        let Some(name) = fields.text("name") else {
            self.wrong.complain(line, "`name` is missing: say in a sentence what happens");
            return None;
        };
        if !names.insert(name.clone()) {
            self.wrong.complain(line, format!("another scenario is called \"{name}\" already"));
        }
        let mut world = world.clone();
        if let Some(with) = fields.table("with") {
            tree::merge(&mut world, &with);
        }
        let asked = world::build(world, service, self.wrong)?;
        let reading = outcome::Reading { service, asked: &asked, wrong: self.wrong };
        let expected = reading.expected(&mut fields);
        fields.done();
        let sound = self.wrong.count() == before;
        let file = self.name.to_owned();
        sound.then_some(Scenario { file, line, name, service, asked, expected })
    }
}
