//! The writing thread: all waiting units in one transaction.
//!
//! A look or a claim that fails has changed nothing, so units need not be kept apart. Only when one fails after it
//! has changed something is the transaction undone and run anew, each unit then in a savepoint of its own: SQLite
//! copies every page that a savepoint first changes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::connection::{Connection, Settings};
use crate::engine::{Counters, dialect};
use crate::fault::{Again, Fault, FaultKind};
use crate::migrate::{self, Migration, MigrationReport, Recorded};
use crate::statement::{Bound, Statement};
use crate::unit::{BulkTable, Outcome, Unit};

type Reply = oneshot::Sender<Result<Outcome, Fault>>;

/// What the writer is asked to do.
pub(super) enum Job {
    Unit(Unit, Reply),
    Alone(Box<dyn FnOnce(&mut Writer) + Send>),
}

/// The one that writes.
pub(super) struct Writer {
    connection: Connection,
    settings: Settings,
    counters: Arc<Counters>,
}

/// How the units of a transaction are kept from each other.
#[derive(Clone, Copy)]
enum Apart {
    /// They are not: one that fails halfway undoes them all.
    No,
    Savepoints,
}

/// Why a whole batch was not committed.
enum Trouble {
    /// A unit failed after it had changed something; nothing of the batch is left.
    Halfway,
    /// One of its units, or all of them together, cannot be committed; each may be tried alone.
    Together(Fault),
    /// The store itself cannot be written to now.
    Store(Fault),
}

impl Trouble {
    fn into_fault(self) -> Fault {
        match self {
            Trouble::Halfway => defect(),
            Trouble::Together(fault) | Trouble::Store(fault) => fault,
        }
    }
}

impl Writer {
    pub(super) fn open(settings: Settings, counters: Arc<Counters>) -> Result<Writer, Fault> {
        Ok(Writer { connection: Connection::open_writer(&settings)?, settings, counters })
    }

    /// Works until the store is closed and nothing waits any more.
    pub(super) fn run(mut self, mut jobs: mpsc::Receiver<Job>, most: usize) {
        while let Some(first) = jobs.blocking_recv() {
            let (mut units, mut alone) = (Vec::new(), None);
            let mut next = Some(first);
            while let Some(job) = next {
                match job {
                    Job::Unit(unit, reply) => units.push((unit, reply)),
                    Job::Alone(work) => {
                        alone = Some(work);
                        break;
                    }
                }
                next = if units.len() < most { jobs.try_recv().ok() } else { None };
            }
            if !units.is_empty() {
                self.answer(units);
            }
            if let Some(work) = alone {
                // A panic drops the reply, which its caller sees as a defect.
                let _ = catch_unwind(AssertUnwindSafe(|| work(&mut self)));
                self.recover();
            }
        }
    }

    fn answer(&mut self, batch: Vec<(Unit, Reply)>) {
        let (units, replies): (Vec<Unit>, Vec<Reply>) = batch.into_iter().unzip();
        self.counters.answered(units.len());
        let mut outcomes = self.together(&units, Apart::No);
        if let Err(Trouble::Halfway) = outcomes {
            outcomes = self.together(&units, Apart::Savepoints);
        }
        let outcomes = match outcomes {
            Ok(outcomes) => outcomes,
            Err(Trouble::Together(_) | Trouble::Halfway) if units.len() > 1 => {
                units.iter().map(|unit| self.by_itself(unit)).collect()
            }
            Err(trouble) => {
                let fault = trouble.into_fault();
                units.iter().map(|_| Err(fault.repeat())).collect()
            }
        };
        for (reply, outcome) in replies.into_iter().zip(outcomes) {
            // Whoever asked may have stopped waiting; the unit is done all the same.
            let _ = reply.send(outcome);
        }
    }

    fn by_itself(&mut self, unit: &Unit) -> Result<Outcome, Fault> {
        match self.together(std::slice::from_ref(unit), Apart::Savepoints) {
            Ok(outcomes) => outcomes.into_iter().next().unwrap_or_else(|| Err(defect())),
            Err(trouble) => Err(trouble.into_fault()),
        }
    }

    /// One transaction for all; on trouble nothing of it is left.
    fn together(&mut self, units: &[Unit], apart: Apart) -> Result<Vec<Result<Outcome, Fault>>, Trouble> {
        self.connection.word("BEGIN IMMEDIATE").map_err(|fault| {
            self.recover();
            Trouble::Store(fault)
        })?;
        let mut outcomes = Vec::with_capacity(units.len());
        for unit in units {
            let outcome = match apart {
                Apart::Savepoints => self.in_savepoint(unit),
                Apart::No => match self.guarded(unit) {
                    (Err(_), true) if !self.connection.is_idle() => {
                        self.recover();
                        return Err(Trouble::Halfway);
                    }
                    (outcome, _) => outcome,
                },
            };
            if self.connection.is_idle() {
                // A full disk makes SQLite undo the whole transaction, earlier units included.
                return Err(Trouble::Together(outcome.err().unwrap_or_else(defect)));
            }
            outcomes.push(outcome);
        }
        let written = outcomes.iter().any(|outcome| matches!(outcome, Ok(Outcome::Done(_))));
        let end = self.connection.word(if written { "COMMIT" } else { "ROLLBACK" });
        match end {
            Ok(()) => {
                self.counters.committed(usize::from(written));
                Ok(outcomes)
            }
            Err(fault) => Err(self.not_committed(fault)),
        }
    }

    /// A commit that failed: undone by SQLite or by us, save where the disk itself failed under it.
    fn not_committed(&mut self, fault: Fault) -> Trouble {
        self.recover();
        if fault.is_constraint() {
            return Trouble::Together(fault);
        }
        let on_disk = fault.source.as_ref().is_some_and(|source| {
            source.code.parse().is_ok_and(|code: i32| code & 0xff == rusqlite::ffi::SQLITE_IOERR)
        });
        if !on_disk {
            return Trouble::Store(fault);
        }
        // What the log's file holds after a failed write is known only once it has been read anew.
        self.reopen();
        let unknown = Fault::new("committing", Again::Later, FaultKind::OutcomeUnknown);
        Trouble::Store(match fault.source {
            Some(source) => unknown.because(source),
            None => unknown,
        })
    }

    fn in_savepoint(&mut self, unit: &Unit) -> Result<Outcome, Fault> {
        self.connection.word("SAVEPOINT unit")?;
        let (outcome, _) = self.guarded(unit);
        if self.connection.is_idle() {
            return outcome;
        }
        if outcome.is_err() {
            self.connection.word("ROLLBACK TO unit")?;
        }
        self.connection.word("RELEASE unit")?;
        outcome
    }

    /// Runs a unit; tells besides whether it has, or may have, changed anything.
    fn guarded(&mut self, unit: &Unit) -> (Result<Outcome, Fault>, bool) {
        let mut changed = false;
        let run = catch_unwind(AssertUnwindSafe(|| self.steps(unit, &mut changed)));
        match run {
            Ok(outcome) => (outcome, changed),
            Err(_) => (Err(defect()), true),
        }
    }

    /// A statement that fails undoes itself: only one that succeeded has changed anything.
    fn steps(&mut self, unit: &Unit, anything: &mut bool) -> Result<Outcome, Fault> {
        for (look, otherwise) in &unit.looks {
            if !self.connection.finds(look)? {
                return Ok(Outcome::Overtaken(*otherwise));
            }
        }
        if let Some(claim) = &unit.claim {
            match self.connection.change(claim)? {
                0 => return Ok(Outcome::AlreadyClaimed),
                changed => {
                    *anything = true;
                    crate::engine::exactly_one(claim.statement.name, changed)?;
                }
            }
        }
        for write in &unit.writes {
            let changed = self.connection.change(&write.bound)?;
            *anything |= changed > 0;
            if write.exactly_one {
                crate::engine::exactly_one(write.bound.statement.name, changed)?;
            }
        }
        match &unit.returning {
            Some(last) => {
                // It may change rows and then bring one that cannot be read.
                *anything = true;
                Ok(Outcome::Done(self.connection.rows(last)?))
            }
            None => Ok(Outcome::Done(Vec::new())),
        }
    }

    /// Leaves no transaction open, whatever happened.
    fn recover(&mut self) {
        if self.connection.abandon().is_err() {
            self.reopen();
        }
    }

    fn reopen(&mut self) {
        match Connection::open_writer(&self.settings) {
            Ok(connection) => self.connection = connection,
            Err(fault) => tracing::error!(%fault, "the store's file could not be opened again"),
        }
    }

    /// Work in a transaction of its own.
    fn transaction<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.connection.word("BEGIN IMMEDIATE")?;
        let done = work(self).and_then(|value| self.connection.word("COMMIT").map(|()| value));
        match done {
            Ok(value) => {
                self.counters.committed(1);
                Ok(value)
            }
            Err(fault) => {
                self.recover();
                Err(fault)
            }
        }
    }

    pub(super) fn check(&mut self, statement: &'static Statement) -> Result<(), Fault> {
        self.connection.prepare(statement).map(|_| ())
    }

    pub(super) fn bulk(&mut self, tables: &[BulkTable]) -> Result<u64, Fault> {
        self.transaction(|writer| {
            tables.iter().try_fold(0, |sum, BulkTable { table, columns, rows }| {
                Ok(sum + writer.connection.insert(table, columns, rows)?)
            })
        })
    }

    pub(super) fn migrate(&mut self, steps: &[Migration]) -> Result<MigrationReport, Fault> {
        self.connection.script(&dialect::migration_for_sqlite(migrate::HISTORY))?;
        let mut report = MigrationReport::default();
        loop {
            // The history is read anew in each transaction: another process may be migrating too.
            let applied = self.transaction(|writer| {
                let recorded = writer.recorded()?;
                let next = migrate::pending(steps, &recorded, |step| step.sqlite)?.into_iter().next();
                if report.applied.is_empty() {
                    report.already = recorded.len();
                }
                next.map(|step| writer.step(&step).map(|()| step)).transpose()
            })?;
            match applied {
                Some(step) => report.applied.push((step.version, step.name.to_owned())),
                None => return Ok(report),
            }
        }
    }

    fn recorded(&mut self) -> Result<Vec<Recorded>, Fault> {
        static RECORDED: Statement =
            Statement::new("migration.recorded", "SELECT version, name, checksum FROM schema_migration");
        let rows = self.connection.rows(&RECORDED.with([]))?;
        rows.iter()
            .map(|row| {
                let (name, checksum) = (row.text(1)?.to_owned(), row.text(2)?.to_owned());
                Ok(Recorded { version: row.int(0)?, name, checksum })
            })
            .collect()
    }

    fn step(&mut self, step: &Migration) -> Result<(), Fault> {
        static RECORD: Statement = Statement::new(
            "migration.record",
            "INSERT INTO schema_migration (version, name, checksum) VALUES ($1, $2, $3)",
        );
        self.connection.script(&step.sqlite.text(dialect::migration_for_sqlite)).map_err(|fault| {
            let told = migrate::broken(format!("step {} ({}) failed", step.version, step.name));
            match fault.source {
                Some(source) => told.because(source),
                None => told,
            }
        })?;
        let record: Bound =
            RECORD.with([step.version.into(), step.name.into(), step.sqlite.checksum().into()]);
        self.connection.change(&record).map(|_| ())
    }
}

fn defect() -> Fault {
    Fault::never("running a unit", FaultKind::Defect)
}
