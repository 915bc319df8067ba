//! Every key the code uses has words, and every sentence of the pages is used.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use catalogue::{Catalogue, Channel, Known, Service};
use std::path::Path;
use words::Words;

fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("samples") {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            *found += &std::fs::read_to_string(path).unwrap();
        }
    }
}

fn code() -> String {
    let mut code = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    code
}

/// What stands between quotes and may be a key; where a part of it is filled in, in `{braces}`.
fn literals(code: &str) -> Vec<&str> {
    let may = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.{}_".contains(c);
    code.split('"').filter(|text| !text.is_empty() && text.chars().all(may)).collect()
}

/// Whether `key` is what `literal` comes to.
fn fits(literal: &str, key: &str) -> bool {
    match literal.split_once('{') {
        Some((start, _)) => start.len() > 3 && key.starts_with(start) && key.len() > start.len(),
        None => literal == key,
    }
}

#[test]
fn given_the_code_then_every_key_it_says_has_words_in_every_language() {
    let (code, words) = (code(), Words::load().unwrap());
    let mut seen = 0;
    for call in ["word(", "sentence(", "counted("] {
        for (at, _) in code.match_indices(call) {
            let arguments = &code[at + call.len()..];
            let arguments = &arguments[..arguments.find([';', '(', ')']).unwrap_or(0)];
            let Some(key) = arguments.split('"').nth(1) else { continue };
            assert!(words.knows(key), "`{key}` has no words in every language: write it in i18n/");
            seen += 1;
        }
    }
    assert!(seen > 150, "the code is read at all: {seen}");
}

#[test]
fn given_the_sentences_of_the_pages_then_the_code_says_each() {
    let code = code();
    let literals = literals(&code);
    let file = include_str!("../../../i18n/en/pages.ftl");
    let keys = file.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    for key in keys.filter_map(|line| line.split(" =").next()) {
        assert!(literals.iter().any(|literal| fits(literal, key)), "nobody says `{key}`");
    }
}

#[test]
fn given_what_a_shipped_service_does_first_then_its_button_and_its_receipt_say_it() {
    let (catalogue, words) = (Catalogue::embedded(&Known::default()).unwrap(), Words::load().unwrap());
    // What comes in from the border, a bank or the clock has no button.
    let asked = [Channel::Counter, Channel::Portal];
    let shown = |service: &&Service| service.channels.iter().any(|channel| asked.contains(channel));
    for service in catalogue.services().filter(shown) {
        let own = service.id.0.replace('.', "-");
        let kind = service.effects.first().unwrap().kind.as_str();
        let says = |what: &str| [own.as_str(), kind].iter().any(|of| words.knows(&format!("{what}-{of}")));
        assert!(says("done"), "{own}");
        assert!(says("verb"), "{own}");
    }
}
