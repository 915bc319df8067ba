//! What came to and went from the money that lies ready for a party.

use crate::rows::{self, Cells};
use crate::sql::payments as sql;
use crate::{Desk, NotDone};
use calendar::{Day, Instant};
use catalogue::ServiceId;
use ledger::{FeeCode, Halalas};
use record::{PartyId, Reference, TieKind};
use store::{Bound, Fault, Row};

/// The most lines of one page of a statement.
pub const LINES: i64 = 1_000;
/// The most lines of a whole one.
const MOST: usize = 100_000;

/// What lies ready, by code, and what moved between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// By code: what is ready, and what is held for cases that are not decided yet. Now, whatever the days.
    pub balances: Vec<(FeeCode, Halalas, Halalas)>,
    /// What lay ready, over all codes, before the first line.
    pub opening: Halalas,
    /// What moved, in the order in which it did.
    pub lines: Vec<StatementLine>,
    /// After which line it goes on, if it does.
    pub more: Option<Place>,
}

impl Statement {
    /// What lay ready, over all codes, after the last line.
    pub fn closing(&self) -> Halalas {
        self.lines.last().map_or(self.opening, |line| line.balance)
    }
}

/// One movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// When.
    pub at: Instant,
    /// The transaction.
    pub reference: Reference,
    /// Its service.
    pub service: ServiceId,
    /// Under which code.
    pub fee: FeeCode,
    /// How much came, or below zero went.
    pub amount: Halalas,
    /// What lay ready afterwards, over all codes.
    pub balance: Halalas,
    /// Where the line stands.
    pub place: Place,
}

/// Where a line stands in the books: when, in which entry, as which of its postings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(i64, i64, i64);

impl Place {
    const FIRST: Place = Place(i64::MIN, 0, 0);

    /// Reads what [`Place::to_string`] wrote.
    pub fn parse(text: &str) -> Option<Place> {
        let mut parts = text.splitn(3, '.').map(|part| part.parse().ok());
        Some(Place(parts.next()??, parts.next()??, parts.next()??))
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// Under one code: where the money of a party is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Buckets {
    /// What lies ready.
    pub ready: Halalas,
    /// What is held for cases that are not decided yet.
    pub held: Halalas,
    /// What is on its way back to the account that paid it.
    pub going_back: Halalas,
    /// What was charged and is not paid.
    pub owed: Halalas,
}

/// What lies under the numbers of all those a party sponsors or is the head of, under one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Under {
    /// Workers by `Sponsorship`, dependents by `Household`.
    pub kind: TieKind,
    /// The code.
    pub fee: FeeCode,
    /// What lies ready.
    pub ready: Halalas,
    /// What is held.
    pub held: Halalas,
    /// Under how many numbers.
    pub parties: i64,
}

/// The balances of a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balances {
    /// Its own, by code.
    pub own: Vec<(FeeCode, Buckets)>,
    /// Of its workers and dependents together.
    pub under: Vec<Under>,
}

impl Desk {
    /// The beginning of the statement of a party between two days, both included. Leaves no look: whoever shows it
    /// does.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn statement(&self, holder: PartyId, from: Day, to: Day) -> Result<Statement, NotDone> {
        self.statement_page(holder, (from, to), None, LINES).await
    }

    /// A page of it: at most so many lines after a place.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn statement_page(
        &self,
        holder: PartyId,
        (from, to): (Day, Day),
        after: Option<Place>,
        most: i64,
    ) -> Result<Statement, NotDone> {
        let read = async {
            let (id, first, last) = (holder.0, from.epoch_days(), to.epoch_days());
            let most = most.clamp(1, LINES);
            let opening: Bound = match after {
                None => sql::OPENING.with([id.into(), first.into()]),
                Some(Place(at, entry, n)) => {
                    sql::OPENING_AFTER.with([id.into(), at.into(), entry.into(), n.into()])
                }
            };
            let Place(at, entry, n) = after.unwrap_or(Place::FIRST);
            let lines = [id, first, last, at, entry, n, most + 1].map(store::Value::from);
            let statements =
                vec![sql::BALANCES.with([id.into()]), opening, sql::STATEMENT.with_vec(lines.to_vec())];
            let mut results = self.store.read(statements).await?.into_iter();
            let mut next = || results.next().unwrap_or_default();
            let balance = |row: &Row| {
                Ok((FeeCode(row.text(0)?.to_owned()), Halalas(row.int(1)?), Halalas(row.int(2)?)))
            };
            let balances = rows::all(&next(), balance)?;
            let opening = Halalas(next().first().map(|row| row.int(0)).transpose()?.unwrap_or_default());
            let mut lines = rows::all(&next(), line)?;
            let goes_on = i64::try_from(lines.len()).is_ok_and(|count| count > most);
            lines.truncate(usize::try_from(most).unwrap_or(usize::MAX));
            let mut balance = opening;
            for line in &mut lines {
                balance = balance + line.amount;
                line.balance = balance;
            }
            let more = lines.last().map(|line| line.place).filter(|_| goes_on);
            Ok(Statement { balances, opening, lines, more })
        };
        read.await.map_err(|fault: Fault| self.trouble(&fault))
    }

    /// The whole of it, for a file.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn whole_statement(&self, holder: PartyId, days: (Day, Day)) -> Result<Statement, NotDone> {
        let mut whole = self.statement_page(holder, days, None, LINES).await?;
        while let Some(after) = whole.more.filter(|_| whole.lines.len() < MOST) {
            let page = self.statement_page(holder, days, Some(after), LINES).await?;
            whole.lines.extend(page.lines);
            whole.more = page.more;
        }
        Ok(whole)
    }

    /// Where the money of a party is, by code. Leaves no look: whoever shows it does.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn balances(&self, holder: PartyId) -> Result<Balances, NotDone> {
        let read = async {
            let (id, today) = (holder.0, self.moment().today().epoch_days());
            let statements = vec![
                sql::BALANCES.with([id.into()]),
                sql::GOING_BACK.with([id.into()]),
                sql::OWED.with([id.into()]),
                sql::BALANCES_UNDER.with([id.into(), today.into()]),
            ];
            let mut results = self.store.read(statements).await?.into_iter();
            let mut next = || results.next().unwrap_or_default();
            let mut own: std::collections::BTreeMap<FeeCode, Buckets> = Default::default();
            let code = |row: &Row| row.text(0).map(|fee| FeeCode(fee.to_owned()));
            for row in next() {
                let buckets = own.entry(code(&row)?).or_default();
                (buckets.ready, buckets.held) = (Halalas(row.int(1)?), Halalas(row.int(2)?));
            }
            for row in next() {
                own.entry(code(&row)?).or_default().going_back = Halalas(row.int(1)?);
            }
            for row in next() {
                own.entry(code(&row)?).or_default().owed = Halalas(row.int(1)?);
            }
            let under = rows::all(&next(), |row| {
                let mut cells = Cells::of(row, sql::BALANCES_UNDER.name);
                let (kind, fee) = (cells.word()?, FeeCode(cells.string()?));
                let (ready, held) = (Halalas(cells.int()?), Halalas(cells.int()?));
                Ok(Under { kind, fee, ready, held, parties: cells.int()? })
            })?;
            Ok(Balances { own: own.into_iter().collect(), under })
        };
        read.await.map_err(|fault: Fault| self.trouble(&fault))
    }
}

fn line(row: &Row) -> Result<StatementLine, Fault> {
    let mut cells = Cells::of(row, sql::STATEMENT.name);
    let at = cells.instant()?;
    let reference = Reference::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
    let (service, fee) = (ServiceId(cells.string()?), FeeCode(cells.string()?));
    let amount = Halalas(cells.int()?);
    let place = Place(at.micros(), cells.int()?, cells.int()?);
    Ok(StatementLine { at, reference, service, fee, amount, balance: Halalas::ZERO, place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let place = Place(1_772_000_000_000_000, 1_000_042, 1);
        assert_eq!(Place::parse(&place.to_string()), Some(place));
        for text in ["", "1", "1.2", "1.2.3.4", "a.b.c", "1.2."] {
            assert_eq!(Place::parse(text), None, "{text}");
        }
    }
}
