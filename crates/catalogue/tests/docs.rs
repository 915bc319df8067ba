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
    let files: Vec<File> = vec![
        ("sources.toml".to_owned(), read("catalogue/sa/sources.toml")),
        ("fees.toml".to_owned(), read("catalogue/sa/fees.toml")),
        ("permit/extend.toml".to_owned(), service.to_owned()),
    ];
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
        let service = format!("{head}{asks}{effect}{entries}[[notice]]{notice}");
        let told = catalogue_of(&service).err().unwrap_or_default();
        assert!(told.is_empty(), "docs/catalogue.md:{line}: {told:#?}");
    }
}

#[test]
fn every_kind_the_shipped_services_use_is_shown() {
    let page = read("docs/catalogue.md");
    let files = [
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
        "exit-reentry/issue-single",
        "exit-reentry/not-returned",
        "exit-reentry/remind",
        "exit-reentry/issue-own",
        "exit-reentry/object",
        "exit-reentry/request-own",
        "exit-reentry/withdraw-own",
        "final-exit/convert",
        "final-exit/issue-own",
        "final-exit/issue-probation",
        "final-exit/object",
        "final-exit/request-own",
        "final-exit/withdraw-own",
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
        "fees/refund",
        "fees/settle-refund",
        "fees/pay-fine",
        "final-exit/cancel",
        "final-exit/expire",
        "final-exit/issue",
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
        "final-exit/remind",
        "residence-permit/remind",
        "residence-permit/renew-commercial",
        "residence-permit/renew-dependent",
        "residence-permit/renew-domestic",
        "residence-permit/replace",
        "residence-permit/report",
        "residence-permit/report-lost-passport",
        "residence-permit/update-passport",
        "residence-permit/update-photo",
        "sponsorship/cancel-absence-report",
        "sponsorship/drop-absent",
        "sponsorship/report-absence",
        "travel-permit/cancel",
        "travel-permit/issue",
        "sponsorship/accept-transfer",
        "sponsorship/agree-to-transfer",
        "sponsorship/decline-transfer",
        "sponsorship/offer-transfer",
        "sponsorship/report-absence",
        "sponsorship/withdraw-offer",
        "visit/extend",
        "visit/report-absconding",
        "visit/settle-overstay",
    ];
    for file in files {
        for line in
            read(&format!("catalogue/sa/{file}.toml")).lines().filter(|line| line.starts_with("kind = "))
        {
            assert!(page.lines().any(|shown| shown == line), "{file}: docs/catalogue.md shows no {line}");
        }
    }
}
