//! Work that has a connection to itself: migrations, and rows in bulk.

use std::io::Cursor;

use futures_util::SinkExt as _;
use tokio_postgres::Config;

use super::connection::{Connection, Setback, commit_setback, setback};
use crate::engine::dialect;
use crate::fault::Fault;
use crate::migrate::{self, Migration, MigrationReport, Recorded};
use crate::statement::{Statement, Value};
use crate::unit::BulkTable;

/// The advisory lock that lets one process migrate at a time: any number that no one else uses.
const MIGRATING: i64 = 0x6a61_7761_7a00_0001;

/// How much is sent to a `COPY` at once, in bytes.
const CHUNK: usize = 64 * 1024;

pub(super) async fn bulk(config: &Config, tables: &[BulkTable]) -> Result<u64, Fault> {
    let connection = Connection::open(config).await?;
    let copied = async {
        connection.script("BEGIN").await?;
        let mut rows = 0;
        for table in tables {
            rows += copy(&connection, table).await?;
        }
        connection.client().batch_execute("COMMIT").await.map_err(|error| commit_setback(&error))?;
        Ok(rows)
    };
    // A connection that is dropped takes its unfinished transaction with it.
    copied.await.map_err(Setback::into_fault)
}

async fn copy(connection: &Connection, table: &BulkTable) -> Result<u64, Setback> {
    let BulkTable { table, columns, rows } = table;
    let told = |error| setback(table, &error);
    let text = format!("COPY {table} ({}) FROM STDIN", columns.join(", "));
    let sink = connection.client().copy_in::<_, Cursor<Vec<u8>>>(text.as_str()).await.map_err(told)?;
    let mut sink = std::pin::pin!(sink);
    let mut chunk = Vec::with_capacity(CHUNK + 1024);
    for row in rows {
        write_row(row, &mut chunk);
        if chunk.len() >= CHUNK {
            let full = std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK + 1024));
            sink.send(Cursor::new(full)).await.map_err(told)?;
        }
    }
    if !chunk.is_empty() {
        sink.send(Cursor::new(chunk)).await.map_err(told)?;
    }
    sink.as_mut().finish().await.map_err(told)
}

/// A row as `COPY` reads it: tabs between columns, `\N` for nothing, four characters escaped.
fn write_row(row: &[Value], out: &mut Vec<u8>) {
    for (at, value) in row.iter().enumerate() {
        if at > 0 {
            out.push(b'\t');
        }
        match value {
            Value::Null => out.extend_from_slice(b"\\N"),
            Value::Int(value) => out.extend_from_slice(value.to_string().as_bytes()),
            Value::Text(text) => {
                for byte in text.bytes() {
                    match byte {
                        b'\\' => out.extend_from_slice(b"\\\\"),
                        b'\t' => out.extend_from_slice(b"\\t"),
                        b'\n' => out.extend_from_slice(b"\\n"),
                        b'\r' => out.extend_from_slice(b"\\r"),
                        other => out.push(other),
                    }
                }
            }
        }
    }
    out.push(b'\n');
}

pub(super) async fn migrate(config: &Config, steps: &[Migration]) -> Result<MigrationReport, Fault> {
    let mut connection = Connection::open(config).await?;
    migrate_on(&mut connection, steps).await.map_err(Setback::into_fault)
}

/// The lock goes with the connection, also when a step fails.
async fn migrate_on(connection: &mut Connection, steps: &[Migration]) -> Result<MigrationReport, Setback> {
    connection.script("SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0").await?;
    connection.script(&format!("SELECT pg_advisory_lock({MIGRATING})")).await?;
    connection.script("SET client_min_messages = warning").await?;
    connection.script(&dialect::migration_for_postgres(migrate::HISTORY)).await?;
    let recorded = recorded(connection).await?;
    let pending = migrate::pending(steps, &recorded, |step| step.postgres).map_err(Setback::Unit)?;
    let mut report = MigrationReport { already: recorded.len(), ..MigrationReport::default() };
    for next in pending {
        step(connection, &next).await?;
        report.applied.push((next.version, next.name.to_owned()));
    }
    Ok(report)
}

async fn recorded(connection: &mut Connection) -> Result<Vec<Recorded>, Setback> {
    static RECORDED: Statement =
        Statement::new("migration.recorded", "SELECT version, name, checksum FROM schema_migration");
    let read = RECORDED.with([]);
    connection.prepare(&read, false).await?;
    let rows = connection.rows(&read).await?;
    rows.iter()
        .map(|row| {
            let (name, checksum) = (row.text(1)?.to_owned(), row.text(2)?.to_owned());
            Ok(Recorded { version: row.int(0)?, name, checksum })
        })
        .collect::<Result<_, Fault>>()
        .map_err(Setback::Unit)
}

async fn step(connection: &mut Connection, step: &Migration) -> Result<(), Setback> {
    static RECORD: Statement = Statement::new(
        "migration.record",
        "INSERT INTO schema_migration (version, name, checksum) VALUES ($1, $2, $3)",
    );
    connection.script("BEGIN").await?;
    connection.script(&step.postgres.text(dialect::migration_for_postgres)).await.map_err(|failed| {
        let told = migrate::broken(format!("step {} ({}) failed", step.version, step.name));
        Setback::Unit(match failed.into_fault().source {
            Some(source) => told.because(source),
            None => told,
        })
    })?;
    let record = RECORD.with([step.version.into(), step.name.into(), step.postgres.checksum().into()]);
    connection.prepare(&record, false).await?;
    connection.count(&record, false).await?;
    connection.client().batch_execute("COMMIT").await.map_err(|error| commit_setback(&error))
}
