//! Promises of the register, proved from its rows.

use crate::proof_money;
use crate::rows::Cells;
use crate::sql::proof as sql;
use crate::unit_of::Recorded;
use calendar::Instant;
use record::PartyId;
use store::{Fault, Store};

/// One promise that was found broken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Which promise.
    pub promise: &'static str,
    /// The row that breaks it: a journal entry, a notice or a party, as the promise says.
    pub row: i64,
}

/// An entry, its decision, and who was told by which rule.
type Entry = (i64, Recorded, Vec<(String, PartyId)>);

/// How many entries are compared at once.
const PAGE: i64 = 500;

/// Looks for broken promises; nothing is found in a sound register. Keys older than `keys_kept_since` may have
/// been cleared away.
///
/// # Errors
/// When the store fails, or holds what cannot be read.
pub async fn prove(store: &Store, keys_kept_since: Instant) -> Result<Vec<Finding>, Fault> {
    let checks = [
        ("the postings of an entry add up to zero", sql::UNBALANCED.with([])),
        ("a deposit is what its postings add up to", sql::BALANCE_OFF.with([])),
        ("a posting to a deposit has its deposit", sql::DEPOSIT_MISSING.with([])),
        ("a notice is sent exactly if it has a message", sql::SENT_WITHOUT_MESSAGE.with([])),
        ("an entry has its request's key", sql::ENTRY_WITHOUT_KEY.with([keys_kept_since.micros().into()])),
        ("one document at a time lets its holder out", sql::TWO_WAYS_OUT.with([])),
        ("a changed document is there", sql::CHANGES_WITHOUT_ROW.with([])),
    ];
    let checks = checks.into_iter().chain(proof_money::checks());
    let (promises, statements): (Vec<_>, Vec<_>) = checks.unzip();
    let mut findings = Vec::new();
    for (promise, rows) in promises.into_iter().zip(store.read(statements).await?) {
        for row in rows {
            findings.push(Finding { promise, row: row.int(0)? });
        }
    }
    findings.extend(untold(store).await?);
    findings.extend(proof_money::unpaid(store).await?);
    Ok(findings)
}

/// Entries whose notices are not exactly those the decision owed.
async fn untold(store: &Store) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    let mut after = 0;
    loop {
        let rows = store.read_one(sql::DECISIONS_AFTER.with([after.into(), PAGE.into()])).await?;
        let mut entries: Vec<Entry> = Vec::new();
        for row in &rows {
            let mut cells = Cells::of(row, sql::DECISIONS_AFTER.name);
            let id = cells.int()?;
            if entries.last().is_none_or(|last| last.0 != id) {
                entries.push((id, cells.json()?, Vec::new()));
            } else {
                cells.skip(1);
            }
            let told = cells.opt_text()?.map(str::to_owned).zip(cells.opt_int()?.map(PartyId));
            if let (Some(told), Some(entry)) = (told, entries.last_mut()) {
                entry.2.push(told);
            }
        }
        let Some(last) = entries.last() else { return Ok(findings) };
        after = last.0;
        for (id, recorded, mut told) in entries {
            let mut owed = recorded.owed;
            owed.sort();
            told.sort();
            if owed != told {
                findings.push(Finding { promise: "whoever must be told has one notice decision", row: id });
            }
        }
    }
}
