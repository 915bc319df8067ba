//! What all connections of the simulated operator share.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, broadcast, mpsc, watch};
use tokio::time::sleep_until;

use super::config::{Faults, IdBase, SimConfig};
use super::dice::Dice;
use super::mail::{Delivery, Fate, Mail, ReplyError, receipt};
use super::phones::{HandsetEvent, Phones};
use crate::codec::ShortMessage;
use crate::receipt::ReceiptState;
use crate::status;

/// The simulator's clock: microseconds since 1970.
pub(super) type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How long an early receipt comes before its answer.
const EARLY_BY: Duration = Duration::from_millis(50);

/// What the simulator has done since it started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SimCounters {
    /// Clients bound now.
    pub bound: usize,
    /// Binds let in.
    pub binds: u64,
    /// Submissions received.
    pub submits: u64,
    /// Submissions taken.
    pub accepted: u64,
    /// Submissions throttled.
    pub throttled: u64,
    /// Submissions refused.
    pub refused: u64,
    /// Answers lost on purpose.
    pub lost_answers: u64,
    /// Receipts and phone messages sent, each attempt counted.
    pub deliveries: u64,
    /// Of those, answered with success.
    pub deliveries_taken: u64,
    /// Enquiries of clients answered.
    pub enquiries: u64,
    /// The most submissions that ever waited for an answer on one connection.
    pub peak_in_flight: usize,
}

#[derive(Debug, Default)]
pub(super) struct SimTally {
    pub binds: AtomicU64,
    pub submits: AtomicU64,
    pub accepted: AtomicU64,
    pub throttled: AtomicU64,
    pub refused: AtomicU64,
    pub lost_answers: AtomicU64,
    pub deliveries: AtomicU64,
    pub deliveries_taken: AtomicU64,
    pub enquiries: AtomicU64,
    pub peak_in_flight: AtomicUsize,
}

/// A bound client that receives.
#[derive(Debug)]
pub(super) struct Receiver {
    pub connection: u64,
    pub system_id: String,
    pub to: mpsc::UnboundedSender<Delivery>,
}

/// What to do with a submission.
pub(super) enum Verdict {
    /// Answer so, after so long.
    Answer { status: u32, message_id: String, after: Duration },
    /// Say nothing.
    Silence,
    /// Drop the connection.
    Drop,
}

pub(super) struct Centre {
    pub config: SimConfig,
    pub clock: Clock,
    pub tally: SimTally,
    pub stop: watch::Sender<bool>,
    /// Counts up each time all links are to be cut.
    pub cut: watch::Sender<u64>,
    pub events: broadcast::Sender<HandsetEvent>,
    faults: Mutex<Faults>,
    dice: Mutex<Dice>,
    phones: Mutex<Phones>,
    mail: Mutex<Mail>,
    posted: Notify,
    receivers: Mutex<Vec<Receiver>>,
    last_id: AtomicU64,
    bound: AtomicUsize,
}

impl Centre {
    pub fn new(config: SimConfig, clock: Clock) -> Self {
        let mut dice = Dice::new(config.seed);
        // Ids of two runs should not look alike, and have some length.
        let first_id = 1_000_000_000 + dice.next() % 1_000_000_000;
        Self {
            clock,
            tally: SimTally::default(),
            stop: watch::Sender::new(false),
            cut: watch::Sender::new(0),
            events: broadcast::Sender::new(4096),
            faults: Mutex::new(config.faults.clone()),
            dice: Mutex::new(dice),
            phones: Mutex::new(Phones::new(config.kept_per_phone)),
            mail: Mutex::new(Mail::default()),
            posted: Notify::new(),
            receivers: Mutex::new(Vec::new()),
            last_id: AtomicU64::new(first_id),
            bound: AtomicUsize::new(0),
            config,
        }
    }

    pub fn faults(&self) -> Faults {
        lock(&self.faults).clone()
    }

    pub fn set_faults(&self, faults: Faults) {
        *lock(&self.faults) = faults;
    }

    pub fn phones(&self) -> MutexGuard<'_, Phones> {
        lock(&self.phones)
    }

    pub fn roll(&self) -> u64 {
        lock(&self.dice).next()
    }

    fn happens(&self, chance: f64) -> bool {
        lock(&self.dice).happens(chance)
    }

    /// Decides on one submission of a client with `waiting` others unanswered.
    pub fn submit(&self, system_id: &str, m: &ShortMessage, waiting: usize) -> Verdict {
        let faults = self.faults();
        let delay = self.config.answer_delay;
        let no = |status| Verdict::Answer { status, message_id: String::new(), after: delay };
        self.tally.submits.fetch_add(1, Relaxed);
        if self.config.window.is_some_and(|most| waiting >= most) || self.happens(faults.throttle) {
            self.tally.throttled.fetch_add(1, Relaxed);
            return no(status::THROTTLED);
        }
        if self.happens(faults.refuse) {
            self.tally.refused.fetch_add(1, Relaxed);
            return no(faults.refuse_status);
        }
        if m.destination.value.is_empty() {
            self.tally.refused.fetch_add(1, Relaxed);
            return no(status::INVALID_DESTINATION);
        }
        let message_id = self.accept(system_id, m, &faults);
        if self.happens(faults.drop_links) {
            return Verdict::Drop;
        }
        if self.happens(faults.lose_answers) {
            self.tally.lost_answers.fetch_add(1, Relaxed);
            return Verdict::Silence;
        }
        let mut after = delay;
        if self.happens(faults.late_answers) {
            after += faults.late_by;
        }
        if faults.early_receipts {
            after += EARLY_BY;
        }
        Verdict::Answer { status: status::OK, message_id, after }
    }

    /// Takes a message: gives it an id, puts it on the phone, and writes its receipt.
    fn accept(&self, system_id: &str, m: &ShortMessage, faults: &Faults) -> String {
        self.tally.accepted.fetch_add(1, Relaxed);
        let number = self.last_id.fetch_add(1, Relaxed) + 1;
        let (answered, receipted) = match self.config.id_base {
            IdBase::Decimal => (number.to_string(), number.to_string()),
            IdBase::Hexadecimal => (format!("{number:x}"), format!("{number:x}")),
            IdBase::Mixed => (format!("{number:012X}"), number.to_string()),
        };
        let now = (self.clock)();
        let state = if self.happens(faults.undeliverable) {
            ReceiptState::Undeliverable
        } else {
            let whole = self.phones().receive(m, now);
            if let Some(message) = whole {
                // Nobody watching is fine.
                let _ = self.events.send(HandsetEvent::Arrived(message));
            }
            ReceiptState::Delivered
        };
        let asked = match m.registered_delivery & 0x03 {
            1 => true,
            2 => state != ReceiptState::Delivered,
            _ => false,
        };
        if asked && !self.happens(faults.lose_receipts) {
            let after = if faults.early_receipts {
                Duration::ZERO
            } else {
                self.config.answer_delay + self.config.receipt_delay
            };
            let micros = i64::try_from(after.as_micros()).unwrap_or(0);
            let fate = Fate {
                id: &receipted,
                state,
                accepted_at: now,
                done_at: now.saturating_add(micros),
                bare: faults.bare_receipts,
            };
            let copies = if self.happens(faults.double_receipts) { 2 } else { 1 };
            for _ in 0..copies {
                let delivery = Delivery {
                    system_id: system_id.to_owned(),
                    message: receipt(m, &fate),
                    attempts: 0,
                    outcome: None,
                };
                self.post(Instant::now() + after, delivery);
            }
        }
        answered
    }

    /// Puts a delivery into the mail.
    pub fn post(&self, at: Instant, delivery: Delivery) {
        lock(&self.mail).put(at, delivery);
        self.posted.notify_one();
    }

    /// Hands a receiver what was held for it, and lists it.
    pub fn enter(&self, receiver: Receiver) -> Vec<Delivery> {
        let mut receivers = lock(&self.receivers);
        let held = lock(&self.mail).take_held(&receiver.system_id);
        receivers.push(receiver);
        held
    }

    pub fn bound(&self) {
        self.tally.binds.fetch_add(1, Relaxed);
        self.bound.fetch_add(1, Relaxed);
    }

    pub fn unbound(&self, connection: u64) {
        lock(&self.receivers).retain(|r| r.connection != connection);
        self.bound.fetch_sub(1, Relaxed);
    }

    /// The account of any client that receives.
    pub fn any_receiver(&self) -> Option<String> {
        lock(&self.receivers).first().map(|r| r.system_id.clone())
    }

    /// Gives a delivery to a bound receiver of its account, or keeps it for one.
    fn route(&self, delivery: Delivery) {
        let receivers = lock(&self.receivers);
        let mine = receivers.iter().find(|r| r.system_id == delivery.system_id);
        let back = match mine {
            Some(r) => r.to.send(delivery).err().map(|e| e.0),
            None => Some(delivery),
        };
        match back {
            Some(Delivery { outcome: Some(outcome), .. }) => {
                // The phone's writer waits: tell rather than keep.
                let _ = outcome.send(Err(ReplyError::NotBound));
            }
            Some(delivery) => lock(&self.mail).hold(delivery),
            None => {}
        }
    }

    /// Hands out the mail as it comes due, until the end.
    pub async fn deliver(self: Arc<Self>) {
        let mut stop = self.stop.subscribe();
        while !*stop.borrow() {
            let now = Instant::now();
            let (next, wake) = {
                let mut mail = lock(&self.mail);
                (mail.take_due(now), mail.next_due())
            };
            if let Some(delivery) = next {
                self.route(delivery);
                continue;
            }
            let wake = wake.unwrap_or(now + Duration::from_secs(3_600));
            tokio::select! {
                () = sleep_until(wake.into()) => {}
                () = self.posted.notified() => {}
                _ = stop.changed() => {}
            }
        }
    }

    pub fn counters(&self) -> SimCounters {
        let t = &self.tally;
        SimCounters {
            bound: self.bound.load(Relaxed),
            binds: t.binds.load(Relaxed),
            submits: t.submits.load(Relaxed),
            accepted: t.accepted.load(Relaxed),
            throttled: t.throttled.load(Relaxed),
            refused: t.refused.load(Relaxed),
            lost_answers: t.lost_answers.load(Relaxed),
            deliveries: t.deliveries.load(Relaxed),
            deliveries_taken: t.deliveries_taken.load(Relaxed),
            enquiries: t.enquiries.load(Relaxed),
            peak_in_flight: t.peak_in_flight.load(Relaxed),
        }
    }
}

/// A poisoned lock still guards a whole value: no critical section here can stop half-way.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
