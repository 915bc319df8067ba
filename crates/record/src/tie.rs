//! Dated relations between two parties.

use crate::{PartyId, TieId};
use calendar::Day;
use serde::{Deserialize, Serialize};

/// What a tie is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieKind {
    /// The holder sponsors the subject, a worker. One sponsor at a time.
    Sponsorship,
    /// The holder is the head of the household the subject depends on. One head at a time.
    Household,
    /// The holder is guardian of the subject, a minor. One guardian at a time.
    Guardianship,
    /// The subject, a person, acts for the holder, an establishment. Many at a time.
    Representation,
    /// The holder, a person, lets the subject act for them. Many at a time.
    Delegation,
    /// The sponsor of the subject, a worker, has offered their services to the holder. One offer at a time.
    TransferOffer,
    /// The holder has accepted the worker's services, and the worker has not yet agreed.
    TransferAcceptance,
}

impl TieKind {
    /// All kinds.
    pub const ALL: [TieKind; 7] = [
        TieKind::Sponsorship,
        TieKind::Household,
        TieKind::Guardianship,
        TieKind::Representation,
        TieKind::Delegation,
        TieKind::TransferOffer,
        TieKind::TransferAcceptance,
    ];

    /// The kind's one name, in files, columns and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            TieKind::Sponsorship => "sponsorship",
            TieKind::Household => "household",
            TieKind::Guardianship => "guardianship",
            TieKind::Representation => "representation",
            TieKind::Delegation => "delegation",
            TieKind::TransferOffer => "transfer-offer",
            TieKind::TransferAcceptance => "transfer-acceptance",
        }
    }

    /// Whether the subject may have only one such tie on any day.
    pub const fn is_exclusive(self) -> bool {
        !matches!(self, TieKind::Representation | TieKind::Delegation)
    }
}

/// What a dependent is to the head of household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Wife.
    Wife,
    /// Husband.
    Husband,
    /// Son.
    Son,
    /// Daughter.
    Daughter,
    /// Father or mother.
    Parent,
}

impl Relation {
    /// All relations.
    pub const ALL: [Relation; 5] =
        [Relation::Wife, Relation::Husband, Relation::Son, Relation::Daughter, Relation::Parent];

    /// The relation's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Relation::Wife => "wife",
            Relation::Husband => "husband",
            Relation::Son => "son",
            Relation::Daughter => "daughter",
            Relation::Parent => "parent",
        }
    }
}

/// One tie, from its first day to the day it no longer holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The row.
    pub id: TieId,
    /// What it is.
    pub kind: TieKind,
    /// The sponsor, head of household, guardian or establishment.
    pub holder: PartyId,
    /// The worker, dependent, minor or representative.
    pub subject: PartyId,
    /// For a household: what the subject is to the head.
    pub relation: Option<Relation>,
    /// The first day it holds.
    pub from: Day,
    /// The first day it no longer holds; nothing while it has no end.
    pub to: Option<Day>,
}

impl Tie {
    /// Whether it holds on `day`.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}
