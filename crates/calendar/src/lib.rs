//! Stop-gap while the calendar is being written; will be replaced whole.
#![allow(missing_docs, clippy::all, clippy::unwrap_used)]
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
pub const TABLE: &str = "umm-al-qura-printed";
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);
impl Day {
    pub fn from_ymd(y: i16, m: i8, d: i8) -> Option<Day> { Date::new(y, m, d).ok().map(Day) }
    pub fn from_epoch_days(n: i64) -> Option<Day> { Some(Day(Date::constant(1970, 1, 1)).plus_days(n)) }
    pub fn epoch_days(self) -> i64 { Day(Date::constant(1970, 1, 1)).days_until(self) }
    pub fn plus_days(self, n: i64) -> Day { Day(self.0.saturating_add(jiff::Span::new().try_days(n).unwrap_or_default())) }
    pub fn plus_months(self, n: i32) -> Day { Day(self.0.saturating_add(jiff::Span::new().try_months(n).unwrap_or_default())) }
    pub fn plus_years(self, n: i32) -> Day { self.plus_months(n * 12) }
    pub fn year(self) -> i16 { self.0.year() }
    pub fn month(self) -> i8 { self.0.month() }
    pub fn day(self) -> i8 { self.0.day() }
    pub fn days_until(self, o: Day) -> i64 { (o.0 - self.0).get_days() as i64 }
    pub fn age_on(self, on: Day) -> i32 { let y = (on.year() - self.year()) as i32; if (on.month(), on.day()) < (self.month(), self.day()) { y - 1 } else { y } }
}
impl fmt::Display for Day { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}", self.0) } }
impl FromStr for Day { type Err = DateError; fn from_str(s: &str) -> Result<Day, DateError> { s.parse().map(Day).map_err(|_| DateError) } }
impl Serialize for Day { fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) } }
impl<'de> Deserialize<'de> for Day { fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Day, D::Error> { String::deserialize(d)?.parse().map_err(serde::de::Error::custom) } }
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct DateError;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(i64);
impl Instant {
    pub fn from_micros(n: i64) -> Instant { Instant(n) }
    pub fn micros(self) -> i64 { self.0 }
    pub fn plus_seconds(self, n: i64) -> Instant { Instant(self.0 + n * 1_000_000) }
    pub fn plus_millis(self, n: i64) -> Instant { Instant(self.0 + n * 1_000) }
    pub fn day(self) -> Day { Day::from_epoch_days((self.0 + 10_800_000_000).div_euclid(86_400_000_000)).unwrap() }
    pub fn riyadh_clock(self) -> (u8, u8) { let m = (self.0 + 10_800_000_000).rem_euclid(86_400_000_000) / 60_000_000; ((m / 60) as u8, (m % 60) as u8) }
}
impl fmt::Display for Instant { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}", jiff::Timestamp::from_microsecond(self.0).unwrap()) } }
impl FromStr for Instant { type Err = DateError; fn from_str(s: &str) -> Result<Instant, DateError> { s.parse::<jiff::Timestamp>().map(|t| Instant(t.as_microsecond())).map_err(|_| DateError) } }
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment { pub now: Instant }
impl Moment { pub fn today(self) -> Day { self.now.day() } }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar { Gregorian, Hijri }
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenDate { pub day: Day, pub calendar: Calendar, pub written: String, pub table: Option<String> }
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hijri { pub year: i16, pub month: u8, pub day: u8 }
impl Hijri { pub fn of(_: Day) -> Option<Hijri> { None } pub fn to_day(self) -> Day { Day::from_epoch_days(0).unwrap() } pub fn age_on(self, o: Hijri) -> i32 { (o.year - self.year) as i32 } }
impl fmt::Display for Hijri { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day) } }
#[derive(Debug, Clone)]
pub struct Conversion { pub gregorian: Day }
pub fn convert(s: &str) -> Result<Conversion, DateError> { Ok(Conversion { gregorian: s.parse()? }) }
