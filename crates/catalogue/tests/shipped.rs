//! The services that come with the binary are sound, and do what their scenarios say.

#![allow(clippy::expect_used, clippy::panic)]

use catalogue::{Catalogue, Known, scenario};

fn shipped() -> Catalogue {
    match Catalogue::embedded(&Known::default()) {
        Ok(catalogue) => catalogue,
        Err(complaints) => {
            let all: Vec<String> = complaints.iter().map(ToString::to_string).collect();
            panic!("{}", all.join("\n"));
        }
    }
}

#[test]
fn every_shipped_service_does_what_its_scenarios_say_and_nothing_is_left_untried() {
    let catalogue = shipped();

    let report = scenario::run(&catalogue, catalogue.scenario_files());

    assert!(report.passed() && report.is_complete(), "\n{report}");
}
