//! Civil dates in Riyadh, Umm al-Qura and Gregorian, and the arithmetic of validity.
//!
//! Does not know: persons, documents, rules, languages beyond its own error sentences, clocks, databases.
//! The day begins at midnight in Riyadh (UTC+3, no summer time), not at sunset: validity runs in civil days.
//! Durations are Gregorian unless a rule says Hijri (Cabinet decision of 31 October 2023).

mod convert;
mod day;
mod digits;
mod error;
mod hijri;
mod instant;
mod table;
mod written;

pub use convert::{Conversion, Other, convert};
pub use day::{Day, Weekday};
pub use error::DateError;
pub use hijri::Hijri;
pub use instant::{Instant, Moment};
pub use table::{FIRST_PRINTED_YEAR, FIRST_YEAR, LAST_YEAR, STAND_IN_TABLE, TABLE};
pub use written::{Calendar, WrittenDate};
