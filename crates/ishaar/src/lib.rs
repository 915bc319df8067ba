//! Who is told of which change, in which words, and the life of each message.
//!
//! The core is pure: [`decide`] turns what a decision of the catalogue owes into one notice decision for each
//! recipient, [`segments`] cuts a text into short messages, and [`Message`] keeps what is known of each. No
//! clock, no chance, no I/O. How a message travels is not known here.

mod lane;
mod message;
mod recipient;
mod segment;
mod tell;

pub use lane::{InDoubt, Policy, RETRY_AFTER, next_try, policy};
pub use message::{Before, Event, Message, MessageState, PartLife, Receipt, Sending};
pub use segment::{Encoding, Measure, Part, Segmented, measure, segments};
pub use tell::{Composed, NoticeDecision, Outcome, Reason, compose, decide};
