//! What the benches share: a register of sponsors with a worker each, the renewals they ask for, and the disk's own
//! pace.
#![allow(clippy::unwrap_used, reason = "a bench that fails has nothing to tell")]

pub mod raw;

use catalogue::{Actor, Answers, Channel, Request, ServiceId};
use desk::testing::TestHouse;
use record::PartyId;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// A sponsor and the domestic worker whose permit may be renewed once.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// Who asks and pays.
    pub sponsor: PartyId,
    /// Whose permit it is.
    pub worker: PartyId,
}

impl Pair {
    /// The sponsor's request for another year.
    #[must_use]
    pub fn renewal(&self) -> Request {
        Request {
            service: ServiceId("residence-permit.renew-domestic".to_owned()),
            asker: self.sponsor,
            subject: self.worker,
            channel: Channel::Portal,
            actor: Actor::Person { id: self.sponsor },
            answers: Answers::default().with("months", "12"),
        }
    }
}

/// Writes `count` pairs into the register: each sponsor with money on deposit, each worker with a passport and a
/// permit of one more year, everybody with a mobile of their own.
pub async fn settle(house: &TestHouse, count: usize) -> Vec<Pair> {
    let pairs = house.pairs(count as i64).await;
    pairs.into_iter().map(|(sponsor, worker)| Pair { sponsor, worker }).collect()
}

/// How often a second the temporary folder syncs a page appended to a file.
#[must_use]
pub fn syncs_a_second() -> f64 {
    let path = std::env::temp_dir().join(format!("jawaz-sync-{}", std::process::id()));
    let mut file = std::fs::File::create(&path).unwrap();
    let (started, mut syncs) = (Instant::now(), 0_u32);
    while started.elapsed() < Duration::from_millis(700) {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        syncs += 1;
    }
    std::fs::remove_file(path).unwrap();
    f64::from(syncs) / started.elapsed().as_secs_f64()
}

/// A number told by the environment, or `usual`.
#[must_use]
pub fn told(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|told| told.parse().ok()).unwrap_or(usual)
}

/// The middle one of a few figures.
#[must_use]
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}
