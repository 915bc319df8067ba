//! Points in time.

use crate::{DateError, Day};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A point in time, in microseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

const RIYADH_MICROS: i64 = 3 * 3_600 * 1_000_000;
const DAY_MICROS: i64 = 86_400 * 1_000_000;

impl Instant {
    /// So many microseconds after the beginning of 1970 in UTC.
    pub const fn from_micros(micros: i64) -> Instant {
        Instant(micros)
    }

    /// Microseconds since the beginning of 1970 in UTC.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// So many seconds later; stays at the end of time.
    pub const fn plus_seconds(self, seconds: i64) -> Instant {
        Instant(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// So many milliseconds later; stays at the end of time.
    pub const fn plus_millis(self, millis: i64) -> Instant {
        Instant(self.0.saturating_add(millis.saturating_mul(1_000)))
    }

    /// The day it is in Riyadh (UTC+3 all year); the last or first of days beyond the years -9999 to 9999.
    pub fn day(self) -> Day {
        let days = self.0.saturating_add(RIYADH_MICROS).div_euclid(DAY_MICROS);
        Day::EPOCH.plus_days(days)
    }

    /// Hour and minute in Riyadh.
    pub const fn riyadh_clock(self) -> (u8, u8) {
        let minutes = self.0.saturating_add(RIYADH_MICROS).rem_euclid(DAY_MICROS) / 60_000_000;
        ((minutes / 60) as u8, (minutes % 60) as u8)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(timestamp) => write!(f, "{timestamp}"),
            Err(_) => write!(f, "{} µs", self.0),
        }
    }
}

impl FromStr for Instant {
    type Err = DateError;

    /// Reads an RFC 3339 time with its offset: `2026-11-24T18:30:00+03:00`, `2026-11-24T15:30:00Z`.
    fn from_str(text: &str) -> Result<Instant, DateError> {
        let timestamp: jiff::Timestamp = text.trim().parse().map_err(|_| DateError::NotAnInstant)?;
        Ok(Instant(timestamp.as_microsecond()))
    }
}

/// Now, as it is handed to whoever must know: nothing here reads a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The point in time.
    pub now: Instant,
}

impl Moment {
    /// A moment at `now`.
    pub const fn at(now: Instant) -> Moment {
        Moment { now }
    }

    /// The beginning of `day` in Riyadh.
    pub fn on(day: Day) -> Moment {
        Moment { now: Instant(day.epoch_days() * DAY_MICROS - RIYADH_MICROS) }
    }

    /// The day it is in Riyadh.
    pub fn today(self) -> Day {
        self.now.day()
    }
}
