//! The days of an office, closed by its supervisor, and the counter at which an officer sits.

use crate::http::guard::{Fields, Officer, OfficerForm};
use crate::http::stop::Stop;
use crate::present::days::{csv, view};
use crate::view::days::SeatPage;
use crate::view::parts::Act as Button;
use crate::view::typed_date;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use calendar::Day;
use desk::authority::{Act, Standing, may};
use desk::{DayClosed, DaySheet};
use record::{Fact, Facts};

/// So many closes are listed.
const LISTED: i64 = 60;
/// No office has more counters.
const COUNTERS: std::ops::RangeInclusive<i64> = 1..=999;

/// Whether an officer closes the days of their office.
pub(crate) fn closes(officer: &Officer) -> bool {
    may(&officer.who(), Act::CloseDay, Standing::Stranger)
}

/// `/counter/days?day=…`: a day that is not closed yet, and the closes there are.
pub(crate) async fn open(officer: Officer, query: Fields) -> Result<Response, Stop> {
    officer.must(Act::CloseDay)?;
    let today = officer.ctx.desk().moment().today();
    let day = day(query.get("day")).unwrap_or(today).min(today);
    let sheet = officer.ctx.desk().open_day(officer.account.office, day).await?;
    if query.get("as") == "csv" {
        return Ok(file(&sheet));
    }
    page(&officer, (day, &sheet), Some((day.to_string(), None))).await
}

/// `/counter/days/{number}`: a close.
pub(crate) async fn closed(
    officer: Officer,
    Path(number): Path<String>,
    query: Fields,
) -> Result<Response, Stop> {
    officer.must(Act::CloseDay)?;
    let number: i64 = number.parse().map_err(|_| Stop::NotShown)?;
    let sheet = officer.ctx.desk().closed_day(officer.account.office, number).await?;
    let sheet = sheet.ok_or(Stop::NotShown)?;
    if query.get("as") == "csv" {
        return Ok(file(&sheet));
    }
    let day = sheet.close.as_ref().map_or_else(|| officer.ctx.desk().moment().today(), |close| close.day);
    page(&officer, (day, &sheet), None).await
}

/// Closes a day.
pub(crate) async fn close(OfficerForm(officer, typed): OfficerForm) -> Result<Response, Stop> {
    officer.must(Act::CloseDay)?;
    let (ctx, account) = (&officer.ctx, &officer.account);
    let today = ctx.desk().moment().today();
    let error = match day(typed.get("day")) {
        None => ctx.word("answer-not-a-date"),
        Some(day) => match ctx.desk().close_day(account.office, day, account.id).await? {
            DayClosed::Now(close) | DayClosed::Before(close) => {
                return Ok(Redirect::to(&format!("/counter/days/{}", close.number)).into_response());
            }
            DayClosed::NotCome => ctx.word("day-not-come"),
            DayClosed::LaterIsClosed(later) => {
                let facts = Facts::new().with("day", Fact::Day(later.day));
                ctx.sentence("day-later-closed", &facts.with("number", Fact::Number(later.number)))
            }
        },
    };
    let sheet = ctx.desk().open_day(account.office, today).await?;
    page(&officer, (today, &sheet), Some((typed.get("day").to_owned(), Some(error)))).await
}

async fn page(
    officer: &Officer,
    day: (Day, &DaySheet),
    typed: Option<(String, Option<String>)>,
) -> Result<Response, Stop> {
    let (ctx, office) = (&officer.ctx, officer.account.office);
    let closes = match typed {
        Some(_) => ctx.desk().closes(office, LISTED).await?,
        None => Vec::new(),
    };
    let back = match typed {
        Some(_) => Button::link(ctx.word("title-counter"), "/counter"),
        None => Button::link(ctx.word("day-title"), "/counter/days"),
    };
    let office = ctx.desk().office(office).await?;
    let frame = officer.page(ctx.word("day-title")).await?;
    ctx.html(&view(ctx, (frame, back), office.as_ref(), day, typed, &closes))
}

fn file(sheet: &DaySheet) -> Response {
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], csv(sheet)).into_response()
}

/// A day as typed, in either calendar.
fn day(typed: &str) -> Option<Day> {
    let written = typed_date(typed).map(|date| {
        let mark = if date.hijri { "H" } else { "" };
        format!("{:04}-{:02}-{:02}{mark}", date.year, date.month, date.day)
    });
    let text = written.unwrap_or_else(|| typed.to_owned());
    calendar::convert(&text).ok().map(|converted| converted.gregorian)
}

/// `/counter/seat`: at which counter one sits.
pub(crate) async fn seat(officer: Officer) -> Result<Response, Stop> {
    officer.must(Act::Ask)?;
    let counter = officer.account.counter.map(|number| number.to_string()).unwrap_or_default();
    seat_page(&officer, counter, None).await
}

/// Sits down there, or at none.
pub(crate) async fn sit(OfficerForm(officer, typed): OfficerForm) -> Result<Response, Stop> {
    officer.must(Act::Ask)?;
    let counter = typed.get("counter").trim();
    let number = match counter {
        "" => None,
        text => match digits(text).parse().ok().filter(|number| COUNTERS.contains(number)) {
            Some(number) => Some(number),
            None => {
                let error = officer.ctx.word("seat-not-a-counter");
                return seat_page(&officer, counter.to_owned(), Some(error)).await;
            }
        },
    };
    officer.ctx.desk().sit_at(officer.account.id, number).await?;
    Ok(Redirect::to("/counter").into_response())
}

/// As typed, in the digits of either script.
fn digits(text: &str) -> String {
    let western = |c: char| match c {
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10).unwrap_or(c),
        other => other,
    };
    text.chars().map(western).collect()
}

async fn seat_page(officer: &Officer, counter: String, error: Option<String>) -> Result<Response, Stop> {
    let ctx = &officer.ctx;
    let page = officer.page(ctx.word("seat-title-page")).await?;
    let back = Button::link(ctx.word("title-counter"), "/counter");
    ctx.html(&SeatPage { page, counter, error, back })
}
