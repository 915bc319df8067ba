//! Submissions that wait for their answer.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::message::Answer;

/// Sequence numbers run from 1 to this and begin again (SMPP 3.4, 5.1.4).
const LAST_SEQUENCE: u32 = 0x7FFF_FFFF;
/// How many given-up submissions are remembered for late answers.
const REMEMBERED: usize = 10_000;

/// One submission that was handed to the stream.
#[derive(Debug)]
pub(super) struct Waiting {
    pub reply: oneshot::Sender<Answer>,
    pub tag: u128,
    pub since: Instant,
    /// The stream offset after its last octet: until that is written, the peer cannot act on it.
    pub end: u64,
}

/// What a sequence number belongs to.
#[derive(Debug)]
pub(super) enum Owner {
    Waiting(Waiting),
    /// Given up as in doubt: its tag.
    GivenUp(u128),
    Nobody,
}

#[derive(Debug)]
pub(super) struct Pending {
    timeout: Duration,
    last: u32,
    waiting: HashMap<u32, Waiting>,
    /// By age; entries already answered are skipped.
    order: VecDeque<(Instant, u32)>,
    given_up: HashMap<u32, u128>,
    given_up_order: VecDeque<u32>,
}

impl Pending {
    pub fn new(timeout: Duration) -> Self {
        Self::starting_after(timeout, 0)
    }

    fn starting_after(timeout: Duration, last: u32) -> Self {
        Self {
            timeout,
            last,
            waiting: HashMap::new(),
            order: VecDeque::new(),
            given_up: HashMap::new(),
            given_up_order: VecDeque::new(),
        }
    }

    /// A sequence number nothing in flight uses.
    pub fn next_sequence(&mut self) -> u32 {
        loop {
            self.last = if self.last >= LAST_SEQUENCE { 1 } else { self.last + 1 };
            if !self.waiting.contains_key(&self.last) && !self.given_up.contains_key(&self.last) {
                return self.last;
            }
        }
    }

    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    pub fn insert(&mut self, sequence: u32, waiting: Waiting) {
        self.order.push_back((waiting.since + self.timeout, sequence));
        self.waiting.insert(sequence, waiting);
    }

    /// Takes out what an answer belongs to.
    pub fn answered(&mut self, sequence: u32) -> Owner {
        if let Some(w) = self.waiting.remove(&sequence) {
            return Owner::Waiting(w);
        }
        self.given_up.remove(&sequence).map_or(Owner::Nobody, Owner::GivenUp)
    }

    /// When the oldest must be given up.
    pub fn deadline(&mut self) -> Option<Instant> {
        while let Some((at, sequence)) = self.order.front() {
            // A number may be in use again after a wrap: the times tell.
            let current = self.waiting.get(sequence).is_some_and(|w| w.since + self.timeout == *at);
            if current {
                return Some(*at);
            }
            self.order.pop_front();
        }
        None
    }

    /// Takes out one whose time is over, and remembers its number.
    pub fn give_up(&mut self, now: Instant) -> Option<Waiting> {
        if self.deadline()? > now {
            return None;
        }
        let (_, sequence) = self.order.pop_front()?;
        let waiting = self.waiting.remove(&sequence)?;
        self.given_up.insert(sequence, waiting.tag);
        self.given_up_order.push_back(sequence);
        if self.given_up_order.len() > REMEMBERED
            && let Some(oldest) = self.given_up_order.pop_front()
        {
            self.given_up.remove(&oldest);
        }
        Some(waiting)
    }

    /// Takes out all, when the link is lost.
    pub fn drain(&mut self) -> impl Iterator<Item = Waiting> {
        self.order.clear();
        self.waiting.drain().map(|(_, w)| w)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(since: Instant) -> Waiting {
        Waiting { reply: oneshot::channel().0, tag: 7, since, end: 0 }
    }

    #[test]
    fn numbers_wrap_to_one_and_pass_over_those_in_use() {
        let mut p = Pending::starting_after(Duration::from_secs(1), LAST_SEQUENCE - 1);
        p.insert(1, waiting(Instant::now()));
        assert_eq!(p.next_sequence(), LAST_SEQUENCE);
        assert_eq!(p.next_sequence(), 2);
    }

    #[test]
    fn what_is_given_up_is_still_known_when_its_answer_comes() {
        let start = Instant::now();
        let mut p = Pending::new(Duration::from_secs(1));
        let n = p.next_sequence();
        p.insert(n, waiting(start));
        assert!(p.give_up(start).is_none());
        assert!(p.give_up(start + Duration::from_secs(1)).is_some());
        assert_eq!(p.len(), 0);
        assert!(matches!(p.answered(n), Owner::GivenUp(7)));
        assert!(matches!(p.answered(n), Owner::Nobody));
    }
}
