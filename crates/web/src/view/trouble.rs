//! Pages for when something does not go as asked.

use askama::Template;

use super::Page;
use super::parts::Act;

/// What the page is about; it decides only the page's tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TroubleKind {
    /// Absent or not shown to the reader: the same words for both.
    NotShown,
    /// A fault of ours.
    Fault,
    /// The record changed while one worked.
    Changed,
    /// The sign-in ran out or is missing.
    SignIn,
    /// Too much, too large, not understood.
    NotTaken,
}

/// A value that changed under one's hands.
#[derive(Clone, Debug)]
pub struct ChangedFact {
    /// What.
    pub label: String,
    /// What it was when one looked.
    pub was: String,
    /// What it is.
    pub is: String,
}

/// A page that says what happened and the ways on.
#[derive(Clone, Template)]
#[template(path = "trouble.html")]
pub struct Trouble {
    /// The frame.
    pub page: Page,
    /// What it is about.
    pub kind: TroubleKind,
    /// The fact.
    pub title: String,
    /// The way out.
    pub text: String,
    /// The reference to give an officer.
    pub reference: Option<String>,
    /// Old and new side by side.
    pub changed: Vec<ChangedFact>,
    /// The ways on, the main one first.
    pub acts: Vec<Act>,
}

impl Trouble {
    /// The tone of the page, as a style class.
    pub const fn tone(&self) -> &'static str {
        match self.kind {
            TroubleKind::Fault => "stop",
            TroubleKind::Changed | TroubleKind::NotTaken => "warn",
            TroubleKind::NotShown | TroubleKind::SignIn => "plain",
        }
    }
}
