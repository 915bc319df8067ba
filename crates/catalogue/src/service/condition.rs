//! What a service demands.

use super::{InForce, OnlyWhen};
use crate::ServiceId;
use ledger::{FeeCode, Halalas};
use record::{BlockKind, DocumentKind, FineKind, PartyKind, Presence, TieKind};

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
    /// `other`: the party named by the form, or the holder of the tie the service names.
    Other,
}

/// An age in whole years: from so many on, under so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeRange {
    /// From this age on.
    pub from: Option<i32>,
    /// Under this age.
    pub under: Option<i32>,
    /// `calendar = "hijri"`: years are counted by Umm al-Qura.
    pub hijri: bool,
}

/// From which day a document's remaining life is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOf {
    /// `issue`: today.
    Issue,
    /// `return`: the day of return that was asked for.
    Return,
    /// `renewed`: the last day of the document that the service renews, moved by the months asked.
    Renewed,
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
    /// `document-runs`: they have a live document of this kind that runs that far.
    DocumentRuns {
        /// Whom it looks at.
        who: Who,
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
    /// `age`: of this age.
    Age {
        /// Whom it looks at.
        who: Vec<Who>,
        /// The ages that will do.
        range: AgeRange,
    },
    /// `has-tie`: such a tie holds over the subject, or over whom it names.
    HasTie {
        /// Which.
        tie: TieKind,
        /// Over whom.
        over: Who,
        /// Held by this party, where that matters.
        held_by: Option<Who>,
    },
    /// `no-tie`: no such tie holds over the subject.
    NoTie {
        /// Which.
        tie: TieKind,
    },
    /// `ties-fewer`: the subject has had fewer than so many such ties, the present one among them.
    TiesFewer {
        /// Which.
        tie: TieKind,
        /// The number that is too many.
        than: usize,
    },
    /// `another-party`: the other is neither the subject nor holds this tie over them already, and is one of these
    /// kinds.
    AnotherParty {
        /// What the other may be.
        is: Vec<PartyKind>,
        /// The tie that the other must not hold over the subject yet.
        unless_tie: Option<TieKind>,
    },
    /// `entered-within`: the subject came in at most so many days ago.
    EnteredWithin {
        /// So many days; the day of entry counts none.
        days: i64,
    },
    /// `window`: today lies between so many days before the document's last day and so many after it.
    Window {
        /// Which.
        document: DocumentKind,
        /// Days before.
        before: i64,
        /// Days after.
        after: i64,
    },
    /// `stay-at-most`: prolonged by the months asked, the stay is no longer than so many days from the entry.
    StayAtMost {
        /// The document that is prolonged.
        document: DocumentKind,
        /// So many days; the day of entry is the first.
        days: i64,
    },
    /// `document-age`: the live document of this kind was issued at least, or at most, so many days ago.
    DocumentAge {
        /// Which.
        document: DocumentKind,
        /// At least so many days ago.
        at_least: Option<i64>,
        /// At most so many days ago.
        at_most: Option<i64>,
    },
    /// `not-again-within`: this was not granted for the subject in the last months or days.
    NotAgainWithin {
        /// Any of these services.
        services: Vec<ServiceId>,
        /// So many months.
        months: u32,
        /// And so many days.
        days: i64,
    },
    /// `case`: this is so, in the words that narrow an entry.
    Case {
        /// What.
        so: Box<OnlyWhen>,
    },
    /// `months-at-most`: no more months are asked than so many.
    MonthsAtMost {
        /// The most.
        months: u32,
    },
    /// `name-differs`: some part of the name that was answered is not the one on record.
    NameDiffers,
    /// `payment-unused`: the payment named is the subject's, something of it is unused, nothing of it is on its way
    /// back, and what is unused is not held for a case.
    PaymentUnused,
    /// `refund-under-way`: the payment named is on its way back.
    RefundUnderWay,
    /// `deposited`: so much lies ready under a code; it is looked at, and not taken.
    Deposited {
        /// For whom.
        who: Who,
        /// Under which code.
        code: FeeCode,
        /// How much.
        amount: Halalas,
    },
    /// `not-issued-by`: what is live of these documents was not issued by one of these services.
    NotIssuedBy {
        /// Which.
        documents: Vec<DocumentKind>,
        /// By none of these.
        services: Vec<ServiceId>,
    },
    /// `reentry-open`: whoever worked here, left on a visa and did not return by its last day has waited so many Hijri
    /// years since, or comes back to the same sponsor.
    ReentryOpen {
        /// So many, from the visa's last day of return.
        hijri_years: u32,
    },
    /// `may-leave`: a visa or final exit lets the subject, a resident, out that day. A crossing that comes in
    /// late, or that follows one we have not heard of yet, is a fact already and is not judged.
    MayLeave,
    /// `may-return`: the visa the subject, a resident, left on lets them back that day. As above.
    MayReturn,
}
