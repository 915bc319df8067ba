//! The only file that reads the clock and draws randomness. Everything else is handed them.

#![allow(clippy::disallowed_methods)]

use calendar::Instant;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The time now, in UTC microseconds.
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// Fills `bytes` with what nobody can guess.
///
/// # Errors
/// When the system has no randomness to give; nothing may go on then.
pub fn secret_bytes(bytes: &mut [u8]) -> std::io::Result<()> {
    getrandom::fill(bytes).map_err(|error| std::io::Error::other(error.to_string()))
}

/// Hands out blocks of ids that grow with time and that no other process of this installation is given:
/// milliseconds, ten bits of this process, and six bits for ids of one transaction.
pub struct IdSource {
    process: i64,
    last: AtomicI64,
}

/// How many ids one block holds.
const BLOCK: i64 = 64;
/// 1 January 2020, from when the milliseconds are counted, so that sixty-three bits last until 2089.
const EPOCH_MILLIS: i64 = 1_577_836_800_000;

impl IdSource {
    /// A source for this process.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn new() -> std::io::Result<IdSource> {
        let mut bytes = [0; 2];
        secret_bytes(&mut bytes)?;
        let process = i64::from(u16::from_le_bytes(bytes) & 0x3FF);
        Ok(IdSource { process, last: AtomicI64::new(0) })
    }

    /// The first id of a block of 64 that nobody else was given.
    pub fn block(&self) -> i64 {
        let tick = ((now().micros() / 1000 - EPOCH_MILLIS) << 5).max(0);
        let claim = |last: i64| Some(tick.max(last + 1));
        let last = self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, claim).unwrap_or(tick);
        ((tick.max(last + 1) << 10) | self.process) * BLOCK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_grow_and_never_overlap() {
        let source = IdSource::new().unwrap();
        let mut last = 0;
        for _ in 0..10_000 {
            let block = source.block();
            assert!(block >= last + BLOCK, "{block} after {last}");
            last = block;
        }
    }
}
