//! From one calendar to the other, saying so where the known tables differ.

use crate::digits::western;
use crate::table::{others, printed};
use crate::{DateError, Day, Hijri, Weekday};
use serde::Serialize;

/// A day in both calendars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// By the printed table.
    pub hijri: Hijri,
    /// The civil day.
    pub gregorian: Day,
    /// Its day of the week.
    pub weekday: Weekday,
    /// What other known tables say, where they say otherwise.
    pub others: Vec<Other>,
}

/// What another table makes of the same input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    /// `dotnet` or `icu`.
    pub table: &'static str,
    /// For a Gregorian input: the Hijri day by that table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hijri: Option<String>,
    /// For a Hijri input: the Gregorian day by that table; left out too where that table lacks the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gregorian: Option<Day>,
}

/// Reads a date as people type it and gives it in both calendars.
///
/// A Hijri date ends in `H`, `AH` or `هـ`, a Gregorian one may end in `م`; any of `-`, `/`, `.` may separate;
/// the year comes first, or last.
///
/// # Errors
/// What is wrong with it and how to mend it.
pub fn convert(text: &str) -> Result<Conversion, DateError> {
    match read(text)? {
        Read::Hijri(hijri) => Ok(from_hijri(hijri)),
        Read::Gregorian(day) => from_gregorian(day),
    }
}

/// A date in the calendar it was typed in.
pub(crate) enum Read {
    Hijri(Hijri),
    Gregorian(Day),
}

/// Reads a date as people type it, see [`convert`].
pub(crate) fn read(text: &str) -> Result<Read, DateError> {
    let plain = western(text);
    let plain = plain.trim();
    // Longer endings first: `H` would leave the `A` of `AH` behind.
    let ending = |endings: &[&str]| endings.iter().find_map(|ending| plain.strip_suffix(ending));
    if let Some(rest) = ending(&["AH", "H", "h", "هـ", "ه"]) {
        let (year, month, day) = parts(rest.trim())?;
        return Hijri::new(year, month, day).map(Read::Hijri);
    }
    let gregorian = ending(&["م"]);
    let (year, month, day) = parts(gregorian.unwrap_or(plain).trim())?;
    if gregorian.is_none() && (1300..=1500).contains(&year) {
        return Err(DateError::SayWhichCalendar);
    }
    // Two digits always fit an i8.
    Day::from_ymd(year, month as i8, day as i8).map(Read::Gregorian).ok_or(DateError::NoSuchDay)
}

fn parts(text: &str) -> Result<(i16, u8, u8), DateError> {
    let words: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let [first, month, last] = words.as_slice() else { return Err(DateError::NotADate) };
    let (year, day) = if first.len() == 4 { (*first, *last) } else { (*last, *first) };
    let digits = |word: &str, most: usize| {
        (1..=most).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
    };
    if year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return Err(DateError::NotADate);
    }
    let month: u8 = month.parse().map_err(|_| DateError::NotADate)?;
    if !(1..=12).contains(&month) {
        return Err(DateError::NotADate);
    }
    let year = year.parse().map_err(|_| DateError::NotADate)?;
    Ok((year, month, day.parse().map_err(|_| DateError::NotADate)?))
}

fn from_hijri(hijri: Hijri) -> Conversion {
    let gregorian = hijri.to_day();
    let elsewhere = others().iter().filter_map(|table| {
        let other = table
            .month(hijri.year(), hijri.month())
            .filter(|(_, length)| i64::from(hijri.day()) <= *length)
            .map(|(start, _)| Day::EPOCH.plus_days(start + i64::from(hijri.day()) - 1));
        (other != Some(gregorian)).then_some(Other { table: table.name, hijri: None, gregorian: other })
    });
    Conversion { hijri, gregorian, weekday: gregorian.weekday(), others: elsewhere.collect() }
}

fn from_gregorian(gregorian: Day) -> Result<Conversion, DateError> {
    let here = printed().of(gregorian.epoch_days()).ok_or(DateError::GregorianOutsideTable)?;
    let hijri = Hijri::new(here.0, here.1, here.2)?;
    let elsewhere = others().iter().filter_map(|table| {
        let other = table.of(gregorian.epoch_days());
        let written = other.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
        (other != Some(here)).then_some(Other { table: table.name, hijri: written, gregorian: None })
    });
    Ok(Conversion { hijri, gregorian, weekday: gregorian.weekday(), others: elsewhere.collect() })
}
