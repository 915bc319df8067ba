//! Crossings a second through the border's feed, beside their rows written by the bare driver.
//!
//! `cargo bench -p benches --bench border`. `JAWAZ_BENCH_LINES` (40,000 unless told) crossings a round,
//! `JAWAZ_BENCH_ROUNDS` (3) rounds of both by turns, on each store (`JAWAZ_BENCH_STORE`: only on that one). The driver writes what the feed writes, as many
//! crossings a transaction; it reads nothing, resolves nobody and decides nothing.
#![allow(clippy::unwrap_used, reason = "a bench that fails has nothing to tell")]

use benches::raw::{self, Recorded};
use benches::{median, syncs_a_second, told};
use catalogue::{Actor, Request};
use desk::border::{Progress, crossing_request, natural_key};
use desk::testing::TestHouse;
use record::PartyId;
use std::sync::Arc;
use std::time::Instant;

/// Everybody who crosses: citizens, who need no visa, so that every crossing is recorded.
struct Travellers {
    people: Vec<(PartyId, String)>,
    /// When the next crossing is, in seconds before now.
    ago: i64,
}

impl Travellers {
    /// So many crossings, each of another person than the ones around it, out and in by turns.
    fn cross(&mut self, house: &TestHouse, count: usize) -> Vec<(PartyId, String, &'static str, String)> {
        let now = house.moment().now;
        let mut crossings = Vec::with_capacity(count);
        for n in 0..count {
            let (person, number) = &self.people[n % self.people.len()];
            let turn = n / self.people.len();
            let direction = if turn.is_multiple_of(2) { "out" } else { "in" };
            let at = now.plus_seconds(-self.ago + turn as i64).to_string();
            crossings.push((*person, number.clone(), direction, at));
        }
        self.ago -= (count / self.people.len()) as i64 + 1;
        crossings
    }
}

struct Round {
    lines_a_second: f64,
    units_a_transaction: f64,
}

async fn by_the_feed(house: &TestHouse, travellers: &mut Travellers, count: usize) -> Round {
    let mut file = String::new();
    for (_, number, direction, at) in travellers.cross(house, count) {
        file += &format!(
            "{{\"person\":\"{number}\",\"direction\":\"{direction}\",\"port\":\"RUH\",\"at\":\"{at}\"}}\n"
        );
    }
    let before = house.desk.store().stats();
    let started = Instant::now();
    let from = std::io::Cursor::new(file.into_bytes());
    let end =
        house.desk.import_crossings(&Actor::System, "bench", from, Progress::default(), |_| Ok(0)).await;
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(end.unwrap().recorded, count as u64, "each line is a crossing");
    let after = house.desk.store().stats();
    let transactions = (after.transactions - before.transactions).max(1);
    Round {
        lines_a_second: count as f64 / seconds,
        units_a_transaction: (after.units - before.units) as f64 / transactions as f64,
    }
}

/// The rows of as many crossings, recorded beforehand without their reads and looks.
async fn by_the_driver(house: &TestHouse, travellers: &mut Travellers, count: usize, group: usize) -> f64 {
    let mut recorded = Vec::with_capacity(count);
    for (person, _, direction, at) in travellers.cross(house, count) {
        let request: Request = crossing_request(&Actor::System, person, direction, "RUH", &at);
        let (_, unit) = house.would_run(&request, &natural_key(&request).unwrap()).await;
        let mut one = Recorded::of((Vec::new(), unit));
        one.unit.looks.clear();
        recorded.push(one);
    }
    match house.url.strip_prefix("sqlite:") {
        Some(path) => {
            let path = path.to_owned();
            // A thread of its own, so that a profile tells it from the feed.
            let driver = std::thread::Builder::new().name("driver".to_owned());
            let driver = driver.spawn(move || raw::sqlite_rows_only(&path, &recorded, group)).unwrap();
            tokio::task::spawn_blocking(move || driver.join().unwrap()).await.unwrap()
        }
        None => raw::postgres_rows_only(&house.url, &Arc::new(recorded), 2, group).await,
    }
}

async fn compare(name: &str, house: TestHouse) {
    let (lines, rounds) = (told("JAWAZ_BENCH_LINES", 40_000), told("JAWAZ_BENCH_ROUNDS", 3));
    let people = told("JAWAZ_BENCH_PEOPLE", 20_000);
    println!("{name}: {rounds} rounds of {lines} crossings of {people} people");
    let people = house.travellers(people as i64).await;
    let mut travellers = Travellers { people, ago: 20 * 86_400 };
    // Statements are prepared and caches filled before anything counts.
    by_the_feed(&house, &mut travellers, lines).await;
    let (mut ratios, mut rates, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let syncs = syncs_a_second();
        let feed = by_the_feed(&house, &mut travellers, lines).await;
        let group = feed.units_a_transaction.round().max(1.0) as usize;
        let driver = by_the_driver(&house, &mut travellers, lines, group).await;
        let ratio = feed.lines_a_second / driver;
        println!(
            "  feed {:>6.0} lines/s, {:>5.1} units a transaction; driver {driver:>6.0} crossings/s in groups of \
             {group}; ratio {ratio:.2}; the folder syncs {syncs:.0} times/s",
            feed.lines_a_second, feed.units_a_transaction
        );
        ratios.push(ratio);
        rates.push(feed.lines_a_second);
        groups.push(feed.units_a_transaction);
    }
    println!(
        "  median: {:.0} lines/s, ratio {:.2}, {:.1} units a transaction",
        median(&rates),
        median(&ratios),
        median(&groups)
    );
    house.close().await;
}

#[tokio::main]
async fn main() {
    println!("cores: {}", std::thread::available_parallelism().map_or(0, usize::from));
    let only = std::env::var("JAWAZ_BENCH_STORE").unwrap_or_default();
    if only != "postgres" {
        compare("sqlite", TestHouse::on_sqlite().await).await;
    }
    if only != "sqlite" {
        compare("postgres", TestHouse::on_postgres().await).await;
    }
}
