//! The statements of recorded units, sent by the bare drivers.
//!
//! Same reads on one snapshot a unit, same looks, claim and writes, as many units a transaction, as many
//! connections as the engine has. What is missing is what the engine is for: queues, answers to each caller,
//! guards that send one unit back and leave the others, decisions.

use futures_util::future::join_all;
use rusqlite::types::Value as Cell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Instant;
use store::testing::{LaidOpen, laid_open};
use store::{Bound, Unit};
use tokio_postgres::{Client, NoTls, Statement as Prepared};

/// What one request reads, and what it then commits.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The reads of its case.
    pub reads: Vec<Bound>,
    /// Its looks, claim and writes.
    pub unit: LaidOpen,
}

impl Recorded {
    /// Of what a desk would run.
    #[must_use]
    pub fn of((reads, unit): (Vec<Bound>, Unit)) -> Recorded {
        Recorded { reads, unit: laid_open(&unit) }
    }
}

fn open_sqlite(path: &str) -> rusqlite::Connection {
    // As the store opens it: no locks around calls, no new plan for every new value.
    let flags = rusqlite::OpenFlags::default() | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let file = rusqlite::Connection::open_with_flags(path, flags).unwrap();
    file.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).unwrap();
    file.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536",
    )
    .unwrap();
    file.set_prepared_statement_cache_capacity(512);
    file
}

/// Runs one statement to its end and takes its rows out; tells how many there were.
fn sqlite_rows(file: &rusqlite::Connection, texts: &mut HashMap<usize, String>, bound: &Bound) -> usize {
    let text = texts
        .entry(bound.statement.sql.as_ptr() as usize)
        .or_insert_with(|| bound.statement.sql.replace('$', "?"));
    let mut statement = file.prepare_cached(text).unwrap();
    for (at, value) in bound.params.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, value).unwrap();
    }
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    let mut found: Vec<Vec<Cell>> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |at| row.get::<_, Cell>(at).unwrap();
        found.push((0..columns).map(cell).collect());
    }
    found.len()
}

/// Units a second on SQLite: `readers` threads read the cases, one thread writes `group` units a transaction.
#[must_use]
pub fn sqlite(path: &str, recorded: &[Recorded], readers: usize, group: usize) -> f64 {
    let next = AtomicUsize::new(0);
    let (read, cases) = mpsc::sync_channel::<usize>(64);
    let file = open_sqlite(path);
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..readers {
            let (read, next) = (read.clone(), &next);
            scope.spawn(move || {
                let (file, mut texts) = (open_sqlite(path), HashMap::new());
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = recorded.get(at) else { return };
                    file.prepare_cached("BEGIN DEFERRED").unwrap().raw_execute().unwrap();
                    for bound in &one.reads {
                        sqlite_rows(&file, &mut texts, bound);
                    }
                    file.prepare_cached("COMMIT").unwrap().raw_execute().unwrap();
                    read.send(at).unwrap();
                }
            });
        }
        drop(read);
        let mut texts = HashMap::new();
        while let Ok(first) = cases.recv() {
            let units: Vec<usize> = std::iter::once(first).chain(cases.iter().take(group - 1)).collect();
            file.prepare_cached("BEGIN IMMEDIATE").unwrap().raw_execute().unwrap();
            for at in units {
                let LaidOpen { looks, claim, writes } = &recorded[at].unit;
                for look in looks {
                    assert!(sqlite_rows(&file, &mut texts, look) > 0, "a recorded look still holds");
                }
                for write in claim.iter().chain(writes) {
                    sqlite_rows(&file, &mut texts, write);
                }
            }
            file.prepare_cached("COMMIT").unwrap().raw_execute().unwrap();
        }
    });
    recorded.len() as f64 / started.elapsed().as_secs_f64()
}

/// Units a second on SQLite of what recorded units write, and nothing else, `group` units a transaction.
#[must_use]
pub fn sqlite_rows_only(path: &str, recorded: &[Recorded], group: usize) -> f64 {
    let (file, mut texts) = (open_sqlite(path), HashMap::new());
    let started = Instant::now();
    for units in recorded.chunks(group) {
        file.prepare_cached("BEGIN IMMEDIATE").unwrap().raw_execute().unwrap();
        for LaidOpen { claim, writes, .. } in units.iter().map(|one| &one.unit) {
            for write in claim.iter().chain(writes) {
                sqlite_rows(&file, &mut texts, write);
            }
        }
        file.prepare_cached("COMMIT").unwrap().raw_execute().unwrap();
    }
    recorded.len() as f64 / started.elapsed().as_secs_f64()
}

/// A connection with everything prepared that the recorded units run.
struct Ready {
    client: Client,
    prepared: HashMap<(usize, bool), Prepared>,
}

impl Ready {
    async fn open(url: &str, recorded: &[Recorded]) -> Ready {
        let (client, link) = tokio_postgres::connect(url, NoTls).await.unwrap();
        tokio::spawn(link);
        let mut prepared = HashMap::new();
        // Units of one service run the same statements, some of them only where there is a reason.
        for one in recorded.iter().take(50) {
            let plain = one.reads.iter().chain(&one.unit.claim).chain(&one.unit.writes);
            let plain = plain.map(|bound| (bound, false));
            for (bound, look) in plain.chain(one.unit.looks.iter().map(|bound| (bound, true))) {
                let key = (bound.statement.sql.as_ptr() as usize, look);
                if let std::collections::hash_map::Entry::Vacant(free) = prepared.entry(key) {
                    let text = format!("{}{}", bound.statement.sql, if look { " FOR UPDATE" } else { "" });
                    free.insert(client.prepare(&text).await.unwrap());
                }
            }
        }
        Ready { client, prepared }
    }

    fn text(&self, bound: &Bound, look: bool) -> &Prepared {
        &self.prepared[&(bound.statement.sql.as_ptr() as usize, look)]
    }

    async fn rows(&self, bound: &Bound) -> usize {
        use futures_util::TryStreamExt as _;
        let stream = self.client.query_raw(self.text(bound, false), &bound.params).await.unwrap();
        let rows: Vec<tokio_postgres::Row> = stream.try_collect().await.unwrap();
        let cells = rows.iter().map(|row| {
            (0..row.len()).map(|at| row.try_get::<_, store::Value>(at).unwrap()).collect::<Vec<_>>()
        });
        cells.collect::<Vec<_>>().len()
    }

    async fn count(&self, bound: &Bound, look: bool) -> u64 {
        self.client.execute_raw(self.text(bound, look), &bound.params).await.unwrap()
    }

    /// All reads of one case in one pipeline, on one snapshot.
    async fn read(&self, one: &Recorded) {
        let begin = self.client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        let reads = join_all(one.reads.iter().map(|bound| self.rows(bound)));
        let end = self.client.batch_execute("COMMIT");
        let (begun, _, ended) = tokio::join!(biased; begin, reads, end);
        begun.unwrap();
        ended.unwrap();
    }

    /// Looks, claims, writes and the commit of a group: four journeys.
    async fn write(&self, group: &[&Recorded]) {
        let begin = self.client.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
        let looks = join_all(group.iter().flat_map(|one| &one.unit.looks).map(|look| self.count(look, true)));
        let (begun, found) = tokio::join!(biased; begin, looks);
        begun.unwrap();
        assert!(found.iter().all(|rows| *rows > 0), "a recorded look still holds");
        join_all(group.iter().flat_map(|one| &one.unit.claim).map(|claim| self.count(claim, false))).await;
        join_all(group.iter().flat_map(|one| &one.unit.writes).map(|write| self.count(write, false))).await;
        self.client.batch_execute("COMMIT").await.unwrap();
    }
}

impl Ready {
    /// Claims, writes and the commit of a group in one journey.
    async fn rows_only(&self, group: &[Recorded]) {
        let begin = self.client.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
        let writes = group.iter().flat_map(|one| one.unit.claim.iter().chain(&one.unit.writes));
        let writes = join_all(writes.map(|write| self.count(write, false)));
        let end = self.client.batch_execute("COMMIT");
        let (begun, _, ended) = tokio::join!(biased; begin, writes, end);
        begun.unwrap();
        ended.unwrap();
    }
}

/// The next `group` cases; fewer only at the end.
async fn full(cases: &mut tokio::sync::mpsc::Receiver<usize>, group: usize) -> Vec<usize> {
    let mut units = Vec::with_capacity(group);
    while units.len() < group {
        let missing = group - units.len();
        if cases.recv_many(&mut units, missing).await == 0 {
            break;
        }
    }
    units
}

/// Units a second on PostgreSQL: `readers` connections read the cases, `writers` connections write `group` units a
/// transaction each.
pub async fn postgres(
    url: &str,
    recorded: &Arc<Vec<Recorded>>,
    readers: usize,
    writers: usize,
    group: usize,
) -> f64 {
    let (read, cases) = tokio::sync::mpsc::channel::<usize>(64);
    let cases = Arc::new(tokio::sync::Mutex::new(cases));
    let next = Arc::new(AtomicUsize::new(0));
    let connections = join_all((0..readers + writers).map(|_| Ready::open(url, recorded))).await;
    let started = Instant::now();
    let mut working = Vec::new();
    for (n, ready) in connections.into_iter().enumerate() {
        let (recorded, next, read) = (recorded.clone(), next.clone(), read.clone());
        let cases = cases.clone();
        working.push(tokio::spawn(async move {
            if n < readers {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = recorded.get(at) else { return };
                    ready.read(one).await;
                    read.send(at).await.unwrap();
                }
            }
            drop(read);
            loop {
                let units = full(&mut *cases.lock().await, group).await;
                if units.is_empty() {
                    return;
                }
                let group: Vec<&Recorded> = units.iter().map(|at| &recorded[*at]).collect();
                ready.write(&group).await;
            }
        }));
    }
    drop(read);
    for worker in working {
        worker.await.unwrap();
    }
    recorded.len() as f64 / started.elapsed().as_secs_f64()
}

/// Units a second on PostgreSQL of what recorded units write, and nothing else: `writers` connections, `group`
/// units a transaction each, everything of a transaction in one pipeline.
pub async fn postgres_rows_only(
    url: &str,
    recorded: &Arc<Vec<Recorded>>,
    writers: usize,
    group: usize,
) -> f64 {
    let next = Arc::new(AtomicUsize::new(0));
    let connections = join_all((0..writers).map(|_| Ready::open(url, recorded))).await;
    let started = Instant::now();
    let working = connections.into_iter().map(|ready| {
        let (recorded, next) = (recorded.clone(), next.clone());
        tokio::spawn(async move {
            loop {
                let at = next.fetch_add(group, Ordering::Relaxed);
                let Some(units) = recorded.get(at..(at + group).min(recorded.len())) else { return };
                if units.is_empty() {
                    return;
                }
                ready.rows_only(units).await;
            }
        })
    });
    for worker in working.collect::<Vec<_>>() {
        worker.await.unwrap();
    }
    recorded.len() as f64 / started.elapsed().as_secs_f64()
}
