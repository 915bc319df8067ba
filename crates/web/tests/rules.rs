//! Every rule of the shipped services can be said to whoever has not signed in.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use catalogue::{Catalogue, Known, plain};
use record::Language;
use words::Words;

#[test]
fn every_rule_that_is_shipped_has_its_sentence() {
    let catalogue = Catalogue::embedded(&Known::default()).unwrap();
    let words = Words::global();
    let mut said = 0;
    for service in catalogue.services() {
        let conditions =
            service.conditions.iter().map(|rule| (plain::condition(&rule.kind), &rule.only_when));
        let effects = service.effects.iter().map(|rule| (plain::effect(&rule.kind), &rule.only_when));
        let fees = service.fees.iter().map(|rule| (plain::tariff(&rule.tariff), &rule.only_when));
        for (saying, only) in conditions.chain(effects).chain(fees) {
            for saying in plain::narrowing(only).into_iter().chain([saying]) {
                let keys = saying.lists.iter().flat_map(|(_, keys)| keys).chain([&saying.key]);
                for key in keys {
                    assert!(words.knows(key), "{}: nothing is said by `{key}`", service.id);
                }
                let blanks = words.blanks(Language::Ar, &saying.key);
                for (blank, _) in saying.facts.iter() {
                    let is_used =
                        blanks.iter().any(|used| used == blank || used.starts_with(&format!("{blank}_")));
                    assert!(is_used, "{}: `{}` does not say its `{blank}`", service.id, saying.key);
                }
                said += 1;
            }
        }
    }
    assert!(said > 150, "there are rules to say");
}
