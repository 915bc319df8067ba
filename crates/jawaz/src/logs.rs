//! Structured logs on standard error: JSON where a machine reads them, lines where a person does.

use tracing_subscriber::EnvFilter;

/// Starts logging. `JAWAZ_LOG` filters (`info` by default).
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_env("JAWAZ_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let logs =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A second start (two houses in one test process) keeps the first.
    let _ = if json { logs.json().try_init() } else { logs.compact().try_init() };
}
