//! How many units of work a second become durable, and how many by one disk sync.
//!
//! A unit is a look, a claim and five writes over four tables, as a granted request has them. Disks
//! differ by an order of magnitude, so each run measures the syncs a second of its own folder, and the
//! figure that travels is units by transaction. The same statements run by the bare driver, a
//! transaction a unit on one connection, say what batching is worth.
//!
//! `cargo bench -p store` (seconds a run: `JAWAZ_BENCH_SECONDS`, 3 unless told).
#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark that fails has nothing to tell")]

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use store::testing::{TempSqlite, TestPostgres};
use store::{Bound, Migration, Outcome, Overtaken, Statement, Store, StoreOptions, Unit, Value};

const SCHEMA: &[Migration] = &[Migration::shared(
    1,
    "bench",
    "CREATE TABLE account (id BIGINT NOT NULL PRIMARY KEY, free BIGINT NOT NULL CHECK (free >= 0));
     CREATE TABLE request (id BIGINT NOT NULL PRIMARY KEY, account BIGINT NOT NULL, at BIGINT NOT NULL);
     CREATE TABLE posting (request BIGINT NOT NULL, side BIGINT NOT NULL, amount BIGINT NOT NULL,
        PRIMARY KEY (request, side));
     CREATE TABLE notice (request BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL, state TEXT NOT NULL);
     CREATE INDEX notice_state ON notice (state);",
)];

static LOOK: Statement =
    Statement::new("account.enough", "SELECT 1 FROM account WHERE id = $1 AND free >= $2");
static CLAIM: Statement = Statement::new(
    "request.claim",
    "INSERT INTO request (id, account, at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
);
static TAKE: Statement = Statement::new("account.take", "UPDATE account SET free = free - $2 WHERE id = $1");
static POST: Statement =
    Statement::new("posting.write", "INSERT INTO posting (request, side, amount) VALUES ($1, $2, $3)");
static NOTICE: Statement =
    Statement::new("notice.write", "INSERT INTO notice (request, body, state) VALUES ($1, $2, 'waits')");
static STAMP: Statement = Statement::new("request.stamp", "UPDATE request SET at = at + 1 WHERE id = $1");

const ACCOUNTS: i64 = 10_000;
const BODY: &str = "تم إصدار تأشيرة خروج وعودة للمقيم صاحب الإقامة المنتهية بالأرقام 1234";

struct Parts {
    look: Bound,
    claim: Bound,
    writes: Vec<Bound>,
}

/// The statements of unit `id`, which touches an account that few others touch at the same time.
fn parts(id: i64) -> Parts {
    let account = id.wrapping_mul(7_919).rem_euclid(ACCOUNTS);
    Parts {
        look: LOOK.with([account.into(), 1.into()]),
        claim: CLAIM.with([id.into(), account.into(), 0.into()]),
        writes: vec![
            TAKE.with([account.into(), 1.into()]),
            POST.with([id.into(), 0.into(), 1.into()]),
            POST.with([id.into(), 1.into(), (-1).into()]),
            NOTICE.with([id.into(), BODY.into()]),
            STAMP.with([id.into()]),
        ],
    }
}

fn unit(id: i64) -> Unit {
    let Parts { look, claim, writes } = parts(id);
    let Value::Int(account) = look.params[0] else { panic!("an account's id is a number") };
    let unit = Unit::new().only_if(look, Overtaken("moved")).claims(claim).touches(account);
    writes.into_iter().fold(unit, Unit::writes)
}

fn seconds() -> Duration {
    let told = std::env::var("JAWAZ_BENCH_SECONDS").ok().and_then(|told| told.parse().ok());
    Duration::from_secs(told.unwrap_or(3))
}

/// How often a second the temporary folder syncs a page appended to a file.
fn syncs_a_second() -> f64 {
    let path = std::env::temp_dir().join(format!("jawaz-sync-{}", std::process::id()));
    let mut file = std::fs::File::create(&path).unwrap();
    let (started, mut syncs) = (Instant::now(), 0_u32);
    while started.elapsed() < Duration::from_secs(1) {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        syncs += 1;
    }
    std::fs::remove_file(path).unwrap();
    f64::from(syncs) / started.elapsed().as_secs_f64()
}

async fn ready(url: &str) -> Store {
    let store = Store::open(url, StoreOptions::default()).await.unwrap();
    store.migrate_with(SCHEMA).await.unwrap();
    let rows = (0..ACCOUNTS).map(|id| vec![id.into(), 1_000_000.into()]).collect();
    let accounts = store::BulkTable { table: "account", columns: &["id", "free"], rows };
    store.bulk(vec![accounts]).await.unwrap();
    store
}

/// Units a second through the store, with so many callers at once.
async fn through_the_store(store: &Store, callers: usize, next: &Arc<AtomicI64>) -> f64 {
    let stop = Arc::new(AtomicBool::new(false));
    let before = store.stats();
    let started = Instant::now();
    let calling: Vec<_> = (0..callers)
        .map(|_| {
            let (store, stop, next) = (store.clone(), stop.clone(), next.clone());
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let outcome = store.commit(unit(next.fetch_add(1, Ordering::Relaxed))).await.unwrap();
                    assert_eq!(outcome, Outcome::Done(vec![]));
                }
            })
        })
        .collect();
    tokio::time::sleep(seconds()).await;
    stop.store(true, Ordering::Relaxed);
    for caller in calling {
        caller.await.unwrap();
    }
    let after = store.stats();
    let units = (after.units - before.units) as f64;
    let rate = units / started.elapsed().as_secs_f64();
    let shared = units / (after.transactions - before.transactions).max(1) as f64;
    println!("  {callers:>4} callers: {rate:>7.0} units/s, {shared:>6.1} units a transaction");
    rate
}

/// Units a second by the bare SQLite driver, a transaction each.
fn bare_sqlite(path: &std::path::Path, next: &AtomicI64) -> f64 {
    let mut file = rusqlite::Connection::open(path).unwrap();
    file.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
        .unwrap();
    let (started, mut units) = (Instant::now(), 0_u32);
    while started.elapsed() < seconds() {
        let Parts { look, claim, writes } = parts(next.fetch_add(1, Ordering::Relaxed));
        let transaction = file.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
        for bound in std::iter::once(&look).chain([&claim]).chain(&writes) {
            let text = bound.statement.sql.replace('$', "?");
            let mut statement = transaction.prepare_cached(&text).unwrap();
            for (at, value) in bound.params.iter().enumerate() {
                statement.raw_bind_parameter(at + 1, value).unwrap();
            }
            let mut rows = statement.raw_query();
            while rows.next().unwrap().is_some() {}
        }
        transaction.commit().unwrap();
        units += 1;
    }
    f64::from(units) / started.elapsed().as_secs_f64()
}

/// Units a second by the bare PostgreSQL driver, one connection, a transaction each, one statement
/// after the other.
async fn bare_postgres(url: &str, next: &AtomicI64) -> f64 {
    let (mut client, link) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(link);
    let mut prepared = std::collections::HashMap::new();
    for statement in [&LOOK, &CLAIM, &TAKE, &POST, &NOTICE, &STAMP] {
        let look = if statement.name == LOOK.name { " FOR UPDATE" } else { "" };
        let text = format!("{}{look}", statement.sql);
        prepared.insert(statement.name, client.prepare(&text).await.unwrap());
    }
    let (started, mut units) = (Instant::now(), 0_u32);
    while started.elapsed() < seconds() {
        let Parts { look, claim, writes } = parts(next.fetch_add(1, Ordering::Relaxed));
        let transaction = client.transaction().await.unwrap();
        for bound in std::iter::once(&look).chain([&claim]).chain(&writes) {
            transaction.execute_raw(&prepared[bound.statement.name], &bound.params).await.unwrap();
        }
        transaction.commit().await.unwrap();
        units += 1;
    }
    f64::from(units) / started.elapsed().as_secs_f64()
}

fn compare(bare: f64, best: f64) {
    println!("  bare driver, one unit a transaction: {bare:.0} units/s");
    println!("  store at its best against the bare driver: {:.1} times", best / bare);
}

#[tokio::main]
async fn main() {
    println!("this folder syncs {:.0} times a second", syncs_a_second());

    println!("sqlite");
    let file = TempSqlite::new();
    let store = ready(&file.url()).await;
    let next = Arc::new(AtomicI64::new(0));
    let mut best: f64 = 0.0;
    for callers in [1, 16, 64, 256] {
        best = best.max(through_the_store(&store, callers, &next).await);
    }
    store.close().await;
    compare(bare_sqlite(&file.path(), &next), best);

    println!("postgres");
    let url = TestPostgres::shared().fresh_database().await;
    let store = ready(&url).await;
    let next = Arc::new(AtomicI64::new(0));
    let mut best: f64 = 0.0;
    for callers in [1, 16, 64, 256] {
        best = best.max(through_the_store(&store, callers, &next).await);
    }
    store.close().await;
    compare(bare_postgres(&url, &next).await, best);
}
