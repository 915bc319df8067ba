//! How days are written.

use crate::Words;
use calendar::{Day, Hijri, Instant};
use record::Language;

/// `24/11/2026`, in every language. Slashes hold in a right-to-left line; hyphens would turn the parts round.
pub fn format_day(_: Language, day: Day) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// `17/09/1448هـ` or `17/09/1448 AH`. Outside the printed calendar's years, the Gregorian date instead.
pub fn format_hijri(language: Language, day: Day) -> String {
    let Some(hijri) = Hijri::of(day) else { return format_day(language, day) };
    let era = match language {
        Language::Ar => "هـ",
        Language::En => " AH",
    };
    format!("{:02}/{:02}/{:04}{era}", hijri.day(), hijri.month(), hijri.year())
}

/// `الثلاثاء 24 نوفمبر 2026`, `Tuesday 24 November 2026`
pub fn format_day_long(language: Language, day: Day) -> String {
    let month = Words::global().word(language, &format!("month-{}", day.month()));
    format!("{} {} {month} {}", weekday(language, day), day.day(), day.year())
}

/// `الثلاثاء 14 جمادى الآخرة 1448هـ`, `Tuesday 14 Jumada II 1448 AH`. As above outside the printed calendar.
pub fn format_hijri_long(language: Language, day: Day) -> String {
    let Some(hijri) = Hijri::of(day) else { return format_day_long(language, day) };
    let month = Words::global().word(language, &format!("hijri-month-{}", hijri.month()));
    let era = match language {
        Language::Ar => "هـ",
        Language::En => " AH",
    };
    format!("{} {} {month} {}{era}", weekday(language, day), hijri.day(), hijri.year())
}

/// The Gregorian date and the Hijri one beside it, where there is one.
pub(crate) fn both(language: Language, day: Day) -> String {
    let gregorian = format_day(language, day);
    match (Hijri::of(day), language) {
        (None, _) => gregorian,
        (Some(_), Language::Ar) => format!("{gregorian} الموافق {}", format_hijri(language, day)),
        (Some(_), Language::En) => format!("{gregorian} ({})", format_hijri(language, day)),
    }
}

/// The clock in Riyadh: `14:05`.
pub fn format_clock(at: Instant) -> String {
    let (hour, minute) = at.riyadh_clock();
    format!("{hour:02}:{minute:02}")
}

/// Day and clock in Riyadh: `24/11/2026 14:05`.
pub fn format_moment(language: Language, at: Instant) -> String {
    format!("{} {}", format_day(language, at.day()), format_clock(at))
}

fn weekday(language: Language, day: Day) -> String {
    Words::global().word(language, &format!("weekday-{}", day.weekday().as_str()))
}
