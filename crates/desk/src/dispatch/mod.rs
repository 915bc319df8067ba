//! Sending: from a message that waits in the store to the operator, and from the operator's receipts back.
//!
//! The store is the truth: a message is leased, its parts are journalled before a byte leaves, answers and
//! receipts are durable before anybody is told of them. Whatever dies in between is found again by its lease.

mod fold;
mod inbound;
mod rows;
mod send;

pub use fold::MessageState;

use crate::sql::dispatch::{CLAIM, ENDED_LEASES};
use crate::{Clock, Desk, IdSupply};
use calendar::Instant;
use smpp::{Address, Inbound, Link};
use std::sync::Arc;
use std::time::Duration;
use store::{Fault, Outcome, Store, Unit};
use tokio::sync::{Notify, Semaphore, mpsc, watch};

/// How a dispatcher sends.
#[derive(Debug, Clone)]
pub struct DispatchConfig {
    /// The link's name in the books: ids of the operator are unique within it.
    pub link: String,
    /// The sender people see.
    pub sender: Address,
    /// Who holds the leases: unique among running processes.
    pub owner: String,
    /// How many messages may be under way at once.
    pub at_once: usize,
    /// How long a lease lasts, in seconds. Longer than the link's response timeout, and under a minute, so
    /// that what a dead process held is taken up in time.
    pub lease_seconds: i64,
    /// How often the store is asked for what nobody woke us for.
    pub poll: Duration,
}

impl DispatchConfig {
    /// Usual values for a link and a sender.
    pub fn new(link: &str, sender: Address, owner: &str) -> DispatchConfig {
        DispatchConfig {
            link: link.to_owned(),
            sender,
            owner: owner.to_owned(),
            at_once: 64,
            lease_seconds: 30,
            poll: Duration::from_millis(500),
        }
    }
}

/// Sends what waits and books what comes back, until it is told to stop.
#[derive(Clone)]
pub struct Dispatcher {
    store: Store,
    link: Link,
    config: Arc<DispatchConfig>,
    clock: Arc<dyn Clock>,
    ids: IdSupply,
    wake: Arc<Notify>,
}

impl Dispatcher {
    /// A dispatcher of a desk's messages over a link.
    pub fn new(desk: &Desk, link: Link, config: DispatchConfig) -> Dispatcher {
        Dispatcher {
            store: desk.store().clone(),
            link,
            config: Arc::new(config),
            clock: desk.clock.clone(),
            ids: desk.ids().clone(),
            wake: desk.queued(),
        }
    }

    fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Runs until `stop` turns true or its sender is gone; then lets what is under way end.
    pub async fn run(self, mut inbound: mpsc::Receiver<Inbound>, mut stop: watch::Receiver<bool>) {
        let booking = {
            let this = self.clone();
            tokio::spawn(async move {
                while let Some(event) = inbound.recv().await {
                    let this = this.clone();
                    tokio::spawn(async move { this.book(event).await });
                }
            })
        };
        let at_once = Arc::new(Semaphore::new(self.config.at_once));
        let mut next_sweep = tokio::time::Instant::now();
        let mut parked_after = 0;
        while !*stop.borrow() {
            if tokio::time::Instant::now() >= next_sweep {
                self.take_up_ended_leases().await;
                parked_after = self.sweep_parked(parked_after).await.unwrap_or_else(|fault| {
                    tracing::warn!(%fault, "parked receipts wait: the store failed");
                    parked_after
                });
                next_sweep = tokio::time::Instant::now() + Duration::from_secs(10);
            }
            let sent = if self.link.state().is_bound() { self.send_waiting(&at_once).await } else { 0 };
            if sent > 0 {
                continue;
            }
            tokio::select! {
                () = self.wake.notified() => {}
                () = tokio::time::sleep(self.config.poll) => {}
                // Nobody is left who could tell it to stop: that is a stop, too.
                changed = stop.changed() => if changed.is_err() { break },
            }
        }
        let everything = u32::try_from(self.config.at_once).unwrap_or(u32::MAX);
        let _ = at_once.acquire_many(everything).await;
        self.link.stop().await;
        booking.abort();
    }

    /// Leases what waits, as much as there is room for, and sets it on its way. Tells how many.
    async fn send_waiting(&self, at_once: &Arc<Semaphore>) -> usize {
        let Ok(room) = at_once.clone().acquire_owned().await else { return 0 };
        let free = 1 + at_once.available_permits();
        drop(room);
        let claimed = match self.claim(free.min(64)).await {
            Ok(claimed) => claimed,
            Err(fault) => {
                tracing::warn!(%fault, "messages wait: the store cannot be asked");
                return 0;
            }
        };
        let count = claimed.len();
        for message in claimed {
            let Ok(permit) = at_once.clone().acquire_owned().await else { return count };
            let this = self.clone();
            tokio::spawn(async move {
                this.send(message).await;
                drop(permit);
            });
        }
        count
    }

    async fn claim(&self, most: usize) -> Result<Vec<rows::Claimed>, Fault> {
        let now = self.now();
        let lease_until = now.plus_seconds(self.config.lease_seconds);
        let claim = CLAIM.with([
            self.config.owner.as_str().into(),
            lease_until.micros().into(),
            now.micros().into(),
            (most as i64).into(),
        ]);
        match self.store.commit(Unit::new().returns(claim)).await? {
            Outcome::Done(found) => found.iter().map(rows::Claimed::of).collect(),
            Outcome::Overtaken(_) | Outcome::AlreadyClaimed => Ok(Vec::new()),
        }
    }

    /// What a dead process held: parts that may have left are in doubt, the rest waits again.
    async fn take_up_ended_leases(&self) {
        let now = self.now();
        let ended = match self.store.read_one(ENDED_LEASES.with([now.micros().into()])).await {
            Ok(ended) => ended,
            Err(fault) => return tracing::warn!(%fault, "ended leases wait: the store cannot be asked"),
        };
        for row in ended {
            let Ok(id) = row.int(0) else { continue };
            let taken = self.advance(id, |standing| fold::lease_ended(standing, now)).await;
            if let Err(fault) = taken {
                tracing::warn!(%fault, message_id = id, "an ended lease could not be taken up");
            }
        }
    }
}
