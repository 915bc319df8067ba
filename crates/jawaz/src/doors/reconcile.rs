//! `jawaz reconcile`: a bank's file beside the books.

use crate::cli::{ReconcileArgs, Trouble};
use crate::doors::catalogue::load;
use crate::house;
use desk::reconcile::{What, read};
use serde_json::json;
use std::io::{Read, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// `jawaz reconcile FILE`
///
/// # Errors
/// When the file, the day or the database cannot be read.
pub async fn run(args: ReconcileArgs) -> Result<ExitCode, Trouble> {
    let day = args.day.parse().map_err(|_| "write the day as 2026-11-24")?;
    let mut text = String::new();
    match args.file.as_os_str() == "-" {
        true => drop(std::io::stdin().read_to_string(&mut text)?),
        false => {
            text = std::fs::read_to_string(&args.file).map_err(|e| format!("{}: {e}", args.file.display()))?
        }
    }
    let theirs = read(&text).map_err(|error| format!("{}: {error}", args.file.display()))?;
    let desk = house::open(&args.database, Arc::new(load(None)?), false).await?;
    let found = desk.reconcile(&args.bank, day, &theirs).await?;
    desk.store().clone().close().await;
    let mut out = std::io::stdout().lock();
    for difference in &found {
        let (what, bank, here, times) = match difference.what {
            What::MissingHere(amount) => ("missing-here", Some(amount), None, None),
            What::MissingThere(amount) => ("missing-there", None, Some(amount), None),
            What::AmountDiffers(bank, here) => ("amount-differs", Some(bank), Some(here), None),
            What::Doubled(times) => ("doubled", None, None, Some(times)),
        };
        let (kind, reference) = (difference.kind.as_str(), &difference.reference);
        let (bank, here) = (bank.map(|a| a.to_string()), here.map(|a| a.to_string()));
        if args.json {
            let line = json!({ "what": what, "kind": kind, "reference": reference, "bank": bank, "here": here, "times": times });
            writeln!(out, "{line}")?;
            continue;
        }
        let mut line = format!("{what:15} {kind:8} {reference}");
        for (name, value) in [("bank", bank), ("here", here), ("times", times.map(|n| n.to_string()))] {
            if let Some(value) = value {
                line.push_str(&format!("  {name} {value}"));
            }
        }
        writeln!(out, "{line}")?;
    }
    if !args.json {
        writeln!(out, "{} lines of the bank, {} differences", theirs.len(), found.len())?;
    }
    Ok(if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
