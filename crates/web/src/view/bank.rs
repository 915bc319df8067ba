//! The simulated bank: another institution's page, where one pays and asks back.

use askama::Template;

use super::parts::{Act, Field, Hidden};
use super::phones::Fault;
use super::{Page, Tone};

/// A payment in the bank's book.
#[derive(Clone, Debug)]
pub struct Payment {
    /// The bank's reference.
    pub reference: String,
    /// When.
    pub when: String,
    /// For whom, masked, and what for.
    pub what: String,
    /// From which account.
    pub account: String,
    /// How much.
    pub amount: String,
    /// How far it has come.
    pub state: String,
    /// How serious that is.
    pub tone: Tone,
    /// What the house calls it by.
    pub receipt: Option<String>,
    /// What can be done with it.
    pub acts: Vec<Act>,
}

/// The page of the bank.
#[derive(Clone, Template)]
#[template(path = "bank.html")]
pub struct Bank {
    /// The frame, of which only language and words are used.
    pub page: Page,
    /// What is asked before one pays.
    pub fields: Vec<Field>,
    /// What the house answered to the enquiry.
    pub ready: Option<String>,
    /// Accounts and what lies in them.
    pub accounts: Vec<(String, String)>,
    /// The payments, newest first.
    pub payments: Vec<Payment>,
    /// What can go wrong.
    pub faults: Vec<Fault>,
    /// Sent along with the form.
    pub hidden: Vec<Hidden>,
    /// The day's file for reconciliation.
    pub file: String,
}
