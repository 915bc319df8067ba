//! Text messages read right on a handset that knows nothing of isolates.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use calendar::Instant;
use ledger::Halalas;
use record::{Fact, Facts, Identifier, Language, NameParts, PersonName, Term};
use unicode_bidi::{BidiInfo, Level};
use words::{Medium, Words};

fn name(first: &str, family: &str) -> NameParts {
    NameParts {
        first: first.to_owned(),
        father: String::new(),
        grandfather: String::new(),
        family: family.to_owned(),
    }
}

fn facts(arabic_name: NameParts, term: Term) -> Facts {
    Facts::new()
        .with("child", Fact::Person(PersonName { ar: arabic_name.clone(), latin: name("Lena", "Prasad") }))
        .with("name", Fact::Person(PersonName { ar: arabic_name, latin: name("Sowmya", "Prasad") }))
        .with(
            "other",
            Fact::Person(PersonName {
                ar: name("نورة", "العتيبي"), latin: name("Nora", "Alotaibi")
            }),
        )
        .with("id", Fact::Masked(Identifier::parse("2456789011").unwrap()))
        .with("visa", Fact::Code("2026123456".to_owned()))
        .with("ref", Fact::Code("8Q4TX2AB".to_owned()))
        .with("first", Fact::Code("7P3SW1ZA".to_owned()))
        .with("kind", Fact::Word("document-exit-reentry-multiple".to_owned()))
        .with("term", Fact::Term(term))
        .with("day", Fact::Day("2027-02-24".parse().unwrap()))
        .with("object_by", Fact::Day("2027-02-19".parse().unwrap()))
        .with("amount", Fact::Money(Halalas::riyals(1_150)))
        .with("balance", Fact::Money(Halalas::riyals(12_300)))
        .with("fee", Fact::Word("fee-05".to_owned()))
        .with("port", Fact::Word("port-KFC".to_owned()))
        .with("time", Fact::Instant(Instant::from_micros(1_795_519_500_000_000)))
        .with("code", Fact::Code("482913".to_owned()))
        .with("minutes", Fact::Number(5))
        .with("days", Fact::Number(30))
}

fn notice_keys(words: &Words) -> Vec<String> {
    let all = words.keys(Language::Ar);
    let of_notice =
        |key: &String| key.ends_with("-to-you") || key.ends_with("-for-yours") || key == "sign-in-code";
    all.into_iter().filter(of_notice).collect()
}

/// The line as a reader sees it, from left to right.
fn shown(text: &str) -> String {
    let bidi = BidiInfo::new(text, Some(Level::rtl()));
    let line = &bidi.paragraphs[0];
    bidi.reorder_line(line, line.range.clone()).into_owned()
}

/// Every run of letters and digits that must be read from left to right, as it was meant.
fn left_to_right_runs(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !(c.is_ascii_alphanumeric() || "/:,*.".contains(c)));
    let runs = runs.map(|run| run.trim_matches(['.', ':', ',']));
    runs.filter(|run| run.len() > 1).map(str::to_owned).collect()
}

#[test]
fn numbers_dates_and_references_are_seen_as_they_were_meant() {
    let words = Words::load().unwrap();
    let mut runs_seen = 0;
    for key in notice_keys(&words) {
        for arabic_name in [name("سوميا", "براساد"), NameParts::default()] {
            for term in [Term::Months(3), Term::Days(45), Term::ReturnBefore("2027-02-24".parse().unwrap())] {
                let text = words.say(Language::Ar, Medium::Sms, &key, &facts(arabic_name.clone(), term));
                let seen = shown(&text);
                for run in left_to_right_runs(&text) {
                    assert!(seen.contains(&run), "{key}: {run} is not seen in {seen}");
                    runs_seen += 1;
                }
            }
        }
    }
    assert!(runs_seen > 300, "only {runs_seen} runs were looked at");
}

#[test]
fn asterisks_jump_without_the_mark_so_the_mark_is_needed() {
    assert!(!shown("سوميا ****3460").contains("****3460"));
    assert!(shown("سوميا \u{200E}****3460").contains("****3460"));
}

#[test]
fn a_message_has_no_isolate_no_link_and_no_whole_number_of_a_person() {
    let words = Words::load().unwrap();
    let keys = notice_keys(&words);
    assert!(keys.len() >= 23);
    for key in keys {
        for language in Language::ALL {
            let text =
                words.say(language, Medium::Sms, &key, &facts(name("سوميا", "براساد"), Term::Months(3)));
            assert!(!text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '?']), "{key}: {text}");
            for link in ["http", "www", "://", ".sa", ".com", "@"] {
                assert!(!text.to_lowercase().contains(link), "{key}: {text}");
            }
            assert!(!text.contains("2456789011"), "{key}: {text}");
        }
    }
}

#[test]
fn every_notice_has_a_text_for_oneself_and_one_for_those_who_answer() {
    let words = Words::load().unwrap();
    for event in [
        "iqama-renewed",
        "iqama-late-fine",
        "iqama-issued",
        "iqama-late-issue",
        "card-printed",
        "card-handed-over",
        "card-replaced",
        "card-loss-fine",
        "name-corrected",
        "occupation-changed",
        "report-on-resident",
        "photo-updated",
        "passport-updated",
        "passport-lost",
        "er-issued",
        "er-extended",
        "er-cancelled",
        "er-return-by",
        "fe-issued",
        "fe-cancelled",
        "absence-reported",
        "absence-cancelled",
        "crossed-out",
        "crossed-in",
        "fee-deposited",
        "mobile-changed",
        "mobile-linked",
        "preferences-set",
        "delegation-granted",
        "delegation-revoked",
        "death-recorded",
        "certificate-issued",
        "passport-issued",
        "passport-loss",
        "passport-data-changed",
        "passport-ready",
        "passport-handed",
        "passport-courier",
        "passport-returned",
        "travel-permit-issued",
        "travel-permit-cancelled",
        "refund-asked",
        "fee-refunded",
        "refund-failed",
        "iqama-expiring",
        "iqama-last-day",
        "iqama-grace",
        "iqama-late",
        "er-ending",
        "er-lapsed",
        "er-unused-fine",
        "er-not-returned",
        "worker-dropped",
        "fe-ending",
        "fe-lapsed",
        "fe-unused-fine",
        "fine-paid",
    ] {
        for ending in ["to-you", "for-yours"] {
            assert!(words.knows(&format!("{event}-{ending}")), "{event}-{ending}");
        }
    }
}
