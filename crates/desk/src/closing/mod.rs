//! The day of an office is closed once, under a number; what is written after that is counted by the next close.

mod count;

pub use count::{Became, Counted, DayDifference, DayLine};

use crate::rows::{self, Cells};
use crate::sql::closing as sql;
use crate::{Desk, NotDone};
use calendar::{Day, Instant};
use catalogue::{OfficeId, ServiceId};
use ledger::{Account, Entry, Halalas, Posting};
use record::Reference;
use std::collections::BTreeSet;
use store::{Again, Bound, Fault, Row, Unit};

const TRIES: usize = 5;
const DAY: i64 = 86_400_000_000;
/// Riyadh is three hours ahead.
const AHEAD: i64 = 3 * 3_600_000_000;

/// A day that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayClose {
    /// The row.
    pub id: i64,
    /// The office.
    pub office: OfficeId,
    /// The day.
    pub day: Day,
    /// The number: the office's closes are counted from one.
    pub number: i64,
    /// The account that closed it, and the officer's name in Arabic and English.
    pub closed_by: (i64, (String, String)),
    /// When.
    pub closed_at: Instant,
}

/// What a day counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySheet {
    /// The close; none while it is open.
    pub close: Option<DayClose>,
    /// By counter, service, code and what became of the money.
    pub lines: Vec<DayLine>,
    /// Where decisions and books tell different stories.
    pub differences: Vec<DayDifference>,
    /// How many transactions it counts.
    pub transactions: usize,
    /// The days on which they were written.
    pub days: BTreeSet<Day>,
}

/// What came of closing a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayClosed {
    /// It is closed.
    Now(DayClose),
    /// It was closed before, as this.
    Before(DayClose),
    /// A later day is closed already, as this, and counts what this day wrote.
    LaterIsClosed(DayClose),
    /// The day has not come.
    NotCome,
}

impl Desk {
    /// Where an officer sits from now on; what they write says so.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sit_at(&self, account: i64, counter: Option<i64>) -> Result<(), NotDone> {
        let sits = Unit::new().writes(sql::SIT_AT.with([account.into(), counter.into()]));
        self.store.commit(sits).await.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }

    /// Closes a day of an office: everything with money that was written there up to that day and is not counted yet.
    /// Late is not too late, and twice is once.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn close_day(&self, office: OfficeId, day: Day, account: i64) -> Result<DayClosed, NotDone> {
        for _ in 0..TRIES {
            let moment = self.moment();
            if day > moment.today() {
                return Ok(DayClosed::NotCome);
            }
            if let Some(known) =
                self.one_close(sql::OF_DAY.with([office.0.into(), day.epoch_days().into()])).await?
            {
                return Ok(DayClosed::Before(known));
            }
            let last = self.last_close(office).await?;
            if let Some(last) = last.clone().filter(|last| last.day > day) {
                return Ok(DayClosed::LaterIsClosed(last));
            }
            let mut ids = self.ids.take(1).await.map_err(|fault| self.trouble(&fault))?;
            let id = ids.fresh();
            let number = last.as_ref().map_or(0, |last| last.number) + 1;
            let close = sql::CLOSE.with([
                id.into(),
                office.0.into(),
                day.epoch_days().into(),
                number.into(),
                account.into(),
                moment.now.micros().into(),
            ]);
            let since = since(last.as_ref());
            let entries = [id.into(), office.0.into(), since.into(), day.epoch_days().into()];
            let unit =
                Unit::new().claims(close).writes_any(sql::COUNT_ENTRIES.with(entries)).touches(office.0);
            match self.store.commit(unit).await {
                // Somebody else closed it, or closed another day under the number: look again.
                Ok(_) => {}
                Err(fault) if fault.is_constraint() || fault.again == Again::Now => continue,
                Err(fault) => return Err(self.trouble(&fault)),
            }
            let known = self.one_close(sql::OF_DAY.with([office.0.into(), day.epoch_days().into()])).await?;
            if let Some(known) = known {
                return Ok(if known.id == id { DayClosed::Now(known) } else { DayClosed::Before(known) });
            }
        }
        Err(NotDone::ChangedMeanwhile)
    }

    /// What a close of that day would count now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open_day(&self, office: OfficeId, day: Day) -> Result<DaySheet, NotDone> {
        let since = since(self.last_close(office).await?.as_ref());
        let entries = sql::OPEN_ENTRIES.with([office.0.into(), since.into(), day.epoch_days().into()]);
        self.day_sheet(None, entries).await
    }

    /// What the close of a number counts.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn closed_day(&self, office: OfficeId, number: i64) -> Result<Option<DaySheet>, NotDone> {
        let close = self.one_close(sql::NUMBERED.with([office.0.into(), number.into()])).await?;
        let Some(close) = close else { return Ok(None) };
        let entries = sql::CLOSED_ENTRIES.with([close.id.into()]);
        self.day_sheet(Some(close), entries).await.map(Some)
    }

    /// The last closes of an office, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn closes(&self, office: OfficeId, most: i64) -> Result<Vec<DayClose>, NotDone> {
        let found = self.store.read_one(sql::LAST.with([office.0.into(), most.into()])).await;
        found.and_then(|found| rows::all(&found, close)).map_err(|fault| self.trouble(&fault))
    }

    async fn last_close(&self, office: OfficeId) -> Result<Option<DayClose>, NotDone> {
        self.one_close(sql::LAST.with([office.0.into(), 1.into()])).await
    }

    async fn one_close(&self, which: Bound) -> Result<Option<DayClose>, NotDone> {
        let found = self.store.read_one(which).await;
        let found = found.and_then(|found| found.first().map(close).transpose());
        found.map_err(|fault| self.trouble(&fault))
    }

    async fn day_sheet(&self, close: Option<DayClose>, entries: Bound) -> Result<DaySheet, NotDone> {
        let found = self.store.read_one(entries).await.and_then(|found| counted(&found));
        let entries = found.map_err(|fault| self.trouble(&fault))?;
        Ok(DaySheet {
            close,
            lines: count::lines(&entries),
            differences: count::differences(&entries),
            transactions: entries.len(),
            days: entries.iter().map(|entry| entry.day).collect(),
        })
    }
}

/// Nothing that is not counted yet was written before the last day that was closed.
fn since(last: Option<&DayClose>) -> i64 {
    last.map_or(0, |last| last.day.epoch_days() * DAY - AHEAD)
}

fn close(row: &Row) -> Result<DayClose, Fault> {
    let mut cells = Cells::of(row, sql::LAST.name);
    let (id, office) = (cells.int()?, OfficeId(cells.int()?));
    let day = Day::from_epoch_days(cells.int()?).ok_or_else(|| cells.unreadable())?;
    let number = cells.int()?;
    let closed_by = (cells.int()?, (cells.string()?, cells.string()?));
    Ok(DayClose { id, office, day, number, closed_by, closed_at: cells.instant()? })
}

/// Entries from rows of one posting each.
fn counted(found: &[Row]) -> Result<Vec<Counted>, Fault> {
    type Read = (i64, Reference, ServiceId, Option<i64>, Day, crate::Recorded, Vec<Posting>);
    let mut entries: Vec<Read> = Vec::new();
    for row in found {
        let mut cells = Cells::of(row, sql::OPEN_ENTRIES.name);
        let id = cells.int()?;
        if entries.last().is_none_or(|last| last.0 != id) {
            let reference = Reference::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
            let (service, counter) = (ServiceId(cells.string()?), cells.opt_int()?);
            let day = Day::from_epoch_days(cells.int()?).ok_or_else(|| cells.unreadable())?;
            entries.push((id, reference, service, counter, day, cells.json()?, Vec::new()));
        } else {
            cells.skip(5);
        }
        let account = Account::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
        let posting = Posting { account, amount: Halalas(cells.int()?) };
        if let Some(entry) = entries.last_mut() {
            entry.6.push(posting);
        }
    }
    let entry = |(id, reference, service, counter, day, recorded, postings): Read| {
        // What does not add up to zero is the auditor's to tell; here it moves nothing.
        let money = Entry::of(postings).unwrap_or_default();
        Counted { id, reference, service, counter, day, recorded, money }
    };
    Ok(entries.into_iter().map(entry).collect())
}
