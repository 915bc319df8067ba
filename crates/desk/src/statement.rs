//! What came to and went from the money that lies ready for a party.

use crate::rows::{self, Cells};
use crate::sql::payments as sql;
use crate::{Desk, NotDone};
use calendar::{Day, Instant};
use catalogue::ServiceId;
use ledger::{FeeCode, Halalas};
use record::{PartyId, Reference};
use store::{Fault, Row};

/// The most lines of one statement.
pub const LINES: i64 = 1_000;

/// What lies ready, by code, and what moved between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// By code: what is ready, and what is held for cases that are not decided yet. Now, whatever the days.
    pub balances: Vec<(FeeCode, Halalas, Halalas)>,
    /// What lay ready, over all codes, before the first day.
    pub opening: Halalas,
    /// What moved, in the order in which it did.
    pub lines: Vec<StatementLine>,
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
}

impl Desk {
    /// The statement of a party between two days, both included. Leaves no look: whoever shows it does.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn statement(&self, holder: PartyId, from: Day, to: Day) -> Result<Statement, NotDone> {
        let read = async {
            let (id, first, last) = (holder.0, from.epoch_days(), to.epoch_days());
            let statements = vec![
                sql::BALANCES.with([id.into()]),
                sql::OPENING.with([id.into(), first.into()]),
                sql::STATEMENT.with([id.into(), first.into(), last.into(), LINES.into()]),
            ];
            let mut results = self.store.read(statements).await?.into_iter();
            let mut next = || results.next().unwrap_or_default();
            let balance = |row: &Row| {
                Ok((FeeCode(row.text(0)?.to_owned()), Halalas(row.int(1)?), Halalas(row.int(2)?)))
            };
            let balances = rows::all(&next(), balance)?;
            let opening = Halalas(next().first().map(|row| row.int(0)).transpose()?.unwrap_or_default());
            let mut lines = rows::all(&next(), line)?;
            let mut balance = opening;
            for line in &mut lines {
                balance = balance + line.amount;
                line.balance = balance;
            }
            Ok(Statement { balances, opening, lines })
        };
        read.await.map_err(|fault: Fault| self.trouble(&fault))
    }
}

fn line(row: &Row) -> Result<StatementLine, Fault> {
    let mut cells = Cells::of(row, sql::STATEMENT.name);
    let at = cells.instant()?;
    let reference = Reference::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
    Ok(StatementLine {
        at,
        reference,
        service: ServiceId(cells.string()?),
        fee: FeeCode(cells.string()?),
        amount: Halalas(cells.int()?),
        balance: Halalas::ZERO,
    })
}
