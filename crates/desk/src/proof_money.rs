//! Promises of the books: what was consumed has its transaction, and what cost something was paid for.

use crate::lots::REVERSES;
use crate::proof::Finding;
use crate::rows::Cells;
use crate::sql::proof_money as sql;
use crate::unit_of::Recorded;
use ledger::Halalas;
use record::Fact;
use std::collections::BTreeMap;
use store::{Bound, Fault, Store};

/// How many entries are compared at once.
const PAGE: i64 = 500;

const CONSUMED: &str = "a fee is consumed by the one transaction that took it";
const PAID_FOR: &str = "a document that has a fee has it consumed";

/// Promises that one statement proves.
pub(crate) fn checks() -> [(&'static str, Bound); 5] {
    [
        ("what is held is what its postings add up to", sql::HELD_OFF.with([])),
        ("what is unused of the lots is what lies ready and what is held", sql::LOTS_OFF.with([])),
        ("no account of a holder is below nothing", sql::OVERDRAWN.with([])),
        ("what is on its way back has its refund", sql::RETURNING_OFF.with([])),
        ("a payment brought in what was paid and gives back no more", sql::PAYMENT_OFF.with([])),
    ]
}

/// An entry, its decision, and what was consumed by code.
type Entry = (i64, Recorded, BTreeMap<String, i64>);

/// Entries that consumed other fees than their decision took, and documents that cost something and were given for
/// nothing.
pub(crate) async fn unpaid(store: &Store) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    let mut after = 0;
    loop {
        let entries = page(store, after).await?;
        let Some(last) = entries.last() else { return Ok(findings) };
        let issued = store.read_one(sql::ISSUED_AFTER.with([after.into(), last.0.into()])).await?;
        let issued: Vec<i64> = issued.iter().map(|row| row.int(0)).collect::<Result<_, _>>()?;
        after = last.0;
        for (id, recorded, mut consumed) in entries {
            consumed.retain(|_, amount| *amount != 0);
            if recorded.answers.get(REVERSES).is_some() {
                // What a reversal gives back was consumed by the entry that it names.
                if consumed.values().any(|amount| *amount > 0) {
                    findings.push(Finding { promise: CONSUMED, row: id });
                }
                continue;
            }
            if taken(&recorded) != consumed {
                findings.push(Finding { promise: CONSUMED, row: id });
            }
            if issued.contains(&id) && price(&recorded) != Halalas(consumed.values().sum()) {
                findings.push(Finding { promise: PAID_FOR, row: id });
            }
        }
    }
}

async fn page(store: &Store, after: i64) -> Result<Vec<Entry>, Fault> {
    let rows = store.read_one(sql::CONSUMED_AFTER.with([after.into(), PAGE.into()])).await?;
    let mut entries: Vec<Entry> = Vec::new();
    for row in &rows {
        let mut cells = Cells::of(row, sql::CONSUMED_AFTER.name);
        let id = cells.int()?;
        if entries.last().is_none_or(|last| last.0 != id) {
            entries.push((id, cells.json()?, BTreeMap::new()));
        } else {
            cells.skip(1);
        }
        let consumed = cells.opt_text()?.map(str::to_owned).zip(cells.opt_int()?);
        if let (Some((fee, amount)), Some(entry)) = (consumed, entries.last_mut()) {
            *entry.2.entry(fee).or_insert(0) += amount;
        }
    }
    Ok(entries)
}

/// What the decision took, by code.
pub(crate) fn taken(recorded: &Recorded) -> BTreeMap<String, i64> {
    let mut taken = BTreeMap::new();
    for fee in recorded.fees.iter().filter(|fee| fee.amount.is_positive()) {
        *taken.entry(fee.code.0.clone()).or_insert(0) += fee.amount.0;
    }
    taken
}

/// What the decision said that it costs.
fn price(recorded: &Recorded) -> Halalas {
    let told =
        recorded.figures.iter().find(|figure| figure.label == "figure-fee").map(|figure| &figure.value);
    match told {
        Some(Fact::Money(amount)) => *amount,
        _ => Halalas::ZERO,
    }
}
