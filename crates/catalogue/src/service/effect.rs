//! What a service does to the record.

use super::Who;
use super::{InForce, OnlyWhen};
use ledger::{FeeCode, Halalas};
use record::{BlockKind, DocumentKind, DocumentStatus, FineKind, Term, TieKind};

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

/// How long something lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lasts {
    /// `{ months = 60 }`
    Months(u32),
    /// `{ days = 15 }`: so many days after today, which counts none.
    Days(i64),
    /// `"asked"`: the months asked.
    Asked,
    /// `{ until = "NAME" }`: to the day answered to that question.
    Until(String),
    /// `{ like = "residence-permit", of = "asker" }`: to the last day of that document of the subject, asker or
    /// other.
    Like(DocumentKind, Who),
    /// `{ like_tie = "transfer-offer" }`: to the last day of that tie over the subject.
    LikeTie(TieKind),
}

/// Where a document's number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberOf {
    /// Our own, beginning with this letter or digit.
    Ours(char),
    /// `{ asked = "NAME" }`: the answer to that question.
    Asked(String),
}

/// What of how a party is reached is set, from the answer to the question of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contact {
    /// `mobile`: a question of the kind `mobile`.
    Mobile,
    /// `language`: a `choice` of `ar` and `en`.
    Language,
    /// `crossings`: a `choice` of `yes` and `no`: whether notices of crossings are wanted.
    Crossings,
}

/// What an effect is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EffectKind {
    /// `issue-visa`: an exit/re-entry visa for the term asked, or a fixed one; counted in months it must be used
    /// within some.
    IssueVisa {
        /// Single or multiple.
        document: DocumentKind,
        /// `term = { days = 30 }`: always so long, whatever the form asks.
        fixed: Option<Term>,
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
    /// `charge-fine`: a fine that is owed from today, and a block until it is paid.
    ChargeFine {
        /// What for: noted on the subject's account, which the ladder counts.
        fine: FineKind,
        /// The code it will be paid under.
        code: FeeCode,
        /// By how many fines of the kind there were before; the last step repeats.
        ladder: Vec<Halalas>,
        /// Who owes it.
        owed_by: Who,
    },
    /// `remind`: nothing changes; somebody is told.
    Remind,
    /// `lift-block`: the standing block of this kind no longer stands from today.
    LiftBlock {
        /// Which.
        block: BlockKind,
    },
    /// `issue-document`: such a document from today; one of the kind that stands is closed.
    IssueDocument {
        /// Which.
        document: DocumentKind,
        /// To which day.
        lasts: Lasts,
        /// Its number.
        number: NumberOf,
        /// For how many days somebody may object to it, where that is told.
        object_within: Option<i64>,
    },
    /// `end-document`: the live documents of these kinds end as this.
    EndDocument {
        /// Which.
        documents: Vec<DocumentKind>,
        /// What becomes of them.
        status: DocumentStatus,
    },
    /// `begin-tie`: such a tie from today.
    BeginTie {
        /// Which.
        tie: TieKind,
        /// Who holds it.
        holder: Who,
        /// Over whom.
        over: Who,
        /// For how long; without an end where nothing is said.
        lasts: Option<Lasts>,
        /// The question, a `choice` of relations, that says what a dependent is to the head.
        relation: Option<String>,
    },
    /// `end-tie`: the ties of these kinds that hold over somebody end today.
    EndTie {
        /// Which.
        ties: Vec<TieKind>,
        /// Over whom.
        over: Who,
        /// Only those this party holds.
        held_by: Option<Who>,
    },
    /// `move-tie`: the tie passes to another holder today.
    MoveTie {
        /// Which.
        tie: TieKind,
        /// Who holds it from now on.
        to: Who,
    },
    /// `correct-name`: the parts of the name that were answered take the place of those on record.
    CorrectName,
    /// `set-occupation`: what the subject works as is the answer to the question `occupation`.
    SetOccupation,
    /// `set-contact`: how the subject is reached.
    SetContact {
        /// What of it.
        set: Vec<Contact>,
    },
    /// `become-resident`: the subject is a resident from now on, found by a new iqama number.
    BecomeResident,
    /// `enter-dependent`: a new person of the asker's household: the answers say the name, sex, birth and relation.
    EnterDependent,
    /// `attest`: nothing changes; what is on record is attested.
    Attest,
    /// `record-crossing`: presence moves; a visa is begun, ended or used up; a final exit closes the residence.
    RecordCrossing,
    /// `deposit`: the amount lies ready for the subject under the code asked.
    Deposit,
    /// `send-back`: what is unused of the payment named starts on its way back to the account that paid it.
    SendBack,
    /// `settle-refund`: what was on its way back has arrived, where `outcome` was answered with `arrived`; or else lies
    /// ready again.
    SettleRefund,
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
            EffectKind::ChargeFine { .. } => "charge-fine",
            EffectKind::Remind => "remind",
            EffectKind::IssueDocument { .. } => "issue-document",
            EffectKind::EndDocument { .. } => "end-document",
            EffectKind::BeginTie { .. } => "begin-tie",
            EffectKind::EndTie { .. } => "end-tie",
            EffectKind::MoveTie { .. } => "move-tie",
            EffectKind::CorrectName => "correct-name",
            EffectKind::SetOccupation => "set-occupation",
            EffectKind::SetContact { .. } => "set-contact",
            EffectKind::BecomeResident => "become-resident",
            EffectKind::EnterDependent => "enter-dependent",
            EffectKind::Attest => "attest",
            EffectKind::RecordCrossing => "record-crossing",
            EffectKind::Deposit => "deposit",
            EffectKind::SendBack => "send-back",
            EffectKind::SettleRefund => "settle-refund",
        }
    }
}
