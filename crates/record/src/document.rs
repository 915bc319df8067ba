//! Documents and their life cycles.

use crate::{DocumentId, PartyId};
use calendar::{Day, WrittenDate};
use serde::{Deserialize, Serialize};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A passport, ours or another state's.
    Passport,
    /// The right to reside (iqama).
    ResidencePermit,
    /// The labour ministry's permit to work; reported to us.
    WorkPermit,
    /// Health insurance; reported to us.
    HealthInsurance,
    /// Out and back once.
    ExitReentrySingle,
    /// Out and back as often as wanted.
    ExitReentryMultiple,
    /// Out for good.
    FinalExit,
    /// The right to stay for a visit; its last day is the last of the stay.
    VisitVisa,
    /// Leave to travel for a citizen under age.
    TravelPermit,
    /// The printed card of a residence permit.
    ResidenceCard,
    /// What a card that was printed is handed over against, while it waits at the office.
    CardSlip,
    /// A worker's own wish to travel, while the employer may object.
    ExitReentryRequest,
    /// A worker's own wish to leave for good, while the employer may object.
    FinalExitRequest,
    /// The medical examination passed before a residence permit; reported to us.
    MedicalExam,
    /// What a citizen's new passport is handed over against; it stands until the booklet has left the office.
    PassportSlip,
    /// A passport on its way by post; its number is the courier's.
    PassportParcel,
}

impl DocumentKind {
    /// All kinds.
    pub const ALL: [DocumentKind; 16] = [
        DocumentKind::Passport,
        DocumentKind::ResidencePermit,
        DocumentKind::WorkPermit,
        DocumentKind::HealthInsurance,
        DocumentKind::ExitReentrySingle,
        DocumentKind::ExitReentryMultiple,
        DocumentKind::FinalExit,
        DocumentKind::VisitVisa,
        DocumentKind::TravelPermit,
        DocumentKind::ResidenceCard,
        DocumentKind::CardSlip,
        DocumentKind::ExitReentryRequest,
        DocumentKind::FinalExitRequest,
        DocumentKind::MedicalExam,
        DocumentKind::PassportSlip,
        DocumentKind::PassportParcel,
    ];

    /// The kind's one name, in files, columns and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            DocumentKind::Passport => "passport",
            DocumentKind::ResidencePermit => "residence-permit",
            DocumentKind::WorkPermit => "work-permit",
            DocumentKind::HealthInsurance => "health-insurance",
            DocumentKind::ExitReentrySingle => "exit-reentry-single",
            DocumentKind::ExitReentryMultiple => "exit-reentry-multiple",
            DocumentKind::FinalExit => "final-exit",
            DocumentKind::VisitVisa => "visit-visa",
            DocumentKind::TravelPermit => "travel-permit",
            DocumentKind::ResidenceCard => "residence-card",
            DocumentKind::CardSlip => "card-slip",
            DocumentKind::ExitReentryRequest => "exit-reentry-request",
            DocumentKind::FinalExitRequest => "final-exit-request",
            DocumentKind::MedicalExam => "medical-exam",
            DocumentKind::PassportSlip => "passport-slip",
            DocumentKind::PassportParcel => "passport-parcel",
        }
    }

    /// Whether it lets its holder leave the Kingdom. One such document at a time.
    pub const fn lets_out(self) -> bool {
        matches!(self, Self::ExitReentrySingle | Self::ExitReentryMultiple | Self::FinalExit)
    }
}

/// Where a document stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentStatus {
    /// In force, or would be but for its dates.
    Valid,
    /// Its holder is abroad on it.
    InUse,
    /// It has done what it was for.
    Used,
    /// Withdrawn before it was used.
    Cancelled,
    /// Its days ran out and this was noted.
    Lapsed,
    /// Its holder left for good, or it was superseded.
    Closed,
    /// Reported lost.
    Lost,
    /// Its holder left on it and did not return.
    NotReturned,
}

impl DocumentStatus {
    /// All of them.
    pub const ALL: [DocumentStatus; 8] = [
        Self::Valid,
        Self::InUse,
        Self::Used,
        Self::Cancelled,
        Self::Lapsed,
        Self::Closed,
        Self::Lost,
        Self::NotReturned,
    ];

    /// The status's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            DocumentStatus::Valid => "valid",
            DocumentStatus::InUse => "in-use",
            DocumentStatus::Used => "used",
            DocumentStatus::Cancelled => "cancelled",
            DocumentStatus::Lapsed => "lapsed",
            DocumentStatus::Closed => "closed",
            DocumentStatus::Lost => "lost",
            DocumentStatus::NotReturned => "not-returned",
        }
    }

    /// Whether it still stands: valid or in use.
    pub const fn is_live(self) -> bool {
        matches!(self, DocumentStatus::Valid | DocumentStatus::InUse)
    }
}

/// How long a journey may last, and from when that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Term {
    /// So many Gregorian months from the day of travel.
    Months(u32),
    /// So many days from the day of issue.
    Days(u32),
    /// Back on this day at the latest.
    ReturnBefore(Day),
}

/// The part of a document that its life changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentState {
    /// Where it stands.
    pub status: DocumentStatus,
    /// Its last day; for a visa, the last day it can be of any use.
    pub expires: Day,
    /// The last day its holder may leave on it.
    pub depart_by: Option<Day>,
    /// The last day its holder may come back on it; unknown until travel where months count.
    pub return_by: Option<Day>,
}

/// A document of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The row.
    pub id: DocumentId,
    /// Whose it is.
    pub holder: PartyId,
    /// What it is.
    pub kind: DocumentKind,
    /// As printed on it.
    pub number: String,
    /// Its first day.
    pub issued: Day,
    /// For exit/re-entry visas: how long the journey may last.
    pub term: Option<Term>,
    /// Its last day as printed, where it was printed in a calendar of its own.
    pub expires_written: Option<WrittenDate>,
    /// What its life changes.
    #[serde(flatten)]
    pub state: DocumentState,
}

impl Document {
    /// Whether it stands and its last day is not past.
    pub fn in_force_on(&self, day: Day) -> bool {
        self.state.status.is_live() && day <= self.state.expires && self.issued <= day
    }

    /// Whether its last day for leaving (or, where there is none, its last day) went by unused.
    pub fn lapsed_by(&self, day: Day) -> bool {
        match self.state.status {
            DocumentStatus::Valid => {
                self.state.depart_by.unwrap_or(self.state.expires) < day
                    && self.state.return_by.is_none_or(|back| back < day)
            }
            DocumentStatus::InUse => self.state.return_by.is_some_and(|back| back < day),
            _ => false,
        }
    }
}
