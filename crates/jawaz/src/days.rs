//! `jawaz day`: what an office's day counts, and its close.

use crate::cli::{CloseArgs, DayArgs, Trouble};
use crate::doors::catalogue::load;
use crate::house;
use calendar::Day;
use catalogue::OfficeId;
use desk::authority::{Act, Standing, Who, may};
use desk::{DayClosed, DaySheet, Desk};
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// `jawaz day show`
///
/// # Errors
/// When the day or the database cannot be read, or there is no such close.
pub async fn show(args: DayArgs) -> Result<ExitCode, Trouble> {
    let desk = open(&args.database).await?;
    let office = OfficeId(args.office);
    if desk.office(office).await?.is_none() {
        return Err(format!("there is no office {}", args.office).into());
    }
    let day = day(&desk, args.day.as_deref())?;
    let number = match args.number {
        Some(number) => Some(number),
        None => {
            desk.closes(office, 1_000).await?.iter().find(|close| close.day == day).map(|close| close.number)
        }
    };
    let sheet = match number {
        None => desk.open_day(office, day).await?,
        Some(number) => desk.closed_day(office, number).await?.ok_or("there is no close of that number")?,
    };
    desk.store().clone().close().await;
    print(&sheet, args.json)?;
    Ok(if sheet.differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// `jawaz day close`
///
/// # Errors
/// When nobody of that login closes days, the day cannot be closed, or the database cannot be reached.
pub async fn close(args: CloseArgs) -> Result<ExitCode, Trouble> {
    let desk = open(&args.database).await?;
    let account = desk.accounts().await?.into_iter().find(|account| account.login == args.by);
    let closes = |account: &desk::identity::Account| {
        let who = Who::Officer { account: account.id, role: account.role };
        may(&who, Act::CloseDay, Standing::Stranger)
    };
    let account =
        account.filter(closes).ok_or("a day is closed by a supervisor: give their login as --by")?;
    let day = day(&desk, args.day.as_deref())?;
    let closed = desk.close_day(account.office, day, account.id).await?;
    let (close, word) = match closed {
        DayClosed::Now(close) => (close, "closed"),
        DayClosed::Before(close) => (close, "closed before"),
        DayClosed::NotCome => return Err(format!("{day} has not come yet").into()),
        DayClosed::LaterIsClosed(later) => {
            return Err(format!("{} is closed already, as number {}", later.day, later.number).into());
        }
    };
    let sheet = desk.closed_day(account.office, close.number).await?;
    desk.store().clone().close().await;
    println!("{} {word} as number {}", close.day, close.number);
    if let Some(sheet) = &sheet {
        print(sheet, false)?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn open(database: &str) -> Result<Desk, Trouble> {
    house::open(database, Arc::new(load(None)?), false).await
}

fn day(desk: &Desk, text: Option<&str>) -> Result<Day, Trouble> {
    match text.map(calendar::convert) {
        None => Ok(desk.moment().today()),
        Some(Ok(read)) => Ok(read.gregorian),
        Some(Err(_)) => Err("write the day as 2026-11-24 or 1448-06-14H".into()),
    }
}

fn print(sheet: &DaySheet, json: bool) -> Result<(), Trouble> {
    let mut out = std::io::stdout().lock();
    for line in &sheet.lines {
        let (counter, became) = (line.counter, line.became.as_str());
        let (service, fee, amount) = (&line.service.0, &line.fee.0, line.amount.to_string());
        if json {
            let line = json!({ "counter": counter, "service": service, "fee": fee, "became": became,
                "transactions": line.transactions, "amount": amount });
            writeln!(out, "{line}")?;
            continue;
        }
        let counter = counter.map_or_else(|| "-".to_owned(), |number| number.to_string());
        writeln!(out, "{counter:>4} {service:32} {fee:3} {became:10} {:5} {amount:>12}", line.transactions)?;
    }
    for found in &sheet.differences {
        let (reference, fee) = (found.reference.as_str(), &found.fee.0);
        let (taken, booked) = (found.taken.to_string(), found.booked.to_string());
        match json {
            true => {
                let line = json!({ "differs": reference, "fee": fee, "taken": taken, "booked": booked });
                writeln!(out, "{line}")?;
            }
            false => writeln!(out, "differs {reference} {fee}: decided {taken}, booked {booked}")?,
        }
    }
    if !json {
        writeln!(out, "{} transactions, {} differences", sheet.transactions, sheet.differences.len())?;
    }
    Ok(())
}
