//! What a link needs to know.

use std::time::Duration;

use crate::codec::BindKind;

/// When optional parameters go with a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OptionalParameters {
    /// When the peer says at the bind that it speaks 3.4 or later (SMPP 3.4, 3.3).
    #[default]
    ByVersion,
    /// Always: for peers that understand them but do not say so.
    Always,
    /// Never.
    Never,
}

/// How to reach the operator and how to behave there.
#[derive(Clone)]
pub struct LinkConfig {
    /// Host name or address of the operator's message centre.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// Account, at most 15 characters.
    pub system_id: String,
    /// Password; the standard allows 8 characters, we allow 16.
    pub password: String,
    /// Usually empty.
    pub system_type: String,
    /// Which way messages pass.
    pub bind: BindKind,
    /// Type of number in the bind's address range.
    pub address_ton: u8,
    /// Numbering plan in the bind's address range.
    pub address_npi: u8,
    /// Which destinations this bind serves; usually empty, as a wrong one can silence receipts.
    pub address_range: String,
    /// Service type of submissions, as the operator gives it; usually empty.
    pub service_type: String,
    /// Protocol id of submissions, as the operator gives it; usually 0.
    pub protocol_id: u8,
    /// Priority of submissions, as the operator gives it; usually 0.
    pub priority: u8,
    /// When optional parameters go with a submission.
    pub optional_parameters: OptionalParameters,
    /// How many submissions may wait for their answer at once.
    pub window: usize,
    /// How many submissions a second at most; `None` for no limit of ours.
    pub rate_per_second: Option<u32>,
    /// After how long a silence to ask whether the peer is there.
    pub enquire_every: Duration,
    /// How long an answer may take before the submission is in doubt.
    pub response_timeout: Duration,
    /// How long connecting may take.
    pub connect_timeout: Duration,
    /// The shortest ceiling of the wait before connecting again.
    pub backoff_min: Duration,
    /// The longest wait before connecting again.
    pub backoff_max: Duration,
}

impl LinkConfig {
    /// A transceiver with usual values: window 10, enquiries each 30 s,
    /// answers within 10 s, waits of up to 1 s to 60 s between connections.
    #[must_use]
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self {
            host: host.into(),
            port,
            system_id: String::new(),
            password: String::new(),
            system_type: String::new(),
            bind: BindKind::Transceiver,
            address_ton: 0,
            address_npi: 0,
            address_range: String::new(),
            service_type: String::new(),
            protocol_id: 0,
            priority: 0,
            optional_parameters: OptionalParameters::default(),
            window: 10,
            rate_per_second: None,
            enquire_every: Duration::from_secs(30),
            response_timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(10),
            backoff_min: Duration::from_secs(1),
            backoff_max: Duration::from_secs(60),
        }
    }
}

// Neither account nor password is shown.
impl std::fmt::Debug for LinkConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinkConfig")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("bind", &self.bind)
            .field("window", &self.window)
            .finish_non_exhaustive()
    }
}
