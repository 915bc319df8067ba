//! The services for everybody: what they demand, cost and do, before anybody signs in.

use super::Page;
use super::parts::Act;
use askama::Template;

/// One service in the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its title.
    pub name: String,
    /// Where its page is.
    pub href: String,
    /// What it costs at least.
    pub fee: String,
    /// Where it is asked for.
    pub places: String,
    /// Whether it is the one shown beside the list.
    pub current: bool,
}

/// Services under one heading.
#[derive(Clone, Debug)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// Its services.
    pub services: Vec<Entry>,
}

/// Where a rule can be read.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub href: String,
}

/// One rule in plain words.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// When it matters, if not always.
    pub when: Option<String>,
    /// Since when, or between which days, it holds.
    pub span: String,
    /// Where it is from.
    pub source: Option<Source>,
}

/// A fee in one stretch of time.
#[derive(Clone, Debug)]
pub struct Span {
    /// The stretch.
    pub span: String,
    /// How much.
    pub amount: String,
    /// Where it is from.
    pub source: Option<Source>,
    /// Whether it is what is paid today.
    pub is_now: bool,
}

/// A fee with its history.
#[derive(Clone, Debug)]
pub struct FeeLine {
    /// What it is for.
    pub title: String,
    /// The code it is paid under.
    pub code: String,
    /// What it is today; nothing where it is no longer, or not yet, taken.
    pub amount: Option<String>,
    /// When it is due, if not always.
    pub when: Option<String>,
    /// What it was and will be, newest first.
    pub periods: Vec<Span>,
}

/// One service, whole.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Its one name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub lead: String,
    /// Who may ask.
    pub asked_by: String,
    /// Where.
    pub places: String,
    /// Who hears of it by SMS.
    pub told: String,
    /// What it costs.
    pub fees: Vec<FeeLine>,
    /// What to bring.
    pub papers: Vec<String>,
    /// What must be so.
    pub conditions: Vec<Line>,
    /// What it does.
    pub effects: Vec<Line>,
    /// What cannot be undone.
    pub warnings: Vec<String>,
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "catalogue.html")]
pub struct Services {
    /// The frame.
    pub page: Page,
    /// What was searched for.
    pub query: String,
    /// Since when the rules shown hold.
    pub as_of: String,
    /// What was found.
    pub groups: Vec<Group>,
    /// The service whose page this is.
    pub detail: Option<Detail>,
    /// The ways on from it.
    pub acts: Vec<Act>,
}
