//! Money that people have paid in beforehand, that transactions consume, and what the two add up to.
//!
//! Integers of halalas; every entry has its opposite; the sum of all postings is zero.
//! This room knows nothing of persons, visas, offices, languages or databases, and is never asked
//! what something costs: the catalogue answers that.

mod account;
mod hold;
mod money;
mod posting;
mod receivable;

pub use account::{Account, FeeCode, HolderId};
pub use hold::{came_back, consume_held, hold, paid_back, release, send_back};
pub use money::{Halalas, MoneyError};
pub use posting::{Entry, Posting, consume, deposit};
pub use receivable::{charge, settle};
