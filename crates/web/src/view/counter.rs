//! The counter: find a person, see what stands in the way, act.

use askama::Template;

use super::Page;
use super::parts::{
    Act, Chip, Fact, Field, Figure, Hidden, Line, Outcome, Paper, Refusals, ServiceGroup, Todo, Told,
};

/// A reason for looking at a record that an officer may choose.
#[derive(Clone, Debug)]
pub struct Reason {
    /// What is sent as `reason`.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

/// One person among several who answer to a name.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Opens the record with the reason that was set.
    pub href: String,
    /// The name in the page's language.
    pub name: String,
    /// The name in the other script.
    pub other_name: String,
    /// The identifier, masked.
    pub identifier: String,
    /// The year of birth.
    pub born: String,
    /// The nationality.
    pub nationality: String,
    /// Where the person stands ("داخل المملكة").
    pub standing: Option<Chip>,
}

/// What a search came to.
#[derive(Clone, Debug, Default)]
pub enum Found {
    /// Nothing was searched yet: the last ones of this shift, if any.
    #[default]
    Nothing,
    /// No one.
    NoOne {
        /// What was searched, in a sentence.
        searched: String,
        /// Two ways on.
        ways: Vec<String>,
    },
    /// Several; a heading that counts them.
    Many {
        /// The heading.
        title: String,
        /// The people.
        hits: Vec<Hit>,
        /// Said when there are more than are shown.
        more: Option<String>,
    },
}

/// The counter before a person is open.
///
/// The form is sent by GET to `action` as `q` and `reason`.
#[derive(Clone, Template)]
#[template(path = "counter_home.html")]
pub struct CounterHome {
    /// The frame.
    pub page: Page,
    /// Where the search is sent.
    pub action: String,
    /// What was typed.
    pub q: String,
    /// Why it will not do, when it will not.
    pub error: Option<String>,
    /// The reasons for looking.
    pub reasons: Vec<Reason>,
    /// What the search came to.
    pub found: Found,
    /// The last people of this shift, newest first.
    pub recent: Vec<Hit>,
    /// Where a border crossing or a deposit is recorded without a person open.
    pub acts: Vec<Act>,
}

/// A tie of the person.
#[derive(Clone, Debug)]
pub struct TieLine {
    /// Who, and how they are tied ("أنيتا ناير، زوجة").
    pub text: String,
    /// Since when, or where they are.
    pub note: String,
    /// Opens the other's record.
    pub href: Option<String>,
}

/// Money that lies ready or is owed.
#[derive(Clone, Debug)]
pub struct MoneyLine {
    /// What for.
    pub label: String,
    /// How much.
    pub amount: String,
    /// Whether it is enough, held, or owed.
    pub chip: Option<Chip>,
}

/// A person as the officer sees them.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The name in the page's language.
    pub name: String,
    /// The name in the other script.
    pub other_name: String,
    /// Standing: inside or outside, citizen, resident or visitor.
    pub chips: Vec<Chip>,
    /// Identifier, nationality, birth, occupation, mobile.
    pub facts: Vec<Fact>,
    /// What stands against the person, one sentence each.
    pub blocks: Vec<String>,
    /// The documents.
    pub papers: Vec<Paper>,
    /// The ties.
    pub ties: Vec<TieLine>,
    /// Deposits, fines and fees due.
    pub money: Vec<MoneyLine>,
    /// Where the statement is.
    pub money_href: String,
    /// The last transactions, newest first.
    pub lines: Vec<Line>,
    /// The reason given for looking, in a sentence.
    pub reason: String,
}

/// A service as it is being asked for.
///
/// The form is posted to `action` with the fields, `hidden` and `do`: `check`
/// shows the page again with what the engine says to the answers, `commit`
/// grants. Anything but `commit` is to be taken as `check`.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The service's name.
    pub service: String,
    /// What was chosen so far ("مفردة · ثلاثة أشهر").
    pub chosen: Option<String>,
    /// The one question at hand.
    pub question: String,
    /// Where the form is committed.
    pub action: String,
    /// Back to the list of services.
    pub back: String,
    /// The questions.
    pub fields: Vec<Field>,
    /// The idempotency key, the version seen, and the like.
    pub hidden: Vec<Hidden>,
    /// The form's answers, sent along by the button that explains each line; nothing where there is none.
    pub explained: Option<Vec<Hidden>>,
    /// What the engine says to it.
    pub outcome: Outcome,
    /// Who will be told.
    pub told: Vec<Told>,
}

/// A granted request.
#[derive(Clone, Debug)]
pub struct Done {
    /// What was done, in one sentence.
    pub title: String,
    /// What follows ("آخر يوم للسفر 24/02/2027").
    pub text: String,
    /// The reference of the transaction.
    pub reference: String,
    /// What came of it for each dependent, where it was asked for them in the same go.
    pub each: Vec<Line>,
    /// By whom it was reversed, or what it reverses; a sentence each.
    pub corrected: Vec<String>,
    /// The figures of the document.
    pub figures: Vec<Figure>,
    /// What to do next: print first.
    pub acts: Vec<Act>,
    /// Who was told, or is being told.
    pub told: Vec<Told>,
}

/// The middle of the counter's sheet.
#[derive(Clone, Debug)]
pub enum Middle {
    /// Which service?
    Services(Vec<ServiceGroup>),
    /// The service's own form, with its preview or refusals.
    Asking(Box<Asking>),
    /// It is done.
    Done(Box<Done>),
}

/// The counter with a person open.
#[derive(Clone, Template)]
#[template(path = "counter_sheet.html")]
pub struct CounterSheet {
    /// The frame.
    pub page: Page,
    /// The person.
    pub sheet: Sheet,
    /// What is open until a day, and waits for somebody.
    pub matters: Vec<Todo>,
    /// What is being done.
    pub middle: Middle,
    /// Back to the search.
    pub find: String,
}

impl CounterSheet {
    /// Who is told of what is in the middle.
    pub fn told(&self) -> &[Told] {
        match &self.middle {
            Middle::Services(_) => &[],
            Middle::Asking(asking) => &asking.told,
            Middle::Done(done) => &done.told,
        }
    }

    /// The key of the heading over those told.
    pub fn told_key(&self) -> &'static str {
        match &self.middle {
            Middle::Services(_) => "told-will",
            Middle::Asking(asking) if asking.outcome.refusals().is_some() => "told-refusal",
            Middle::Asking(_) => "told-will",
            Middle::Done(_) => "told-done",
        }
    }

    /// The ties shown at once.
    pub fn near_ties(&self) -> &[TieLine] {
        let shown = self.sheet.ties.len().min(TIES_IN_SIGHT);
        &self.sheet.ties[..shown]
    }

    /// The ties behind a click.
    pub fn far_ties(&self) -> &[TieLine] {
        let shown = self.sheet.ties.len().min(TIES_IN_SIGHT);
        &self.sheet.ties[shown..]
    }
}

/// More than these would push the documents out of sight at 1366x768.
const TIES_IN_SIGHT: usize = 4;

/// A proposal to reverse a transaction.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The service of the transaction.
    pub what: String,
    /// Its reference.
    pub reference: String,
    /// Where it is shown whole.
    pub href: String,
    /// Who proposed it, and when.
    pub by: String,
    /// Why, in their words.
    pub reason: String,
    /// Said where it is the officer's own.
    pub own: Option<String>,
    /// To confirm it, and to decline it.
    pub acts: Vec<Act>,
}

/// What waits for a second officer.
#[derive(Clone, Template)]
#[template(path = "corrections.html")]
pub struct Corrections {
    /// The frame.
    pub page: Page,
    /// Why the one that was just confirmed cannot be done.
    pub refusals: Option<Refusals>,
    /// The proposals, oldest first.
    pub waiting: Vec<Waiting>,
}
