//! The two engines behind one interface.

mod dialect;
mod postgres;
mod sqlite;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::oneshot;

use self::postgres::Postgres;
use self::sqlite::Sqlite;
use crate::fault::{Fault, FaultKind};
use crate::migrate::{Migration, MigrationReport};
use crate::statement::{Bound, Row, Statement, Value};
use crate::unit::{BulkTable, Outcome, Unit};
use crate::{Stats, StoreOptions};

/// The engine that a store was opened with.
#[derive(Clone)]
pub(crate) enum Engine {
    Sqlite(Arc<Sqlite>),
    Postgres(Arc<Postgres>),
}

impl Engine {
    pub(crate) async fn open(url: &str, options: StoreOptions) -> Result<Engine, Fault> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return Ok(Engine::Sqlite(Arc::new(Sqlite::open(path, options).await?)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Engine::Postgres(Arc::new(Postgres::open(url, options).await?)));
        }
        Err(Fault::settings("a store is sqlite:/path/to/file.db or postgres://user@host/database"))
    }

    pub(crate) async fn migrate(&self, steps: &[Migration]) -> Result<MigrationReport, Fault> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.migrate(steps).await,
            Engine::Postgres(postgres) => postgres.migrate(steps).await,
        }
    }

    pub(crate) async fn read(&self, statements: Vec<Bound>) -> Result<Vec<Vec<Row>>, Fault> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.read(statements).await,
            Engine::Postgres(postgres) => postgres.read(statements).await,
        }
    }

    pub(crate) async fn commit(&self, unit: Unit) -> Result<Outcome, Fault> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.commit(unit).await,
            Engine::Postgres(postgres) => postgres.commit(unit).await,
        }
    }

    pub(crate) async fn commit_all(&self, units: Vec<Unit>) -> Vec<Result<Outcome, Fault>> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.commit_all(units).await,
            Engine::Postgres(postgres) => postgres.commit_all(units).await,
        }
    }

    pub(crate) async fn bulk(&self, tables: Vec<BulkTable>) -> Result<u64, Fault> {
        tables.iter().try_for_each(check_bulk)?;
        match self {
            Engine::Sqlite(sqlite) => sqlite.bulk(tables).await,
            Engine::Postgres(postgres) => postgres.bulk(tables).await,
        }
    }

    pub(crate) async fn check(&self, statements: &[&'static Statement], looks: bool) -> Result<(), Fault> {
        match self {
            Engine::Sqlite(sqlite) => sqlite.check(statements).await,
            Engine::Postgres(postgres) => postgres.check(statements, looks).await,
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Engine::Sqlite(_) => "sqlite",
            Engine::Postgres(_) => "postgres",
        }
    }

    pub(crate) fn stats(&self) -> Stats {
        match self {
            Engine::Sqlite(sqlite) => sqlite.stats(),
            Engine::Postgres(postgres) => postgres.stats(),
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Engine::Sqlite(sqlite) => sqlite.close().await,
            Engine::Postgres(postgres) => postgres.close().await,
        }
    }
}

/// Waits for the answer of each unit that was handed over.
async fn answers(
    sent: Vec<Result<oneshot::Receiver<Result<Outcome, Fault>>, Fault>>,
) -> Vec<Result<Outcome, Fault>> {
    let mut answers = Vec::with_capacity(sent.len());
    for handed in sent {
        answers.push(match handed {
            Ok(answer) => answer.await.unwrap_or_else(|_| Err(Fault::closed())),
            Err(fault) => Err(fault),
        });
    }
    answers
}

/// Every row has a value for each column, and none that only one engine could hold.
fn check_bulk(table: &BulkTable) -> Result<(), Fault> {
    let wrong = |column| {
        Fault::never("writing rows in bulk", FaultKind::Inconsistent { statement: table.table, column })
    };
    for row in &table.rows {
        if row.len() != table.columns.len() {
            return Err(wrong(row.len().min(table.columns.len())));
        }
        if let Some(at) = row.iter().position(|v| matches!(v, Value::Text(text) if text.contains('\0'))) {
            return Err(wrong(at));
        }
    }
    Ok(())
}

/// A write that must change one row, and did.
fn exactly_one(statement: &'static str, changed: u64) -> Result<(), Fault> {
    #[cfg(test)]
    assert_ne!(statement, tests::DEFECT, "a defect, on purpose");
    match changed {
        1 => Ok(()),
        _ => Err(Fault::never("writing", FaultKind::NotOneRow { statement, changed })),
    }
}

/// A statement's text by its place in the program: texts are static, so one place is one text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct StatementKey(usize, usize);

impl StatementKey {
    fn of(statement: &Statement) -> Self {
        StatementKey(statement.sql.as_ptr() as usize, statement.sql.len())
    }
}

/// What the engines count.
#[derive(Default)]
struct Counters {
    units: AtomicU64,
    transactions: AtomicU64,
}

impl Counters {
    fn answered(&self, units: usize) {
        self.units.fetch_add(units as u64, Ordering::Relaxed);
    }

    fn committed(&self, transactions: usize) {
        self.transactions.fetch_add(transactions as u64, Ordering::Relaxed);
    }

    fn stats(&self) -> Stats {
        Stats {
            units: self.units.load(Ordering::Relaxed),
            transactions: self.transactions.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TempSqlite, TestPostgres};
    use crate::{Migration, Store};

    /// The statement whose counting panics.
    pub(super) const DEFECT: &str = "note.defect";

    static WRITE: Statement = Statement::new("note.write", "INSERT INTO note (id) VALUES ($1)");
    static BREAK: Statement = Statement::new(DEFECT, "INSERT INTO note (id) VALUES ($1)");
    static NOTES: Statement = Statement::new("note.all", "SELECT id FROM note ORDER BY id");

    async fn a_defect_stops_its_own_unit_only(url: &str) {
        let store = Store::open(url, StoreOptions::default()).await.unwrap();
        let schema = Migration::shared(1, "note", "CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY);");
        store.migrate_with(&[schema]).await.unwrap();

        let asked: Vec<_> = (0..60)
            .map(|id: i64| {
                let write = if id % 20 == 7 { &BREAK } else { &WRITE };
                let (store, unit) = (store.clone(), Unit::new().writes(write.with([id.into()])));
                tokio::spawn(async move { store.commit(unit).await })
            })
            .collect();
        let mut defects = Vec::new();
        for (id, answer) in asked.into_iter().enumerate() {
            match answer.await.unwrap() {
                Ok(outcome) => assert_eq!(outcome, Outcome::Done(vec![])),
                Err(fault) => {
                    assert_eq!(fault.kind, FaultKind::Defect);
                    defects.push(id);
                }
            }
        }

        assert_eq!(defects, [7, 27, 47]);
        assert_eq!(store.read_one(NOTES.with([])).await.unwrap().len(), 57);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_defect_stops_its_own_unit_only_on_sqlite() {
        let file = TempSqlite::new();
        a_defect_stops_its_own_unit_only(&file.url()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_defect_stops_its_own_unit_only_on_postgres() {
        a_defect_stops_its_own_unit_only(&TestPostgres::shared().fresh_database().await).await;
    }

    #[tokio::test]
    async fn an_address_that_cannot_be_used_is_told_without_its_password() {
        for url in [
            "mysql://a:hidden@h/d",
            "sqlite::memory:",
            "postgres://a:hidden@h/d?sslmode=require",
            "postgres://a:hidden@h:x/d",
        ] {
            let fault = Store::open(url, StoreOptions::default()).await.map(|_| ()).unwrap_err();
            assert!(matches!(fault.kind, FaultKind::Settings(_)), "{fault:?}");
            assert!(!format!("{fault} {fault:?}").contains("hidden"));
        }
    }
}
