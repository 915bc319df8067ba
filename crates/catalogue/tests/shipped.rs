//! The services that come with the binary are sound, and do what their scenarios say.

#![allow(clippy::expect_used, clippy::panic)]

use catalogue::{AskKind, Catalogue, ConditionKind, EffectKind, Known, ServiceId, scenario};

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

#[test]
fn whatever_a_service_takes_can_be_deposited_at_the_counter_and_paid_through_a_bank() {
    let catalogue = shipped();
    for id in ["fees.deposit", "fees.pay"] {
        let service = catalogue.service(&ServiceId(id.to_owned())).expect("the service is shipped");
        let offered = service.asks.iter().find_map(|ask| match &ask.kind {
            AskKind::FeeCode { offers } => Some(offers),
            _ => None,
        });
        let offered = offered.expect("it asks for a fee code");
        for fee in catalogue.services().flat_map(|service| &service.fees) {
            assert!(offered.contains(&fee.code), "{id} does not offer {}", fee.code);
        }
    }
}

#[test]
fn no_fee_code_and_no_source_stands_there_unused() {
    let told: Vec<String> = shipped().left_over().iter().map(ToString::to_string).collect();

    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// Keys whose numbers are rules. The days an entry holds are guarded by the loader and by turning days.
const RULES: [&str; 27] = [
    "after",
    "age_from",
    "age_under",
    "amount",
    "at_least",
    "at_most",
    "before",
    "beyond",
    "by_ties",
    "days",
    "depart_within_months",
    "each_month",
    "first",
    "from_age",
    "hijri_years",
    "ladder",
    "lasts",
    "max",
    "min",
    "months",
    "only_when",
    "term",
    "so",
    "than",
    "then",
    "within",
    "yearly",
];

/// The text with each number of a rule, one at a time, one greater or one less; and the line that was changed.
fn with_one_number_changed(text: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut changed = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let key = line.split(' ').next().unwrap_or_default();
        if !RULES.contains(&key) {
            continue;
        }
        let bytes = line.as_bytes();
        let begins = |at: usize| bytes[at].is_ascii_digit() && (at == 0 || !bytes[at - 1].is_ascii_digit());
        for at in (0..line.len()).filter(|at| begins(*at)) {
            let end = (at..line.len()).find(|end| !bytes[*end].is_ascii_digit()).unwrap_or(line.len());
            let number: i64 = line[at..end].parse().expect("digits");
            // Halalas are changed as riyals: a quarter of a yearly fee must stay a whole number.
            if at > 0 && bytes[at - 1] == b'.' {
                continue;
            }
            // One month more than the most comes to the same, where the lengths on offer lie years apart.
            let is_most = lines[..i].iter().rev().take(4).any(|line| *line == "kind = \"months-at-most\"");
            let more = (!is_most).then_some(number + 1);
            for other in [more, Some(number - 1)].into_iter().flatten().filter(|other| *other >= 0) {
                let now = format!("{}{other}{}", &line[..at], &line[end..]);
                let mut lines = lines.clone();
                lines[i] = &now;
                changed.push((format!("line {}: {now}", i + 1), lines.join("\n")));
            }
        }
    }
    changed
}

#[test]
fn no_number_of_a_rule_can_be_changed_by_one_without_a_scenario_noticing() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue/sa");
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("the file is read");
    let aside = ["sources.toml", "fees.toml"].map(|name| (name.to_owned(), read(name)));
    let (mut tried, mut unnoticed) = (0, Vec::new());
    for (name, scenarios) in shipped().scenario_files() {
        let service = name.replace(".scenarios.toml", ".toml");
        // Other services may be named as a cure: without them, their names are taken out.
        let text: String = read(&service)
            .lines()
            .filter(|line| !line.starts_with("try = "))
            .map(|line| format!("{line}\n"))
            .collect();
        for (what, changed) in with_one_number_changed(&text) {
            tried += 1;
            let mut files = aside.to_vec();
            files.push((service.clone(), changed));
            let Ok(catalogue) = Catalogue::of(files, &Known::default()) else { continue };
            if scenario::run(&catalogue, &[(name.clone(), scenarios.clone())]).passed() {
                unnoticed.push(format!("{service}, {what}"));
            }
        }
    }
    assert!(tried > 100, "only {tried} changes were tried");
    assert!(unnoticed.is_empty(), "{} of {tried} pass unnoticed:\n{}", unnoticed.len(), unnoticed.join("\n"));
}

#[test]
fn the_days_an_employer_is_told_to_object_in_are_those_in_which_the_objection_is_taken() {
    let catalogue = shipped();
    let service =
        |id: &str| catalogue.service(&ServiceId(id.to_owned())).expect("the service is shipped").clone();
    for family in ["exit-reentry", "final-exit"] {
        let told =
            service(&format!("{family}.request-own")).effects.iter().find_map(|effect| match effect.kind {
                EffectKind::IssueDocument { object_within, .. } => object_within,
                _ => None,
            });
        let taken =
            service(&format!("{family}.object")).conditions.iter().find_map(|known| match known.kind {
                ConditionKind::DocumentAge { at_most, .. } => at_most,
                _ => None,
            });
        assert!(told.is_some() && told == taken, "{family}: {told:?} are told, {taken:?} are taken");
    }
}
