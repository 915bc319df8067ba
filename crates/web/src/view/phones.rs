//! The page of phones: what each handset received, as it lands.

use askama::Template;

use super::parts::Chip;
use super::{Page, Tone};

/// One message on a handset.
#[derive(Clone, Debug)]
pub struct Bubble {
    /// The text as it was sent.
    pub text: String,
    /// Its language.
    pub lang: String,
    /// `rtl` or `ltr`.
    pub dir: String,
    /// Whether the handset sent it.
    pub mine: bool,
    /// Whether it landed just now.
    pub new: bool,
    /// When, its state, how long it took, its parts ("الآن · سُلّمت · جزءان").
    pub state: String,
    /// How serious the state is: in doubt is a warning, never a failure.
    pub tone: Tone,
    /// The life of the message.
    pub href: Option<String>,
}

/// One simulated handset.
///
/// Rendered alone it is the event that replaces the handset on the page; its
/// element's id is `phone-<key>`.
#[derive(Clone, Template)]
#[template(path = "handset.html")]
pub struct Handset {
    /// The frame, for its language and token.
    pub page: Page,
    /// A key of letters, digits and hyphens that holds no mobile number.
    pub key: String,
    /// Whose it is.
    pub owner: String,
    /// The mobile, masked, and the language of its texts.
    pub about: String,
    /// Messages in the order shown: newest at the foot.
    pub bubbles: Vec<Bubble>,
    /// Where a reply is posted, as `text`.
    pub reply: String,
}

/// A fault of the line that can be switched.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What it is called, with its measure when on.
    pub label: String,
    /// Whether it is on.
    pub on: bool,
    /// Where the switch is posted.
    pub action: String,
    /// What is posted as `fault`.
    pub value: String,
}

/// The page of phones.
#[derive(Clone, Template)]
#[template(path = "phones.html")]
pub struct Phones {
    /// The frame.
    pub page: Page,
    /// The address of the simulated network.
    pub network: String,
    /// Delivered, in doubt and the like.
    pub chips: Vec<Chip>,
    /// The faults of the line.
    pub faults: Vec<Fault>,
    /// The handsets, the one that received last first.
    pub handsets: Vec<Handset>,
    /// Where the events come from.
    pub stream: String,
    /// What was sought among the handsets, sent by GET as `q`.
    pub q: String,
    /// Where that is sent.
    pub action: String,
}
