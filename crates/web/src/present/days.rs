//! A day of an office, as a page and as a file.

use super::{blank, money, say_pair};
use crate::http::Ctx;
use crate::present::lines::title;
use crate::view::Page;
use crate::view::days::{AtCounter, CloseRow, DayPage, DayRow, DifferenceRow};
use crate::view::parts::Act;
use calendar::Day;
use desk::identity::Office;
use desk::{Became, DayClose, DayLine, DaySheet};
use ledger::{FeeCode, Halalas};
use record::{Fact, Facts};
use words::{format_day, format_moment, format_number};

fn fee(ctx: &Ctx, code: &FeeCode) -> String {
    let title = ctx.app.house.catalogue.fee(code).map(|titles| say_pair(ctx.lang, titles));
    title.map_or_else(|| code.to_string(), |title| format!("{code} · {title}"))
}

fn counter(ctx: &Ctx, number: Option<i64>) -> String {
    match number {
        Some(number) => seat(ctx, number),
        None => ctx.word("day-no-counter"),
    }
}

/// What a counter is called.
pub(crate) fn seat(ctx: &Ctx, number: i64) -> String {
    ctx.sentence("day-counter", &Facts::new().with("number", Fact::Number(number)))
}

fn became(ctx: &Ctx, became: Became) -> String {
    ctx.word(&format!("became-{}", became.as_str()))
}

/// The page of a day; `typed` is the day that may be closed there, and why it was not.
pub(crate) fn view(
    ctx: &Ctx,
    (page, back): (Page, Act),
    office: Option<&Office>,
    (day, sheet): (Day, &DaySheet),
    typed: Option<(String, Option<String>)>,
    closes: &[DayClose],
) -> DayPage {
    let language = ctx.language();
    let place = office.map(|office| say_pair(ctx.lang, &office.name)).unwrap_or_default();
    let csv = match &sheet.close {
        Some(close) => format!("/counter/days/{}?as=csv", close.number),
        None => format!("/counter/days?day={day}&as=csv"),
    };
    let others: Vec<String> =
        sheet.days.iter().filter(|other| **other != day).map(|other| format_day(language, *other)).collect();
    let differences = sheet.differences.iter().map(|found| DifferenceRow {
        reference: found.reference.to_string(),
        fee: fee(ctx, &found.fee),
        taken: money(language, found.taken),
        booked: money(language, found.booked),
    });
    DayPage {
        page,
        title: ctx.word("day-title"),
        about: format!("{place} · {}", format_day(language, day)),
        state: state(ctx, sheet.close.as_ref()),
        reaches: (!others.is_empty())
            .then(|| ctx.sentence("day-reaches", &blank("days", others.join(" · ")))),
        counters: counters(ctx, &sheet.lines),
        totals: totals(ctx, &sheet.lines),
        differences: differences.collect(),
        csv,
        closing: typed,
        closes: closes.iter().map(|close| close_row(ctx, close)).collect(),
        back,
    }
}

fn state(ctx: &Ctx, close: Option<&DayClose>) -> String {
    let Some(close) = close else { return ctx.word("day-open") };
    let facts = Facts::new()
        .with("number", Fact::Number(close.number))
        .with("by", Fact::Code(say_pair(ctx.lang, &close.closed_by.1)))
        .with("at", Fact::Code(format_moment(ctx.language(), close.closed_at)));
    ctx.sentence("day-closed", &facts)
}

fn close_row(ctx: &Ctx, close: &DayClose) -> CloseRow {
    let language = ctx.language();
    let by = say_pair(ctx.lang, &close.closed_by.1);
    CloseRow {
        label: format!("{} · {}", format_number(close.number), format_day(language, close.day)),
        href: format!("/counter/days/{}", close.number),
        by: format!("{by} · {}", format_moment(language, close.closed_at)),
    }
}

fn counters(ctx: &Ctx, lines: &[DayLine]) -> Vec<AtCounter> {
    let mut counters: Vec<(Option<i64>, AtCounter)> = Vec::new();
    for line in lines {
        if counters.last().is_none_or(|(number, _)| *number != line.counter) {
            let at = AtCounter { counter: counter(ctx, line.counter), lines: Vec::new() };
            counters.push((line.counter, at));
        }
        let row = DayRow {
            service: title(ctx.lang, &ctx.app.house.catalogue, &line.service),
            fee: fee(ctx, &line.fee),
            became: became(ctx, line.became),
            transactions: format_number(i64::try_from(line.transactions).unwrap_or(i64::MAX)),
            amount: money(ctx.language(), line.amount),
        };
        if let Some((_, at)) = counters.last_mut() {
            at.lines.push(row);
        }
    }
    counters.into_iter().map(|(_, at)| at).collect()
}

fn totals(ctx: &Ctx, lines: &[DayLine]) -> Vec<(String, String)> {
    let total = |kind: Became| {
        let amount: Halalas = lines.iter().filter(|line| line.became == kind).map(|line| line.amount).sum();
        amount.is_positive().then(|| (became(ctx, kind), money(ctx.language(), amount)))
    };
    Became::ALL.into_iter().filter_map(total).collect()
}

/// The day as lines of comma-separated values.
pub(crate) fn csv(sheet: &DaySheet) -> String {
    let mut text = String::from("counter,service,fee,became,transactions,amount\n");
    for line in &sheet.lines {
        let counter = line.counter.map(|number| number.to_string()).unwrap_or_default();
        let cells = [
            counter,
            line.service.to_string(),
            line.fee.to_string(),
            line.became.as_str().to_owned(),
            line.transactions.to_string(),
            line.amount.to_string(),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}
