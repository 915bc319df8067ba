//! Who a record is about: a person or an establishment.

use crate::{Identifier, Mobile, PartyId, PersonName};
use calendar::{Day, Instant, WrittenDate};
use serde::{Deserialize, Serialize};

/// What somebody is to the Kingdom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// A Saudi.
    Citizen,
    /// Somebody with a residence permit, or the right to one.
    Resident,
    /// Somebody on a visit.
    Visitor,
    /// An organisation that sponsors workers.
    Establishment,
}

impl PartyKind {
    /// The kind's one name, in files, columns and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            PartyKind::Citizen => "citizen",
            PartyKind::Resident => "resident",
            PartyKind::Visitor => "visitor",
            PartyKind::Establishment => "establishment",
        }
    }
}

/// As the passport has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// F
    Female,
    /// M
    Male,
}

/// The language somebody is written to in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Arabic, which also serves where nothing is known.
    #[default]
    Ar,
    /// English.
    En,
}

impl Language {
    /// All we speak.
    pub const ALL: [Language; 2] = [Language::Ar, Language::En];

    /// `ar`, `en`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Language::Ar => "ar",
            Language::En => "en",
        }
    }

    /// Reads `ar` or `en`.
    pub fn parse(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.as_str() == code)
    }
}

/// A country by its three letters (ICAO 9303, part 3): `SAU`, `IND`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Country(pub String);

/// Whether somebody is in the Kingdom, by their last border crossing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// In the Kingdom.
    Inside,
    /// Abroad.
    Outside,
}

impl Presence {
    /// `inside`, `outside`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Presence::Inside => "inside",
            Presence::Outside => "outside",
        }
    }
}

/// A citizen, resident or visitor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The row.
    pub id: PartyId,
    /// Citizen, resident or visitor; never an establishment.
    pub kind: PartyKind,
    /// What they are found by: national ID, iqama number or border number.
    pub identifier: Identifier,
    /// In both scripts.
    pub name: PersonName,
    /// As the passport has it.
    pub sex: Sex,
    /// As the papers have it, in their calendar.
    pub birth: WrittenDate,
    /// Whose passport they hold.
    pub nationality: Country,
    /// What a resident works as, where that is known.
    #[serde(default)]
    pub occupation: Option<String>,
    /// The one verified number.
    pub mobile: Option<Mobile>,
    /// What they are written to in.
    pub language: Language,
    /// Whether they asked to be told of crossings by those they answer for.
    pub wants_crossings: bool,
    /// Where they are.
    pub presence: Presence,
    /// When they last crossed; nothing if they never did since the record began.
    pub crossed_at: Option<Instant>,
}

/// What may be corrected of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// In both scripts.
    pub name: PersonName,
    /// What a resident works as.
    pub occupation: Option<String>,
}

impl Person {
    /// What may be corrected of them, as it stands.
    pub fn particulars(&self) -> Particulars {
        Particulars { name: self.name.clone(), occupation: self.occupation.clone() }
    }
}

/// An organisation that sponsors workers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Establishment {
    /// The row.
    pub id: PartyId,
    /// Its number, which starts with 7.
    pub identifier: Identifier,
    /// Its Arabic name.
    pub name_ar: String,
    /// Its Latin name.
    pub name_latin: String,
    /// Where its notices go.
    pub mobile: Option<Mobile>,
    /// What it is written to in.
    pub language: Language,
    /// Whether it asked to be told of its workers' crossings.
    pub wants_crossings: bool,
}

/// Either end of a tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "party")]
pub enum Party {
    /// A person.
    Person(Box<Person>),
    /// An establishment.
    Establishment(Establishment),
}

impl Party {
    /// The row.
    pub fn id(&self) -> PartyId {
        match self {
            Party::Person(person) => person.id,
            Party::Establishment(establishment) => establishment.id,
        }
    }

    /// What they are.
    pub fn kind(&self) -> PartyKind {
        match self {
            Party::Person(person) => person.kind,
            Party::Establishment(_) => PartyKind::Establishment,
        }
    }

    /// What they are found by.
    pub fn identifier(&self) -> &Identifier {
        match self {
            Party::Person(person) => &person.identifier,
            Party::Establishment(establishment) => &establishment.identifier,
        }
    }

    /// The person, if it is one.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Party::Person(person) => Some(person),
            Party::Establishment(_) => None,
        }
    }

    /// Where an SMS reaches them.
    pub fn mobile(&self) -> Option<&Mobile> {
        match self {
            Party::Person(person) => person.mobile.as_ref(),
            Party::Establishment(establishment) => establishment.mobile.as_ref(),
        }
    }

    /// What they are written to in.
    pub fn language(&self) -> Language {
        match self {
            Party::Person(person) => person.language,
            Party::Establishment(establishment) => establishment.language,
        }
    }

    /// Whether they asked to be told of crossings by those they answer for.
    pub fn wants_crossings(&self) -> bool {
        match self {
            Party::Person(person) => person.wants_crossings,
            Party::Establishment(establishment) => establishment.wants_crossings,
        }
    }

    /// Full Gregorian years of a person's life on `day`; nothing for an establishment.
    pub fn age_on(&self, day: Day) -> Option<i32> {
        self.person().map(|person| person.birth.day.age_on(day))
    }

    /// The name in the script of `language`, falling back on the other where it is empty.
    pub fn name_in(&self, language: Language) -> String {
        let (first_choice, second_choice) = match (self, language) {
            (Party::Person(p), Language::Ar) => (p.name.ar.full(), p.name.latin.full()),
            (Party::Person(p), Language::En) => (p.name.latin.full(), p.name.ar.full()),
            (Party::Establishment(e), Language::Ar) => (e.name_ar.clone(), e.name_latin.clone()),
            (Party::Establishment(e), Language::En) => (e.name_latin.clone(), e.name_ar.clone()),
        };
        if first_choice.is_empty() { second_choice } else { first_choice }
    }
}
