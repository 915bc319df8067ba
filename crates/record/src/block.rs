//! What stands in the way until it is lifted.

use crate::{BlockId, PartyId};
use calendar::Day;
use ledger::Halalas;
use serde::{Deserialize, Serialize};

/// What kind of block it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Traffic fines not paid; carries their amount.
    TrafficFines,
    /// The sponsor reported the worker absent.
    AbsenceReport,
    /// A security note. That it exists is never shown to the public.
    SecurityNote,
    /// No fingerprints on file.
    FingerprintMissing,
    /// A vehicle is registered to the person.
    VehicleRegistered,
    /// The person has died.
    Death,
    /// A fine that time alone caused and nobody paid yet; carries its amount.
    UnpaidFine,
}

impl BlockKind {
    /// All kinds.
    pub const ALL: [BlockKind; 7] = [
        BlockKind::TrafficFines,
        BlockKind::AbsenceReport,
        BlockKind::SecurityNote,
        BlockKind::FingerprintMissing,
        BlockKind::VehicleRegistered,
        BlockKind::Death,
        BlockKind::UnpaidFine,
    ];

    /// The kind's one name, in files, columns and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            BlockKind::TrafficFines => "traffic-fines",
            BlockKind::AbsenceReport => "absence-report",
            BlockKind::SecurityNote => "security-note",
            BlockKind::FingerprintMissing => "fingerprint-missing",
            BlockKind::VehicleRegistered => "vehicle-registered",
            BlockKind::Death => "death",
            BlockKind::UnpaidFine => "unpaid-fine",
        }
    }

    /// Whether it is a matter of money, and stands with an amount.
    pub const fn carries_an_amount(self) -> bool {
        matches!(self, BlockKind::TrafficFines | BlockKind::UnpaidFine)
    }

    /// Whether its very existence is kept from the public.
    pub const fn is_hidden_from_the_public(self) -> bool {
        matches!(self, BlockKind::SecurityNote)
    }
}

/// A standing block on a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The row.
    pub id: BlockId,
    /// On whom it lies.
    pub party: PartyId,
    /// What it is.
    pub kind: BlockKind,
    /// What is owed, where it is a matter of money.
    pub amount: Option<Halalas>,
    /// The first day it stands.
    pub from: Day,
    /// The first day it no longer stands.
    pub to: Option<Day>,
}

impl Block {
    /// Whether it stands on `day`.
    pub fn stands_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}
