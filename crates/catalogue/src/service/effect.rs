//! What a service does to the record.

use super::{InForce, OnlyWhen};
use record::{BlockKind, DocumentKind};

/// What a service does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Its name.
    pub id: String,
    /// What.
    pub kind: EffectKind,
    /// When.
    pub only_when: OnlyWhen,
    /// Its dates and source.
    pub in_force: InForce,
}

/// What an effect is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EffectKind {
    /// `issue-visa`: an exit/re-entry visa for the term asked; counted in months it must be used within some.
    IssueVisa {
        /// Single or multiple.
        document: DocumentKind,
        /// Counted in months: leave within so many months of issue.
        depart_within_months: u32,
    },
    /// `issue-final-exit`: valid so many days.
    IssueFinalExit {
        /// The most days.
        days: i64,
        /// Whether it ends with the residence permit, if that ends sooner.
        within_permit: bool,
    },
    /// `renew`: the document's end moves by the months asked.
    Renew {
        /// Which.
        document: DocumentKind,
    },
    /// `extend-visa`: the day of return of the visa the subject is out on moves by the months asked.
    ExtendVisa,
    /// `cancel`: the live document of these kinds is withdrawn.
    Cancel {
        /// Which.
        documents: Vec<DocumentKind>,
    },
    /// `raise-block`: such a block stands from today.
    RaiseBlock {
        /// Which.
        block: BlockKind,
        /// For how many days it can be taken back, where that is told.
        lift_within: Option<i64>,
    },
    /// `lift-block`: the standing block of this kind no longer stands from today.
    LiftBlock {
        /// Which.
        block: BlockKind,
    },
    /// `record-crossing`: presence moves; a visa is begun, ended or used up; a final exit closes the residence.
    RecordCrossing,
    /// `deposit`: the amount lies ready for the subject under the code asked.
    Deposit,
}

impl EffectKind {
    /// The kind as a service file writes it.
    pub const fn as_str(&self) -> &'static str {
        match self {
            EffectKind::IssueVisa { .. } => "issue-visa",
            EffectKind::IssueFinalExit { .. } => "issue-final-exit",
            EffectKind::Renew { .. } => "renew",
            EffectKind::ExtendVisa => "extend-visa",
            EffectKind::Cancel { .. } => "cancel",
            EffectKind::RaiseBlock { .. } => "raise-block",
            EffectKind::LiftBlock { .. } => "lift-block",
            EffectKind::RecordCrossing => "record-crossing",
            EffectKind::Deposit => "deposit",
        }
    }
}
