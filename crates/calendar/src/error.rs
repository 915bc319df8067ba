//! Why a text is no date.

/// What is wrong with a date, and how to mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It does not read as a date.
    #[error("write a date as 2026-02-18, or in Hijri as 1447-09-01H")]
    NotADate,
    /// It does not read as a point in time.
    #[error("write a time with its offset, as 2026-02-18T18:30:00+03:00")]
    NotAnInstant,
    /// A Gregorian month has no such day.
    #[error("there is no such day in that month")]
    NoSuchDay,
    /// A Hijri month has fewer days.
    #[error("that month has {days} days in the Umm al-Qura calendar")]
    MonthHasFewerDays {
        /// How many it has.
        days: i64,
    },
    /// A Hijri year beyond the table.
    #[error("the Umm al-Qura table runs from 1318 to 1500 H")]
    HijriOutsideTable,
    /// A Gregorian day beyond the table.
    #[error("the Umm al-Qura table runs from 1900-04-30 to 2077-11-16")]
    GregorianOutsideTable,
    /// A Hijri year without its H.
    #[error("this looks like a Hijri date: add H, as 1447-09-01H")]
    SayWhichCalendar,
}

impl DateError {
    /// A name that does not change.
    pub const fn code(&self) -> &'static str {
        match self {
            DateError::NotADate => "not-a-date",
            DateError::NotAnInstant => "not-an-instant",
            DateError::NoSuchDay => "no-such-day",
            DateError::MonthHasFewerDays { .. } => "month-has-fewer-days",
            DateError::HijriOutsideTable => "hijri-outside-table",
            DateError::GregorianOutsideTable => "gregorian-outside-table",
            DateError::SayWhichCalendar => "say-which-calendar",
        }
    }

    /// The same in Arabic.
    pub fn arabic(&self) -> String {
        match self {
            DateError::NotADate => "اكتب التاريخ هكذا 2026-02-18، أو بالهجري 1447-09-01هـ".to_owned(),
            DateError::NotAnInstant => {
                "اكتب الوقت مع فرقه عن التوقيت العالمي: 2026-02-18T18:30:00+03:00".to_owned()
            }
            DateError::NoSuchDay => "لا يوجد هذا اليوم في ذلك الشهر".to_owned(),
            DateError::MonthHasFewerDays { days } => format!("أيام ذلك الشهر في تقويم أم القرى {days}"),
            DateError::HijriOutsideTable => "جدول أم القرى من سنة 1318 إلى سنة 1500هـ".to_owned(),
            DateError::GregorianOutsideTable => "جدول أم القرى من 1900-04-30 إلى 2077-11-16".to_owned(),
            DateError::SayWhichCalendar => "يبدو أنه تاريخ هجري: أضف هـ في آخره، مثل 1447-09-01هـ".to_owned(),
        }
    }
}
