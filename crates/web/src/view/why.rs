//! Why a request is answered as it is, line by line, by the rules of any day.

use super::Page;
use super::catalogue::Line;
use super::parts::Hidden;
use askama::Template;

/// One line of a service and what it came to.
#[derive(Clone, Debug)]
pub struct WhyLine {
    /// The rule in plain words.
    pub rule: Line,
    /// `holds`, `fails`, `not-in-force`, `not-in-question`.
    pub verdict: &'static str,
    /// The same in words.
    pub said: String,
    /// How much, of a fee.
    pub amount: Option<String>,
    /// What is told where it fails, with what was looked at.
    pub reasons: Vec<String>,
    /// The sentence of the regulation, in Arabic.
    pub law: Option<String>,
    /// File and line of the rule.
    pub place: String,
}

/// Lines of one kind.
#[derive(Clone, Debug)]
pub struct Group {
    /// Their heading.
    pub title: String,
    /// The lines.
    pub lines: Vec<WhyLine>,
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "why.html")]
pub struct Why {
    /// The frame.
    pub page: Page,
    /// The service.
    pub service: String,
    /// About whom.
    pub about: String,
    /// The answer in one sentence, and by the rules of which day.
    pub answer: String,
    /// Where the form is sent.
    pub action: String,
    /// The form as it was, to be judged anew.
    pub hidden: Vec<Hidden>,
    /// The day whose rules are asked for, as typed.
    pub as_of: String,
    /// What is wrong with it.
    pub as_of_error: Option<String>,
    /// The lines.
    pub groups: Vec<Group>,
    /// Back to the form.
    pub back: String,
}
