//! Signing in, at the counter, on one's own page, and in the demo.

use askama::Template;

use super::Page;
use super::parts::{Act, Field, Hidden};

/// A sign-in form: an officer's (account, password, code) or the public's
/// (identifier, then the code that arrives by SMS).
#[derive(Clone, Template)]
#[template(path = "sign_in.html")]
pub struct SignIn {
    /// The frame.
    pub page: Page,
    /// The heading.
    pub heading: String,
    /// A sentence under it.
    pub lead: Option<String>,
    /// Where it is posted.
    pub action: String,
    /// What is asked.
    pub inputs: Vec<SignInInput>,
    /// Sent along.
    pub hidden: Vec<Hidden>,
    /// The verb on the button.
    pub submit: String,
    /// The other ways: send another code, the demo's page.
    pub others: Vec<Act>,
}

/// One input of a sign-in form.
#[derive(Clone, Debug)]
pub struct SignInInput {
    /// Label, hint, error and name.
    pub field: Field,
    /// What the browser may fill it with (`username`, `one-time-code`, ...).
    pub autocomplete: &'static str,
    /// Whether it is hidden while typed.
    pub secret: bool,
    /// Whether a phone shows digits for it.
    pub digits: bool,
    /// The greatest number of characters.
    pub most: u16,
}

/// One of the demo's people, entered with one click.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// The name.
    pub name: String,
    /// The post, or what the person is in the demo.
    pub role: String,
    /// The account or identifier.
    pub account: String,
    /// The button that signs one in as this person.
    pub enter: Act,
}

/// The demo's people of one kind.
#[derive(Clone, Debug)]
pub struct DemoGroup {
    /// "موظفو المكتب", "الجمهور".
    pub title: String,
    /// The people.
    pub people: Vec<DemoPerson>,
}

/// The demo's page that signs one in as anyone; never served outside it.
#[derive(Clone, Template)]
#[template(path = "demo_sign_in.html")]
pub struct DemoSignIn {
    /// The frame.
    pub page: Page,
    /// The people by kind.
    pub groups: Vec<DemoGroup>,
    /// Where the ordinary sign-in is.
    pub ordinary: Act,
}
