//! One connection to the file: prepared statements, values in and out, and what its errors mean.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::ffi::{self, ErrorCode};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, OpenFlags, ToSql};

use crate::engine::{StatementKey, dialect};
use crate::fault::{Again, EngineError, Fault, FaultKind};
use crate::statement::{Bound, Row, Statement, Value};

/// How many prepared statements a connection keeps.
const PREPARED: usize = 512;

/// Where the file is, and how long to wait for other processes that write to it.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) path: PathBuf,
    pub(super) patience_ms: u64,
}

/// A connection, with the texts it has translated.
pub(super) struct Connection {
    inner: rusqlite::Connection,
    texts: HashMap<StatementKey, Arc<str>>,
}

impl Connection {
    pub(super) fn open_writer(settings: &Settings) -> Result<Connection, Fault> {
        let connection = Connection::open(settings)?;
        // The mode is kept in the file, so the writer sets it before any reader comes.
        let mode: String = connection
            .inner
            .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
            .map_err(|error| fault("opening the store", "PRAGMA", error))?;
        if mode != "wal" {
            return Err(Fault::settings(
                "this file cannot be kept in WAL mode (a network disk, or in memory?)",
            ));
        }
        // One transaction carries hundreds of units; the usual 2 MiB would have it read its pages again and again.
        connection.script("PRAGMA cache_size = -65536")?;
        Ok(connection)
    }

    pub(super) fn open_reader(settings: &Settings) -> Result<Connection, Fault> {
        let connection = Connection::open(settings)?;
        connection.script("PRAGMA query_only = ON")?;
        Ok(connection)
    }

    fn open(settings: &Settings) -> Result<Connection, Fault> {
        let opened = |error| fault("opening the store", "open", error);
        // A connection never leaves its thread, so SQLite need not lock around every call.
        let flags = OpenFlags::default() | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let inner = rusqlite::Connection::open_with_flags(&settings.path, flags).map_err(opened)?;
        // Otherwise a statement that could use a partial index is prepared anew for every new value.
        inner.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(opened)?;
        inner.busy_timeout(Duration::from_millis(settings.patience_ms)).map_err(opened)?;
        inner.set_prepared_statement_cache_capacity(PREPARED);
        let connection = Connection { inner, texts: HashMap::new() };
        connection
            .script("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY")?;
        Ok(connection)
    }

    /// Runs a script that has no parameters.
    pub(super) fn script(&self, text: &str) -> Result<(), Fault> {
        self.inner.execute_batch(text).map_err(|error| fault("running a script", "script", error))
    }

    /// Runs one of the words that open and close transactions, prepared once.
    pub(super) fn word(&self, text: &'static str) -> Result<(), Fault> {
        let told = |error| fault("opening or closing a transaction", text, error);
        self.inner.prepare_cached(text).map_err(told)?.raw_execute().map_err(told)?;
        Ok(())
    }

    /// Whether no transaction is open, be it that SQLite has rolled one back by itself.
    pub(super) fn is_idle(&self) -> bool {
        self.inner.is_autocommit()
    }

    /// Leaves whatever transaction is open.
    pub(super) fn abandon(&self) -> Result<(), Fault> {
        if self.is_idle() { Ok(()) } else { self.word("ROLLBACK") }
    }

    /// Whether a statement finds at least one row.
    pub(super) fn finds(&mut self, bound: &Bound) -> Result<bool, Fault> {
        let name = bound.statement.name;
        let mut statement = self.bind(bound)?;
        let mut rows = statement.raw_query();
        Ok(rows.next().map_err(|error| fault("looking", name, error))?.is_some())
    }

    /// Runs a statement that writes; tells how many rows it changed.
    pub(super) fn change(&mut self, bound: &Bound) -> Result<u64, Fault> {
        let told = |error| fault("writing", bound.statement.name, error);
        let mut statement = self.bind(bound)?;
        if statement.column_count() == 0 {
            return statement.raw_execute().map(|changed| changed as u64).map_err(told);
        }
        let mut rows = statement.raw_query();
        while rows.next().map_err(told)?.is_some() {}
        drop(rows);
        drop(statement);
        Ok(self.inner.changes())
    }

    /// Runs a statement and brings its rows.
    pub(super) fn rows(&mut self, bound: &Bound) -> Result<Vec<Row>, Fault> {
        let name = bound.statement.name;
        let mut statement = self.bind(bound)?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(|error| fault("reading", name, error))? {
            // Counted row by row: after a migration SQLite prepares the statement anew at the first step.
            let values = (0..row.as_ref().column_count())
                .map(|column| match row.get_ref(column) {
                    Ok(ValueRef::Null) => Ok(Value::Null),
                    Ok(ValueRef::Integer(value)) => Ok(Value::Int(value)),
                    Ok(ValueRef::Text(bytes)) => text(bytes, name, column),
                    _ => Err(inconsistent(name, column)),
                })
                .collect::<Result<_, _>>()?;
            found.push(Row::new(name, values));
        }
        Ok(found)
    }

    /// A statement, translated once and prepared once.
    pub(super) fn prepare(&mut self, statement: &'static Statement) -> Result<CachedStatement<'_>, Fault> {
        let translated = || Arc::from(dialect::for_sqlite(statement.sql));
        let text = self.texts.entry(StatementKey::of(statement)).or_insert_with(translated);
        let prepared = self.inner.prepare_cached(text);
        prepared.map_err(|error| fault("preparing a statement", statement.name, error))
    }

    fn bind(&mut self, bound: &Bound) -> Result<CachedStatement<'_>, Fault> {
        let name = bound.statement.name;
        let told = |error| fault("binding a statement's values", name, error);
        let mut statement = self.prepare(bound.statement)?;
        if statement.parameter_count() != bound.params.len() {
            return Err(inconsistent(name, bound.params.len()));
        }
        for (at, value) in bound.params.iter().enumerate() {
            statement.raw_bind_parameter(at + 1, value).map_err(told)?;
        }
        Ok(statement)
    }

    /// Inserts rows by as few statements as the number of parameters allows.
    pub(super) fn insert(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        rows: &[Vec<Value>],
    ) -> Result<u64, Fault> {
        const PARAMETERS: usize = 8_000;
        let told = |error| fault("writing rows in bulk", table, error);
        let group = format!("({})", vec!["?"; columns.len()].join(", "));
        for chunk in rows.chunks((PARAMETERS / columns.len().max(1)).max(1)) {
            let groups = vec![group.as_str(); chunk.len()].join(", ");
            let text = format!("INSERT INTO {table} ({}) VALUES {groups}", columns.join(", "));
            let mut statement = self.inner.prepare_cached(&text).map_err(told)?;
            for (at, value) in chunk.iter().flatten().enumerate() {
                statement.raw_bind_parameter(at + 1, value).map_err(told)?;
            }
            statement.raw_execute().map_err(told)?;
        }
        Ok(rows.len() as u64)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(value) => ValueRef::Integer(*value),
            Value::Text(value) => ValueRef::Text(value.as_bytes()),
        }))
    }
}

fn text(bytes: &[u8], statement: &'static str, column: usize) -> Result<Value, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| inconsistent(statement, column))?;
    Ok(Value::Text(text.to_owned()))
}

fn inconsistent(statement: &'static str, column: usize) -> Fault {
    Fault::never("running a statement", FaultKind::Inconsistent { statement, column })
}

/// What an error of SQLite means. Its messages name tables, columns and constraints, never values.
pub(super) fn fault(doing: &'static str, statement: &'static str, error: rusqlite::Error) -> Fault {
    let (code, message) = match error {
        rusqlite::Error::SqliteFailure(code, message) => (code, message.unwrap_or_default()),
        rusqlite::Error::SqlInputError { error, msg, .. } => (error, msg),
        other => {
            let source = EngineError { engine: "sqlite", code: "driver".into(), message: other.to_string() };
            return Fault::never(doing, FaultKind::Refused { statement }).because(source);
        }
    };
    let source =
        EngineError { engine: "sqlite", code: code.extended_code.to_string(), message: message.clone() };
    let (again, kind) = match code.code {
        // A text in a number: the statement is wrong, not the rule of the schema broken.
        ErrorCode::ConstraintViolation if code.extended_code != ffi::SQLITE_CONSTRAINT_DATATYPE => {
            let name = message.split_once("failed: ").map_or(message.as_str(), |(_, name)| name);
            (Again::Never, FaultKind::Constraint { name: name.to_owned() })
        }
        ErrorCode::DatabaseBusy
        | ErrorCode::DatabaseLocked
        | ErrorCode::DiskFull
        | ErrorCode::SystemIoFailure
        | ErrorCode::CannotOpen
        | ErrorCode::OutOfMemory
        | ErrorCode::ReadOnly
        | ErrorCode::PermissionDenied => (Again::Later, FaultKind::Unavailable),
        _ => (Again::Never, FaultKind::Refused { statement }),
    };
    Fault::new(doing, again, kind).because(source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TempSqlite;
    use rusqlite::StatementStatus;

    static LIVE: Statement =
        Statement::new("paper.live", "SELECT id FROM paper WHERE kind = $1 AND holder = $2");

    #[test]
    fn given_a_partial_index_when_other_values_are_asked_for_then_the_plan_is_kept() {
        let file = TempSqlite::new();
        let path = file.url().trim_start_matches("sqlite:").into();
        let mut connection = Connection::open_writer(&Settings { path, patience_ms: 1_000 }).unwrap();
        connection
            .script(
                "CREATE TABLE paper (id INTEGER PRIMARY KEY, holder BIGINT, kind TEXT);
                 CREATE INDEX visa ON paper (holder) WHERE kind = 'visa';",
            )
            .unwrap();

        for (kind, holder) in [("visa", 1_i64), ("permit", 2), ("visa", 3)] {
            connection.rows(&LIVE.with([kind.into(), holder.into()])).unwrap();
        }

        let statement = connection.prepare(&LIVE).unwrap();
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
