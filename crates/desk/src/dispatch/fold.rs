//! The life of a message, as pure steps: what stands, what happened, what stands then.

use calendar::Instant;
use smpp::{Answer, ReceiptState, StatusClass};

/// Where a message, or one of its parts, stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MessageState {
    /// Waits for its turn.
    Queued,
    /// Leased by a process that is sending it.
    Sending,
    /// The operator has it.
    Submitted,
    /// It may have left, and nobody knows whether it arrived. Never guessed: a late answer or a receipt tells.
    InDoubt,
    /// On the handset.
    Delivered,
    /// The operator gave up.
    Undeliverable,
    /// The operator would not have it.
    Rejected,
    /// No longer useful.
    Expired,
}

impl MessageState {
    /// All of them.
    pub const ALL: [MessageState; 8] = [
        MessageState::Queued,
        MessageState::Sending,
        MessageState::Submitted,
        MessageState::InDoubt,
        MessageState::Delivered,
        MessageState::Undeliverable,
        MessageState::Rejected,
        MessageState::Expired,
    ];

    /// The state's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            MessageState::Queued => "queued",
            MessageState::Sending => "sending",
            MessageState::Submitted => "submitted",
            MessageState::InDoubt => "in-doubt",
            MessageState::Delivered => "delivered",
            MessageState::Undeliverable => "undeliverable",
            MessageState::Rejected => "rejected",
            MessageState::Expired => "expired",
        }
    }

    /// Reads a name; the schema admits no other than these.
    pub fn read(name: &str) -> MessageState {
        MessageState::ALL.into_iter().find(|state| state.as_str() == name).unwrap_or(MessageState::InDoubt)
    }

    /// Whether nothing more is done for it. A late truth may still change it.
    pub const fn is_end(self) -> bool {
        matches!(
            self,
            MessageState::Delivered
                | MessageState::Undeliverable
                | MessageState::Rejected
                | MessageState::Expired
        )
    }
}

/// One part as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub n: i64,
    pub state: MessageState,
    pub link: Option<String>,
    pub smsc_id: Option<String>,
    pub reference: Option<i64>,
    pub submitted_at: Option<i64>,
    pub answered_at: Option<i64>,
    pub command_status: Option<i64>,
    pub receipt_state: Option<String>,
    pub receipt_error: Option<String>,
    pub receipt_at: Option<i64>,
}

/// A message as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub state: MessageState,
    pub attempts: i64,
    pub last_event: i64,
    pub parts: Vec<Part>,
}

/// Something that befell a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub what: &'static str,
    pub part: Option<i64>,
    pub detail: Option<String>,
}

/// What is written next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub events: Vec<Event>,
    pub parts: Vec<Part>,
    pub state: MessageState,
    pub attempts: i64,
    pub next_attempt_at: Option<i64>,
}

/// Seconds to wait before the next attempt, by how many there were. The last repeats until the message is no
/// longer useful. (Our own schedule: quick at first, for most faults of a link pass in seconds.)
const WAITS_SECONDS: [i64; 7] = [2, 10, 30, 120, 300, 900, 1_800];

/// The parts are journalled: from now on bytes may leave.
pub fn sending(
    standing: &Standing,
    parts: i64,
    link: &str,
    reference: Option<i64>,
    now: Instant,
) -> Option<Step> {
    if standing.state != MessageState::Sending {
        return None;
    }
    let to_send = (1..=parts)
        .filter(|n| standing.parts.iter().all(|part| part.n != *n || part.state == MessageState::Queued));
    let parts: Vec<Part> = to_send
        .map(|n| Part {
            n,
            state: MessageState::Sending,
            link: Some(link.to_owned()),
            smsc_id: None,
            reference: standing
                .parts
                .iter()
                .find(|part| part.n == n)
                .and_then(|part| part.reference)
                .or(reference),
            submitted_at: Some(now.micros()),
            answered_at: None,
            command_status: None,
            receipt_state: None,
            receipt_error: None,
            receipt_at: None,
        })
        .collect();
    let events = vec![Event { what: "sending", part: None, detail: None }];
    Some(Step {
        events,
        parts,
        state: MessageState::Sending,
        attempts: standing.attempts,
        next_attempt_at: None,
    })
}

/// The operator's answers to the parts that were sent, by their numbers.
pub fn answered(standing: &Standing, answers: &[(i64, Answer)], now: Instant, jitter: f64) -> Option<Step> {
    let mut parts = Vec::new();
    let mut events = Vec::new();
    let mut counts_as_attempt = true;
    for (n, answer) in answers {
        let Some(part) = standing.parts.iter().find(|part| part.n == *n) else { continue };
        let mut part = Part { answered_at: Some(now.micros()), ..part.clone() };
        let (state, what, detail) = outcome(answer);
        counts_as_attempt &= !matches!(answer, Answer::Throttled { .. } | Answer::NotSent(_));
        part.state = state;
        if let Answer::Accepted { message_id } = answer {
            part.smsc_id = Some(smpp::message_id::canonical(message_id));
        }
        if let Answer::Refused { status, .. } | Answer::Throttled { status } = answer {
            part.command_status = Some(i64::from(*status));
        }
        if state == MessageState::InDoubt {
            part.answered_at = None;
        }
        events.push(Event { what, part: Some(*n), detail });
        parts.push(part);
    }
    if parts.is_empty() {
        return None;
    }
    // Neither a throttle nor a link that is down says anything against the message.
    let attempts = if counts_as_attempt { standing.attempts } else { (standing.attempts - 1).max(0) };
    Some(step(standing, events, parts, attempts, Some(wait_until(now, attempts, jitter))))
}

fn outcome(answer: &Answer) -> (MessageState, &'static str, Option<String>) {
    match answer {
        Answer::Accepted { .. } => (MessageState::Submitted, "accepted", None),
        Answer::Refused { status, class: StatusClass::Transient } => {
            (MessageState::Queued, "refused-for-now", Some(format!("{status:#x}")))
        }
        Answer::Refused { status, .. } => (MessageState::Rejected, "refused", Some(format!("{status:#x}"))),
        Answer::Throttled { status } => (MessageState::Queued, "throttled", Some(format!("{status:#x}"))),
        Answer::NotSent(why) => (MessageState::Queued, "not-sent", Some(why.to_string())),
        Answer::InDoubt => (MessageState::InDoubt, "in-doubt", None),
    }
}

/// An answer that came after its part was given up as in doubt.
pub fn answered_late(standing: &Standing, n: i64, answer: &Answer, now: Instant) -> Option<Step> {
    let part = standing.parts.iter().find(|part| part.n == n && part.state == MessageState::InDoubt)?;
    let Answer::Accepted { message_id } = answer else { return None };
    let part = Part {
        state: MessageState::Submitted,
        smsc_id: Some(smpp::message_id::canonical(message_id)),
        answered_at: Some(now.micros()),
        ..part.clone()
    };
    let events = vec![Event { what: "answered-late", part: Some(n), detail: None }];
    Some(step(standing, events, vec![part], standing.attempts, None))
}

/// What an operator's receipt says of a part. Delivered wins over everything, and an end is never undone by
/// news of an earlier stage.
pub fn receipt(
    standing: &Standing,
    n: i64,
    state: ReceiptState,
    error: Option<&str>,
    now: Instant,
) -> Option<Step> {
    let part = standing.parts.iter().find(|part| part.n == n)?;
    if part.receipt_state.as_deref() == Some(state.word()) {
        return None;
    }
    let says = match state {
        ReceiptState::Delivered => MessageState::Delivered,
        ReceiptState::Expired => MessageState::Expired,
        ReceiptState::Undeliverable | ReceiptState::Deleted => MessageState::Undeliverable,
        ReceiptState::Rejected => MessageState::Rejected,
        ReceiptState::EnRoute | ReceiptState::Accepted | ReceiptState::Unknown => part.state,
    };
    let stays = part.state == MessageState::Delivered || (part.state.is_end() && !says.is_end());
    let now_state = if stays { part.state } else { says };
    let kept = if stays { part.receipt_state.clone() } else { Some(state.word().to_owned()) };
    let part = Part {
        state: now_state,
        receipt_state: kept,
        receipt_error: error.map(str::to_owned).or_else(|| part.receipt_error.clone()),
        receipt_at: Some(now.micros()),
        ..part.clone()
    };
    let events = vec![Event { what: "receipt", part: Some(n), detail: Some(state.word().to_owned()) }];
    Some(step(standing, events, vec![part], standing.attempts, None))
}

/// A process died with the message in its hands.
pub fn lease_ended(standing: &Standing, now: Instant) -> Option<Step> {
    if standing.state != MessageState::Sending {
        return None;
    }
    let parts: Vec<Part> = standing
        .parts
        .iter()
        .filter(|part| part.state == MessageState::Sending)
        .map(|part| Part { state: MessageState::InDoubt, ..part.clone() })
        .collect();
    let what = if parts.is_empty() { "lease-ended-unsent" } else { "lease-ended-in-doubt" };
    let events = vec![Event { what, part: None, detail: None }];
    let mut step = step(standing, events, parts, standing.attempts, Some(now.micros()));
    if standing.parts.is_empty() {
        step.state = MessageState::Queued;
    }
    Some(step)
}

/// The message waited until it was of no more use.
pub fn expired(standing: &Standing) -> Option<Step> {
    let events = vec![Event { what: "no-longer-useful", part: None, detail: None }];
    Some(Step {
        events,
        parts: Vec::new(),
        state: MessageState::Expired,
        attempts: standing.attempts,
        next_attempt_at: None,
    })
}

fn step(
    standing: &Standing,
    events: Vec<Event>,
    parts: Vec<Part>,
    attempts: i64,
    next_attempt_at: Option<i64>,
) -> Step {
    let as_changed =
        standing.parts.iter().map(|part| parts.iter().find(|new| new.n == part.n).unwrap_or(part).state);
    let state = of_parts(&as_changed.collect::<Vec<_>>());
    Step { events, parts, state, attempts, next_attempt_at }
}

/// A message is as well off as the worst of its parts; while one still waits, so does the message.
fn of_parts(parts: &[MessageState]) -> MessageState {
    let worst_first = [
        MessageState::Rejected,
        MessageState::Undeliverable,
        MessageState::Expired,
        MessageState::Queued,
        MessageState::Sending,
        MessageState::InDoubt,
        MessageState::Submitted,
        MessageState::Delivered,
    ];
    worst_first.into_iter().find(|state| parts.contains(state)).unwrap_or(MessageState::Queued)
}

fn wait_until(now: Instant, attempts: i64, jitter: f64) -> i64 {
    let step = usize::try_from(attempts.max(1) - 1).unwrap_or(0).min(WAITS_SECONDS.len() - 1);
    let most = WAITS_SECONDS[step] * 1_000_000;
    now.micros() + most / 2 + (most as f64 / 2.0 * jitter.clamp(0.0, 1.0)) as i64
}
