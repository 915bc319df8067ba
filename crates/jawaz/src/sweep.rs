//! `jawaz sweep`, and the sweep that a serving process runs by itself every night.

use crate::cli::{SweepArgs, Trouble};
use crate::doors::catalogue::load;
use crate::house;
use calendar::{Day, Moment};
use desk::{Came, Desk, Item, SweepOf, Swept};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// Minutes after midnight in Riyadh at which a serving process sweeps.
const AFTER_MIDNIGHT: i64 = 5;
/// Seconds after which a sweep that failed is tried again.
const AGAIN: u64 = 300;

/// `jawaz sweep`
///
/// # Errors
/// When a day cannot be read, lies ahead, or the store fails.
pub async fn run(args: SweepArgs) -> Result<ExitCode, Trouble> {
    let of = SweepOf { to: day(args.day.as_deref())?, since: day(args.since.as_deref())? };
    let desk = house::open(&args.database, Arc::new(load(args.catalogue.as_deref())?), false).await?;
    let swept = match args.dry_run {
        true => desk.sweep_dry(of, &mut |item| tell(&item, args.json)).await?,
        false => desk.sweep(of, &progress).await?,
    };
    summary(&swept, &args)?;
    desk.store().clone().close().await;
    Ok(if swept.failed() > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn day(text: Option<&str>) -> Result<Option<Day>, Trouble> {
    let read =
        |text: &str| text.parse::<Day>().map_err(|_| format!("`{text}` is no day: write 2026-03-01").into());
    text.map(read).transpose()
}

fn progress(swept: &Swept) {
    let all: u64 = swept.came.values().sum();
    eprintln!("{all} looked at, {} done", swept.done());
}

fn word(came: &Came) -> &str {
    match came {
        Came::Done => "done",
        Came::Refused(why) => why,
        Came::Failed => "failed",
    }
}

/// One line for each thing a dry run would ask.
fn tell(item: &Item, as_json: bool) {
    let decision = match &item.came {
        Came::Done => "granted".to_owned(),
        other => format!("refused: {}", word(other)),
    };
    if as_json {
        let line = json!({
            "service": item.service, "rule": item.rule, "person": item.person,
            "due": item.fell_on.to_string(), "granted": item.came == Came::Done,
            "reason": match &item.came { Came::Refused(why) => Value::from(why.as_str()), _ => Value::Null },
        });
        println!("{line}");
    } else {
        println!("{} {} {} due {}: {decision}", item.service, item.rule, item.person, item.fell_on);
    }
}

/// What it came to, by service, rule and reason.
fn summary(swept: &Swept, args: &SweepArgs) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    if args.json {
        let rows: Vec<Value> = swept
            .came
            .iter()
            .map(|((service, rule, came), count)| {
                let (came, reason) = match came {
                    Came::Done => ("done", Value::Null),
                    Came::Refused(why) => ("refused", Value::from(why.as_str())),
                    Came::Failed => ("failed", Value::Null),
                };
                json!({ "service": service, "rule": rule, "came": came, "reason": reason, "count": count })
            })
            .collect();
        return writeln!(out, "{}", json!({ "days": swept.days, "dry_run": args.dry_run, "came": rows }));
    }
    for ((service, rule, came), count) in &swept.came {
        writeln!(out, "{count:>8}  {service} {rule}: {}", word(came))?;
    }
    let would = if args.dry_run { "would be done" } else { "done" };
    writeln!(out, "{} days, {} {would}, {} failed", swept.days, swept.done(), swept.failed())
}

/// Sweeps at once, which makes good any days of standstill, and then every night shortly after midnight in Riyadh, for
/// as long as the process lives.
pub fn nightly(desk: &Desk) -> JoinHandle<()> {
    let desk = desk.clone();
    tokio::spawn(async move {
        loop {
            let pause = match desk.sweep(SweepOf::default(), &|_| {}).await {
                Ok(swept) => {
                    tracing::info!(days = swept.days, done = swept.done(), failed = swept.failed(), "swept");
                    until_next(desk.moment())
                }
                // What went wrong is logged where it was handled.
                Err(_) => AGAIN,
            };
            tokio::time::sleep(Duration::from_secs(pause)).await;
        }
    })
}

/// Seconds to the next sweep.
fn until_next(now: Moment) -> u64 {
    let midnight = Moment::on(now.today().plus_days(1)).now;
    let next = midnight.plus_seconds(AFTER_MIDNIGHT * 60).micros() - now.now.micros();
    u64::try_from(next / 1_000_000).unwrap_or(AGAIN) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_sweep_is_five_minutes_after_the_next_midnight_in_riyadh() {
        let at = |text: &str| Moment::at(text.parse().unwrap_or_else(|_| unreachable!("an instant")));

        assert_eq!(until_next(at("2026-03-01T20:59:00Z")), 6 * 60 + 1);
        assert_eq!(until_next(at("2026-03-01T21:05:00Z")), 24 * 3_600 + 1);
    }
}
