//! What comes of a request.

use crate::ServiceId;
use crate::service::{Lane, OptIn};
use calendar::Instant;
use ledger::{Entry, FeeCode, Halalas, HolderId};
use record::{Change, DocumentId, Fact, Facts, Mobile, PartyId, Reference, TransactionId};
use serde::{Deserialize, Serialize};

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Everything that granting it writes.
    Granted(Box<Grant>),
    /// Every reason against it.
    Refused(Refused),
    /// The form does not say clearly what is asked; nothing was judged.
    Unclear(Vec<BadAnswer>),
}

/// A granted request, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its number.
    pub transaction: TransactionId,
    /// What people call it by.
    pub reference: Reference,
    /// The figures that matter, largest first.
    pub figures: Vec<Figure>,
    /// What cannot be undone or costs money.
    pub warnings: Vec<Warning>,
    /// The fees and fines taken.
    pub fees: Vec<FeeTaken>,
    /// The money that moves.
    pub entry: Entry,
    /// The changes to the record.
    pub changes: Vec<Change>,
    /// Who must be told of what.
    pub owed: Vec<Owed>,
    /// The document to print, if one was issued or altered.
    pub document: Option<DocumentId>,
    /// What it has to do with a payment through a bank.
    pub bank: Option<AtBank>,
}

/// What a grant has to do with a payment through a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtBank {
    /// It was paid.
    Paid {
        /// The bank's one name.
        bank: String,
        /// The bank's own reference of the payment.
        reference: String,
        /// The bank's token for the account that paid.
        account: String,
        /// When the bank took it.
        at: Instant,
    },
    /// What is unused of a payment starts on its way back to the account that paid it.
    SentBack {
        /// The payment, by the entry that it is.
        payment: TransactionId,
        /// For whom and under which code it was paid.
        of: (HolderId, FeeCode),
        /// How much.
        amount: Halalas,
    },
    /// What was on its way back has arrived, or could not be paid back and lies ready again.
    Settled {
        /// The refund, by the entry that asked for it.
        refund: TransactionId,
        /// The payment it gives back.
        payment: TransactionId,
        /// For whom and under which code it was paid.
        of: (HolderId, FeeCode),
        /// How much.
        amount: Halalas,
        /// Whether it arrived.
        arrived: bool,
    },
}

/// A refused request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// All reasons, in the order of the service file. Never empty.
    pub reasons: Vec<Refusal>,
    /// The figures as far as they could be worked out: what it would cost, when it would end.
    pub figures: Vec<Figure>,
    /// What the asker would have been warned of.
    pub warnings: Vec<Warning>,
}

/// One reason: a condition of one rule, with what the sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The condition as the service file names it, and as the API answers it.
    pub condition: String,
    /// The key of the sentence; `KEY.next` is the way out.
    pub says: String,
    /// What fills its blanks.
    pub facts: Facts,
    /// The service that would cure it.
    pub cure: Option<ServiceId>,
    /// The rule as it stood that day.
    pub rule: RuleRef,
}

/// Where a rule stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RuleRef {
    /// The service file.
    pub file: String,
    /// The line the rule begins on.
    pub line: usize,
    /// The source it rests on.
    pub source: String,
}

/// One figure of a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The key of its label: `figure-fee`, `figure-depart-by`, `figure-return-by`, `figure-valid-to`.
    pub label: String,
    /// Its value.
    pub value: Fact,
}

/// One warning before what cannot be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The key of the sentence.
    pub says: String,
    /// What fills its blanks.
    pub facts: Facts,
}

/// A fee or fine as taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeTaken {
    /// The fee as the service file names it.
    pub id: String,
    /// The code it was paid under.
    pub code: FeeCode,
    /// From whose deposit.
    pub payer: PartyId,
    /// How much.
    pub amount: Halalas,
}

/// A notice that somebody must have. Whether and how it is sent is Ish'ar's to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The notice rule as the service file names it.
    pub rule: String,
    /// To whom.
    pub to: PartyId,
    /// About whom.
    pub about: PartyId,
    /// The key of the text without its ending: `-to-you` when told of oneself, `-for-yours` when of another.
    pub text: String,
    /// How urgent it is.
    pub lane: Lane,
    /// Sent only to those who asked for it.
    pub opt_in: Option<OptIn>,
    /// The number it goes to, where that is not the one on record.
    #[serde(default)]
    pub mobile: Option<Mobile>,
    /// What fills the blanks.
    pub facts: Facts,
}

/// An answer of the form that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadAnswer {
    /// The field.
    pub field: String,
    /// The key of the sentence that says what is wrong and how to mend it.
    pub says: String,
    /// What fills its blanks.
    pub facts: Facts,
}
