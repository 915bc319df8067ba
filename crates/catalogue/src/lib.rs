//! The services as dated rules, and the decision.
//!
//! A service file states who may ask for whom, on what conditions, for which fee, with what effect and who
//! is told, in a small closed vocabulary, each line with its dates and its source. [`decide`] is the one
//! place where a request is judged: a pure function that answers every reason against it, or everything that
//! granting it writes.
//!
//! This room does no I/O beyond reading its own files, has no clock, and knows nothing of databases,
//! channels' manners, message encodings or the sentences people read.

mod case;
mod decide;
mod decision;
mod load;
pub mod plain;
mod request;
pub mod scenario;
mod service;

pub use case::{Case, Deposit, Dossier, Past, Payment};
pub use decide::{
    DOCUMENT, DUE, Explained, Explanation, Verdict, What, decide, decide_by_rules_of, explain, questions_put,
};
pub use decision::{
    AtBank, BadAnswer, Decision, FeeTaken, Figure, Grant, Owed, Refusal, Refused, RuleRef, Warning,
};
pub use load::{Catalogue, Complaint, File, Known, Source};
pub use request::{Actor, Answers, Channel, OfficeId, Request, ServiceId};
pub use service::{
    About, AgeRange, Ask, AskKind, Asker, Beyond, Condition, ConditionKind, Contact, DayOf, Due, DueDay,
    Effect, EffectKind, Fee, InForce, Lane, Lasts, Notice, NumberOf, OnlyWhen, OptIn, Service, Tariff,
    TermMode, Told, WarningRule, Who,
};
