//! The closed vocabulary that service files are written in.
//!
//! Each kind is one Rust variant with one meaning. There is no expression language: an entry is narrowed by
//! dates and by [`OnlyWhen`], and by nothing else. How it looks in a file is in `docs/catalogue.md`.

mod ask;
mod clock;
mod condition;
mod effect;
mod narrow;

pub use ask::{Ask, AskKind, TermMode};
pub use clock::{Due, DueDay};
pub use condition::{AgeRange, Beyond, Condition, ConditionKind, DayOf, Who};
pub use effect::{Contact, Effect, EffectKind, Lasts, NumberOf};
pub use narrow::OnlyWhen;

use crate::{Channel, RuleRef, ServiceId};
use calendar::Day;
use ledger::{FeeCode, Halalas};
use record::{BlockKind, FineKind, PartyKind, TieKind};

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
    /// The tie whose holder is the other party, where no question of the form names them.
    pub other: Option<TieKind>,
    /// Whether a delegate of the one on whose authority it is asked may ask for it in their stead.
    pub by_delegate: bool,
    /// The service that is offered in the same go for each dependent of the subject, where the subject is the head of
    /// a household.
    pub with_dependents: Option<ServiceId>,
    /// What the form asks.
    pub asks: Vec<Ask>,
    /// When time alone brings it about; of services of the clock alone.
    pub dues: Vec<Due>,
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

impl Service {
    /// The question whose answer names the other party, if the form has one.
    pub fn names_other(&self) -> Option<&Ask> {
        self.asks.iter().find(|ask| ask.kind == AskKind::Party)
    }

    /// Whether its rules look at anything beside the subject and the asker.
    pub fn looks_beside(&self) -> bool {
        self.other.is_some()
            || self.names_other().is_some()
            || !self.looks_back_at().is_empty()
            || self.gives_back()
    }

    /// Whether it sends a payment back to the account that paid it, or settles that.
    pub fn gives_back(&self) -> bool {
        let gives_back = |kind: &EffectKind| matches!(kind, EffectKind::SendBack | EffectKind::SettleRefund);
        self.effects.iter().any(|effect| gives_back(&effect.kind))
    }

    /// Whether a bank is party to it: it books what a bank told, or sends something back.
    pub fn is_with_banks(&self) -> bool {
        self.gives_back() || self.asked_by == [Asker::Biller]
    }

    /// The services whose past grants for the subject a rule here looks at.
    pub fn looks_back_at(&self) -> Vec<&ServiceId> {
        let services = self.conditions.iter().filter_map(|condition| match &condition.kind {
            ConditionKind::NotAgainWithin { services, .. } | ConditionKind::NotIssuedBy { services, .. } => {
                Some(services)
            }
            _ => None,
        });
        services.flatten().collect()
    }
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
    /// `offered-sponsor`: the party to whom the subject's services were offered.
    OfferedSponsor,
    /// `labour-platform`: the labour ministry's platform, by a token of its own that acts for no party.
    LabourPlatform,
    /// `biller`: whoever collects payments, by a token of its own that acts for no party.
    Biller,
}

impl Asker {
    /// The tie's one name, in files and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Asker::Oneself => "self",
            Asker::Sponsor => "sponsor",
            Asker::Employer => "employer",
            Asker::HeadOfHousehold => "head-of-household",
            Asker::Guardian => "guardian",
            Asker::Border => "border",
            Asker::Anybody => "anybody",
            Asker::OfferedSponsor => "offered-sponsor",
            Asker::LabourPlatform => "labour-platform",
            Asker::Biller => "biller",
        }
    }
}

/// What kind of party a service may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// `citizen`, `resident`, `visitor`, `establishment`
    Kind(PartyKind),
    /// `anybody`
    Anybody,
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
    /// `owed`: all that is owed under such blocks.
    Owed(BlockKind),
    /// `by_ties`: the first step while the subject has had one such tie at most, the next with two; the last repeats.
    ByTies {
        /// Which.
        tie: TieKind,
        /// How much at each step.
        steps: Vec<Halalas>,
    },
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
    /// `other`: the other party of the case.
    Other,
    /// `new-mobile`: the subject, at the number that the form gives.
    NewMobile,
}

impl Told {
    /// The recipient's one name, in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Told::Subject => "subject",
            Told::Asker => "asker",
            Told::Sponsor => "sponsor",
            Told::HeadOfHousehold => "head-of-household",
            Told::Guardian => "guardian",
            Told::Other => "other",
            Told::NewMobile => "new-mobile",
        }
    }
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
