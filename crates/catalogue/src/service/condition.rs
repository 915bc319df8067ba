//! What a service demands.

use super::{InForce, OnlyWhen};
use crate::ServiceId;
use record::{BlockKind, DocumentKind, FineKind, Presence};

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its name, unique in the service on any day.
    pub id: String,
    /// What must be so.
    pub kind: ConditionKind,
    /// When it matters.
    pub only_when: OnlyWhen,
    /// The key of the sentence said when it is not so.
    pub refuse: String,
    /// The service that would cure it.
    pub cure: Option<ServiceId>,
    /// Its dates and source.
    pub in_force: InForce,
}

/// Whom a condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// `subject`
    Subject,
    /// `asker`
    Asker,
}

/// From which day a document's remaining life is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOf {
    /// `issue`: today.
    Issue,
    /// `return`: the day of return that was asked for.
    Return,
}

/// A day and some days more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beyond {
    /// The day.
    pub day: DayOf,
    /// So many days after it.
    pub days: i64,
}

/// What must be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// `presence`: they are inside, or outside.
    Presence {
        /// Whom it looks at.
        who: Who,
        /// Where they must be.
        is: Presence,
    },
    /// `document-runs`: the subject has a live document of this kind that runs that far.
    DocumentRuns {
        /// Which.
        document: DocumentKind,
        /// How far.
        beyond: Beyond,
    },
    /// `renewal-open`: the document ends within so many months.
    RenewalOpen {
        /// Which.
        document: DocumentKind,
        /// How many months before its end renewal opens.
        months: u32,
    },
    /// `owes-nothing`: no unpaid traffic fines.
    OwesNothing {
        /// Whom it looks at.
        who: Vec<Who>,
    },
    /// `free-of`: no such block stands.
    FreeOf {
        /// Whom it looks at.
        who: Vec<Who>,
        /// Which block.
        block: BlockKind,
        /// It matters from this age (Gregorian years) on.
        from_age: Option<i32>,
    },
    /// `has-block`: such a block stands.
    HasBlock {
        /// Which.
        block: BlockKind,
    },
    /// `block-not-older`: the standing block of this kind was raised at most so many days ago.
    BlockNotOlder {
        /// Which.
        block: BlockKind,
        /// So many days; the day it was raised counts none.
        days: i64,
    },
    /// `never-had`: no such block was ever raised and lifted again.
    NeverHad {
        /// Which.
        block: BlockKind,
    },
    /// `no-document`: no live document of these kinds stands, lapsed ones apart.
    NoDocument {
        /// Which.
        documents: Vec<DocumentKind>,
    },
    /// `has-document`: a live document of one of these kinds stands.
    HasDocument {
        /// Which.
        documents: Vec<DocumentKind>,
        /// Whether it must not have been used to leave (true), or its holder must be out on it (false).
        unused: Option<bool>,
    },
    /// `not-lapsed`: the live document of these kinds ran out at most so many days ago.
    NotLapsed {
        /// Which.
        documents: Vec<DocumentKind>,
        /// Days of grace.
        days: i64,
    },
    /// `runs-on`: renewed by the months asked, the document runs beyond today.
    RunsOn {
        /// Which.
        document: DocumentKind,
    },
    /// `whole-years`: the months asked are whole years.
    WholeYears,
    /// `return-later`: the new day of return is later than the present one, and not past.
    ReturnLater,
    /// `fewer-fines`: fewer than so many fines of a kind were charged on the subject's account.
    FewerFines {
        /// Which kind.
        fine: FineKind,
        /// The number that is too many.
        than: usize,
    },
    /// `may-leave`: a visa or final exit lets the subject, a resident, out that day. A crossing that comes in
    /// late, or that follows one we have not heard of yet, is a fact already and is not judged.
    MayLeave,
    /// `may-return`: the visa the subject, a resident, left on lets them back that day. As above.
    MayReturn,
}
