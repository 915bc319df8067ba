//! Who is told, who is not, and what the texts take.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use calendar::{Day, Instant, WrittenDate};
use catalogue::{Lane, OptIn, Owed};
use ishaar::{Encoding, NoticeDecision, Outcome, Reason, compose, decide, policy};
use ledger::Halalas;
use proptest::prelude::*;
use record::{
    Country, Establishment, Fact, Facts, Identifier, Language, Mobile, NameParts, Party, PartyId, PartyKind,
    Person, PersonName, Presence, Sex, Term,
};
use std::collections::BTreeMap;
use words::Words;

const WORKER: PartyId = PartyId(1);
const SPONSOR: PartyId = PartyId(2);
const HEAD: PartyId = PartyId(3);
const FIRM: PartyId = PartyId(4);

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-03-01")
}

fn name(first: &str, family: &str) -> NameParts {
    NameParts { first: first.to_owned(), family: family.to_owned(), ..NameParts::default() }
}

fn person(id: PartyId, mobile: &str) -> Person {
    Person {
        id,
        kind: PartyKind::Resident,
        identifier: Identifier::parse("2456789011").unwrap(),
        name: PersonName { ar: name("سوميا", "براساد"), latin: name("Sowmya", "Prasad") },
        sex: Sex::Female,
        birth: WrittenDate::gregorian(day("1990-01-01")),
        nationality: Country("IND".to_owned()),
        mobile: Mobile::parse(mobile).ok(),
        language: Language::Ar,
        wants_crossings: false,
        presence: Presence::Inside,
        crossed_at: None,
        occupation: None,
    }
}

fn firm(mobile: &str) -> Party {
    Party::Establishment(Establishment {
        id: FIRM,
        identifier: Identifier::parse("7001234567").unwrap(),
        name_ar: "شركة".to_owned(),
        name_latin: "Company".to_owned(),
        mobile: Mobile::parse(mobile).ok(),
        language: Language::En,
        wants_crossings: true,
    })
}

fn facts() -> Facts {
    Facts::new()
        .with("name", Fact::Person(person(WORKER, "").name))
        .with("id", Fact::Masked(Identifier::parse("2456789011").unwrap()))
        .with("visa", Fact::Code("2026123456".to_owned()))
        .with("ref", Fact::Code("8Q4TX2AB".to_owned()))
        .with("first", Fact::Code("7P3SW1ZA".to_owned()))
        .with("port", Fact::Word("port-RUH".to_owned()))
        .with("time", Fact::Instant(Instant::from_micros(1_772_350_000_000_000)))
}

fn owed(to: PartyId, about: PartyId, text: &str) -> Owed {
    let opt_in = text.starts_with("crossed").then_some(OptIn::Crossings);
    Owed {
        rule: "told".to_owned(),
        to,
        about,
        text: text.to_owned(),
        lane: Lane::RecordChange,
        opt_in,
        mobile: None,
        facts: facts(),
    }
}

fn told(owed: &[Owed], parties: Vec<Party>) -> Vec<NoticeDecision> {
    let parties: BTreeMap<PartyId, Party> = parties.into_iter().map(|party| (party.id(), party)).collect();
    decide(&Words::load().unwrap(), owed, |id| parties.get(&id), today())
}

fn reasons(decisions: &[NoticeDecision]) -> Vec<Option<Reason>> {
    let reason = |decision: &NoticeDecision| match decision.outcome {
        Outcome::Send { .. } => None,
        Outcome::Suppress { reason } => Some(reason),
    };
    decisions.iter().map(reason).collect()
}

fn as_party(person: Person) -> Party {
    Party::Person(Box::new(person))
}

#[test]
fn each_is_told_in_their_own_language_of_themself_or_of_theirs() {
    let worker = as_party(person(WORKER, "0551234567"));
    let notices = [owed(WORKER, WORKER, "fe-cancelled"), owed(FIRM, WORKER, "fe-cancelled")];

    let decisions = told(&notices, vec![worker, firm("0557654321")]);

    let bodies: Vec<&str> = decisions
        .iter()
        .map(|decision| match &decision.outcome {
            Outcome::Send { body, .. } => body.as_str(),
            Outcome::Suppress { .. } => "",
        })
        .collect();
    assert!(bodies[0].contains("الصادر لكم") && !bodies[0].contains("سوميا"), "{}", bodies[0]);
    assert_eq!(bodies[1], "Final exit 2026123456 of Sowmya Prasad ****9011 cancelled. Ref 8Q4TX2AB");
    let texts: Vec<&str> = decisions.iter().map(|decision| decision.text.as_str()).collect();
    assert_eq!(texts, ["fe-cancelled-to-you", "fe-cancelled-for-yours"]);
}

#[test]
fn who_is_sponsor_and_head_at_once_is_told_once() {
    let worker = as_party(person(WORKER, "0551234567"));
    let sponsor = as_party(person(SPONSOR, "0557654321"));
    let notices = [owed(SPONSOR, WORKER, "fe-cancelled"), owed(SPONSOR, WORKER, "fe-cancelled")];

    assert_eq!(told(&notices, vec![worker, sponsor]).len(), 1);
}

#[test]
fn two_pieces_of_news_for_one_person_are_both_told() {
    let worker = as_party(person(WORKER, "0551234567"));
    let notices = [owed(WORKER, WORKER, "fe-cancelled"), owed(WORKER, WORKER, "er-cancelled")];

    assert_eq!(reasons(&told(&notices, vec![worker])), [None, None]);
}

#[test]
fn without_a_number_nobody_is_written_to() {
    let worker = as_party(person(WORKER, ""));
    assert_eq!(
        reasons(&told(&[owed(WORKER, WORKER, "fe-cancelled")], vec![worker])),
        [Some(Reason::NoMobile)]
    );
    assert_eq!(reasons(&told(&[owed(HEAD, WORKER, "fe-cancelled")], vec![])), [Some(Reason::NoMobile)]);
}

#[test]
fn one_handset_hears_a_thing_once_in_the_words_that_name_the_person() {
    let wife = as_party(person(WORKER, "0551234567"));
    let head = as_party(person(HEAD, "0551234567"));
    let notices = [owed(WORKER, WORKER, "fe-cancelled"), owed(HEAD, WORKER, "fe-cancelled")];

    let decisions = told(&notices, vec![wife, head]);

    assert_eq!(reasons(&decisions), [Some(Reason::SameHandsetTold), None]);
}

#[test]
fn a_text_that_cannot_be_said_whole_is_not_sent_and_is_seen() {
    let worker = as_party(person(WORKER, "0551234567"));
    let notices = [owed(WORKER, WORKER, "no-such-event"), owed(WORKER, WORKER, "fe-issued")];
    assert_eq!(reasons(&told(&notices, vec![worker])), [Some(Reason::NoWords), Some(Reason::NoWords)]);
}

#[test]
fn crossings_are_told_only_to_those_who_asked() {
    let worker = as_party(person(WORKER, "0551234567"));
    let silent = as_party(person(SPONSOR, "0557654321"));
    let asking = as_party(Person { wants_crossings: true, ..person(HEAD, "0550000001") });
    let notices = [
        owed(SPONSOR, WORKER, "crossed-out"),
        owed(HEAD, WORKER, "crossed-out"),
        owed(FIRM, WORKER, "crossed-out"),
    ];

    let decisions = told(&notices, vec![worker, silent, asking, firm("0550000002")]);

    assert_eq!(reasons(&decisions), [Some(Reason::NotOptedIn), None, None]);
}

#[test]
fn crossings_of_citizens_of_age_are_told_to_nobody() {
    // 21 Hijri years are about 20 years and 137 days.
    for (birth, adult) in
        [("1980-01-01", true), ("2005-09-01", true), ("2006-06-01", false), ("2015-01-01", false)]
    {
        let citizen = Person {
            kind: PartyKind::Citizen,
            identifier: Identifier::parse("1012345672").unwrap(),
            birth: WrittenDate::gregorian(day(birth)),
            ..person(WORKER, "0551234567")
        };
        let father = as_party(Person { wants_crossings: true, ..person(HEAD, "0557654321") });
        let notices = [owed(HEAD, WORKER, "crossed-in")];

        let decisions = told(&notices, vec![as_party(citizen), father]);

        let expected = adult.then_some(Reason::AdultCitizen);
        assert_eq!(reasons(&decisions), [expected], "born {birth}");
    }
}

#[test]
fn a_crossing_of_somebody_unknown_is_told_to_nobody() {
    let asking = as_party(Person { wants_crossings: true, ..person(HEAD, "0550000001") });
    assert_eq!(
        reasons(&told(&[owed(HEAD, WORKER, "crossed-out")], vec![asking])),
        [Some(Reason::AdultCitizen)]
    );
}

#[test]
fn every_reason_has_its_word() {
    let words = Words::load().unwrap();
    for reason in Reason::ALL {
        assert!(words.knows(&format!("suppressed-{}", reason.as_str())), "{reason:?}");
    }
    for state in ishaar::MessageState::ALL {
        assert!(words.knows(&format!("message-{}", state.as_str())), "{state:?}");
    }
}

proptest! {
    #[test]
    fn everyone_owed_gets_exactly_one_decision_and_no_handset_the_same_news_twice(
        notices in prop::collection::vec((1i64..6, 1i64..6, 0usize..3), 0..12),
        mobiles in prop::collection::vec(0usize..4, 6),
        asked in prop::collection::vec(any::<bool>(), 6),
    ) {
        let texts = ["fe-cancelled", "er-cancelled", "crossed-out"];
        let numbers = ["", "0551234567", "0557654321", "0550000001"];
        let parties = (1..6).map(|i| {
            let wants_crossings = asked[i];
            as_party(Person { wants_crossings, ..person(PartyId(i as i64), numbers[mobiles[i]]) })
        });
        let notices: Vec<Owed> = notices
            .iter()
            .map(|(to, about, text)| owed(PartyId(*to), PartyId(*about), texts[*text]))
            .collect();

        let decisions = told(&notices, parties.collect());

        for notice in &notices {
            let of_it = decisions.iter().filter(|d| {
                d.to == notice.to && d.about == notice.about && d.text.starts_with(&notice.text)
            });
            prop_assert_eq!(of_it.count(), 1);
        }
        let mut sent: Vec<(String, PartyId, String)> = Vec::new();
        for decision in &decisions {
            if let Outcome::Send { mobile, .. } = &decision.outcome {
                let news = decision.text.replace("-to-you", "").replace("-for-yours", "");
                let key = (mobile.as_str().to_owned(), decision.about, news);
                prop_assert!(!sent.contains(&key));
                sent.push(key);
            }
        }
        for notice in &notices {
            let reached = decisions.iter().any(|d| {
                d.to == notice.to && d.about == notice.about && matches!(d.outcome, Outcome::Suppress { reason: Reason::SameHandsetTold })
            });
            let another = decisions.iter().any(|d| d.about == notice.about && matches!(d.outcome, Outcome::Send { .. }));
            prop_assert!(!reached || another, "a handset was said to be told and was not");
        }
    }
}

/// The longest values that are likely.
fn longest(term: Term) -> Facts {
    let ar = name("سوبرامانيام", "فينكاتيسواران");
    let latin = name("Subramaniam", "Venkateswaran");
    facts()
        .with("other", Fact::Person(PersonName { ar: ar.clone(), latin: latin.clone() }))
        .with("child", Fact::Person(PersonName { ar: ar.clone(), latin: latin.clone() }))
        .with("first", Fact::Code("7K3M9QXA".to_owned()))
        .with("name", Fact::Person(PersonName { ar, latin }))
        .with("kind", Fact::Word("document-exit-reentry-multiple".to_owned()))
        .with("term", Fact::Term(term))
        .with("day", Fact::Day(day("2027-02-24")))
        .with("object_by", Fact::Day(day("2027-02-19")))
        .with("amount", Fact::Money(Halalas(12_345_650)))
        .with("balance", Fact::Money(Halalas(12_345_650)))
        .with("fee", Fact::Word("fee-59".to_owned()))
        .with("port", Fact::Word("port-JED".to_owned()))
        .with("code", Fact::Code("482913".to_owned()))
        .with("minutes", Fact::Number(10))
        .with("days", Fact::Number(30))
}

#[test]
fn every_text_keeps_its_budget_with_the_longest_likely_values() {
    let words = Words::load().unwrap();
    let keys: Vec<String> = words
        .keys(Language::Ar)
        .into_iter()
        .filter(|key| key.ends_with("-to-you") || key.ends_with("-for-yours") || key == "sign-in-code")
        .collect();
    assert!(keys.len() >= 23);
    for key in keys {
        let lane = if key == "sign-in-code" { Lane::Code } else { Lane::RecordChange };
        for language in Language::ALL {
            for term in [Term::Months(11), Term::Days(180), Term::ReturnBefore(day("2027-02-24"))] {
                let text = compose(&words, language, &key, &longest(term)).unwrap();
                println!("{:3} {} {key}: {}", text.measure.units, text.measure.segments, text.body);
                assert!(
                    text.measure.segments <= policy(lane).most_segments,
                    "{key}: {:?} {}",
                    text.measure,
                    text.body
                );
                let expected = if language == Language::En { Encoding::Gsm7 } else { Encoding::Ucs2 };
                assert_eq!(text.measure.encoding, expected, "{}", text.body);
            }
        }
    }
}
