//! Every sentence exists in every language, has the same blanks, and can be said whole.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use calendar::Day;
use ledger::Halalas;
use record::{Fact, Facts, Identifier, Language, NameParts, PersonName, Term};
use std::collections::BTreeSet;
use words::{Medium, Words};

const SUFFIXES: [&str; 12] = [
    "_days_after",
    "_days",
    "_months",
    "_minutes",
    "_hijri_long",
    "_hijri",
    "_long",
    "_both",
    "_day",
    "_riyals",
    "_mode",
    "_form",
];

/// The blank a fact fills: `ends_hijri` is filled by `ends`.
fn base(blank: &str) -> String {
    SUFFIXES.iter().find_map(|suffix| blank.strip_suffix(suffix)).unwrap_or(blank).to_owned()
}

fn bases(words: &Words, language: Language, key: &str) -> BTreeSet<String> {
    words.blanks(language, key).iter().map(|blank| base(blank)).collect()
}

fn name(first: &str, family: &str) -> NameParts {
    NameParts {
        first: first.to_owned(),
        father: String::new(),
        grandfather: String::new(),
        family: family.to_owned(),
    }
}

/// What a blank of this name is filled with, whichever sentence it stands in.
fn fact(blank: &str, number: i64) -> Fact {
    let day = |text: &str| Fact::Day(text.parse::<Day>().unwrap());
    match blank {
        "months" | "years" | "under" | "number" | "before" | "after" | "most_days" => Fact::Number(number),
        "then" | "second" | "third" => Fact::Money(Halalas::riyals(number)),
        "document" | "documents" => Fact::Word("document-passport".to_owned()),
        "block" => Fact::Word("block-absence-report".to_owned()),
        "tie" | "ties" => Fact::Word("tie-sponsorship".to_owned()),
        "fine" => Fact::Word("fine-late-renewal".to_owned()),
        "status" => Fact::Word("status-lost".to_owned()),
        "kinds" | "places" | "relations" | "answer" | "head" | "tail" | "from" | "to" => {
            Fact::Code("8".to_owned())
        }
        "n" | "days_left" | "days_needed" | "days" | "minutes" => Fact::Number(number),
        "judged" | "standing" => Fact::Number(number),
        "min" | "max" => Fact::Number(number),
        "ends" | "object_by" | "closes" | "needed_to" | "opens" | "ended" | "last" | "renewed" | "asked"
        | "return_by" | "day" => day("2027-02-24"),
        "amount" | "needed" | "held" | "short" | "balance" | "least" | "most" => {
            Fact::Money(Halalas::riyals(number))
        }
        "name" | "who" | "other" | "child" => Fact::Person(PersonName {
            ar: name("سوميا", "براساد"),
            latin: name("Sowmya", "Prasad"),
        }),
        "id" => Fact::Masked(Identifier::parse("2456789011").unwrap()),
        "visa" | "ref" | "code" => Fact::Code("8Q4TX2AB".to_owned()),
        "reasons" | "several" | "until" | "what" | "span" | "rate" | "length" | "at" | "by" | "sum"
        | "worker" | "new_sponsor" | "reason" | "secret" | "of" | "typed" | "people" => {
            Fact::Code("8".to_owned())
        }
        "kind" => Fact::Word("document-exit-reentry-single".to_owned()),
        "first" => Fact::Code("8Q4TX2AB".to_owned()),
        "fee" => Fact::Word("fee-03".to_owned()),
        "port" => Fact::Word("port-RUH".to_owned()),
        "term" => Fact::Term(Term::Months(3)),
        "time" => Fact::Instant(calendar::Instant::from_micros(1_795_519_500_000_000)),
        other => panic!("no test value is known for the blank {other}"),
    }
}

fn facts(words: &Words, key: &str, number: i64) -> Facts {
    let blanks: BTreeSet<String> =
        Language::ALL.iter().flat_map(|language| bases(words, *language, key)).collect();
    blanks.iter().fold(Facts::new(), |facts, blank| facts.with(blank, fact(blank, number)))
}

#[test]
fn every_file_can_be_read() {
    let words = Words::load();
    assert!(words.is_ok(), "{}", words.unwrap_err());
}

#[test]
fn no_key_is_given_twice() {
    let words = Words::load().unwrap();
    assert_eq!(words.clashes(), []);
}

#[test]
fn every_sentence_exists_in_every_language() {
    let words = Words::load().unwrap();
    let (arabic, english) = (words.keys(Language::Ar), words.keys(Language::En));

    let missing = |from: &[String], to: &[String]| -> Vec<String> {
        from.iter().filter(|key| !to.contains(key)).cloned().collect()
    };
    assert_eq!(missing(&arabic, &english), [""; 0], "said in Arabic only");
    assert_eq!(missing(&english, &arabic), [""; 0], "said in English only");
    assert!(arabic.len() > 200, "the files are found at all");
}

#[test]
fn a_sentence_speaks_of_the_same_things_in_every_language() {
    let words = Words::load().unwrap();
    for key in words.keys(Language::Ar) {
        let (ar, en) = (bases(&words, Language::Ar, &key), bases(&words, Language::En, &key));
        assert_eq!(ar, en, "{key}");
    }
}

#[test]
fn every_sentence_is_said_whole_whatever_its_numbers() {
    let words = Words::load().unwrap();
    for key in words.keys(Language::Ar) {
        for language in Language::ALL {
            for medium in [Medium::Page, Medium::Sms] {
                for number in [0, 1, 2, 3, 11, 100, 103, 1_150] {
                    let facts = facts(&words, &key, number);
                    let said = words.try_say(language, medium, &key, &facts);
                    let said =
                        said.unwrap_or_else(|| panic!("{key} {language:?} {number}: a blank stays empty"));
                    assert!(!said.contains(['{', '}', '$', '⟦', '\u{FFFD}']), "{key} {language:?}: {said}");
                    assert!(!said.trim().is_empty(), "{key} {language:?} says nothing");
                }
            }
        }
    }
}

#[test]
fn a_refusal_and_its_way_out_come_together() {
    let words = Words::load().unwrap();
    let refusals = include_str!("../../../i18n/en/refusals.ftl");
    let keys = refusals.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let mut seen = 0;
    for key in keys.filter_map(|line| line.split(" =").next()) {
        assert!(words.knows(&format!("{key}.next")), "{key} has no way out");
        seen += 1;
    }
    assert!(seen > 40);
}

#[test]
fn a_key_nobody_wrote_is_seen_to_be_missing() {
    let words = Words::load().unwrap();

    let said = words.say(Language::En, Medium::Page, "no-such-key", &Facts::new());

    assert_eq!(said, "⟦no-such-key⟧");
    assert_eq!(words.try_say(Language::En, Medium::Page, "no-such-key", &Facts::new()), None);
    assert!(!words.knows("no-such-key"));
}

#[test]
fn a_blank_without_a_value_is_no_sentence() {
    let words = Words::load().unwrap();
    assert_eq!(words.try_say(Language::Ar, Medium::Sms, "permit-has-ended", &Facts::new()), None);
    let unknown_word = Facts::new().with("fee", Fact::Word("fee-99".to_owned()));
    assert_eq!(words.try_say(Language::En, Medium::Sms, "fee-not-deposited.next", &unknown_word), None);
}

#[test]
fn no_public_sentence_betrays_a_security_note() {
    let words = Words::load().unwrap();
    for key in ["security-note", "security-note.next", "block-security-note"] {
        let said = words.word(Language::En, key) + &words.word(Language::Ar, key);
        assert!(!said.to_lowercase().contains("secur") && !said.contains("أمن"), "{said}");
    }
}

#[test]
fn arabic_sentences_take_their_plural_from_the_form_and_not_from_the_bare_number() {
    let words = Words::load().unwrap();
    for key in words.keys(Language::Ar).iter().filter(|key| key.starts_with("count-")) {
        let say = |n: i64, as_said: &str| {
            let facts = Facts::new().with("n", Fact::Number(n));
            words.say(Language::Ar, Medium::Sms, key, &facts).replace(as_said, "#")
        };
        assert_eq!(say(103, "103"), say(10_304, "10,304"), "{key}");
        assert_eq!(say(111, "111"), say(10_399, "10,399"), "{key}");
    }
    for file in ["counts", "refusals", "warnings", "answers", "names", "notices", "pages"] {
        let path = format!("{}/../../i18n/ar/{file}.ftl", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut chosen_by_form = false;
        for line in text.lines() {
            if line.contains("->") {
                chosen_by_form = line.contains("_form ->");
            }
            let by_plural = ["[zero]", "[one]", "[two]", "[few]", "[many]"].iter().any(|v| line.contains(v));
            assert!(!by_plural || chosen_by_form, "{file}: {line}");
        }
    }
}
