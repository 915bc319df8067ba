//! The life of one message.

use askama::Template;

use super::parts::{Act, Chip, Fact};
use super::{Page, Tone};

/// One step in the life of a message.
#[derive(Clone, Debug)]
pub struct NoticeStep {
    /// What happened.
    pub what: String,
    /// When, to the millisecond where it is known.
    pub at: String,
    /// What the network said, or why it was decided so.
    pub detail: Option<String>,
    /// How serious it is.
    pub tone: Tone,
}

/// A message and everything that happened to it.
#[derive(Clone, Template)]
#[template(path = "notice.html")]
pub struct NoticeLife {
    /// The frame.
    pub page: Page,
    /// What the message is about.
    pub title: String,
    /// Its state.
    pub state: Chip,
    /// The text as sent; absent for a reader who may not see it.
    pub text: Option<String>,
    /// The language of the text.
    pub lang: String,
    /// `rtl` or `ltr`.
    pub dir: String,
    /// Recipient masked, why told, class, encoding, parts, reference.
    pub facts: Vec<Fact>,
    /// The steps, oldest first.
    pub steps: Vec<NoticeStep>,
    /// Back, and what may be done.
    pub acts: Vec<Act>,
}
