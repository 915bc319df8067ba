//! The days of an office: what a close counts, and the closes there are.

use askama::Template;

use super::Page;
use super::parts::Act;

/// What one counter did.
#[derive(Clone, Debug)]
pub struct AtCounter {
    /// Which.
    pub counter: String,
    /// Its lines.
    pub lines: Vec<DayRow>,
}

/// One line of a day.
#[derive(Clone, Debug)]
pub struct DayRow {
    /// The service.
    pub service: String,
    /// The code and what it is for.
    pub fee: String,
    /// What became of the money.
    pub became: String,
    /// In how many transactions.
    pub transactions: String,
    /// How much.
    pub amount: String,
}

/// A transaction whose decision took something else than the books say.
#[derive(Clone, Debug)]
pub struct DifferenceRow {
    /// The transaction.
    pub reference: String,
    /// The code and what it is for.
    pub fee: String,
    /// What its decision took.
    pub taken: String,
    /// What the books say.
    pub booked: String,
}

/// One of the office's closes.
#[derive(Clone, Debug)]
pub struct CloseRow {
    /// Its number and day.
    pub label: String,
    /// Its sheet.
    pub href: String,
    /// By whom, and when.
    pub by: String,
}

/// A day of an office, open or closed.
#[derive(Clone, Template)]
#[template(path = "day.html")]
pub struct DayPage {
    /// The frame.
    pub page: Page,
    /// The heading.
    pub title: String,
    /// The office and the day.
    pub about: String,
    /// Under which number, by whom and when it was closed; or that it is open.
    pub state: String,
    /// Said where it counts what other days wrote.
    pub reaches: Option<String>,
    /// What each counter did.
    pub counters: Vec<AtCounter>,
    /// Over all counters, by what became of it.
    pub totals: Vec<(String, String)>,
    /// Where decisions and books differ.
    pub differences: Vec<DifferenceRow>,
    /// The same as a file.
    pub csv: String,
    /// The day as typed, where it may be closed, and why it was not.
    pub closing: Option<(String, Option<String>)>,
    /// The closes, newest first.
    pub closes: Vec<CloseRow>,
    /// Back to where one came from.
    pub back: Act,
}

/// Where an officer sits.
#[derive(Clone, Template)]
#[template(path = "seat.html")]
pub struct SeatPage {
    /// The frame.
    pub page: Page,
    /// The number, as typed.
    pub counter: String,
    /// Why it will not do.
    pub error: Option<String>,
    /// Back to the counter.
    pub back: Act,
}
