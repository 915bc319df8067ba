//! What fills the blanks of a sentence. Values stay values until a language prints them.

use crate::{Identifier, PersonName, Term};
use calendar::{Day, Instant};
use ledger::Halalas;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One value in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "value")]
pub enum Fact {
    /// A count, which decides the plural.
    Number(i64),
    /// A day.
    Day(Day),
    /// A point in time.
    Instant(Instant),
    /// An amount.
    Money(Halalas),
    /// The length of a journey.
    Term(Term),
    /// An identifier, which is only ever shown masked.
    Masked(Identifier),
    /// A person's name, in the script of the language; short form.
    Person(PersonName),
    /// The two names of an establishment: Arabic, Latin.
    Establishment(String, String),
    /// A number or reference that is the same in every language.
    Code(String),
    /// The key of another sentence or word.
    Word(String),
}

/// The values of a sentence, by the name of the blank.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(BTreeMap<String, Fact>);

impl Facts {
    /// None.
    pub fn new() -> Facts {
        Facts::default()
    }

    /// These and one more.
    pub fn with(mut self, blank: &str, fact: Fact) -> Facts {
        self.0.insert(blank.to_owned(), fact);
        self
    }

    /// The value of a blank.
    pub fn get(&self, blank: &str) -> Option<&Fact> {
        self.0.get(blank)
    }

    /// All, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.0.iter().map(|(blank, fact)| (blank.as_str(), fact))
    }
}
