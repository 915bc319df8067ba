//! The questions of a form.

use super::OnlyWhen;
use ledger::{FeeCode, Halalas};

/// One question of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The field: `term`, `months`, `amount`.
    pub name: String,
    /// What an answer is.
    pub kind: AskKind,
    /// When it is asked at all.
    pub only_when: OnlyWhen,
    /// Whether it may be left empty.
    pub optional: bool,
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
    /// `choice`: one of these words.
    Choice {
        /// The words; the sentence of each is `choice-` and the word.
        offers: Vec<String>,
    },
    /// `text`: at most so many letters.
    Text {
        /// How many.
        max: u32,
    },
    /// `day`: a day between two distances from today, both included.
    Day {
        /// The first day that is taken: so many days after today, before it where negative.
        from: i64,
        /// The last day that is taken, counted alike.
        to: i64,
    },
    /// `party`: the identifier of another party, who is then loaded beside the subject and the asker.
    Party,
    /// `mobile`: a mobile number.
    Mobile,
    /// `paper`: a paper that was seen: `seen`, which only an officer may say, or the mark of an attached file.
    Paper,
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
            AskKind::Choice { .. } => "choice",
            AskKind::Text { .. } => "text",
            AskKind::Day { .. } => "day",
            AskKind::Party => "party",
            AskKind::Mobile => "mobile",
            AskKind::Paper => "paper",
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
