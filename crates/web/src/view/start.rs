//! Start here: what the demo offers a newcomer.

use askama::Template;

use super::Page;
use super::parts::Act;

/// One guided story.
#[derive(Clone, Debug)]
pub struct Story {
    /// What happens in it.
    pub title: String,
    /// What one will see.
    pub text: String,
    /// The identifiers to type, with who each is.
    pub identifiers: Vec<(String, String)>,
    /// The steps.
    pub steps: Vec<String>,
    /// The ways in, the main one first.
    pub acts: Vec<Act>,
}

/// One account of the demo.
#[derive(Clone, Debug)]
pub struct Account {
    /// Who.
    pub name: String,
    /// The post and office.
    pub role: String,
    /// The account.
    pub account: String,
    /// The password; the demo's only, never another's.
    pub password: String,
    /// How its code is had.
    pub code: String,
    /// One click.
    pub enter: Act,
}

/// The demo's first page.
#[derive(Clone, Template)]
#[template(path = "start.html")]
pub struct Start {
    /// The frame.
    pub page: Page,
    /// How many people and the like ("20,000 شخص").
    pub facts: Vec<String>,
    /// The doors: counter, my page, phones, operations.
    pub doors: Vec<Act>,
    /// The five stories.
    pub stories: Vec<Story>,
    /// The accounts.
    pub accounts: Vec<Account>,
}
