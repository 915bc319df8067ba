//! The application: load the case, decide, commit, tell.
//!
//! Everything that changes a record goes through [`Desk::ask`]; everything that shows one leaves a look
//! behind. This room knows no HTTP, no pages and no wire protocol, keeps no clock and draws no randomness.

mod ask;
pub mod authority;
pub mod border;
mod change;
mod closing;
mod correct;
pub mod dispatch;
mod housekeeping;
pub mod identity;
pub mod import;
mod key;
mod load;
mod lots;
mod matters;
mod notice;
mod operations;
pub mod payments;
mod phones;
pub mod proof;
mod proof_money;
mod reading;
mod receipt;
pub mod reconcile;
pub mod replay;
pub mod rerun;
mod rows;
pub mod sql;
pub mod statement;
mod supply;
mod sweep;
mod tell;
#[cfg(feature = "testing")]
pub mod testing;
mod transaction;
mod trouble;
mod unit_of;

pub use change::write_change;
pub use closing::{Became, DayClose, DayClosed, DayDifference, DayLine, DaySheet};
pub use correct::{Corrected, Correction, CorrectionState, Held, NotProposed, REVERSE, Undoing, reverse};
pub use key::{Fingerprint, IdempotencyKey, KeyError, ScopedKey};
pub use lots::{HOLD_MOVED, PAYMENT_MOVED};
pub use matters::{Matter, Part};
pub use notice::{Notice, OutboundText, Told};
pub use operations::{InDoubt, Operations};
pub use phones::{MessageEvent, MessageLife, SentTo, WaitingLane};
pub use reading::{Look, Looker, MyPeople, Sheet, WORKERS_SHOWN};
pub use receipt::{Answer, NotDone, Receipt};
pub use supply::IdSupply;
pub use sweep::{Came, Item, SweepError, SweepOf, Swept};
pub use transaction::{NoticeState, Transaction};
pub use unit_of::{DEPOSIT_MOVED, Granted, NO_LONGER_ACTING, PARTY_CHANGED, Recorded, unit_of};

use calendar::{Instant, Moment};
use catalogue::Catalogue;
use std::sync::Arc;
use store::Store;
use tokio::sync::Notify;
use words::Words;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
}

/// Where randomness comes from.
pub trait Secrets: Send + Sync {
    /// Fills the bytes with what nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// What a desk is built of.
#[derive(Clone)]
pub struct Parts {
    /// Where everything is kept.
    pub store: Store,
    /// The rules.
    pub catalogue: Arc<Catalogue>,
    /// The sentences.
    pub words: Arc<Words>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The randomness.
    pub secrets: Arc<dyn Secrets>,
    /// What hashing a password costs.
    pub passwords: identity::PasswordCost,
    /// Whether one may sign in as anybody with one click.
    pub demo: bool,
}

/// The application. Clones share it.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    catalogue: Arc<Catalogue>,
    words: Arc<Words>,
    clock: Arc<dyn Clock>,
    secrets: Arc<dyn Secrets>,
    ids: IdSupply,
    passwords: identity::PasswordCost,
    demo: bool,
    queued: Arc<Notify>,
}

impl Desk {
    /// Puts a desk together.
    pub fn new(parts: Parts) -> Desk {
        let Parts { store, catalogue, words, clock, secrets, passwords, demo } = parts;
        let ids = IdSupply::new(store.clone());
        let queued = Arc::new(Notify::new());
        Desk { store, catalogue, words, clock, secrets, ids, passwords, demo, queued }
    }

    /// The store, for those who read and write beside the application: the dispatcher, the import.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The rules.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// The sentences.
    pub fn words(&self) -> &Arc<Words> {
        &self.words
    }

    /// Fresh ids.
    pub fn ids(&self) -> &IdSupply {
        &self.ids
    }

    /// Notified whenever a message was queued; the dispatcher waits on it.
    pub fn queued(&self) -> Arc<Notify> {
        self.queued.clone()
    }

    /// Whether one may sign in as anybody.
    pub fn is_demo(&self) -> bool {
        self.demo
    }

    /// Now, and today in Riyadh.
    pub fn moment(&self) -> Moment {
        Moment { now: self.clock.now() }
    }
}
