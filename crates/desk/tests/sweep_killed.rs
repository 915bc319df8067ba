//! Kill -9 in the middle of a sweep: the next one goes on, and each thing due is done once, on each store.
//!
//! The test starts itself again as a process that sweeps and tells how many units it has committed, kills it with
//! signal 9, three times over on one database, and sweeps what is left.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use calendar::{Day, Instant};
use desk::SweepOf;
use desk::import::Population;
use desk::proof::prove;
use desk::testing::TestHouse;
use record::{Document, DocumentId, DocumentKind, DocumentState, DocumentStatus};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;
use store::Statement;
use store::testing::{TempSqlite, TestPostgres};

const URL: &str = "JAWAZ_SWEEP_KILLED_URL";
/// Ninety days before the end of every worker's permit, and two after the last day of every final exit.
const TODAY: &str = "2026-12-01T07:00:00Z";
const LAST_DAY: &str = "2026-11-29";
const WORKERS: i64 = 1_000;

static COUNTS: Statement = Statement::new(
    "test.sweep_counts",
    "SELECT (SELECT count(*) FROM document WHERE kind = 'final-exit' AND status = 'lapsed'),
        (SELECT count(*) FROM fine WHERE kind = 'final-exit-expired'),
        (SELECT count(*) FROM block WHERE kind = 'unpaid-fine'),
        (SELECT count(*) FROM posting WHERE substr(account, 1, 11) = 'receivable:'),
        (SELECT count(*) FROM journal WHERE service = 'final-exit.expire'),
        (SELECT count(*) FROM journal WHERE service = 'residence-permit.remind')",
);

/// Every worker has a final exit that ran out, and a permit of which to be reminded.
async fn workers(house: &TestHouse) {
    let pairs = house.pairs(WORKERS).await;
    let mut ids = house.ids(WORKERS).await;
    let expires: Day = LAST_DAY.parse().unwrap();
    let status = DocumentStatus::Valid;
    let state = DocumentState { status, expires, depart_by: Some(expires), return_by: None };
    let documents = pairs.into_iter().map(|(_, holder)| {
        let id = DocumentId(ids.fresh());
        Document {
            id,
            holder,
            kind: DocumentKind::FinalExit,
            number: format!("6{:011}", id.0),
            issued: expires.plus_days(-60),
            term: None,
            expires_written: None,
            state,
        }
    });
    let documents = documents.collect();
    house.was_before(Population { documents, ..Population::default() }).await;
}

async fn a_killed_sweep_goes_on(url: &str) {
    let house = TestHouse::opened(url).await;
    workers(&house).await;
    for units in [20, 60, 100] {
        killed_after(units, url);
    }
    let counts = house.desk.store().read_one(COUNTS.with([])).await.unwrap();
    let reminded = counts[0].int(5).unwrap();
    assert!(reminded < WORKERS, "it had done everything before it was killed");

    house.it_is(TODAY);
    let swept = house.desk.sweep(SweepOf::default(), &|_| {}).await.unwrap();

    assert_eq!(swept.failed(), 0, "{swept:?}");
    let counts = house.desk.store().read_one(COUNTS.with([])).await.unwrap();
    let counts: Vec<i64> = (0..6).map(|column| counts[0].int(column).unwrap()).collect();
    assert_eq!(counts, [WORKERS; 6], "each thing once");
    assert_eq!(prove(house.desk.store(), Instant::from_micros(0)).await.unwrap(), []);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_sweep_on_sqlite_goes_on() {
    let file = TempSqlite::new();
    a_killed_sweep_goes_on(&file.url()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_sweep_on_postgres_goes_on() {
    a_killed_sweep_goes_on(&TestPostgres::shared().fresh_database().await).await;
}

/// Starts a sweep, and kills it once it has committed so many units.
fn killed_after(units: u64, url: &str) {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sweeps_until_it_is_killed", "--ignored", "--nocapture"])
        .env(URL, url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut killed, mut last) = (false, 0);
    for line in BufReader::new(process.stdout.take().unwrap()).lines() {
        let committed: Option<u64> =
            line.unwrap().strip_prefix("committed ").and_then(|units| units.parse().ok());
        last = committed.unwrap_or(last);
        if committed.is_some_and(|committed| committed >= units) && !killed {
            process.kill().unwrap();
            killed = true;
        }
    }
    process.wait().unwrap();
    assert!(killed, "it ended by itself after {last} units");
}

/// Not a test of its own: what the tests start as another process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the other tests, with an address"]
async fn sweeps_until_it_is_killed() {
    let Ok(url) = std::env::var(URL) else { return };
    let house = TestHouse::opened(&url).await;
    house.it_is(TODAY);
    let desk = house.desk.clone();
    let sweep = tokio::spawn(async move { desk.sweep(SweepOf::default(), &|_| {}).await.unwrap() });
    while !sweep.is_finished() {
        println!("committed {}", house.desk.store().stats().units);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
