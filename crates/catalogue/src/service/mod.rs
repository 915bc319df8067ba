//! The closed vocabulary that service files are written in.
//!
//! Each kind is one Rust variant with one meaning. There is no expression language: an entry is narrowed by
//! dates and by [`OnlyWhen`], and by nothing else. How it looks in a file is in `docs/catalogue.md`.

mod condition;
mod effect;

pub use condition::{Beyond, Condition, ConditionKind, DayOf, Who};
pub use effect::{Effect, EffectKind};

use crate::{Channel, RuleRef, ServiceId};
use calendar::Day;
use ledger::{FeeCode, Halalas};
use record::{DocumentKind, FineKind, PartyKind, Presence};

/// A service, with every rule it ever had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its one name.
    pub id: ServiceId,
    /// Its title in Arabic and in English.
    pub title: (String, String),
    /// What it is for, in one sentence each.
    pub help: (String, String),
    /// Who may ask: any of these ties, held on the day.
    pub asked_by: Vec<Asker>,
    /// Whom it may be about.
    pub about: Vec<About>,
    /// Through which channels.
    pub channels: Vec<Channel>,
    /// What the form asks.
    pub asks: Vec<Ask>,
    /// All are judged, and all that fail are told, in this order.
    pub conditions: Vec<Condition>,
    /// What it costs.
    pub fees: Vec<Fee>,
    /// What it does.
    pub effects: Vec<Effect>,
    /// What must be said before.
    pub warnings: Vec<WarningRule>,
    /// Who is told.
    pub notices: Vec<Notice>,
}

/// The days an entry holds, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// The first day.
    pub from: Day,
    /// The last day, included; nothing while it has no end.
    pub to: Option<Day>,
    /// File, line and source.
    pub rule: RuleRef,
    /// `gap = "suspended"`: between the period before and this one it deliberately did not hold.
    pub after_gap: bool,
    /// The sentence of the regulation it encodes, in Arabic.
    pub says: Option<String>,
}

impl InForce {
    /// Whether the entry holds on `day`.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }
}

/// The tie on which somebody may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asker {
    /// `self`: the subject.
    Oneself,
    /// `sponsor`: the person who sponsors the subject.
    Sponsor,
    /// `employer`: the establishment that sponsors the subject.
    Employer,
    /// `head-of-household`
    HeadOfHousehold,
    /// `guardian`: of a minor.
    Guardian,
    /// `border`: the border's own feed.
    Border,
    /// `anybody`: no tie is needed; only before an officer, or the system itself.
    Anybody,
    /// `biller`: whoever collects payments, by a token of its own that acts for no party.
    Biller,
}

/// What kind of party a service may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// `citizen`, `resident`, `visitor`, `establishment`
    Kind(PartyKind),
    /// `anybody`
    Anybody,
}

/// One question of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The field: `term`, `months`, `amount`.
    pub name: String,
    /// What an answer is.
    pub kind: AskKind,
}

/// What an answer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskKind {
    /// `term`: how long a journey may last, as `2 months`, `45 days` or `return before 2026-04-30`.
    Term {
        /// The ways it may be counted.
        offers: Vec<TermMode>,
        /// The fewest and most months.
        months: (u32, u32),
        /// The fewest and most days.
        days: (u32, u32),
    },
    /// `months`: one of these numbers of months.
    Months {
        /// The numbers.
        offers: Vec<u32>,
    },
    /// `direction`: `in` or `out`.
    Direction,
    /// `port`: a port's code, 2 to 8 letters and digits.
    Port,
    /// `instant`: a point in time not after now, as RFC 3339.
    Instant,
    /// `fee-code`: one of these codes.
    FeeCode {
        /// The codes.
        offers: Vec<FeeCode>,
    },
    /// `money`: an amount between two limits.
    Money {
        /// The least.
        min: Halalas,
        /// The most.
        max: Halalas,
    },
}

impl AskKind {
    /// The kind as a service file writes it.
    pub const fn as_str(&self) -> &'static str {
        match self {
            AskKind::Term { .. } => "term",
            AskKind::Months { .. } => "months",
            AskKind::Direction => "direction",
            AskKind::Port => "port",
            AskKind::Instant => "instant",
            AskKind::FeeCode { .. } => "fee-code",
            AskKind::Money { .. } => "money",
        }
    }
}

/// How the length of a journey is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermMode {
    /// `months`: from the day of travel.
    Months,
    /// `days`: from the day of issue.
    Days,
    /// `return-before`: to a given day, whatever the day of travel.
    ReturnBefore,
}

/// What narrows an entry beside its dates. Everything given must be so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnlyWhen {
    /// `presence`: where the subject is.
    pub presence: Option<Presence>,
    /// `term`: how the length of the journey is counted, as asked or, where nothing is asked, as the document
    /// named by `document` has it.
    pub term: Option<TermMode>,
    /// `document`: the subject has a live document of this kind.
    pub document: Option<DocumentKind>,
    /// `late`: the live document of this kind ended more than so many days ago.
    pub late: Option<(DocumentKind, i64)>,
    /// `lapsed`: the live document of this kind has run out unused.
    pub lapsed: Option<DocumentKind>,
    /// `direction`: of a crossing; true is out.
    pub outward: Option<bool>,
}

/// One fee or fine. It is a condition too: it must lie deposited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// Its name.
    pub id: String,
    /// The code it is deposited under.
    pub code: FeeCode,
    /// From whose deposit it is taken.
    pub paid_by: Who,
    /// How much.
    pub tariff: Tariff,
    /// When it is due.
    pub only_when: OnlyWhen,
    /// Set on a fine: it is noted on the subject's account.
    pub fine: Option<FineKind>,
    /// The key of the sentence said when it does not lie ready.
    pub refuse: String,
    /// Its dates and source.
    pub in_force: InForce,
}

/// How much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tariff {
    /// `amount`: always the same.
    Flat(Halalas),
    /// `first`, `then`: so much for the first months, so much for each begun month after.
    Stepped {
        /// For the first months.
        first: Halalas,
        /// How many those are.
        first_months: u32,
        /// For each further month.
        then: Halalas,
    },
    /// `each-month`: so much for each begun month.
    EachMonth(Halalas),
    /// `yearly`: so much a year, by the months.
    Yearly(Halalas),
    /// `ladder`: by how many fines of the kind there were before; the last step repeats.
    Ladder(Vec<Halalas>),
}

/// What must be said before the button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarningRule {
    /// The key of the sentence.
    pub says: String,
    /// When.
    pub only_when: OnlyWhen,
    /// Its dates and source.
    pub in_force: InForce,
}

/// How urgent a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lane {
    /// A code somebody waits for.
    Code,
    /// A change of a record.
    RecordChange,
    /// A reminder.
    Reminder,
}

impl Lane {
    /// The lane's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Lane::Code => "code",
            Lane::RecordChange => "record-change",
            Lane::Reminder => "reminder",
        }
    }
}

/// What somebody must have asked for to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OptIn {
    /// Border crossings of those one answers for; never of adult citizens.
    Crossings,
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Told {
    /// `subject`
    Subject,
    /// `asker`
    Asker,
    /// `sponsor`: whoever sponsors the subject on the day, person or establishment.
    Sponsor,
    /// `head-of-household`
    HeadOfHousehold,
    /// `guardian`
    Guardian,
}

/// Who is told of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its name.
    pub id: String,
    /// Who.
    pub to: Vec<Told>,
    /// The key of the text without its ending.
    pub text: String,
    /// How urgent.
    pub lane: Lane,
    /// Only to those who asked for it.
    pub opt_in: Option<OptIn>,
    /// When.
    pub only_when: OnlyWhen,
    /// Its dates.
    pub in_force: InForce,
}
