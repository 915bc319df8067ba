//! What can be seen of a link from outside.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use thiserror::Error;

/// Why a link is not, or no longer, bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LinkFault {
    /// No TCP connection came about.
    #[error("cannot connect: {0}")]
    Connect(std::io::ErrorKind),
    /// Connecting took too long.
    #[error("connecting took too long")]
    ConnectTimeout,
    /// The peer refused the bind with this status.
    #[error("the bind was refused with status {0:#x}")]
    BindRefused(u32),
    /// The bind was not answered in time.
    #[error("the bind was not answered")]
    BindTimeout,
    /// The bind request cannot be written: a field is too long.
    #[error("the bind cannot be asked for: {0}")]
    BindInvalid(crate::codec::EncodeError),
    /// The peer closed the connection.
    #[error("the peer closed the connection")]
    PeerClosed,
    /// The peer unbound.
    #[error("the peer unbound")]
    PeerUnbound,
    /// Reading or writing failed.
    #[error("the connection failed: {0}")]
    Io(std::io::ErrorKind),
    /// The peer fell silent and left enquiries unanswered.
    #[error("the peer fell silent")]
    Silent,
    /// What came is no SMPP, or the peer says ours is none.
    #[error("the stream is broken")]
    Broken,
    /// The link was stopped on our side.
    #[error("stopped")]
    Stopped,
}

/// Where a link stands. Instants are of the monotonic clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// Opening a TCP connection.
    Connecting,
    /// Waiting for the answer to the bind.
    Binding,
    /// Open for messages.
    Bound {
        /// Since when.
        since: Instant,
    },
    /// Waiting before the next connection.
    Backoff {
        /// Until when.
        until: Instant,
        /// What went wrong.
        reason: LinkFault,
    },
    /// Stopped by [`crate::Link::stop`].
    Closed,
    /// Given up: trying again would only lock the account. Needs a person.
    Stopped(LinkFault),
}

impl LinkState {
    /// Whether messages can be submitted now.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        matches!(self, Self::Bound { .. })
    }

    /// Whether the link will never be bound again.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Closed | Self::Stopped(_))
    }
}

/// What a link has done since it started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LinkCounters {
    /// Submissions that wait for their answer now.
    pub in_flight: usize,
    /// How many may wait now; throttling lowers it for a while.
    pub window: usize,
    /// Submissions written.
    pub submitted: u64,
    /// Accepted by the peer.
    pub accepted: u64,
    /// Refused by the peer.
    pub refused: u64,
    /// Answered with «too fast» or «queue full».
    pub throttled: u64,
    /// Written, and not answered in time or before the link was lost.
    pub in_doubt: u64,
    /// Answers that came after their submission was given up as in doubt.
    pub late_answers: u64,
    /// Receipts received.
    pub receipts: u64,
    /// Messages received.
    pub messages: u64,
    /// Times the link was bound.
    pub binds: u64,
    /// The median time to an answer over the last 512.
    pub latency_median: Option<Duration>,
}

#[derive(Debug, Default)]
pub(super) struct Tally {
    pub in_flight: AtomicUsize,
    pub window: AtomicUsize,
    pub submitted: AtomicU64,
    pub accepted: AtomicU64,
    pub refused: AtomicU64,
    pub throttled: AtomicU64,
    pub in_doubt: AtomicU64,
    pub late_answers: AtomicU64,
    pub receipts: AtomicU64,
    pub messages: AtomicU64,
    pub binds: AtomicU64,
    latencies: Mutex<VecDeque<Duration>>,
}

const LATENCIES: usize = 512;

impl Tally {
    pub fn latency(&self, took: Duration) {
        let Ok(mut kept) = self.latencies.lock() else {
            return;
        };
        if kept.len() == LATENCIES {
            kept.pop_front();
        }
        kept.push_back(took);
    }

    pub fn counters(&self) -> LinkCounters {
        let mut sorted: Vec<Duration> =
            self.latencies.lock().map(|l| l.iter().copied().collect()).unwrap_or_default();
        sorted.sort_unstable();
        LinkCounters {
            in_flight: self.in_flight.load(Relaxed),
            window: self.window.load(Relaxed),
            submitted: self.submitted.load(Relaxed),
            accepted: self.accepted.load(Relaxed),
            refused: self.refused.load(Relaxed),
            throttled: self.throttled.load(Relaxed),
            in_doubt: self.in_doubt.load(Relaxed),
            late_answers: self.late_answers.load(Relaxed),
            receipts: self.receipts.load(Relaxed),
            messages: self.messages.load(Relaxed),
            binds: self.binds.load(Relaxed),
            latency_median: sorted.get(sorted.len() / 2).copied(),
        }
    }
}

/// Adds one.
pub(super) fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Relaxed);
}
