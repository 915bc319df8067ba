//! What the one who asked is answered.

use crate::transaction::Transaction;
use catalogue::{BadAnswer, FeeTaken, Figure, Grant, Refused, Warning};
use record::{DocumentId, Reference, TransactionId};
use serde::{Deserialize, Serialize};

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It was granted and is committed.
    Granted(Receipt),
    /// Every reason against it. Not kept under the request's key: what stands in the way may be removed, and
    /// the same form sent again is judged again.
    Refused(Refused),
    /// The form does not say clearly what is asked.
    Unclear(Vec<BadAnswer>),
}

/// What a granted request is answered, now and whenever it is sent again under its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The transaction's number.
    pub transaction: TransactionId,
    /// What people call it by.
    pub reference: Reference,
    /// The figures that matter.
    pub figures: Vec<Figure>,
    /// What was warned of.
    pub warnings: Vec<Warning>,
    /// The fees and fines taken.
    pub fees: Vec<FeeTaken>,
    /// The document to print.
    pub document: Option<DocumentId>,
}

impl Receipt {
    /// Of a grant.
    pub fn of(grant: &Grant) -> Receipt {
        Receipt {
            transaction: grant.transaction,
            reference: grant.reference.clone(),
            figures: grant.figures.clone(),
            warnings: grant.warnings.clone(),
            fees: grant.fees.clone(),
            document: grant.document,
        }
    }

    /// Of an entry of the journal: what was answered when it was written.
    pub(crate) fn of_entry(entry: Transaction) -> Receipt {
        Receipt {
            transaction: entry.id,
            reference: entry.reference,
            figures: entry.recorded.figures,
            warnings: entry.recorded.warnings,
            fees: entry.recorded.fees,
            document: entry.recorded.document,
        }
    }
}

/// Why a request was not even answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// The catalogue has no such service.
    #[error("no such service")]
    NoSuchService,
    /// The register has no such asker or subject.
    #[error("no such party")]
    NoSuchParty,
    /// The record kept changing while the request was judged; nothing was written. Ask again.
    #[error("the record changed meanwhile")]
    ChangedMeanwhile,
    /// The key was used for another request.
    #[error("the key was used for another request")]
    KeyUsedForAnother,
    /// The store is away, full or busy; nothing is known to have been written. Ask again under the same key.
    #[error("not available now; reference {reference}")]
    Unavailable {
        /// Under which it was logged.
        reference: String,
    },
    /// Something is broken; asking again does not help.
    #[error("failed; reference {reference}")]
    Failed {
        /// Under which it was logged.
        reference: String,
    },
}
