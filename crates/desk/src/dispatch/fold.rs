//! The life of a message, as pure steps: what stands, what happened, what stands then.

use calendar::Instant;
use ishaar::{Receipt, next_try};
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

/// The parts are journalled: from now on bytes may leave. Nothing where the message is no longer held by the lease
/// of attempt `attempts`: whoever slept through theirs must not send beside the next holder.
pub fn sending(
    standing: &Standing,
    attempts: i64,
    parts: i64,
    link: &str,
    reference: Option<i64>,
    now: Instant,
) -> Option<Step> {
    if standing.state != MessageState::Sending || standing.attempts != attempts {
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

/// What an operator's receipt says of a part. The weightier receipt stands, whichever came first: so the same
/// receipts in any order end alike.
pub fn receipt(
    standing: &Standing,
    n: i64,
    state: ReceiptState,
    error: Option<&str>,
    now: Instant,
) -> Option<Step> {
    let part = standing.parts.iter().find(|part| part.n == n)?;
    let told = part.receipt_state.as_deref().and_then(Receipt::parse);
    let says = Receipt::parse(state.word())?;
    if told == Some(says) {
        return None;
    }
    let mut part = part.clone();
    if told < Some(says) {
        part.state = match says {
            Receipt::Delivered => MessageState::Delivered,
            Receipt::Rejected => MessageState::Rejected,
            Receipt::Undeliverable => MessageState::Undeliverable,
            Receipt::Expired => MessageState::Expired,
            Receipt::Unknown | Receipt::OnItsWay => part.state,
        };
        part.receipt_state = Some(state.word().to_owned());
        part.receipt_error = error.map(str::to_owned);
    }
    part.receipt_at = Some(now.micros());
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

/// When it is tried again, by Ish'ar's schedule; half of each wait is spread by chance.
fn wait_until(now: Instant, attempts: i64, jitter: f64) -> i64 {
    let failures = u16::try_from(attempts.max(1)).unwrap_or(u16::MAX);
    let kept = 500 + (jitter.clamp(0.0, 1.0) * 500.0) as u16;
    let never_too_late = Instant::from_micros(i64::MAX);
    next_try(now, failures, never_too_late, kept).map_or(now.micros(), Instant::micros)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AT: Instant = Instant::from_micros(1_000_000);

    fn submitted(parts: i64) -> Standing {
        let part = |n| Part {
            n,
            state: MessageState::Submitted,
            link: Some("link".to_owned()),
            smsc_id: Some(format!("id-{n}")),
            reference: None,
            submitted_at: Some(0),
            answered_at: Some(0),
            command_status: None,
            receipt_state: None,
            receipt_error: None,
            receipt_at: None,
        };
        let parts = (1..=parts).map(part).collect();
        Standing { state: MessageState::Submitted, attempts: 1, last_event: 3, parts }
    }

    fn after(mut standing: Standing, step: Option<Step>) -> Standing {
        let Some(step) = step else { return standing };
        standing.state = step.state;
        for new in step.parts {
            standing.parts.retain(|part| part.n != new.n);
            standing.parts.push(new);
        }
        standing.parts.sort_by_key(|part| part.n);
        standing
    }

    #[test]
    fn a_message_is_delivered_when_every_part_is() {
        let one = after(submitted(2), receipt(&submitted(2), 1, ReceiptState::Delivered, None, AT));
        assert_eq!(one.state, MessageState::Submitted);
        let both = after(one.clone(), receipt(&one, 2, ReceiptState::Delivered, None, AT));
        assert_eq!(both.state, MessageState::Delivered);
    }

    #[test]
    fn a_late_delivery_undoes_an_expiry_and_nothing_undoes_a_delivery() {
        let expired = after(submitted(1), receipt(&submitted(1), 1, ReceiptState::Expired, None, AT));
        assert_eq!(expired.state, MessageState::Expired);
        let delivered = after(expired.clone(), receipt(&expired, 1, ReceiptState::Delivered, None, AT));
        assert_eq!(delivered.state, MessageState::Delivered);
        let still = after(delivered.clone(), receipt(&delivered, 1, ReceiptState::Undeliverable, None, AT));
        assert_eq!(still.state, MessageState::Delivered);
    }

    #[test]
    fn throttling_uses_up_no_attempt_and_only_what_did_not_go_is_sent_again() {
        let mut standing = submitted(2);
        standing.state = MessageState::Sending;
        for part in &mut standing.parts {
            part.state = MessageState::Sending;
        }
        let answers =
            [(1, Answer::Accepted { message_id: "A".to_owned() }), (2, Answer::Throttled { status: 0x58 })];
        let waiting = answered(&standing, &answers, AT, 1.0);
        assert_eq!(waiting.as_ref().map(|step| (step.state, step.attempts)), Some((MessageState::Queued, 0)));
        let mut again = after(standing, waiting);
        again.state = MessageState::Sending;
        let step = sending(&again, again.attempts, 2, "link", None, AT);
        assert_eq!(step.map(|step| step.parts.iter().map(|part| part.n).collect::<Vec<_>>()), Some(vec![2]));
        let late = sending(&again, again.attempts - 1, 2, "link", None, AT);
        assert_eq!(late, None, "whoever slept through their lease sends nothing");
    }

    proptest! {
        #[test]
        fn the_same_receipts_in_any_order_end_alike(mut news in prop::collection::vec((1_i64..=2, 0_usize..8), 0..8)) {
            let states = [
                ReceiptState::EnRoute, ReceiptState::Delivered, ReceiptState::Expired, ReceiptState::Deleted,
                ReceiptState::Undeliverable, ReceiptState::Accepted, ReceiptState::Unknown, ReceiptState::Rejected,
            ];
            let end = |news: &[(i64, usize)]| {
                news.iter().fold(submitted(2), |standing, (n, i)| {
                    let step = receipt(&standing, *n, states[*i], None, AT);
                    after(standing, step)
                })
                .state
            };
            let forwards = end(&news);
            news.reverse();
            prop_assert_eq!(end(&news), forwards);
        }
    }
}
