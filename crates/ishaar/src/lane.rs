//! What each lane of messages is given: how long it is of use, how long it may be, what a doubt means.

use calendar::Instant;
use catalogue::Lane;
use serde::{Deserialize, Serialize};

/// What is done with a message whose answer was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InDoubt {
    /// It is never sent again, and the doubt needs nobody: who waits for a code asks for a new one.
    NeverAgain,
    /// It stays in doubt where people see it, until a late answer or a receipt settles it. It is not sent
    /// again by itself: whether that is right cannot be known, and is not guessed.
    Hold,
}

/// How messages of a lane are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Seconds after which the message is of no use to its recipient.
    pub useful_for: i64,
    /// The most parts a text of this lane may need.
    pub most_segments: usize,
    /// What a lost answer means.
    pub in_doubt: InDoubt,
}

/// The policy of a lane.
pub const fn policy(lane: Lane) -> Policy {
    match lane {
        Lane::Code => Policy { useful_for: 5 * 60, most_segments: 1, in_doubt: InDoubt::NeverAgain },
        Lane::RecordChange => Policy { useful_for: 3 * 86_400, most_segments: 2, in_doubt: InDoubt::Hold },
        Lane::Reminder => Policy { useful_for: 86_400, most_segments: 2, in_doubt: InDoubt::NeverAgain },
    }
}

/// Seconds until the next try, by the number of failures before; the last repeats.
pub const RETRY_AFTER: [i64; 7] = [2, 10, 30, 120, 300, 900, 1_800];

/// When a part that failed so many times is tried again; nothing once that would be after it is of use.
///
/// `jitter` is drawn by the caller, from 0 to 1000, and is the share in thousandths of the wait that is kept:
/// thousands of messages that fail together do not come back together.
pub fn next_try(now: Instant, failures: u16, useful_until: Instant, jitter: u16) -> Option<Instant> {
    let step = usize::from(failures.saturating_sub(1)).min(RETRY_AFTER.len() - 1);
    let wait_millis = RETRY_AFTER[step] * i64::from(jitter.min(1000));
    let next = now.plus_millis(wait_millis);
    (next <= useful_until).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_micros(0).plus_seconds(seconds)
    }

    #[test]
    fn waits_grow_to_half_an_hour_and_stay_there() {
        let waits: Vec<Option<Instant>> = (1..=9).map(|n| next_try(at(0), n, at(100_000), 1000)).collect();
        let expected = [2, 10, 30, 120, 300, 900, 1800, 1800, 1800].map(|seconds| Some(at(seconds)));
        assert_eq!(waits, expected);
    }

    #[test]
    fn jitter_shortens_a_wait_and_the_deadline_ends_all_tries() {
        assert_eq!(next_try(at(0), 2, at(60), 500), Some(at(5)));
        assert_eq!(next_try(at(0), 2, at(60), 0), Some(at(0)));
        assert_eq!(next_try(at(55), 2, at(60), 1000), None);
    }
}
