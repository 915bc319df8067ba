//! Two databases, one behaviour: statements, units of work, and the engines that run them.
//!
//! A unit of work is data ([`Unit`]): looks, one claim, writes. The store runs many waiting units in one
//! database transaction, so that one disk sync makes many of them durable, and answers each for itself.
//! SQLite has one writer thread and several readers; PostgreSQL has a few writing connections whose
//! batches are pipelined, and a small pool of readers.
//!
//! What still differs, and is left to whoever writes statements: SQLite takes a text that reads as a
//! number into a `BIGINT` column, and compares a text with a number without complaint, where PostgreSQL
//! refuses both; nulls sort first on one and last on the other (say `NULLS FIRST` or `NULLS LAST`); the
//! names of unique and foreign keys in a fault are each engine's own. PostgreSQL is spoken to without TLS:
//! over a socket, loopback or a tunnel.
//!
//! This room knows nothing of persons, services, money or languages. It keeps no clock and draws no
//! ids: whatever is written was decided elsewhere.

mod engine;
mod fault;
mod migrate;
mod statement;
mod unit;

#[cfg(feature = "testing")]
pub mod testing;

use engine::Engine;
pub use fault::{Again, EngineError, Fault, FaultKind};
pub use migrate::{Migration, MigrationReport, Script};
pub use statement::{Bound, Row, Statement, Value};
pub use unit::{BulkTable, Outcome, Overtaken, Unit};

/// How a store is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreOptions {
    /// Connections that write, on PostgreSQL. SQLite has one writer by nature.
    pub writers: usize,
    /// Connections that read; 0 takes as many as there are processors on SQLite (at least 2), and 6 on
    /// PostgreSQL.
    pub readers: usize,
    /// The most units that one transaction may carry.
    pub batch: usize,
    /// How long a write waits for a store that is away or kept busy, in milliseconds, before it is told
    /// to come back later.
    pub patience_ms: u64,
}

impl Default for StoreOptions {
    fn default() -> Self {
        StoreOptions { writers: 2, readers: 0, batch: 256, patience_ms: 5_000 }
    }
}

/// What a store has done since it was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Units answered: done, overtaken, claimed already or faulted.
    pub units: u64,
    /// Transactions committed to write, each of which costs about one disk sync.
    pub transactions: u64,
}

/// A store, open. Clones share it.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
}

impl Store {
    /// Opens `sqlite:/path/to/file.db` (made when it is not there) or `postgres://user@host/database`.
    ///
    /// # Errors
    /// `Settings` for an address that cannot be used; `Unavailable` when nothing answers there.
    pub async fn open(url: &str, options: StoreOptions) -> Result<Store, Fault> {
        Ok(Store { engine: Engine::open(url, options).await? })
    }

    /// Brings the schema up to date with the migrations in this program. Safe to run by several at once.
    ///
    /// # Errors
    /// `Migration` when a step fails, was edited after it was run, or is newer than this program.
    pub async fn migrate(&self) -> Result<MigrationReport, Fault> {
        self.migrate_with(migrate::EMBEDDED).await
    }

    /// Brings the schema up to date with other steps than the program's own.
    ///
    /// # Errors
    /// As [`Store::migrate`].
    pub async fn migrate_with(&self, steps: &[Migration]) -> Result<MigrationReport, Fault> {
        self.engine.migrate(steps).await
    }

    /// Runs statements that only read, all on one snapshot; one list of rows for each statement.
    ///
    /// # Errors
    /// `Unavailable`, or `Refused` and `Inconsistent` for statements that are wrong.
    pub async fn read(&self, statements: Vec<Bound>) -> Result<Vec<Vec<Row>>, Fault> {
        statements.iter().try_for_each(Bound::check)?;
        self.engine.read(statements).await
    }

    /// Runs one statement that only reads.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn read_one(&self, statement: Bound) -> Result<Vec<Row>, Fault> {
        Ok(self.read(vec![statement]).await?.pop().unwrap_or_default())
    }

    /// Commits a unit; what is `Done` when it returns is durable.
    ///
    /// # Errors
    /// Nothing of a faulted unit is written, save that `OutcomeUnknown` means what it says.
    pub async fn commit(&self, unit: Unit) -> Result<Outcome, Fault> {
        unit.check()?;
        self.engine.commit(unit).await
    }

    /// Commits many units, each for itself, handed over all at once so that they may share transactions; their
    /// answers come in the same order, each as [`Store::commit`] gives it.
    pub async fn commit_all(&self, units: Vec<Unit>) -> Vec<Result<Outcome, Fault>> {
        let unsound = units.iter().map(Unit::check).collect::<Vec<_>>();
        let sound = units.into_iter().zip(&unsound).filter(|(_, check)| check.is_ok()).map(|(unit, _)| unit);
        let mut answers = self.engine.commit_all(sound.collect()).await.into_iter();
        let answer = |check: Result<(), Fault>| check.and_then(|()| answers.next().unwrap_or_else(closed));
        unsound.into_iter().map(answer).collect()
    }

    /// Writes many rows in one transaction, quickly; for imports and demonstrations. Tells how many.
    ///
    /// # Errors
    /// As [`Store::commit`]: all rows are written, or none.
    pub async fn bulk(&self, tables: Vec<BulkTable>) -> Result<u64, Fault> {
        self.engine.bulk(tables).await
    }

    /// Prepares statements without running them: whether this schema knows what they name. Looks are
    /// prepared with the lock they take, which not every `SELECT` allows.
    ///
    /// # Errors
    /// `Refused` with the name of the first that is not understood.
    pub async fn check(&self, statements: &[&'static Statement], looks: bool) -> Result<(), Fault> {
        self.engine.check(statements, looks).await
    }

    /// `sqlite` or `postgres`.
    #[must_use]
    pub fn engine_name(&self) -> &'static str {
        self.engine.name()
    }

    /// What the store has done since it was opened.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.engine.stats()
    }

    /// Lets waiting units finish, refuses new ones, and lets go of files and connections. Other clones
    /// find the store closed.
    pub async fn close(self) {
        self.engine.close().await;
    }
}

fn closed() -> Result<Outcome, Fault> {
    Err(Fault::closed())
}
