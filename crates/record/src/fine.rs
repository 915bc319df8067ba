//! Fines that were charged, which decide what the next one costs.

use crate::PartyId;
use calendar::Day;
use ledger::Halalas;
use serde::{Deserialize, Serialize};

/// What a fine was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FineKind {
    /// A residence permit renewed after its days of grace.
    LateRenewal,
    /// A final exit that ran out while its holder stayed.
    FinalExitExpired,
    /// A residence permit issued after the days allowed from entry.
    LateIssue,
    /// A residence permit's card lost or damaged.
    LostPermit,
    /// A passport lost.
    LostPassport,
    /// A birth reported late.
    LateBirth,
    /// An exit/re-entry visa that ran out while its holder stayed.
    ExitReentryExpired,
    /// A visitor who stayed after the visit had ended.
    Overstay,
}

impl FineKind {
    /// All kinds.
    pub const ALL: [FineKind; 8] = [
        FineKind::LateRenewal,
        FineKind::FinalExitExpired,
        FineKind::LateIssue,
        FineKind::LostPermit,
        FineKind::LostPassport,
        FineKind::LateBirth,
        FineKind::ExitReentryExpired,
        FineKind::Overstay,
    ];

    /// The kind's one name, in files, columns and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            FineKind::LateRenewal => "late-renewal",
            FineKind::FinalExitExpired => "final-exit-expired",
            FineKind::LateIssue => "late-issue",
            FineKind::LostPermit => "lost-permit",
            FineKind::LostPassport => "lost-passport",
            FineKind::LateBirth => "late-birth",
            FineKind::ExitReentryExpired => "exit-reentry-expired",
            FineKind::Overstay => "overstay",
        }
    }
}

/// A fine charged on account of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fine {
    /// The row.
    pub id: i64,
    /// On whose account, whoever paid it.
    pub party: PartyId,
    /// What for.
    pub kind: FineKind,
    /// How much.
    pub amount: Halalas,
    /// When.
    pub on: Day,
}
