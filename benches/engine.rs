//! Granted renewals a second through the whole engine, beside the same SQL sent by the bare driver.
//!
//! `cargo bench -p benches --bench engine`. `JAWAZ_BENCH_UNITS` (4,000 unless told) renewals a round,
//! `JAWAZ_BENCH_ROUNDS` (3) rounds of both by turns, on each store.
#![allow(clippy::unwrap_used, reason = "a bench that fails has nothing to tell")]

use benches::raw::{self, Recorded};
use benches::{Pair, median, settle, syncs_a_second, told};
use desk::testing::{AnswerIs, TestHouse};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

const CLIENTS: usize = 64;

/// What one round of the engine came to.
struct Round {
    units_a_second: f64,
    units_a_transaction: f64,
}

/// All renewals through the engine, by 64 clients at once.
async fn through_the_engine(house: &Arc<TestHouse>, pairs: &[Pair]) -> Round {
    let pairs: Arc<Vec<Pair>> = Arc::new(pairs.to_vec());
    let next = Arc::new(AtomicUsize::new(0));
    let before = house.desk.store().stats();
    let started = Instant::now();
    let clients = (0..CLIENTS).map(|_| {
        let (house, pairs, next) = (house.clone(), pairs.clone(), next.clone());
        tokio::spawn(async move {
            while let Some(pair) = pairs.get(next.fetch_add(1, Ordering::Relaxed)) {
                house.desk.ask(&pair.renewal(), &house.fresh_key()).await.must_be_granted();
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
    let seconds = started.elapsed().as_secs_f64();
    let after = house.desk.store().stats();
    let transactions = (after.transactions - before.transactions).max(1);
    Round {
        units_a_second: pairs.len() as f64 / seconds,
        units_a_transaction: (after.units - before.units) as f64 / transactions as f64,
    }
}

async fn by_the_driver(house: &TestHouse, pairs: &[Pair], group: usize) -> f64 {
    let mut recorded = Vec::with_capacity(pairs.len());
    for pair in pairs {
        recorded.push(Recorded::of(house.would_run(&pair.renewal(), &house.fresh_key()).await));
    }
    match house.url.strip_prefix("sqlite:") {
        Some(path) => {
            let path = path.to_owned();
            let readers = std::thread::available_parallelism().map_or(2, usize::from).max(2);
            let run = move || raw::sqlite(&path, &recorded, readers, group);
            tokio::task::spawn_blocking(run).await.unwrap()
        }
        None => raw::postgres(&house.url, &Arc::new(recorded), 6, 2, group).await,
    }
}

async fn compare(name: &str, house: TestHouse) {
    let (units, rounds) = (told("JAWAZ_BENCH_UNITS", 4_000), told("JAWAZ_BENCH_ROUNDS", 3));
    let house = Arc::new(house);
    println!("{name}: {rounds} rounds of {units} renewals, {CLIENTS} clients");
    let pairs = settle(&house, (2 * rounds + 1) * units).await;
    let mut of_pairs = pairs.chunks(units);
    let mut take = || of_pairs.next().unwrap();
    // Statements are prepared and caches filled before anything counts.
    through_the_engine(&house, take()).await;
    let (mut ratios, mut rates, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let syncs = syncs_a_second();
        let engine = through_the_engine(&house, take()).await;
        let group = engine.units_a_transaction.round().max(1.0) as usize;
        let driver = by_the_driver(&house, take(), group).await;
        let ratio = engine.units_a_second / driver;
        println!(
            "  engine {:>6.0} units/s, {:>5.1} units a transaction; driver {driver:>6.0} units/s in groups of \
             {group}; ratio {ratio:.2}; the folder syncs {syncs:.0} times/s",
            engine.units_a_second, engine.units_a_transaction
        );
        ratios.push(ratio);
        rates.push(engine.units_a_second);
        groups.push(engine.units_a_transaction);
    }
    println!(
        "  median: {:.0} units/s, ratio {:.2}, {:.1} units a transaction",
        median(&rates),
        median(&ratios),
        median(&groups)
    );
    Arc::into_inner(house).unwrap().close().await;
}

#[tokio::main]
async fn main() {
    println!("cores: {}", std::thread::available_parallelism().map_or(0, usize::from));
    compare("sqlite", TestHouse::on_sqlite().await).await;
    compare("postgres", TestHouse::on_postgres().await).await;
}
