//! How fast to submit: the window, the rate, and what throttling does to both.

use std::time::{Duration, Instant};

use crate::status;

const SHORTEST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How far submissions may run behind their even spacing and catch up.
const SLACK: Duration = Duration::from_millis(50);
/// «Queue full» is said of one destination first; this many in a row are of the whole bind.
const FULL_IN_A_ROW: u32 = 3;

/// How much slower the window grows past where it was last throttled.
const CAUTION: f64 = 50.0;

/// Additive increase, multiplicative decrease: the peer's throttling halves
/// window and rate and pauses the bind; each acceptance earns a little back,
/// and less of it where the peer has throttled before.
#[derive(Debug)]
pub(super) struct Pace {
    ceiling: f64,
    window: f64,
    /// Up to which window nothing was throttled when it last was.
    safe: f64,
    limit: Option<f64>,
    rate: f64,
    next: Option<Instant>,
    paused_until: Option<Instant>,
    pause: Duration,
    accepted: f64,
    full: u32,
}

impl Pace {
    pub fn new(window: usize, rate_per_second: Option<u32>) -> Self {
        let ceiling = f64::from(u32::try_from(window.max(1)).unwrap_or(u32::MAX));
        let limit = rate_per_second.map(|r| f64::from(r.max(1)));
        Self {
            ceiling,
            window: ceiling,
            safe: ceiling,
            limit,
            rate: limit.unwrap_or(0.0),
            next: None,
            paused_until: None,
            pause: Duration::ZERO,
            accepted: 0.0,
            full: 0,
        }
    }

    /// How many may be in flight now.
    pub fn window(&self) -> usize {
        // Between 1 and the ceiling, which was a usize.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = self.window as usize;
        whole.max(1)
    }

    /// From when the next may leave; `None` for at once.
    pub fn not_before(&self, now: Instant) -> Option<Instant> {
        [self.paused_until, self.next].into_iter().flatten().filter(|at| *at > now).max()
    }

    /// One left.
    pub fn sent(&mut self, now: Instant) {
        if self.limit.is_none() {
            return;
        }
        let earliest = now.checked_sub(SLACK).unwrap_or(now);
        let base = self.next.map_or(now, |at| at.max(earliest));
        self.next = Some(base + Duration::from_secs_f64(1.0 / self.rate));
    }

    /// One was accepted.
    pub fn accepted(&mut self) {
        self.full = 0;
        let grown = 1.0 / self.window;
        self.window = if self.window < self.safe {
            (self.window + grown).min(self.safe)
        } else {
            (self.window + grown / CAUTION).min(self.ceiling)
        };
        if let Some(limit) = self.limit {
            self.rate = (self.rate + limit / 100.0).min(limit);
        }
        // A whole window passed: the next throttling is a new one, not more of the last.
        self.accepted += 1.0;
        if self.accepted >= self.window {
            self.pause = Duration::ZERO;
        }
    }

    /// One was answered with «too fast» or «queue full».
    pub fn throttled(&mut self, now: Instant, command_status: u32) {
        if command_status == status::QUEUE_FULL {
            self.full += 1;
            if self.full < FULL_IN_A_ROW {
                return;
            }
        }
        // The rest of the window left before the pause: it shall not cut again.
        if self.paused_until.is_some_and(|until| until > now) {
            return;
        }
        self.safe = (self.window - 1.0).max(1.0);
        self.window = (self.window / 2.0).max(1.0);
        self.accepted = 0.0;
        self.rate = (self.rate / 2.0).max(1.0);
        self.pause = (self.pause * 2).clamp(SHORTEST_PAUSE, LONGEST_PAUSE);
        self.paused_until = Some(now + self.pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throttling_halves_once_a_pause_and_acceptance_earns_it_back() {
        // Given a window of eight
        let now = Instant::now();
        let mut pace = Pace::new(8, None);
        // When a whole window is throttled
        for _ in 0..8 {
            pace.throttled(now, status::THROTTLED);
        }
        // Then it is halved once and the bind pauses
        assert_eq!(pace.window(), 4);
        assert_eq!(pace.not_before(now), Some(now + SHORTEST_PAUSE));
        assert_eq!(pace.not_before(now + SHORTEST_PAUSE), None);
        // And throttled again, it pauses longer
        let later = now + SHORTEST_PAUSE;
        pace.throttled(later, status::THROTTLED);
        assert_eq!(pace.not_before(later), Some(later + 2 * SHORTEST_PAUSE));
        // When messages pass again, the window comes back to eight and no further
        for _ in 0..3_000 {
            pace.accepted();
        }
        assert_eq!(pace.window(), 8);
    }

    #[test]
    fn the_window_settles_under_what_the_peer_grants() {
        // Given a peer that throttles whatever is over a window of three
        let mut now = Instant::now();
        let mut pace = Pace::new(16, None);
        let mut cuts = 0;
        // When a thousand windows are submitted
        for _ in 0..1_000 {
            let window = pace.window();
            (0..window.min(3)).for_each(|_| pace.accepted());
            if window > 3 {
                cuts += 1;
                pace.throttled(now, status::THROTTLED);
                now += LONGEST_PAUSE;
            }
        }
        // Then few of them were too wide, and none made the pause grow
        assert!(cuts < 30, "{cuts}");
        pace.throttled(now, status::THROTTLED);
        assert_eq!(pace.not_before(now), Some(now + SHORTEST_PAUSE));
    }

    #[test]
    fn one_full_destination_does_not_stop_the_bind() {
        let now = Instant::now();
        let mut pace = Pace::new(8, None);
        pace.throttled(now, status::QUEUE_FULL);
        pace.accepted();
        pace.throttled(now, status::QUEUE_FULL);
        assert_eq!((pace.window(), pace.not_before(now)), (8, None));
        pace.throttled(now, status::QUEUE_FULL);
        pace.throttled(now, status::QUEUE_FULL);
        assert_eq!(pace.window(), 4);
    }

    #[test]
    fn a_rate_is_kept_over_a_second() {
        let start = Instant::now();
        let mut pace = Pace::new(1000, Some(100));
        let mut sent = 0;
        for millisecond in 0..1_000 {
            let now = start + Duration::from_millis(millisecond);
            while sent < 1_000 && pace.not_before(now).is_none() {
                pace.sent(now);
                sent += 1;
            }
        }
        assert!((95..=106).contains(&sent), "{sent}");
    }
}
