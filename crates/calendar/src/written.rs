//! Dates as documents have them.

use crate::convert::{Read, read};
use crate::{DateError, Day, Hijri};
use serde::{Deserialize, Serialize};

/// The calendar a date was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// Gregorian.
    Gregorian,
    /// Umm al-Qura.
    Hijri,
}

/// A date as it was written, and the day that was derived from it then. Never derived anew silently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenDate {
    /// The day it was taken for.
    pub day: Day,
    /// The calendar it was written in.
    pub calendar: Calendar,
    /// As it was written.
    pub written: String,
    /// The table the day was derived with; nothing for a Gregorian date.
    pub table: Option<String>,
}

impl WrittenDate {
    /// A date as it stands on a document, kept letter for letter but for the space around it.
    ///
    /// # Errors
    /// What is wrong with it and how to mend it. A Gregorian date needs no table and may lie outside it.
    pub fn read(text: &str) -> Result<WrittenDate, DateError> {
        let date = match read(text)? {
            Read::Hijri(hijri) => WrittenDate::hijri(hijri),
            Read::Gregorian(day) => WrittenDate::gregorian(day),
        };
        Ok(WrittenDate { written: text.trim().to_owned(), ..date })
    }

    /// A Gregorian date.
    pub fn gregorian(day: Day) -> WrittenDate {
        WrittenDate { day, calendar: Calendar::Gregorian, written: day.to_string(), table: None }
    }

    /// A Hijri date.
    pub fn hijri(date: Hijri) -> WrittenDate {
        WrittenDate {
            day: date.to_day(),
            calendar: Calendar::Hijri,
            written: date.to_string(),
            table: Some(date.table().to_owned()),
        }
    }
}
