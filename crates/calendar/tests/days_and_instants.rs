//! Days, points in time and dates as written.
#![allow(clippy::unwrap_used)] // A helper of tests is not seen as one by the lint.

use calendar::{Calendar, DateError, Day, Instant, Moment, STAND_IN_TABLE, TABLE, Weekday, WrittenDate};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, I64Deserializer, StrDeserializer};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn a_new_day_begins_at_midnight_in_riyadh() {
    let eve = instant("2026-02-17T20:59:59.999999Z");
    assert_eq!((eve.day(), eve.riyadh_clock()), (day("2026-02-17"), (23, 59)));
    let midnight = Instant::from_micros(eve.micros() + 1);
    assert_eq!((midnight.day(), midnight.riyadh_clock()), (day("2026-02-18"), (0, 0)));
    assert_eq!(Moment::on(day("2026-02-18")), Moment::at(midnight));
    assert_eq!(Moment::at(midnight).today(), day("2026-02-18"));
}

#[test]
fn summer_does_not_move_the_clock_and_neither_does_a_time_before_1970() {
    assert_eq!(instant("2026-07-01T09:30:00Z").riyadh_clock(), (12, 30));
    let early = instant("1960-06-25T21:30:00Z");
    assert_eq!((early.day(), early.riyadh_clock()), (day("1960-06-26"), (0, 30)));
}

#[test]
fn an_instant_is_read_with_its_offset_and_written_in_utc() {
    let at = instant("2026-02-18T18:30:00+03:00");
    assert_eq!(at.to_string(), "2026-02-18T15:30:00Z");
    assert_eq!(at.to_string().parse(), Ok(at));
    assert_eq!(at.plus_seconds(90).to_string(), "2026-02-18T15:31:30Z");
    assert_eq!(at.plus_millis(-1).to_string(), "2026-02-18T15:29:59.999Z");
    for text in ["2026-02-18T18:30:00", "2026-02-18", "now", ""] {
        assert_eq!(text.parse::<Instant>(), Err(DateError::NotAnInstant), "{text}");
    }
}

#[test]
fn time_ends_but_does_not_wrap() {
    let end = Instant::from_micros(i64::MAX);
    assert_eq!(end.plus_seconds(i64::MAX), end);
    assert_eq!(end.day(), day("9999-12-31"));
    assert_eq!(day("2026-02-18").plus_days(i64::MAX), day("9999-12-31"));
    assert_eq!(day("2026-02-18").plus_months(i32::MAX), day("9999-12-31"));
    assert_eq!(day("2026-02-18").plus_years(i32::MAX), day("9999-12-31"));
    assert!(
        day("2026-02-18").plus_days(i64::MIN) < Day::EPOCH
            && Instant::from_micros(i64::MIN).day() < Day::EPOCH
    );
    assert_eq!(Day::from_epoch_days(i64::MAX), None);
}

#[test]
fn months_end_where_they_end() {
    assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
    assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
    assert_eq!(day("2026-03-31").plus_months(-1), day("2026-02-28"));
    assert_eq!(day("2024-02-29").plus_years(1), day("2025-02-28"));
    assert_eq!(day("2026-02-18").days_until(day("2026-03-01")), 11);
    assert_eq!(day("2026-02-18").weekday(), Weekday::Wednesday);
    assert_eq!(day("2026-02-18").weekday().to_string(), "wednesday");
}

#[test]
fn who_was_born_on_29_february_is_older_from_1_march() {
    let birth = day("2004-02-29");
    assert_eq!(birth.age_on(day("2025-02-28")), 20);
    assert_eq!(birth.age_on(day("2025-03-01")), 21);
    assert_eq!(birth.age_on(day("2024-02-29")), 20);
}

#[test]
fn days_and_instants_are_stored_as_text_and_number() {
    let read = |text: &'static str| {
        let from: StrDeserializer<'_, Error> = text.into_deserializer();
        Day::deserialize(from)
    };
    assert_eq!(read("2026-02-18"), Ok(day("2026-02-18")));
    for text in ["2026-2-18", "2026-02-30", "20260218", "2026-02-18T00:00", "+02026-02-18"] {
        assert!(read(text).is_err(), "{text}");
    }
    let from: I64Deserializer<Error> = 7_i64.into_deserializer();
    assert_eq!(Instant::deserialize(from), Ok(Instant::from_micros(7)));
}

#[test]
fn a_date_keeps_what_was_written_and_the_table_it_was_read_with() {
    for (written, calendar, gregorian, table) in [
        ("١٤٤٧/٩/١هـ", Calendar::Hijri, "2026-02-18", Some(TABLE)),
        ("1343-01-01H", Calendar::Hijri, "1924-08-01", Some(TABLE)),
        ("1342-01-01H", Calendar::Hijri, "1923-08-13", Some(STAND_IN_TABLE)),
        ("18/02/2026", Calendar::Gregorian, "2026-02-18", None),
        ("1890-05-01", Calendar::Gregorian, "1890-05-01", None),
    ] {
        let date = WrittenDate::read(&format!(" {written} ")).unwrap();
        let expected = WrittenDate {
            day: day(gregorian),
            calendar,
            written: written.to_owned(),
            table: table.map(str::to_owned),
        };
        assert_eq!(date, expected);
    }
    assert_eq!(WrittenDate::read("1446-01-30H"), Err(DateError::MonthHasFewerDays { days: 29 }));
}
