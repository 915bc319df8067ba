//! Dates as people type them: there and back between the calendars, and in every form that is read.

#![no_main]

use calendar::{Calendar, Conversion, Day, Hijri, Instant, Moment, WrittenDate, convert};
use libfuzzer_sys::fuzz_target;

fn in_arabic_digits(text: &str) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(u32::from('٠') + digit));
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// The forms of one date: the year first or last, other separators, other digits.
fn forms(date: &str, ending: &str) -> Vec<String> {
    let last: Vec<&str> = date.rsplit('-').collect();
    let forms = [date.to_owned(), date.replace('-', "/"), last.join("."), last.join(" - ")];
    forms
        .iter()
        .flat_map(|form| [format!("{form}{ending}"), format!("\u{200F}{} {ending} ", in_arabic_digits(form))])
        .collect()
}

fn comes_back(there: &Conversion) {
    let hijri = there.hijri.to_string();
    for form in ["H", "AH", "h", "هـ", "ه"].iter().flat_map(|ending| forms(&hijri, ending)) {
        assert_eq!(convert(&form).map(|back| back.gregorian), Ok(there.gregorian), "{form}");
    }
    let gregorian = there.gregorian.to_string();
    for form in ["", "م"].iter().flat_map(|ending| forms(&gregorian, ending)) {
        assert_eq!(convert(&form).map(|back| back.hijri), Ok(there.hijri), "{form}");
    }
    assert_eq!(Hijri::of(there.gregorian), Some(there.hijri));
    assert_eq!(there.hijri.to_day(), there.gregorian);
    assert_eq!(there.weekday, there.gregorian.weekday());
    let (before, after) = (there.gregorian.plus_days(-1), there.gregorian.plus_days(1));
    assert!(Hijri::of(before).is_none_or(|day| day < there.hijri));
    assert!(Hijri::of(after).is_none_or(|day| day > there.hijri));
}

fn stays(day: Day) {
    assert_eq!(Day::from_epoch_days(day.epoch_days()), Some(day));
    assert_eq!(Day::from_ymd(day.year(), day.month(), day.day()), Some(day));
    assert_eq!(Moment::on(day).today(), day);
    if day.year() >= 0 {
        assert_eq!(day.to_string().parse(), Ok(day));
    }
}

fuzz_target!(|text: &str| {
    match convert(text) {
        Ok(there) => comes_back(&there),
        Err(error) => assert!(!error.arabic().is_empty() && !error.to_string().is_empty()),
    }
    if let Ok(date) = WrittenDate::read(text) {
        assert_eq!(WrittenDate::read(&date.written).as_ref(), Ok(&date), "what is kept is read the same");
        assert_eq!(date.table.is_some(), date.calendar == Calendar::Hijri);
        stays(date.day);
    }
    if let Ok(day) = text.parse::<Day>() {
        assert_eq!(day.to_string(), text);
        stays(day);
    }
    if let Ok(instant) = text.parse::<Instant>() {
        assert_eq!(instant.to_string().parse(), Ok(instant));
        assert!(instant.riyadh_clock() < (24, 0) && instant.riyadh_clock().1 < 60);
        assert!(Moment::on(instant.day()).now <= instant);
    }
});
