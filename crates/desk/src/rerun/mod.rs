//! Past decisions judged again, years later, by the rules of their own day.
//!
//! The journal keeps what was asked, by whose hand, when, and the version of the rules; the texts of every version a
//! house was opened with are kept beside it. What the parties had and were is won by taking back, from their present
//! rows, everything the journal tells since. Where that leaves something open, a decision that comes out otherwise is
//! told as one that cannot be judged again, and never as a difference.

mod case;
mod past;

use crate::change::json;
use crate::rows::Cells;
use crate::sql::{journal, rules as sql};
use crate::transaction::{Transaction, transaction};
use calendar::{Day, Instant, Moment};
use case::{Rebuilt, rebuild};
use catalogue::{Catalogue, Decision, File, Grant, decide};
use past::Order;
use record::{Change, Ids, Reference};
use std::collections::HashMap;
use std::sync::Arc;
use store::{Fault, Outcome, Store, Unit};

/// Keeps the rules under their version, if they are not kept yet.
///
/// # Errors
/// When the store fails.
pub async fn keep(store: &Store, catalogue: &Catalogue, now: Instant) -> Result<(), Fault> {
    let kept = store.read_one(sql::KEPT.with([catalogue.version().into()])).await?;
    if kept.is_empty() {
        let files = json(&catalogue.rule_files());
        let keep = sql::KEEP.with([catalogue.version().into(), files.into(), now.micros().into()]);
        match store.commit(Unit::new().writes_any(keep)).await? {
            Outcome::Done(_) | Outcome::Overtaken(_) | Outcome::AlreadyClaimed => {}
        }
    }
    Ok(())
}

/// Why a decision cannot be judged again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Nobody asked for it by a service: an import, a payment of a bank.
    NotARequest,
    /// The rules of its version were never kept: it is older than their keeping.
    RulesNotKept,
    /// What is kept under its version is not what was kept: it no longer gives that version.
    RulesAltered,
    /// This program no longer reads the rules of that version.
    RulesNotRead,
    /// The journal does not tell how a party of the case came to be what it is.
    PastNotTold,
}

impl Why {
    /// The reason's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Why::NotARequest => "not-a-request",
            Why::RulesNotKept => "rules-not-kept",
            Why::RulesAltered => "rules-altered",
            Why::RulesNotRead => "rules-not-read",
            Why::PastNotTold => "past-not-told",
        }
    }
}

/// What came of judging again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejudged {
    /// The same, to the halala and the letter.
    Same,
    /// Something else: the parts of the decision that differ, or the conditions that refuse it now.
    Differs(Vec<String>),
    /// It could not be judged.
    NotJudged(Why),
}

/// One decision judged again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rerun {
    /// The transaction.
    pub reference: Reference,
    /// The rules it was decided by.
    pub version: String,
    /// What came of it.
    pub rejudged: Rejudged,
}

/// How many entries are read at once.
const PAGE: i64 = 200;

/// Judges every entry of the journal from one day to another again, both included, in the order of their numbers, and
/// hands each result to `each`. Costs, for each entry, the history of those it is about.
///
/// # Errors
/// When the store fails, or holds what cannot be read.
pub async fn rerun(store: &Store, (from, to): (Day, Day), mut each: impl FnMut(Rerun)) -> Result<(), Fault> {
    let mut versions = Versions::default();
    let mut after = 0;
    loop {
        let bounds = [after.into(), from.epoch_days().into(), to.epoch_days().into(), PAGE.into()];
        let rows = store.read_one(sql::ENTRIES_AFTER.with(bounds)).await?;
        for row in &rows {
            let entry = transaction(row)?;
            after = entry.id.0;
            let rejudged = judge(store, &mut versions, &entry).await?;
            each(Rerun { reference: entry.reference, version: entry.catalogue_version, rejudged });
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}

/// The versions of the rules met so far.
#[derive(Default)]
struct Versions(HashMap<String, Result<Arc<Catalogue>, Why>>);

impl Versions {
    async fn of(&mut self, store: &Store, version: &str) -> Result<Result<Arc<Catalogue>, Why>, Fault> {
        if let Some(known) = self.0.get(version) {
            return Ok(known.clone());
        }
        let rows = store.read_one(sql::KEPT.with([version.into()])).await?;
        let read = match rows.first() {
            None => Err(Why::RulesNotKept),
            Some(row) => {
                let files: Vec<File> = Cells::of(row, sql::KEPT.name).json()?;
                match Catalogue::as_it_was(files) {
                    Ok(catalogue) if catalogue.version() == version => Ok(Arc::new(catalogue)),
                    Ok(_) => Err(Why::RulesAltered),
                    Err(_) => Err(Why::RulesNotRead),
                }
            }
        };
        self.0.insert(version.to_owned(), read.clone());
        Ok(read)
    }
}

async fn judge(store: &Store, versions: &mut Versions, entry: &Transaction) -> Result<Rejudged, Fault> {
    if entry.asker.is_none() || entry.subject.is_none() {
        return Ok(Rejudged::NotJudged(Why::NotARequest));
    }
    let catalogue = match versions.of(store, &entry.catalogue_version).await? {
        Ok(catalogue) => catalogue,
        Err(why) => return Ok(Rejudged::NotJudged(why)),
    };
    let Some(service) = catalogue.service(&entry.service) else {
        return Ok(Rejudged::NotJudged(Why::NotARequest));
    };
    let written = written(store, entry).await?;
    let mut rejudged = Rejudged::NotJudged(Why::PastNotTold);
    for order in [Order::Time, Order::Number] {
        let Some(Rebuilt { case, request, assumed }) = rebuild(store, service, entry, order).await? else {
            continue;
        };
        // A decision's ids follow its own number.
        let mut ids = Ids::from(entry.id.0);
        let differs = match decide(&case, &request, service, Moment { now: entry.at }, &mut ids) {
            Decision::Granted(grant) => differences(entry, &written, &grant),
            Decision::Refused(refused) => {
                refused.reasons.into_iter().map(|reason| format!("refused: {}", reason.condition)).collect()
            }
            Decision::Unclear(_) => vec!["unclear".to_owned()],
        };
        match differs.is_empty() {
            true => return Ok(Rejudged::Same),
            false if assumed => {}
            false => rejudged = Rejudged::Differs(differs),
        }
    }
    Ok(rejudged)
}

/// What the journal has of an entry beside its heading.
struct Written {
    changes: Vec<Change>,
    postings: Vec<(String, i64)>,
}

async fn written(store: &Store, entry: &Transaction) -> Result<Written, Fault> {
    let of = [journal::CHANGES_OF.with([entry.id.0.into()]), journal::POSTINGS_OF.with([entry.id.0.into()])];
    let mut results = store.read(of.into()).await?.into_iter();
    let (changes, postings) = (results.next().unwrap_or_default(), results.next().unwrap_or_default());
    Ok(Written {
        changes: crate::rows::all(&changes, |row| Cells::of(row, journal::CHANGES_OF.name).json())?,
        postings: crate::rows::all(&postings, |row| {
            let mut cells = Cells::of(row, journal::POSTINGS_OF.name);
            Ok((cells.string()?, cells.int()?))
        })?,
    })
}

fn differences(entry: &Transaction, written: &Written, grant: &Grant) -> Vec<String> {
    let recorded = &entry.recorded;
    let owed: Vec<_> = grant.owed.iter().map(|owed| (owed.rule.clone(), owed.to)).collect();
    let postings: Vec<(String, i64)> =
        grant.entry.postings().iter().map(|posting| (posting.account.key(), posting.amount.0)).collect();
    let parts = [
        ("figures", recorded.figures == grant.figures),
        ("warnings", recorded.warnings == grant.warnings),
        ("fees", recorded.fees == grant.fees),
        ("document", recorded.document == grant.document),
        ("told", recorded.owed == owed),
        ("changes", written.changes == grant.changes),
        ("postings", written.postings == postings),
    ];
    parts.into_iter().filter(|(_, same)| !same).map(|(part, _)| part.to_owned()).collect()
}
