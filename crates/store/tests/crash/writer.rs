//! A process that writes units as fast as it can and tells each one that is acknowledged.

use std::io::{BufRead as _, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use store::{Again, Outcome, Store, StoreOptions};

use crate::world::{self, World};

const URL: &str = "JAWAZ_CRASH_URL";
const ROUND: &str = "JAWAZ_CRASH_ROUND";

/// The writer, as seen by the test that starts it.
pub struct Writer {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
    told: Vec<i64>,
}

impl Writer {
    pub fn start(world: &mut World) -> Writer {
        let this = std::env::current_exe().unwrap();
        Writer::run(Command::new(this), world)
    }

    /// No file of the writer's may grow above two megabytes, which it meets like a disk that fails.
    pub fn start_with_small_disk(world: &mut World) -> Writer {
        let this = std::env::current_exe().unwrap();
        let mut limited = Command::new("bash");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 2048; exec \"$0\" \"$@\""]).arg(this);
        Writer::run(limited, world)
    }

    fn run(mut command: Command, world: &mut World) -> Writer {
        let mut process = command
            .args(["--exact", "writer::writes_until_it_is_killed", "--ignored", "--nocapture"])
            .env(URL, &world.url)
            .env(ROUND, world.round().to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        Writer { process, lines, told: Vec::new() }
    }

    /// Waits until so many more units were acknowledged.
    pub fn until(&mut self, more: usize) {
        let enough = self.told.len() + more;
        while self.told.len() < enough {
            assert!(self.hears().is_some(), "the writer ended by itself after {} units", self.told.len());
        }
    }

    /// Waits until a unit is told to come back later; some were acknowledged before.
    pub fn until_told_to_come_later(&mut self) {
        loop {
            match self.hears() {
                Some(line) if line == "later" => return,
                Some(_) => {}
                None => panic!("the writer ended by itself after {} units", self.told.len()),
            }
        }
    }

    /// Kills it at once; tells all that it had told.
    pub fn kill(mut self) -> Vec<i64> {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        while self.hears().is_some() {}
        self.told
    }

    fn hears(&mut self) -> Option<String> {
        let line = self.lines.next()?.unwrap();
        if let Some(id) = line.strip_prefix("done ") {
            self.told.push(id.parse().unwrap());
        }
        Some(line)
    }
}

/// Not a test of its own: what the tests start as another process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started by the other tests, with an address"]
async fn writes_until_it_is_killed() {
    let Ok(url) = std::env::var(URL) else { return };
    let round: i64 = std::env::var(ROUND).unwrap().parse().unwrap();
    let store = Store::open(&url, StoreOptions::default()).await.unwrap();
    store.migrate_with(world::SCHEMA).await.unwrap();
    store.commit(world::open_lanes()).await.unwrap();

    let lanes: Vec<_> =
        (0..world::LANES).map(|lane| tokio::spawn(write_lane(store.clone(), round, lane))).collect();
    for lane in lanes {
        lane.await.unwrap();
    }
}

/// Repeats a unit until its fate is known, as a caller with a key of its own would.
async fn write_lane(store: Store, round: i64, lane: i64) {
    static SAID_LATER: AtomicBool = AtomicBool::new(false);
    for number in 0.. {
        let id = (round * 1_000_000 + number) * world::LANES + lane;
        loop {
            match store.commit(world::unit(id, lane)).await {
                Ok(Outcome::Done(_) | Outcome::AlreadyClaimed) => break println!("done {id}"),
                Ok(Outcome::Overtaken(why)) => panic!("{}", why.0),
                Err(fault) if fault.again == Again::Never => panic!("{fault:?}"),
                Err(_) if SAID_LATER.swap(true, Ordering::Relaxed) => {}
                Err(_) => println!("later"),
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
}
