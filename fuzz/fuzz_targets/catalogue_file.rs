//! Any text as a service file, as its scenarios, as the sources or the fees: it is refused by file and line, or it
//! is a service that can be asked.

#![no_main]

use catalogue::{Catalogue, Complaint, File, Known, scenario};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const SOURCES: &str = include_str!("../../catalogue/sa/sources.toml");
const FEES: &str = include_str!("../../catalogue/sa/fees.toml");

static SHIPPED: LazyLock<Catalogue> = LazyLock::new(|| match Catalogue::embedded(&Known::default()) {
    Ok(catalogue) => catalogue,
    Err(complaints) => panic!("{complaints:?}"),
});

fn files(sources: &str, fees: &str, service: Option<&str>) -> Vec<File> {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let service = service.map(|text| file("new/service.toml", text));
    [file("sources.toml", sources), file("fees.toml", fees)].into_iter().chain(service).collect()
}

fn can_be_mended(complaints: &[Complaint], file: &str, text: &str) {
    assert!(!complaints.is_empty(), "refused without a reason");
    assert!(complaints.is_sorted());
    for complaint in complaints {
        assert_eq!(complaint.file, file, "{complaint}");
        assert!(complaint.line <= text.lines().count() + 1, "{complaint}");
        assert!(!complaint.says.is_empty());
    }
}

/// A service that loads can be asked: the scenarios of the shipped service of its name are tried on it, whatever
/// comes of them.
fn can_be_asked(catalogue: &Catalogue) {
    for service in catalogue.services() {
        let file = format!("{}.scenarios.toml", service.id.0.replace('.', "/"));
        if let Some((_, text)) = SHIPPED.scenario_files().iter().find(|(name, _)| *name == file) {
            let report = scenario::run(catalogue, &[("new/service.scenarios.toml".to_owned(), text.clone())]);
            assert!(!report.ran.is_empty() || !report.complaints.is_empty());
        }
    }
}

fn as_service(text: &str) {
    let load = || Catalogue::of(files(SOURCES, FEES, Some(text)), &Known::default());
    match load() {
        Ok(catalogue) => {
            assert_eq!(catalogue.services().count(), 1);
            for service in catalogue.services() {
                let again = load().ok();
                assert_eq!(again.as_ref().and_then(|again| again.service(&service.id)), Some(service));
            }
            can_be_asked(&catalogue);
        }
        Err(complaints) => can_be_mended(&complaints, "new/service.toml", text),
    }
}

fn as_scenarios(text: &str) {
    // As scenarios of one service or another: all of them at once would be slow.
    let files = SHIPPED.scenario_files();
    if let Some((name, _)) = files.get(text.len() % files.len().max(1)) {
        let report = scenario::run(&SHIPPED, &[(name.clone(), text.to_owned())]);
        assert!(report.complaints.iter().all(|complaint| complaint.file == *name));
        assert!(report.complaints.is_sorted());
        assert!(report.ran.iter().all(|ran| !ran.name.is_empty() && ran.line <= text.lines().count()));
    }
}

fuzz_target!(|text: &str| {
    if text.contains("[[scenario]]") {
        return as_scenarios(text);
    }
    as_service(text);
    if !text.contains("[[") {
        if let Err(complaints) = Catalogue::of(files(text, FEES, None), &Known::default()) {
            can_be_mended(&complaints, "sources.toml", text);
        }
        if let Err(complaints) = Catalogue::of(files(SOURCES, text, None), &Known::default()) {
            can_be_mended(&complaints, "fees.toml", text);
        }
    }
});
