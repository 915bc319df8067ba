//! `jawaz crossings` as an operator meets it: the true binary, killed with signal 9 and resumed.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use desk::testing::TestHouse;
use record::PartyId;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use store::testing::{TempSqlite, TestPostgres};
use store::{Statement, Store, StoreOptions};

/// More than a few windows, so that a kill finds some of them noted down and some not.
const PEOPLE: usize = 4_000;
const CROSSINGS_EACH: usize = 10;

static RECORDED: Statement = Statement::new("test.recorded", "SELECT count(*) FROM crossing");
static ENTRIES: Statement =
    Statement::new("test.entries", "SELECT count(*) FROM journal WHERE service = 'border.cross'");
static OUTSIDE: Statement =
    Statement::new("test.outside", "SELECT count(*) FROM person WHERE presence = 'outside'");
static NOTED: Statement = Statement::new("test.noted", "SELECT lines FROM crossing_feed");

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("jawaz-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn line(number: &str, direction: &str, at: &str) -> String {
    format!("{{\"person\":\"{number}\",\"direction\":\"{direction}\",\"port\":\"RUH\",\"at\":\"{at}\"}}\n")
}

/// Everybody goes out and comes in, day by day; every 1,000th line is no crossing.
fn feed(people: &[(PartyId, String)]) -> (String, usize) {
    let (mut text, mut lines, mut bad) = (String::new(), 0, 0);
    for day in 1..=CROSSINGS_EACH {
        let direction = if day % 2 == 1 { "out" } else { "in" };
        for (_, number) in people {
            text += &line(number, direction, &format!("2026-02-{day:02}T07:00:00Z"));
            lines += 1;
            if lines % 1_000 == 0 {
                writeln!(text, "line {lines} is broken").unwrap();
                bad += 1;
            }
        }
    }
    (text, bad)
}

fn import(url: &str, file: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jawaz"));
    command.args(["crossings", "import", "--database", url, "--json"]).arg(file).args(more);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn told(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(text.lines().last().unwrap_or("{}")).unwrap()
}

async fn count(store: &Store, statement: &'static Statement) -> i64 {
    store.read_one(statement.with([])).await.unwrap().first().map_or(0, |row| row.int(0).unwrap())
}

async fn given_a_feed_that_is_killed_then_it_is_resumed_and_nothing_is_lost(url: &str, name: &str) {
    let folder = Folder::new(name);
    let (file, report) = (folder.file("feed.jsonl"), folder.file("report.jsonl"));
    let house = TestHouse::opened(url).await;
    let people = house.travellers(PEOPLE as i64).await;
    house.close().await;
    let (text, bad) = feed(&people);
    std::fs::write(&file, &text).unwrap();
    let reported = ["--report", report.to_str().unwrap()];

    let store = Store::open(url, StoreOptions::default()).await.unwrap();
    let mut kills = 0;
    for (round, after) in [9_000, 20_000].into_iter().enumerate() {
        let resume: &[&str] = if round == 0 { &[] } else { &["--resume"] };
        let mut process = import(url, &file, &[&reported[..], resume].concat()).spawn().unwrap();
        while count(&store, &RECORDED).await < after && process.try_wait().unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        kills += i32::from(process.try_wait().unwrap().is_none());
        process.kill().unwrap();
        process.wait().unwrap();
        let (recorded, entries) = (count(&store, &RECORDED).await, count(&store, &ENTRIES).await);
        assert_eq!(recorded, entries, "each crossing has its entry");
        assert!(recorded < (PEOPLE * CROSSINGS_EACH) as i64, "it was killed on its way");
    }
    assert_eq!(kills, 2, "it was killed twice while it worked");
    assert!(count(&store, &NOTED).await > 0, "a window was noted down before");

    let output = import(url, &file, &[&reported[..], &["--resume"]].concat()).output().unwrap();

    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "some lines were no crossings: {stderr}");
    let sum = &told(&output)["ended"];
    assert_eq!(sum["lines"], text.lines().count(), "{sum}");
    assert_eq!(sum["recorded"].as_u64().unwrap() + sum["known"].as_u64().unwrap(), 40_000, "{sum}");
    assert_eq!((&sum["unread"], &sum["refused"]), (&Value::from(bad), &Value::from(0)));
    assert_eq!(count(&store, &RECORDED).await, 40_000);
    assert_eq!(count(&store, &ENTRIES).await, 40_000);
    assert_eq!(count(&store, &OUTSIDE).await, 0, "everybody has come in again");
    let lines = std::fs::read_to_string(&report).unwrap();
    let named: Vec<u64> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["line"].as_u64().unwrap())
        .collect();
    let distinct: BTreeSet<u64> = named.iter().copied().collect();
    assert_eq!((named.len(), distinct.len()), (bad, bad), "the report names each once, kills or no kills");
    assert_eq!(desk::proof::prove(&store, calendar::Instant::from_micros(0)).await.unwrap(), []);

    // All of it again, from the beginning: everything is known.
    let output = import(url, &file, &[]).output().unwrap();
    let sum = &told(&output)["ended"];
    assert_eq!((&sum["recorded"], &sum["known"]), (&Value::from(0), &Value::from(40_000)));

    // Another file under its name cannot be resumed, and changes nothing.
    std::fs::write(&file, text.replacen("RUH", "JED", 1)).unwrap();
    let output = import(url, &file, &["--resume"]).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("without --resume"), "it says what to do: {stderr}");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_a_feed_that_is_killed_on_sqlite_then_it_is_resumed_and_nothing_is_lost() {
    let file = TempSqlite::new();
    given_a_feed_that_is_killed_then_it_is_resumed_and_nothing_is_lost(&file.url(), "fed-sqlite").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_a_feed_that_is_killed_on_postgres_then_it_is_resumed_and_nothing_is_lost() {
    let url = TestPostgres::shared().fresh_database().await;
    given_a_feed_that_is_killed_then_it_is_resumed_and_nothing_is_lost(&url, "fed-postgres").await;
}

#[tokio::test]
async fn given_refused_crossings_then_the_exit_status_tells_and_they_are_listed() {
    let (folder, sqlite) = (Folder::new("fed-refused"), TempSqlite::new());
    let (url, file) = (sqlite.url(), folder.file("feed.jsonl"));
    let house = TestHouse::opened(&url).await;
    let people = house.travellers(1).await;
    house.close().await;
    let good = line(&people[0].1, "out", "2026-02-01T07:00:00Z");
    let nobody = record::luhn_complete("299999999");
    let held = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jawaz"));
        command.args(["crossings", "held", "--json", "--database", &url]).output().unwrap()
    };

    std::fs::write(&file, &good).unwrap();
    assert_eq!(import(&url, &file, &[]).output().unwrap().status.code(), Some(0));
    assert_eq!(held().status.code(), Some(0));
    std::fs::write(&file, good + &line(&nobody, "in", "2026-02-01T07:00:00Z")).unwrap();
    let output = import(&url, &file, &[]).output().unwrap();

    assert_eq!(output.status.code(), Some(3));
    assert_eq!(told(&output)["reasons"]["traveller-unknown"], 1);
    let output = held();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(told(&output)["person"], nobody);
    let output = import(&url, &folder.file("absent.jsonl"), &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("absent.jsonl"), "it names the file");
}
