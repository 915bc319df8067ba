//! From the commit of a renewal to the receipt of its messages by the operator, at a steady pace.
//!
//! `cargo bench -p benches --bench phone`. `JAWAZ_BENCH_PACE` (200) renewals a second for `JAWAZ_BENCH_SECONDS` (20)
//! seconds on each store. Each renewal tells two people. A time runs from the return of `Desk::ask`, when the
//! renewal is durable, to the simulated operator's word that the phone shows the text, all its parts received
//! over TCP.
#![allow(clippy::unwrap_used, reason = "a bench that fails has nothing to tell")]

use benches::{Pair, settle, syncs_a_second, told};
use desk::dispatch::{DispatchConfig, Dispatcher};
use desk::testing::{AnswerIs, TestHouse};
use smpp::simulator::{HandsetEvent, SimConfig};
use smpp::{Address, Link, LinkConfig, Simulator};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;

/// How long stragglers are waited for.
const PATIENCE: Duration = Duration::from_secs(20);

struct Sending {
    stop: watch::Sender<bool>,
    work: JoinHandle<()>,
}

async fn sending(house: &TestHouse, simulator: &Simulator) -> Sending {
    let mut config = LinkConfig::new(simulator.addr().ip().to_string(), simulator.addr().port());
    config.system_id = "jawaz".to_owned();
    let (to_us, inbound) = mpsc::channel(1_000);
    let link = Link::start(config, to_us, || 0.5);
    while !link.state().is_bound() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let how = DispatchConfig::new("bench", Address::name("Jawaz"), "bench");
    let (stop, stopped) = watch::channel(false);
    let work = tokio::spawn(Dispatcher::new(&house.desk, link, how).run(inbound, stopped));
    Sending { stop, work }
}

/// When each phone's text had arrived, until `expected` have or nothing comes for a while.
async fn arrivals(
    mut events: broadcast::Receiver<HandsetEvent>,
    expected: usize,
) -> HashMap<String, Instant> {
    let mut arrived = HashMap::with_capacity(expected);
    while arrived.len() < expected {
        match tokio::time::timeout(PATIENCE, events.recv()).await {
            Ok(Ok(HandsetEvent::Arrived(message))) => {
                arrived.entry(message.to).or_insert_with(Instant::now);
            }
            Ok(Err(broadcast::error::RecvError::Lagged(missed))) => println!("  {missed} arrivals unseen"),
            Ok(Err(broadcast::error::RecvError::Closed)) | Err(_) => break,
        }
    }
    arrived
}

/// Asks for a renewal at every beat; tells when each was granted.
async fn at_a_pace(house: &Arc<TestHouse>, pairs: &[Pair], pace: usize) -> (Vec<Instant>, Vec<Duration>) {
    let mut beat = tokio::time::interval(Duration::from_secs_f64(1.0 / pace as f64));
    beat.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut asked = Vec::with_capacity(pairs.len());
    for pair in pairs {
        beat.tick().await;
        let (house, pair) = (house.clone(), *pair);
        asked.push(tokio::spawn(async move {
            let started = Instant::now();
            house.desk.ask(&pair.renewal(), &house.fresh_key()).await.must_be_granted();
            (Instant::now(), started.elapsed())
        }));
    }
    let (mut granted, mut took) = (Vec::new(), Vec::new());
    for one in asked {
        let (at, duration) = one.await.unwrap();
        granted.push(at);
        took.push(duration);
    }
    (granted, took)
}

/// The share `of` of the sorted times, in milliseconds.
fn at(sorted: &[Duration], of: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    sorted.get((last as f64 * of).round() as usize).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort();
    println!(
        "  {what}: p50 {:.1} ms, p90 {:.1} ms, p99 {:.1} ms, max {:.1} ms of {}",
        at(&times, 0.5),
        at(&times, 0.9),
        at(&times, 0.99),
        at(&times, 1.0),
        times.len()
    );
}

async fn measure(name: &str, house: TestHouse) {
    let (pace, seconds) = (told("JAWAZ_BENCH_PACE", 200), told("JAWAZ_BENCH_SECONDS", 20));
    let house = Arc::new(house);
    println!(
        "{name}: {pace} renewals a second for {seconds} s; the folder syncs {:.0} times/s",
        syncs_a_second()
    );
    let pairs = settle(&house, pace * seconds).await;
    let mut phones = HashMap::new();
    for (n, pair) in pairs.iter().enumerate() {
        for party in [pair.sponsor, pair.worker] {
            let dossier = house.desk.dossier(party).await.unwrap().unwrap();
            phones.insert(dossier.party.mobile().unwrap().as_str().to_owned(), n);
        }
    }
    let simulator = Simulator::start(SimConfig::default(), || 0).await.unwrap();
    let hearing = tokio::spawn(arrivals(simulator.subscribe(), phones.len()));
    let sending = sending(&house, &simulator).await;
    let before = house.desk.store().stats();
    let (granted, took) = at_a_pace(&house, &pairs, pace).await;
    let arrived = hearing.await.unwrap();
    let after = house.desk.store().stats();
    println!(
        "  {} of {} texts arrived; {:.1} units a transaction",
        arrived.len(),
        phones.len(),
        (after.units - before.units) as f64 / (after.transactions - before.transactions).max(1) as f64
    );
    print("asked to granted", took);
    let waited = arrived.iter().filter_map(|(number, when)| {
        let n = phones.get(number.trim_start_matches('+'))?;
        Some(when.saturating_duration_since(granted[*n]))
    });
    print("granted to phone", waited.collect());
    sending.stop.send_replace(true);
    sending.work.await.unwrap();
    Arc::into_inner(house).unwrap().close().await;
}

#[tokio::main]
async fn main() {
    measure("sqlite", TestHouse::on_sqlite().await).await;
    measure("postgres", TestHouse::on_postgres().await).await;
}
