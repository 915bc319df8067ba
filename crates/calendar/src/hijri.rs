//! Days of the Hijri calendar, as printed.

use crate::table::printed;
use crate::{DateError, Day};
use std::fmt;

/// A day of the Umm al-Qura calendar that the printed table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hijri {
    year: i16,
    month: u8,
    day: u8,
}

impl Hijri {
    /// A day, if the printed calendar has it.
    ///
    /// # Errors
    /// Says whether the year lies outside the table or the month has fewer days.
    pub fn new(year: i16, month: u8, day: u8) -> Result<Hijri, DateError> {
        if !(crate::FIRST_YEAR..=crate::LAST_YEAR).contains(&year) {
            return Err(DateError::HijriOutsideTable);
        }
        let (_, length) = printed().month(year, month).ok_or(DateError::NotADate)?;
        if day == 0 || i64::from(day) > length {
            return Err(DateError::MonthHasFewerDays { days: length });
        }
        Ok(Hijri { year, month, day })
    }

    /// The Hijri day a civil day is; nothing outside the table.
    pub fn of(day: Day) -> Option<Hijri> {
        printed().of(day.epoch_days()).map(|(year, month, day)| Hijri { year, month, day })
    }

    /// The civil day.
    pub fn to_day(self) -> Day {
        let start = printed().month(self.year, self.month).map_or(0, |(start, _)| start);
        Day::EPOCH.plus_days(start + i64::from(self.day) - 1)
    }

    /// The name of the table this day is reckoned by: before 1343 none is known as printed, and another stands in.
    pub fn table(self) -> &'static str {
        if self.year < crate::FIRST_PRINTED_YEAR { crate::STAND_IN_TABLE } else { crate::TABLE }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 (Muharram) to 12 (Dhu al-Hijjah).
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month.
    pub fn day(self) -> u8 {
        self.day
    }

    /// So many Hijri years later; the last day of the month where it is shorter. Nothing beyond the table.
    pub fn plus_years(self, years: i16) -> Option<Hijri> {
        let year = self.year.checked_add(years)?;
        let (_, length) = printed().month(year, self.month)?;
        let day = self.day.min(u8::try_from(length).ok()?);
        Some(Hijri { year, month: self.month, day })
    }

    /// Full Hijri years from this day to `on`. Who was born on a 30th is older from the 1st of the next month
    /// where the month has only 29 days.
    pub fn age_on(self, on: Hijri) -> i32 {
        let years = i32::from(on.year) - i32::from(self.year);
        if (on.month, on.day) < (self.month, self.day) { years - 1 } else { years }
    }
}

impl fmt::Display for Hijri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
