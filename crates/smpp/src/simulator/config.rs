//! How the simulated operator behaves.

use std::net::SocketAddr;
use std::time::Duration;

/// In which base the operator writes message ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IdBase {
    /// Decimal in answers and receipts.
    #[default]
    Decimal,
    /// Hexadecimal in answers and receipts.
    Hexadecimal,
    /// Hexadecimal with leading zeros in answers, decimal in receipts, as some operators do.
    Mixed,
}

/// The simulator's settings.
#[derive(Clone)]
pub struct SimConfig {
    /// Where to listen; port 0 for any free one.
    pub listen: SocketAddr,
    /// The only account and password let in; `None` lets in any.
    pub account: Option<(String, String)>,
    /// Base of message ids.
    pub id_base: IdBase,
    /// How long an answer takes.
    pub answer_delay: Duration,
    /// How long after the acceptance a receipt comes.
    pub receipt_delay: Duration,
    /// How long until a receipt that was not taken is sent again.
    pub retry_delay: Duration,
    /// After how long a silence to ask whether the client is there; `None` for never.
    pub enquire_every: Option<Duration>,
    /// More unanswered submissions than this on one connection are throttled.
    pub window: Option<usize>,
    /// What goes wrong.
    pub faults: Faults,
    /// Seed of the dice that faults roll.
    pub seed: u64,
    /// How many messages a phone keeps; older ones go.
    pub kept_per_phone: usize,
}

impl Default for SimConfig {
    /// A quick and faultless operator on any free local port.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            account: None,
            id_base: IdBase::default(),
            answer_delay: Duration::ZERO,
            receipt_delay: Duration::from_millis(50),
            retry_delay: Duration::from_secs(1),
            enquire_every: Some(Duration::from_secs(60)),
            window: None,
            faults: Faults::default(),
            seed: 0,
            kept_per_phone: 500,
        }
    }
}

impl std::fmt::Debug for SimConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SimConfig")
            .field("listen", &self.listen)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

/// What goes wrong. Chances are from 0, never, to 1, always.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Faults {
    /// Chance that a submission is taken and never answered.
    pub lose_answers: f64,
    /// Chance that an answer comes late.
    pub late_answers: f64,
    /// How late.
    pub late_by: Duration,
    /// Chance that a submission is answered «too fast» and not taken.
    pub throttle: f64,
    /// Chance that a submission is refused with `refuse_status`.
    pub refuse: f64,
    /// Status of such refusals.
    pub refuse_status: u32,
    /// Chance that a submission is taken and the connection dropped before its answer.
    pub drop_links: f64,
    /// Chance that a message taken never reaches its phone: the receipt says so.
    pub undeliverable: f64,
    /// Whether receipts come before the answers they belong to.
    pub early_receipts: bool,
    /// Chance that no receipt comes.
    pub lose_receipts: f64,
    /// Chance that a receipt comes twice.
    pub double_receipts: f64,
    /// Whether receipts are text without parameters.
    pub bare_receipts: bool,
    /// Status with which binds are refused.
    pub refuse_binds: Option<u32>,
    /// Whether everything received is ignored while the connection stays open.
    pub mute: bool,
    /// Whether octets leave a few at a time.
    pub split_writes: bool,
}
