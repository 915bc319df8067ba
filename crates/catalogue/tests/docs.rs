//! What `docs/catalogue.md` shows is true: its examples load, and its scenarios pass.

#![allow(clippy::expect_used, clippy::panic)]

use catalogue::{Catalogue, Complaint, File, Known, scenario};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("the file is read")
}

/// The blocks of the page marked `toml KIND`, with the line each begins on.
fn blocks(page: &str, kind: &str) -> Vec<(usize, String)> {
    let (mut found, mut open) = (Vec::new(), None);
    for (i, line) in page.lines().enumerate() {
        match (&mut open, line) {
            (None, line) if line == format!("```toml {kind}") => open = Some((i + 2, String::new())),
            (Some(_), "```") => found.extend(open.take()),
            (Some((_, block)), line) => {
                block.push_str(line);
                block.push('\n');
            }
            _ => {}
        }
    }
    found
}

fn one(page: &str, kind: &str) -> String {
    let mut blocks = blocks(page, kind);
    assert_eq!(blocks.len(), 1, "{kind}");
    blocks.remove(0).1
}

fn catalogue_of(service: &str) -> Result<Catalogue, Vec<Complaint>> {
    catalogue_of_all(&[("permit/extend.toml", service)])
}

fn catalogue_of_all(services: &[(&str, &str)]) -> Result<Catalogue, Vec<Complaint>> {
    let mut files: Vec<File> = vec![
        ("sources.toml".to_owned(), read("catalogue/sa/sources.toml")),
        ("fees.toml".to_owned(), read("catalogue/sa/fees.toml")),
    ];
    files.extend(services.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    Catalogue::of(files, &Known::default())
}

fn passes(service: &str, scenarios: &str) {
    let catalogue = catalogue_of(service).expect("the service is sound");
    let report =
        scenario::run(&catalogue, &[("permit/extend.scenarios.toml".to_owned(), scenarios.to_owned())]);
    assert!(report.passed() && report.is_complete(), "\n{report}");
}

#[test]
fn the_whole_service_is_sound_and_its_scenarios_try_all_of_it() {
    let page = read("docs/catalogue.md");

    passes(&one(&page, "service"), &one(&page, "scenarios"));
}

#[test]
fn the_service_of_the_clock_is_sound_and_its_scenarios_try_all_of_it() {
    let page = read("docs/catalogue.md");

    passes(&one(&page, "clock"), &one(&page, "clock-scenarios"));
}

#[test]
fn the_fee_that_changes_does_so_overnight() {
    let page = read("docs/catalogue.md");
    let service = one(&page, "service");
    let (before, rest) = service.split_once("[[fee]]").expect("the service has a fee");
    let (_, after) = rest.split_once("[[effect]]").expect("the service has an effect");
    let (_, fees) = blocks(&page, "entry").pop().expect("the last entries are the changed fee");
    let scenarios = format!("{}\n{}", one(&page, "scenarios"), one(&page, "scenario"));

    let (first, second) = fees.rsplit_once("[[fee]]").expect("two fees");
    assert!(first.contains("to = 2026-12-31") && second.contains("from = 2027-01-01"));
    let report = {
        let catalogue = catalogue_of(&format!("{before}{fees}\n[[effect]]{after}")).expect("sound");
        scenario::run(&catalogue, &[("permit/extend.scenarios.toml".to_owned(), scenarios)])
    };
    assert!(report.passed() && report.is_complete(), "\n{report}");
}

/// A folder of services that a test edits as its owner would.
struct Folder(PathBuf);

impl Folder {
    fn of(service: &str, scenarios: &str) -> Folder {
        let folder = Folder(std::env::temp_dir().join(format!("jawaz-services-{}", std::process::id())));
        std::fs::create_dir_all(folder.0.join("permit")).expect("a folder");
        folder.write("sources.toml", &read("catalogue/sa/sources.toml"));
        folder.write("fees.toml", &read("catalogue/sa/fees.toml"));
        folder.write("permit/extend.toml", service);
        folder.write("permit/extend.scenarios.toml", scenarios);
        folder
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).expect("the file is written");
    }

    /// What `jawaz catalogue check FOLDER` says, and what a house that opens now is given.
    fn opened(&self) -> Result<Catalogue, Vec<String>> {
        let told = |all: Vec<Complaint>| all.iter().map(ToString::to_string).collect();
        Catalogue::read(&self.0, &Known::default()).map_err(told)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn whoever_changes_the_fee_step_by_step_is_told_of_each_step_left_out() {
    let page = read("docs/catalogue.md");
    let (service, scenarios) = (one(&page, "service"), one(&page, "scenarios"));
    let (_, fees) = blocks(&page, "entry").pop().expect("the last entries are the changed fee");
    let (_, second) = fees.rsplit_once("[[fee]]").expect("two fees");
    let folder = Folder::of(&service, &scenarios);
    let old = folder.opened().expect("sound");

    // Step 2 without step 1: the new line alone.
    folder
        .write("permit/extend.toml", &service.replace("[[effect]]", &format!("[[fee]]{second}\n[[effect]]")));
    let told = folder.opened().expect_err("two fees hold at once");
    assert!(
        told.len() == 1 && told[0].contains("fee `extension` is in force twice from 2027-01-01"),
        "{told:?}"
    );

    // Both steps, and no scenario yet.
    let before = "yearly = \"650.00\"\nfrom = 2016-10-02\n";
    assert_eq!(service.matches(before).count(), 1);
    let ended = service.replace(before, &format!("{before}to = 2026-12-31\n"));
    folder.write("permit/extend.toml", &ended.replace("[[effect]]", &format!("[[fee]]{second}\n[[effect]]")));
    let new = folder.opened().expect("sound");
    let report = scenario::run(&new, new.scenario_files());
    assert!(report.passed() && !report.is_complete(), "\n{report}");

    // The eve, the morning and the halala short.
    folder.write("permit/extend.scenarios.toml", &format!("{scenarios}\n{}", one(&page, "scenario")));
    let new = folder.opened().expect("sound");
    let report = scenario::run(&new, new.scenario_files());
    assert!(report.passed() && report.is_complete(), "\n{report}");

    // Whoever was open before the change still has the old rules, under another version.
    let report = scenario::run(&old, new.scenario_files());
    assert!(!report.passed(), "the rules of a house that is open do not change under it");
    assert_ne!(old.version(), new.version());
}

#[test]
fn every_entry_shown_is_read_as_it_stands() {
    let page = read("docs/catalogue.md");
    let service = one(&page, "service");
    let (head, rest) = service.split_once("[[ask]]").expect("the service asks");
    let (_, notice) = rest.split_once("[[notice]]").expect("the service tells");
    let asks: String = blocks(&page, "ask").into_iter().map(|(_, block)| block).collect();
    let effect = "[[effect]]\nid = \"base\"\nkind = \"cancel\"\ndocuments = [\"final-exit\"]\nfrom = 2016-10-02\n\
                  source = \"house\"\nchecked = 2026-11-20\n";

    for (line, entries) in blocks(&page, "entry") {
        // Another service than the whole one, which they may name as a way out.
        let shown = format!("{head}{asks}{effect}{entries}[[notice]]{notice}");
        let shown = shown.replace("id = \"permit.extend\"", "id = \"permit.shown\"");
        let both = [("permit/extend.toml", service.as_str()), ("permit/shown.toml", shown.as_str())];
        let told = catalogue_of_all(&both).err().unwrap_or_default();
        assert!(told.is_empty(), "docs/catalogue.md:{line}: {told:#?}");
    }
}

/// Every shipped service.
const FILES: &[&str] = &[
    "border/cross",
    "certificate/of-record",
    "contact/change-mobile",
    "contact/preferences",
    "death/record",
    "delegation/grant",
    "delegation/revoke",
    "exit-reentry/cancel",
    "exit-reentry/expire",
    "exit-reentry/extend",
    "exit-reentry/issue-multiple",
    "exit-reentry/issue-own",
    "exit-reentry/issue-single",
    "exit-reentry/not-returned",
    "exit-reentry/object",
    "exit-reentry/remind",
    "exit-reentry/request-own",
    "exit-reentry/withdraw-own",
    "family/add-born-abroad",
    "family/add-dependent",
    "family/add-newborn",
    "family/cancel-dependent",
    "family/dependent-to-head",
    "family/head-to-dependent",
    "family/separate",
    "family/to-new-head",
    "fees/deposit",
    "fees/pay",
    "fees/pay-fine",
    "fees/refund",
    "fees/settle-refund",
    "final-exit/cancel",
    "final-exit/convert",
    "final-exit/expire",
    "final-exit/issue",
    "final-exit/issue-own",
    "final-exit/issue-probation",
    "final-exit/object",
    "final-exit/remind",
    "final-exit/request-own",
    "final-exit/withdraw-own",
    "passport/change-data",
    "passport/express",
    "passport/hand-over",
    "passport/issue",
    "passport/parcel",
    "passport/post",
    "passport/ready",
    "passport/renew",
    "passport/replace",
    "residence-permit/change-occupation",
    "residence-permit/correct-latin-name",
    "residence-permit/correct-name",
    "residence-permit/hand-over-card",
    "residence-permit/issue-commercial",
    "residence-permit/issue-dependent",
    "residence-permit/issue-domestic",
    "residence-permit/print-card",
    "residence-permit/remind",
    "residence-permit/renew-commercial",
    "residence-permit/renew-dependent",
    "residence-permit/renew-domestic",
    "residence-permit/replace",
    "residence-permit/report",
    "residence-permit/report-lost-passport",
    "residence-permit/update-passport",
    "residence-permit/update-photo",
    "sponsorship/accept-transfer",
    "sponsorship/agree-to-transfer",
    "sponsorship/cancel-absence-report",
    "sponsorship/decline-transfer",
    "sponsorship/drop-absent",
    "sponsorship/offer-transfer",
    "sponsorship/report-absence",
    "sponsorship/withdraw-offer",
    "travel-permit/cancel",
    "travel-permit/issue",
    "visit/extend",
    "visit/report-absconding",
    "visit/settle-overstay",
];

#[test]
fn every_kind_the_shipped_services_use_is_shown() {
    let page = read("docs/catalogue.md");
    for file in FILES {
        for line in
            read(&format!("catalogue/sa/{file}.toml")).lines().filter(|line| line.starts_with("kind = "))
        {
            assert!(page.lines().any(|shown| shown == line), "{file}: docs/catalogue.md shows no {line}");
        }
    }
}
