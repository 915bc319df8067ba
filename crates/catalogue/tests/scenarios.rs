//! The runner itself: it fails what is wrong, names where, and says what nobody tried.

#![allow(clippy::expect_used, clippy::panic)]

use catalogue::{Catalogue, Complaint, File, Known, scenario};

const SERVICE: &str = r#"
[service]
id = "visa.cancel"
title = { ar = "إلغاء", en = "Cancel" }
help = { ar = "إلغاء", en = "Cancel" }
asked_by = ["sponsor"]
about = ["resident"]
channels = ["counter"]

[[condition]]
id = "inside"
kind = "presence"
is = "inside"
from = 2020-01-01
source = "law"
checked = 2026-01-01
refuse = "outside"

[[fee]]
id = "cancelling"
code = "04"
paid_by = "asker"
amount = "10.00"
from = 2020-01-01
to = 2024-12-31
source = "law"
checked = 2026-01-01
refuse = "not-deposited"

[[effect]]
id = "withdrawn"
kind = "cancel"
documents = ["final-exit"]
from = 2020-01-01
source = "law"
checked = 2026-01-01

[[warning]]
says = "gone"
from = 2020-01-01

[[notice]]
id = "told"
tell = ["subject"]
text = "cancelled"
lane = "record-change"
from = 2020-01-01
"#;

const WORLD: &str = r#"[world]
today = 2026-03-01
man = { is = "citizen", sponsors = ["maid"] }
maid = { is = "resident", final_exit = { expires = 2026-04-01 } }
ask = { by = "man", about = "maid" }

"#;

fn file(name: &str, text: &str) -> File {
    (name.to_owned(), text.to_owned())
}

fn one_service() -> Catalogue {
    let files = vec![
        file("sources.toml", "[law]\ntitle = \"A law\"\naddress = \"https://example.org\"\n"),
        file("fees.toml", "[04]\nar = \"رسم\"\nen = \"A fee\"\n"),
        file("visa/cancel.toml", SERVICE),
    ];
    Catalogue::of(files, &Known::default()).expect("the service is sound")
}

fn run(text: &str) -> scenario::Report {
    scenario::run(&one_service(), &[file("visa/cancel.scenarios.toml", text)])
}

/// What is complained of in a file of this world and these scenarios.
fn complaints(scenarios: &str) -> Vec<String> {
    run(&format!("{WORLD}{scenarios}")).complaints.iter().map(Complaint::to_string).collect()
}

#[test]
fn a_scenario_that_states_everything_passes() {
    let report = run(&format!(
        "{WORLD}[[scenario]]\nname = \"it is withdrawn\"\nalters.final-exit = {{ status = \"cancelled\" }}\n\
         tells = [\"maid told\"]\nwarns = [\"gone\"]\n"
    ));

    assert!(report.passed(), "{report}");
    assert_eq!(report.ran.len(), 1);
}

#[test]
fn what_was_to_happen_and_did_not_and_what_happened_unasked_are_told_by_file_and_line() {
    let report = run(&format!(
        "{WORLD}[[scenario]]\nname = \"a fee is taken\"\nalters.final-exit = {{ status = \"used\" }}\n\
         takes = {{ 04 = \"10\" }}\nwarns = []\n"
    ));

    assert!(!report.passed());
    let told = report.to_string();
    let (ran, _) = told.split_once("visa/cancel.toml").expect("what is untried follows");
    assert_eq!(
        ran,
        "visa/cancel.scenarios.toml:7: a fee is taken\n    \
         expected: alters final-exit: status = used\n    \
         expected: takes 04 = 10.00\n    \
         happened: alters final-exit: status = cancelled\n    \
         happened: tells maid told\n    \
         expected: warns of nothing\n    \
         happened: warns gone\n"
    );
}

#[test]
fn the_same_notice_stated_twice_is_not_told_once() {
    let report = run(&format!(
        "{WORLD}[[scenario]]\nname = \"twice\"\nalters.final-exit = {{ status = \"cancelled\" }}\n\
         tells = [\"maid told\", \"maid told\"]\n"
    ));

    assert_eq!(report.ran[0].differences, ["expected: tells maid told"]);
}

#[test]
fn the_order_of_reasons_is_part_of_the_answer() {
    let scenario = |reasons: &str| {
        format!(
            "{WORLD}[[scenario]]\nname = \"two reasons\"\nwith = {{ today = 2024-12-31, maid.inside = false }}\n\
             refuses = [{reasons}]\n"
        )
    };

    assert!(run(&scenario("\"inside\", \"cancelling\"")).passed());
    assert!(!run(&scenario("\"cancelling\", \"inside\"")).passed());
    assert!(!run(&scenario("\"inside\"")).passed());
}

#[test]
fn what_no_scenario_tries_is_listed_by_the_line_of_the_service() {
    let report = run(&format!(
        "{WORLD}[[scenario]]\nname = \"away\"\nwith.maid.inside = false\nrefuses = [\"inside\"]\n"
    ));

    assert!(report.passed() && !report.is_complete());
    let untried: Vec<String> =
        report.unexercised.iter().map(|u| format!("{}:{}: {}", u.file, u.line, u.says)).collect();
    assert_eq!(
        untried,
        [
            "visa/cancel.toml:19: `cancelling` turns, and no scenario is set on its eve, 2024-12-31",
            "visa/cancel.toml:19: `cancelling` turns, and no scenario is set on its morning, 2025-01-01",
            "visa/cancel.toml:19: no scenario sees fee `cancelling` not deposited",
            "visa/cancel.toml:19: no scenario sees fee `cancelling` taken",
            "visa/cancel.toml:30: no scenario sees effect `withdrawn` happen",
            "visa/cancel.toml:42: no scenario sees notice `told` owed",
        ]
    );
}

#[test]
fn a_service_without_scenarios_is_missed_and_no_scenarios_are_no_success() {
    let report = scenario::run(&one_service(), &[]);

    assert!(!report.passed());
    assert_eq!(
        report.to_string(),
        "visa/cancel.toml:1: no scenario tries `visa.cancel`: write visa/cancel.scenarios.toml\n\
         0 scenarios, 0 passed, 0 failed; 0 complaints; 1 things untried\n"
    );
}

#[test]
fn a_machine_reads_a_line_for_each_scenario_and_one_that_sums_up() {
    let report = run(&format!("{WORLD}[[scenario]]\nname = \"away\"\nrefuses = [\"inside\"]\n"));
    let lines: Vec<serde_json::Value> =
        report.json_lines().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();

    assert_eq!(lines.len(), 2);
    assert_eq!(
        lines[0],
        serde_json::json!({
            "file": "visa/cancel.scenarios.toml", "line": 7, "name": "away", "passed": false,
            "differences": [
                "expected: refuses inside",
                "happened: alters final-exit: status = cancelled",
                "happened: tells maid told",
            ],
        })
    );
    assert_eq!((&lines[1]["scenarios"], &lines[1]["failed"]), (&1.into(), &1.into()));
    assert_eq!(lines[1]["unexercised"][0]["file"], "visa/cancel.toml");
}

#[test]
fn a_path_that_begins_above_the_catalogue_finds_its_service() {
    let text =
        format!("{WORLD}[[scenario]]\nname = \"away\"\nwith.maid.inside = false\nrefuses = [\"inside\"]\n");
    for name in ["catalogue/sa/visa/cancel.scenarios.toml", "cancel.scenarios.toml"] {
        assert!(scenario::run(&one_service(), &[file(name, &text)]).passed(), "{name}");
    }

    let stray = scenario::run(&one_service(), &[file("my.scenarios.toml", &text)]);
    assert_eq!(
        stray.complaints[0].to_string(),
        "my.scenarios.toml:1: which service? the catalogue has not one `my.toml`: \
         write service = \"…\" above [world]"
    );
    let named = format!("service = \"visa.cancel\"\n{text}");
    assert!(scenario::run(&one_service(), &[file("my.scenarios.toml", &named)]).passed());
}

#[test]
fn scenario_files_are_found_by_folder_or_one_by_one() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue/sa");

    let all = scenario::files_at(&root).expect("the folder is read");
    assert!(all.iter().any(|(name, _)| name.ends_with("final-exit/issue.scenarios.toml")));
    assert!(all.iter().all(|(name, _)| name.ends_with(".scenarios.toml")));
    let one = scenario::files_at(&root.join("border/cross.scenarios.toml")).expect("the file is read");
    assert_eq!(one.len(), 1);
    assert!(scenario::files_at(&root.join("nowhere")).is_err());
}

/// A scenario file with one fault, and what is said of it, whole.
const FAULTS: &[(&str, &str)] = &[
    ("[[scenario]]\nname = \"x", "8: is not TOML: invalid basic string, expected `\"`"),
    ("[[scenario]]\nrefuses = [\"inside\"]\n", "7: `name` is missing: say in a sentence what happens"),
    (
        "[[scenario]]\nname = \"x\"\n",
        "7: the scenario says nothing of what happens: write grants, alters, takes, fines, owes, pays_in, pays_back, tells, moves, \
         ends, begins, enters, corrects, identifies, sets_contact, raises, lifts, crosses, refuses or unclear",
    ),
    (
        "[[scenario]]\nname = \"x\"\nrefuses = [\"inside\"]\nrefusals = []\n",
        "10: `refusals` is not known here; known are name, with, grants, alters, takes, pays_in, pays_back, fines, owes, tells, moves, \
         ends, begins, enters, identifies, sets_contact, corrects, raises, lifts, crosses, refuses, unclear, warns",
    ),
    (
        "[[scenario]]\nname = \"x\"\nrefuses = [\"insid\"]\n",
        "7: `insid` is no reason of this service; it has inside, cancelling, channel-not-offered, not-yours-to-ask, \
         subject-kind-not-served, not-due",
    ),
    (
        "[[scenario]]\nname = \"x\"\ntells = [\"dog told\"]\n",
        "9: `tells` names `dog`, and there is no such party",
    ),
    (
        "[[scenario]]\nname = \"x\"\ntells = [\"maid tol\"]\n",
        "9: `tol` is no notice of this service; it has told",
    ),
    (
        "[[scenario]]\nname = \"x\"\ntells = [\"maid\"]\n",
        "9: `tells` lists a party and a notice, as \"worker issued\", not \"maid\"",
    ),
    (
        "[[scenario]]\nname = \"x\"\nunclear = [\"term\"]\n",
        "7: `term` is no question of this service; it has none",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.maid.hight = 3\nrefuses = [\"inside\"]\n",
        "9: `hight` is not known here; known are is, age, born, inside, mobile, wants_crossings, crossed_at, \
         sex, occupation, passport_to, permit_to, work_permit_to, insurance_to, visa, final_exit, holds, blocks, \
         absent_since, lifted, fines, owes, late_renewals, fined, deposited, granted_before, paid, sponsors, employs, heads, \
         guards, represented_by, delegates_to, is_offered, has_accepted",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.maid.is = \"dog\"\nrefuses = [\"inside\"]\n",
        "9: `is` must be one of citizen, resident, visitor, establishment",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.maid.permit_to = \"2026-01-01\"\nrefuses = [\"inside\"]\n",
        "9: `permit_to` must be a day without quotes, as 2026-11-24, or \"none\"",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.man.fines = 150\nrefuses = [\"inside\"]\n",
        "9: `fines` must be an amount in quotes, as \"200.00\"",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.man.deposited.04 = 150\nrefuses = [\"inside\"]\n",
        "9: `deposited.04` must be an amount in quotes, as \"200.00\"",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.man.sponsors = [\"cook\"]\nrefuses = [\"inside\"]\n",
        "9: there is no party `cook` in the world",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.man.blocks = [\"debt\"]\nrefuses = [\"inside\"]\n",
        "9: `debt` is no block: use one of traffic-fines, absence-report, security-note, fingerprint-missing, \
         vehicle-registered, death, unpaid-fine",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.dog = 1\nrefuses = [\"inside\"]\n",
        "9: `dog` is no party of the world: write dog = { is = … }",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.ask.about = \"dog\"\nrefuses = [\"inside\"]\n",
        "9: `ask` speaks of `dog`, and there is no such party in the world",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.ask.actor = \"dog\"\nrefuses = [\"inside\"]\n",
        "9: `dog` is no actor: use one of officer, person:NAME, token, token:NAME, border, system",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.ask.channel = \"fax\"\nrefuses = [\"inside\"]\n",
        "9: `channel` must be one of counter, portal, api, sms, border, clock",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.cook = { is = \"citizen\", employs = [\"maid\"] }\nrefuses = [\"inside\"]\n",
        "3: `maid` would have two ties of sponsorship at once: end the other with \"{ who = …, to = … }\"",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.maid.visa = { kind = \"single\" }\nrefuses = [\"inside\"]\n",
        "9: a visa needs at least kind = \"single\" or \"multiple\", and issued",
    ),
    (
        "[[scenario]]\nname = \"x\"\nwith.today = \"none\"\nrefuses = [\"inside\"]\n",
        "1: the world needs today = 2026-03-01 and ask = { by = \"…\", about = \"…\" }",
    ),
    (
        "[[scenario]]\nname = \"x\"\ngrants.visa = { expires = 2026-01-01 }\n",
        "9: `visa` is no document: use one of passport, residence-permit, work-permit, health-insurance, \
         exit-reentry-single, exit-reentry-multiple, final-exit, visit-visa, travel-permit, residence-card, card-slip, \
         exit-reentry-request, final-exit-request, medical-exam, passport-slip, passport-parcel",
    ),
    (
        "[[scenario]]\nname = \"x\"\ncrosses = false\n",
        "9: `crosses` must be true, or the document it is made on, as \"final-exit\"",
    ),
    (
        "[[scenario]]\nname = \"x\"\nends.sponsorship = true\n",
        "9: `ends.sponsorship` must be the last day it holds, as sponsorship = 2026-03-01",
    ),
    (
        "[[scenario]]\nname = \"x\"\nrefuses = [\"inside\"]\n[[scenario]]\nname = \"x\"\nrefuses = [\"inside\"]\n",
        "10: another scenario is called \"x\" already",
    ),
];

#[test]
fn every_fault_of_a_scenario_file_is_told_by_file_and_line_with_its_mend() {
    let mut wrong = Vec::new();
    for (scenarios, says) in FAULTS {
        let (told, expected) = (complaints(scenarios), format!("visa/cancel.scenarios.toml:{says}"));
        if told != [expected.clone()] {
            wrong.push(format!("{scenarios}\nexpected {expected}\ntold     {told:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fault_of_the_world_is_told_once_and_no_scenario_runs_in_it() {
    let faulty = WORLD.replace("is = \"resident\"", "is = \"resident\", blocks = [\"debt\"]");
    let report = run(&format!(
        "{faulty}[[scenario]]\nname = \"a\"\nrefuses = [\"inside\"]\n[[scenario]]\nname = \"b\"\nrefuses = [\"inside\"]\n"
    ));

    assert_eq!((report.complaints.len(), report.ran.len()), (1, 0), "{report}");
}

#[test]
fn a_file_without_a_world_is_told_so() {
    let told: Vec<String> =
        run("[[scenario]]\nname = \"x\"\n").complaints.iter().map(Complaint::to_string).collect();

    assert_eq!(
        told,
        ["visa/cancel.scenarios.toml:1: the file needs a [world] and at least one [[scenario]]"]
    );
}
