//! The life of a message: what is known of each of its parts, and what follows for the whole.
//!
//! Nothing here guesses. A part whose answer was lost is *in doubt* until a late answer or a receipt says
//! more; it is never sent again by itself. Receipts may come early, late, twice and in any order: what they
//! say is kept as the greatest of an order, so the same receipts always end in the same state.

use calendar::Instant;
use serde::{Deserialize, Serialize};

/// Where a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageState {
    /// Written beside the change it tells of.
    Decided,
    /// Waits for its turn.
    Queued,
    /// A sender holds it.
    Claimed,
    /// Given to the link in part or whole; not all answers are in.
    Submitted,
    /// The operator has taken every part.
    Accepted,
    /// For some part no answer came and none may come.
    InDoubt,
    /// The operator refused a part for good.
    Refused,
    /// Every part is on the handset.
    Delivered,
    /// A part could not be delivered.
    Undeliverable,
    /// A part ran out of time, with us or with the operator.
    Expired,
    /// A part was rejected on its way.
    Rejected,
    /// The operator does not know what became of a part.
    Unknown,
}

impl MessageState {
    /// All states.
    pub const ALL: [MessageState; 12] = [
        MessageState::Decided,
        MessageState::Queued,
        MessageState::Claimed,
        MessageState::Submitted,
        MessageState::Accepted,
        MessageState::InDoubt,
        MessageState::Refused,
        MessageState::Delivered,
        MessageState::Undeliverable,
        MessageState::Expired,
        MessageState::Rejected,
        MessageState::Unknown,
    ];

    /// The state's one name. `message-NAME` is its word on a page.
    pub const fn as_str(self) -> &'static str {
        match self {
            MessageState::Decided => "decided",
            MessageState::Queued => "queued",
            MessageState::Claimed => "claimed",
            MessageState::Submitted => "submitted",
            MessageState::Accepted => "accepted",
            MessageState::InDoubt => "in-doubt",
            MessageState::Refused => "refused",
            MessageState::Delivered => "delivered",
            MessageState::Undeliverable => "undeliverable",
            MessageState::Expired => "expired",
            MessageState::Rejected => "rejected",
            MessageState::Unknown => "unknown",
        }
    }

    /// Reads a state's name.
    pub fn parse(name: &str) -> Option<MessageState> {
        MessageState::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// What an operator says became of a part. Ordered: what stands later wins over what stands earlier, whichever
/// came first. Delivered wins over all, since a handset that has the text has it; on the way says nothing new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Receipt {
    /// On its way, or taken by the operator.
    OnItsWay,
    /// Its state is not known.
    Unknown,
    /// Its time ran out.
    Expired,
    /// It could not be delivered, or was deleted.
    Undeliverable,
    /// It was rejected.
    Rejected,
    /// It is on the handset.
    Delivered,
}

impl Receipt {
    /// Reads the word of a receipt's text (SMPP 3.4, appendix B) in the spellings seen in practice; nothing
    /// where the word is none of them.
    pub fn parse(stat: &str) -> Option<Receipt> {
        match stat.trim().to_ascii_uppercase().as_str() {
            "DELIVRD" | "DELIVERED" => Some(Receipt::Delivered),
            "EXPIRED" => Some(Receipt::Expired),
            "UNDELIV" | "UNDELIVERABLE" | "DELETED" => Some(Receipt::Undeliverable),
            "REJECTD" | "REJECTED" => Some(Receipt::Rejected),
            "ENROUTE" | "ACCEPTD" | "ACCEPTED" | "BUFFRED" => Some(Receipt::OnItsWay),
            "UNKNOWN" => Some(Receipt::Unknown),
            _ => None,
        }
    }
}

/// How far the sending of a part has come. Ordered: an answer never loses to the lack of one, and acceptance
/// never to refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sending {
    /// Not sent yet, or to be tried again.
    Waiting,
    /// Given to the link.
    Submitted,
    /// The answer is lost.
    InDoubt,
    /// No longer of use before it could be sent.
    Overdue,
    /// Refused for good.
    Refused,
    /// Taken by the operator.
    Accepted,
}

/// One part of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartLife {
    /// How far its sending has come.
    pub sending: Sending,
    /// Tries that failed and count. Throttling and lost links do not.
    pub failures: u16,
    /// The weightiest receipt so far.
    pub receipt: Option<Receipt>,
}

/// A message as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Where it was before its first part was sent.
    pub before: Before,
    /// Its parts, in order; at least one.
    pub parts: Vec<PartLife>,
    /// When the operator last took a part of it.
    pub accepted_at: Option<Instant>,
}

/// A message none of whose parts was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Before {
    /// Written beside its change.
    Decided,
    /// Waiting.
    Queued,
    /// Held by a sender.
    Claimed,
}

/// What happens to a message. Parts are counted from 0; what is said of a part that does not exist is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum Event {
    /// It takes its place in the queue; or its sender died and it goes back.
    Queued,
    /// A sender holds it.
    Claimed,
    /// A part is given to the link.
    Submitted {
        /// Which.
        part: usize,
    },
    /// The operator took a part.
    Accepted {
        /// Which.
        part: usize,
        /// When.
        at: Instant,
    },
    /// The operator refused a part for good.
    Refused {
        /// Which.
        part: usize,
    },
    /// A try failed; another may succeed.
    Failed {
        /// Which.
        part: usize,
    },
    /// The operator asks to go slower, or the link was down before anything was written: not a failure of the
    /// part.
    HeldBack {
        /// Which.
        part: usize,
    },
    /// The part was written and no answer came.
    AnswerLost {
        /// Which.
        part: usize,
    },
    /// A receipt.
    Receipt {
        /// Of which part.
        part: usize,
        /// What it says.
        says: Receipt,
    },
    /// It is no longer of use: what was not sent will not be.
    Overdue,
}

impl Message {
    /// A message of so many parts, just decided.
    pub fn decided(parts: usize) -> Message {
        let part = PartLife { sending: Sending::Waiting, failures: 0, receipt: None };
        Message { before: Before::Decided, parts: vec![part; parts.max(1)], accepted_at: None }
    }

    /// What is known after `event`.
    #[must_use]
    pub fn apply(mut self, event: Event) -> Message {
        match event {
            Event::Queued => self.before = Before::Queued,
            Event::Claimed => self.before = Before::Claimed,
            Event::Overdue => {
                self.parts.iter_mut().filter(|part| part.sending == Sending::Waiting).for_each(|part| {
                    part.sending = Sending::Overdue;
                });
            }
            Event::Submitted { part } => self.on(part, |part| part.send()),
            Event::Accepted { part, at } => {
                if part < self.parts.len() {
                    self.accepted_at = self.accepted_at.max(Some(at));
                }
                self.on(part, |part| part.sending = Sending::Accepted);
            }
            Event::Refused { part } => {
                self.on(part, |part| part.sending = part.sending.max(Sending::Refused))
            }
            Event::Failed { part } => self.on(part, |part| {
                if part.try_again() {
                    part.failures = part.failures.saturating_add(1);
                }
            }),
            Event::HeldBack { part } => self.on(part, |part| {
                part.try_again();
            }),
            Event::AnswerLost { part } => self.on(part, |part| {
                if part.sending == Sending::Submitted {
                    part.sending = Sending::InDoubt;
                }
            }),
            Event::Receipt { part, says } => {
                self.on(part, |part| part.receipt = part.receipt.max(Some(says)))
            }
        }
        self
    }

    fn on(&mut self, part: usize, change: impl FnOnce(&mut PartLife)) {
        if let Some(part) = self.parts.get_mut(part) {
            change(part);
        }
    }

    /// Where the message is: where its worst part is. A text that lacks a part cannot be read.
    pub fn state(&self) -> MessageState {
        let worst = self.parts.iter().map(|part| part.state()).max_by_key(|state| weight(*state));
        let worst = worst.unwrap_or(MessageState::Queued);
        let untouched =
            self.parts.iter().all(|part| part.sending == Sending::Waiting && part.receipt.is_none());
        let failed_once = self.parts.iter().any(|part| part.failures > 0);
        match (worst, untouched) {
            (MessageState::Queued, true) if failed_once => self.before.max(Before::Queued).state(),
            (MessageState::Queued, true) => self.before.state(),
            (MessageState::Queued, false) => MessageState::Submitted,
            (state, _) => state,
        }
    }

    /// Whether it was accepted and no receipt has told its end within the operator's time for it and a margin.
    /// A label, not a state: a late receipt still tells the truth.
    pub fn is_silent(&self, now: Instant, validity_seconds: i64, margin_seconds: i64) -> bool {
        self.state() == MessageState::Accepted
            && self.accepted_at.is_some_and(|at| at.plus_seconds(validity_seconds + margin_seconds) < now)
    }

    /// The parts that are still to be sent.
    pub fn unsent(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().enumerate().filter(|(_, part)| part.is_to_send()).map(|(i, _)| i)
    }
}

impl Before {
    fn state(self) -> MessageState {
        match self {
            Before::Decided => MessageState::Decided,
            Before::Queued => MessageState::Queued,
            Before::Claimed => MessageState::Claimed,
        }
    }
}

impl PartLife {
    /// A part that was answered, or that a receipt speaks of, is not sent again.
    fn is_to_send(&self) -> bool {
        self.sending == Sending::Waiting && self.receipt.is_none()
    }

    fn send(&mut self) {
        if self.is_to_send() {
            self.sending = Sending::Submitted;
        }
    }

    /// Back to waiting, if it was on the link; a late "no, later" settles a doubt too.
    fn try_again(&mut self) -> bool {
        let again = matches!(self.sending, Sending::Submitted | Sending::InDoubt);
        if again {
            self.sending = Sending::Waiting;
        }
        again
    }

    /// Where this part is. Whatever a receipt says, the operator had the part.
    fn state(&self) -> MessageState {
        match (self.receipt, self.sending) {
            (Some(Receipt::Delivered), _) => MessageState::Delivered,
            (Some(Receipt::Rejected), _) => MessageState::Rejected,
            (Some(Receipt::Undeliverable), _) => MessageState::Undeliverable,
            (Some(Receipt::Expired), _) => MessageState::Expired,
            (Some(Receipt::Unknown), _) => MessageState::Unknown,
            (Some(Receipt::OnItsWay), _) | (None, Sending::Accepted) => MessageState::Accepted,
            (None, Sending::Refused) => MessageState::Refused,
            (None, Sending::Overdue) => MessageState::Expired,
            (None, Sending::InDoubt) => MessageState::InDoubt,
            (None, Sending::Submitted) => MessageState::Submitted,
            (None, Sending::Waiting) => MessageState::Queued,
        }
    }
}

/// The more it weighs, the more it decides for the whole message.
fn weight(state: MessageState) -> u8 {
    match state {
        MessageState::Delivered => 0,
        MessageState::Accepted => 1,
        MessageState::Submitted => 2,
        MessageState::Decided | MessageState::Queued | MessageState::Claimed => 3,
        MessageState::InDoubt => 4,
        MessageState::Unknown => 5,
        MessageState::Expired => 6,
        MessageState::Undeliverable => 7,
        MessageState::Rejected => 8,
        MessageState::Refused => 9,
    }
}
