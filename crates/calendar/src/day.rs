//! Whole days.

use crate::DateError;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A civil day. Gregorian where it is printed as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// 1 January 1970.
    pub const EPOCH: Day = Day(Date::constant(1970, 1, 1));

    /// A Gregorian day, if there is such a one.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// So many days after 1 January 1970; nothing beyond the years -9999 to 9999.
    pub fn from_epoch_days(days: i64) -> Option<Day> {
        let span = jiff::Span::new().try_days(days).ok()?;
        Day::EPOCH.0.checked_add(span).ok().map(Day)
    }

    /// Days since 1 January 1970.
    pub fn epoch_days(self) -> i64 {
        Day::EPOCH.days_until(self)
    }

    /// The Gregorian year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The Gregorian month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The Gregorian day of the month.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// So many days later, or earlier below zero; stays at the end of time.
    pub fn plus_days(self, days: i64) -> Day {
        match jiff::Span::new().try_days(days) {
            Ok(span) => Day(self.0.saturating_add(span)),
            Err(_) => Day(if days < 0 { Date::MIN } else { Date::MAX }),
        }
    }

    /// So many Gregorian months later; the last day of the month where the month is too short.
    pub fn plus_months(self, months: i32) -> Day {
        match jiff::Span::new().try_months(months) {
            Ok(span) => Day(self.0.saturating_add(span)),
            Err(_) => Day(if months < 0 { Date::MIN } else { Date::MAX }),
        }
    }

    /// So many Gregorian years later; 28 February where there is no 29.
    pub fn plus_years(self, years: i32) -> Day {
        self.plus_months(years.saturating_mul(12))
    }

    /// How many days it is from this day to `other`; below zero if that is earlier.
    pub fn days_until(self, other: Day) -> i64 {
        i64::from((other.0 - self.0).get_days())
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            jiff::civil::Weekday::Sunday => Weekday::Sunday,
            jiff::civil::Weekday::Monday => Weekday::Monday,
            jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
            jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
            jiff::civil::Weekday::Thursday => Weekday::Thursday,
            jiff::civil::Weekday::Friday => Weekday::Friday,
            jiff::civil::Weekday::Saturday => Weekday::Saturday,
        }
    }

    /// Full Gregorian years from this day to `on`. Who was born on 29 February is older from 1 March in a common
    /// year.
    pub fn age_on(self, on: Day) -> i32 {
        let years = i32::from(on.year()) - i32::from(self.year());
        if (on.month(), on.day()) < (self.month(), self.day()) { years - 1 } else { years }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = DateError;

    /// Reads `2026-02-18`, and nothing else: for what people type, see [`crate::convert`].
    fn from_str(text: &str) -> Result<Day, DateError> {
        let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        text.parse().ok().filter(|_| plain).map(Day).ok_or(DateError::NotADate)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// The first day of the working week.
    Sunday,
    /// The second.
    Monday,
    /// The third.
    Tuesday,
    /// The fourth.
    Wednesday,
    /// The fifth.
    Thursday,
    /// The day of the congregation.
    Friday,
    /// The seventh.
    Saturday,
}

impl Weekday {
    /// `sunday` to `saturday`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Weekday::Sunday => "sunday",
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "saturday",
        }
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
