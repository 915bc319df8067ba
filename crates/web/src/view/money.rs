//! Money that lies ready: by code, by payment, and what moved.

use askama::Template;

use super::Page;
use super::parts::Act;

/// What lies ready under one code.
#[derive(Clone, Debug)]
pub struct Balance {
    /// The code and what it is for.
    pub fee: String,
    /// What is ready.
    pub ready: String,
    /// What is held, where something is.
    pub held: Option<String>,
}

/// A payment through a bank.
#[derive(Clone, Debug)]
pub struct Payment {
    /// When.
    pub when: String,
    /// What for.
    pub fee: String,
    /// How much.
    pub amount: String,
    /// What is left of it, or what became of it.
    pub state: String,
    /// What people call it by.
    pub receipt: String,
    /// Asking back what is unused.
    pub act: Option<Act>,
}

/// One movement.
#[derive(Clone, Debug)]
pub struct Movement {
    /// When.
    pub when: String,
    /// What was done, and under which code.
    pub what: String,
    /// What people call it by.
    pub reference: String,
    /// How much came or went.
    pub amount: String,
    /// What was left.
    pub balance: String,
}

/// The page of money.
#[derive(Clone, Template)]
#[template(path = "money.html")]
pub struct Money {
    /// The frame.
    pub page: Page,
    /// Whose.
    pub about: String,
    /// What lies ready, by code.
    pub balances: Vec<Balance>,
    /// The payments, newest first.
    pub payments: Vec<Payment>,
    /// The first day shown, as typed.
    pub from: String,
    /// The last day shown, as typed.
    pub to: String,
    /// Sent along when other days are asked for.
    pub reason: Option<String>,
    /// What lay ready before the first day.
    pub opening: String,
    /// What moved.
    pub movements: Vec<Movement>,
    /// What lay ready after the last day.
    pub closing: String,
    /// The same as a file.
    pub csv: String,
    /// Back to where one came from.
    pub back: Act,
}
