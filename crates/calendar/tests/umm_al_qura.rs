//! The calendar against dates that are known, and against itself.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use calendar::{DateError, Day, FIRST_YEAR, Hijri, LAST_YEAR, convert};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn known_dates_agree() {
    for (hijri, gregorian) in [
        ((1429, 1, 1), "2008-01-10"),
        ((1430, 1, 1), "2008-12-29"),
        ((1440, 5, 1), "2019-01-07"),
        ((1440, 5, 30), "2019-02-05"),
        ((1446, 9, 1), "2025-03-01"),
        ((1447, 1, 1), "2025-06-26"),
        ((1447, 9, 1), "2026-02-18"),
        ((1448, 1, 1), "2026-06-16"),
        ((1500, 12, 30), "2077-11-16"),
        ((1420, 9, 24), "2000-01-01"),
        ((1430, 6, 22), "2009-06-15"),
        ((1318, 1, 1), "1900-04-30"),
    ] {
        let date = Hijri::new(hijri.0, hijri.1, hijri.2).unwrap();
        assert_eq!(date.to_day(), day(gregorian), "{date}");
        assert_eq!(Hijri::of(day(gregorian)), Some(date), "{gregorian}");
    }
}

#[test]
fn years_and_months_have_the_printed_lengths() {
    let length = |year, month| (28..=31).rev().find(|day| Hijri::new(year, month, *day).is_ok()).unwrap();
    let of_1446: Vec<u8> = (1..=12).map(|month| length(1446, month)).collect();
    assert_eq!(of_1446, [29, 30, 30, 30, 29, 30, 30, 29, 29, 30, 29, 29]);
    let years: Vec<u32> = (1440..=1451).map(|y| (1..=12).map(|m| u32::from(length(y, m))).sum()).collect();
    assert_eq!(years, [354, 355, 354, 355, 354, 354, 354, 355, 355, 354, 354, 354]);
}

#[test]
fn every_day_of_the_table_goes_there_and_back() {
    let (first, last) = (day("1900-04-30"), day("2077-11-16"));
    let mut before: Option<Hijri> = None;
    for n in 0..=first.days_until(last) {
        let civil = first.plus_days(n);
        let hijri = Hijri::of(civil).unwrap();
        assert_eq!(hijri.to_day(), civil);
        assert!(before.is_none_or(|before| before < hijri), "{civil}");
        before = Some(hijri);
    }
    assert_eq!(Hijri::of(first.plus_days(-1)), None);
    assert_eq!(Hijri::of(last.plus_days(1)), None);
}

#[test]
fn conversion_says_where_the_known_tables_differ() {
    assert!(convert("1447-09-01H").unwrap().others.is_empty());
    let doubtful = convert("1380-01-01H").unwrap();
    assert!(!doubtful.others.is_empty(), "{doubtful:?}");
    assert!(doubtful.others.iter().all(|other| other.gregorian != Some(doubtful.gregorian)));
}

#[test]
fn a_date_is_read_as_people_type_it() {
    for text in [
        "1447-09-01H",
        "1447/09/01هـ",
        "١٤٤٧-٠٩-٠١هـ",
        "۱۴۴۷/۹/۱ه",
        "01/09/1447 H",
        " 1447-9-1h ",
        "1447-09-01 AH",
        "2026/02/18م",
        "\u{200F}١٨/٠٢/٢٠٢٦ م",
        "2026-02-18",
        "18/02/2026",
        "18.2.2026",
    ] {
        assert_eq!(convert(text).map(|c| c.gregorian), Ok(day("2026-02-18")), "{text}");
    }
}

#[test]
fn what_is_wrong_is_told() {
    for (text, error) in [
        ("", DateError::NotADate),
        ("tomorrow", DateError::NotADate),
        ("2026-13-01", DateError::NotADate),
        ("2026-02-30", DateError::NoSuchDay),
        ("1446-01-30H", DateError::MonthHasFewerDays { days: 29 }),
        ("1447-09-00H", DateError::MonthHasFewerDays { days: 30 }),
        ("1317-12-29H", DateError::HijriOutsideTable),
        ("1501-01-01H", DateError::HijriOutsideTable),
        ("1447-09-01", DateError::SayWhichCalendar),
        ("1447-09-01م", DateError::GregorianOutsideTable),
        ("1447-13-01H", DateError::NotADate),
        ("1899-12-31", DateError::GregorianOutsideTable),
        ("2077-11-17", DateError::GregorianOutsideTable),
        ("2026-02-18-01", DateError::NotADate),
        ("+026-02-18", DateError::NotADate),
    ] {
        assert_eq!(convert(text).map(|_| ()), Err(error), "{text}");
    }
}

#[test]
fn a_year_more_ends_on_the_last_day_of_a_shorter_month() {
    let last = Hijri::new(1446, 2, 30).unwrap();
    let next = last.plus_years(1).unwrap();
    assert_eq!((next.year(), next.month()), (1447, 2));
    assert!(next.day() >= 29);
    assert_eq!(Hijri::new(LAST_YEAR, 1, 1).unwrap().plus_years(1), None);
}

#[test]
fn twenty_one_hijri_years_come_before_twenty_one_gregorian_ones() {
    let birth = day("2005-06-01");
    let on = day("2025-11-01");
    assert_eq!(birth.age_on(on), 20);
    assert_eq!(Hijri::of(birth).unwrap().age_on(Hijri::of(on).unwrap()), 21);
}

proptest! {
    #[test]
    fn no_text_makes_it_fall_over(text in "\\PC{0,24}") {
        let _ = convert(&text);
    }

    #[test]
    fn what_it_prints_it_reads(year in FIRST_YEAR..=LAST_YEAR, month in 1_u8..=12, of_month in 1_u8..=29) {
        if let Ok(hijri) = Hijri::new(year, month, of_month) {
            let conversion = convert(&format!("{hijri}H")).unwrap();
            prop_assert_eq!(conversion.hijri, hijri);
            prop_assert_eq!(convert(&conversion.gregorian.to_string()).unwrap().hijri, hijri);
        }
    }

    #[test]
    fn months_are_added_and_taken_away(n in -20_000_i64..40_000, months in -600_i32..600) {
        let start = Day::EPOCH.plus_days(n);
        let there = start.plus_months(months);
        prop_assert!(there.day() <= start.day());
        prop_assert!((start.plus_months(months).plus_months(-months).days_until(start)).abs() <= 3);
    }
}
