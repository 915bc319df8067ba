//! Reading service files, and refusing what is wrong in them by file and line.

mod checks;
mod clock;
mod conditions;
mod effects;
mod left_over;
mod node;
mod parse;
mod reach;
mod rules;
mod told;

use crate::{Service, ServiceId};
use calendar::Day;
use ledger::FeeCode;
use node::Node;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// One thing that is wrong, where it stands, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// The file, from the catalogue's folder.
    pub file: String,
    /// The line.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub says: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.says)
    }
}

/// What the files are checked against beside themselves.
#[derive(Default)]
pub struct Known<'a> {
    /// Whether a sentence exists in every language.
    pub says: Option<&'a dyn Fn(&str) -> bool>,
    /// The day on which they are read: nothing can have been checked after it.
    pub today: Option<Day>,
}

/// A file: its path from the catalogue's folder, and its text.
pub type File = (String, String);

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Where it can be read.
    pub address: String,
}

/// All services, with all the rules they ever had.
#[derive(Debug, Clone)]
pub struct Catalogue {
    services: BTreeMap<ServiceId, Service>,
    fees: BTreeMap<FeeCode, (String, String)>,
    sources: BTreeMap<String, Source>,
    rules: Vec<File>,
    scenarios: Vec<File>,
    version: String,
}

static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

impl Catalogue {
    /// The services that came with the binary.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn embedded(known: &Known) -> Result<Catalogue, Vec<Complaint>> {
        let files = EMBEDDED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Catalogue::of(files.collect(), known)
    }

    /// The services of a folder.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(dir: &Path, known: &Known) -> Result<Catalogue, Vec<Complaint>> {
        let files = toml_files(dir).map_err(|error| {
            vec![Complaint {
                file: dir.display().to_string(),
                line: 0,
                says: format!("cannot be read: {error}"),
            }]
        })?;
        Catalogue::of(files, known)
    }

    /// The services of these files.
    ///
    /// # Errors
    /// Everything that is wrong with them, by file and line.
    pub fn of(files: Vec<File>, known: &Known) -> Result<Catalogue, Vec<Complaint>> {
        let (catalogue, mut complaints) = Catalogue::gather(files, known);
        checks::across(&catalogue.services, &mut complaints);
        catalogue.unless(complaints)
    }

    /// The services of files that were sound when they were in use: checks that came later are no reason to refuse
    /// them, only what this program can no longer read is.
    ///
    /// # Errors
    /// Whatever cannot be read, by file and line.
    pub fn as_it_was(files: Vec<File>) -> Result<Catalogue, Vec<Complaint>> {
        let (catalogue, complaints) = Catalogue::gather(files, &Known::default());
        catalogue.unless(complaints)
    }

    fn unless(self, mut complaints: Vec<Complaint>) -> Result<Catalogue, Vec<Complaint>> {
        complaints.sort();
        complaints.dedup();
        if complaints.is_empty() { Ok(self) } else { Err(complaints) }
    }

    fn gather(files: Vec<File>, known: &Known) -> (Catalogue, Vec<Complaint>) {
        let (scenarios, rules): (Vec<File>, Vec<File>) =
            files.into_iter().partition(|(name, _)| name.ends_with(".scenarios.toml"));
        let version = version_of(&rules);
        let mut complaints = Vec::new();
        let sources = sources(&rules, &mut complaints);
        let fees = fees(&rules, &mut complaints);
        let mut services: BTreeMap<ServiceId, Service> = BTreeMap::new();
        let aside = ["sources.toml", "fees.toml"];
        for (name, text) in rules.iter().filter(|(name, _)| !aside.contains(&name.as_str())) {
            let Some(service) = parse::service(name, text, &sources, &fees, known, &mut complaints) else {
                continue;
            };
            let says = format!("another file has the service `{}` already", service.id);
            if services.insert(service.id.clone(), service).is_some() {
                complaints.push(Complaint { file: name.clone(), line: 1, says });
            }
        }
        (Catalogue { services, fees, sources, rules, scenarios, version }, complaints)
    }

    /// A service by its name.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.get(id)
    }

    /// All services, by name.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.values()
    }

    /// What a fee code is called, in Arabic and in English.
    pub fn fee(&self, code: &FeeCode) -> Option<&(String, String)> {
        self.fees.get(code)
    }

    /// All fee codes with their titles.
    pub fn fees(&self) -> impl Iterator<Item = (&FeeCode, &(String, String))> {
        self.fees.iter()
    }

    /// Where a rule comes from, by the name before the `#`.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id.split('#').next().unwrap_or(id))
    }

    /// The files the rules are written in, scenarios apart: what [`Catalogue::version`] names.
    pub fn rule_files(&self) -> &[File] {
        &self.rules
    }

    /// The scenario files that came with the services.
    pub fn scenario_files(&self) -> &[File] {
        &self.scenarios
    }

    /// Names this state of the rules (FNV-1a, 64 bits), scenarios apart; a journal entry keeps it. Not a seal: it
    /// tells states apart, and proves nothing against a forger.
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// All TOML files below a folder, by name from there.
pub(crate) fn toml_files(dir: &Path) -> std::io::Result<Vec<File>> {
    let mut files = Vec::new();
    collect(dir, dir, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(root: &Path, dir: &Path, files: &mut Vec<File>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((name, std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

fn version_of(files: &[File]) -> String {
    let mut files: Vec<&File> = files.iter().collect();
    files.sort();
    let bytes = files.iter().flat_map(|(name, text)| name.bytes().chain([0]).chain(text.bytes()).chain([0]));
    let hash = bytes.fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    format!("{hash:016x}")
}

fn sources(files: &[File], complaints: &mut Vec<Complaint>) -> BTreeMap<String, Source> {
    let mut sources = BTreeMap::new();
    with_file(files, "sources.toml", complaints, |node| {
        for (id, entry) in node.tables() {
            let source = Source { title: entry.text("title"), address: entry.text("address") };
            entry.done();
            sources.insert(id, source);
        }
    });
    sources
}

fn fees(files: &[File], complaints: &mut Vec<Complaint>) -> BTreeMap<FeeCode, (String, String)> {
    let mut fees = BTreeMap::new();
    with_file(files, "fees.toml", complaints, |node| {
        for (code, entry) in node.tables() {
            let titles = (entry.text("ar"), entry.text("en"));
            entry.done();
            fees.insert(FeeCode(code), titles);
        }
    });
    fees
}

fn with_file(files: &[File], name: &str, complaints: &mut Vec<Complaint>, read: impl FnOnce(&Node)) {
    let Some((_, text)) = files.iter().find(|(file, _)| file == name) else {
        complaints.push(Complaint { file: name.to_owned(), line: 0, says: "is missing".to_owned() });
        return;
    };
    node::with_document(name, text, complaints, read);
}
