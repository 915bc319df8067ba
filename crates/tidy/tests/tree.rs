//! The rules, over every file that git keeps.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use tidy::{Fault, File, root, tree};

/// What a rule lets pass, and why: (path or folder, words in the line or in the fault, reason).
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "crates/desk/tests/killed.rs",
        "#[ignore = \"started by the other tests, with an address\"]",
        "the process that its tests start and kill; they fail when it does nothing",
    ),
    (
        "crates/desk/tests/sweep_killed.rs",
        "#[ignore = \"started by the other tests, with an address\"]",
        "the process that its tests start and kill; they fail when it does nothing",
    ),
    (
        "crates/store/tests/crash/writer.rs",
        "#[ignore = \"started by the other tests, with an address\"]",
        "the process that the crash tests start and kill; they fail when it does nothing",
    ),
    ("crates/words/src/values.rs", "/// - a number:", "an item of a list of equals, each on its line"),
    ("crates/web/src/view/samples/", "a function of", "a page's data written out, one value after another"),
    (
        "crates/web/src/http/mine/sign_in.rs",
        "=> char::from_digit(",
        "the digits of a keyboard that is set to Arabic or Persian",
    ),
];

fn allowed(file: &File, fault: &Fault) -> bool {
    let line = fault.line.checked_sub(1).and_then(|at| file.text.lines().nth(at)).unwrap_or_default();
    ALLOWED.iter().any(|(path, words, _)| {
        file.path.starts_with(path) && (line.contains(words) || fault.what.contains(words))
    })
}

/// Fails with every fault of every file.
fn holds(rule: impl Fn(&File) -> Vec<Fault>) {
    let files = tree().unwrap();
    assert!(files.len() > 100, "the tree is not there: {} files", files.len());
    let mut said = Vec::new();
    for file in &files {
        for fault in rule(file).into_iter().filter(|fault| !allowed(file, fault)) {
            said.push(format!("{}:{}: {}", file.path, fault.line, fault.what));
        }
    }
    assert!(said.is_empty(), "\n{}\n", said.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    for file in tree().unwrap().iter().filter(|file| file.is(&["rs", "html", "css", "js", "mjs", "sql"])) {
        let lines = file.text.lines().count();
        if lines > tidy::LONG_FILE {
            eprintln!("warning: {}: {lines} lines; consider splitting it", file.path);
        }
    }
    holds(tidy::too_long);
}

#[test]
fn lines_fit_a_page() {
    holds(tidy::long_lines);
}

#[test]
fn functions_fit_a_screen() {
    holds(tidy::long_functions);
}

#[test]
fn styles_name_no_side_of_the_screen() {
    holds(tidy::physical_css);
}

#[test]
fn logs_carry_no_personal_data() {
    holds(tidy::personal_logs);
}

#[test]
fn only_the_store_knows_which_database_it_is() {
    holds(tidy::engine_branches);
}

#[test]
fn time_and_chance_are_arguments() {
    holds(tidy::ambient);
}

#[test]
fn sentences_lie_in_their_files() {
    holds(tidy::said_in_code);
}

#[test]
fn nothing_is_left_for_later() {
    holds(tidy::left_behind);
}

#[test]
fn nothing_panics_outside_tests() {
    holds(tidy::panics);
}

#[test]
fn no_file_names_a_machine() {
    holds(tidy::machine_paths);
}

#[test]
fn tables_say_how_long_they_keep() {
    holds(tidy::unretained_tables);
}

#[test]
fn the_words_of_the_house_are_spelt() {
    let words = tidy::words(&std::fs::read_to_string(root().join("words.toml")).unwrap()).unwrap();
    holds(|file| tidy::misspelt(file, &words));
}

/// The crates that git keeps.
fn crates() -> BTreeSet<String> {
    let name = |file: File| Some(file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?.to_owned());
    tree().unwrap().into_iter().filter_map(name).collect()
}

#[test]
fn rooms_rest_on_what_the_page_says() {
    let listed = tidy::rooms(&std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    let mut wrong = Vec::new();
    let crates = crates();
    for name in crates.iter().filter(|name| *name != "tidy") {
        let manifest = std::fs::read_to_string(root().join(format!("crates/{name}/Cargo.toml"))).unwrap();
        let (built_on, tested_with) = tidy::rests_on(&manifest, &listed).unwrap();
        wrong.extend(tidy::wrong_edges(name, &built_on, &tested_with, &listed));
    }
    let gone = listed.iter().filter(|room| !crates.contains(&room.name));
    wrong.extend(gone.map(|room| format!("ARCHITECTURE.md lists {}, which is no crate", room.name)));
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn each_room_says_what_it_leaves_out() {
    let silent: Vec<String> = crates()
        .into_iter()
        .filter(|name| {
            let page = std::fs::read_to_string(root().join(format!("crates/{name}/README.md")));
            !page.is_ok_and(|page| ["absent", "does not know"].iter().any(|words| page.contains(words)))
        })
        .collect();
    assert!(silent.is_empty(), "no README.md with what is absent, and why: {}", silent.join(", "));
}
