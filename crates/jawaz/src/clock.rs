//! The only file that reads the clock and draws randomness. Everything else is handed them.

#![allow(clippy::disallowed_methods)]

use calendar::Instant;
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

/// The system's clock.
pub struct SystemClock;

impl desk::Clock for SystemClock {
    fn now(&self) -> Instant {
        now()
    }
}

/// The system's randomness.
pub struct SystemSecrets;

impl desk::Secrets for SystemSecrets {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness there are no sessions and no codes: better no service than a guessable one.
        if let Err(error) = secret_bytes(bytes) {
            tracing::error!(%error, "the system gives no randomness; stopping");
            std::process::abort();
        }
    }
}

/// A number from 0 to 1 that spreads retries; nothing secret hangs on it.
pub fn jitter() -> f64 {
    let mut byte = [0];
    match secret_bytes(&mut byte) {
        Ok(()) => f64::from(byte[0]) / 255.0,
        Err(_) => 0.5,
    }
}
