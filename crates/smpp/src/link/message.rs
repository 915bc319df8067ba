//! What goes over a link and what comes back.

use std::time::Duration;

use thiserror::Error;
use tokio::sync::mpsc;

use super::config::LinkConfig;
use crate::codec::{Address, EncodeError, ShortMessage, UDH_BIT, tag};
use crate::receipt::Receipt;
use crate::status::{self, StatusClass};

/// One message, or one part of a long one, for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The caller's own name for it, given back in [`Inbound::LateAnswer`].
    /// It does not leave.
    pub tag: u128,
    /// Sender.
    pub source: Address,
    /// Receiver.
    pub destination: Address,
    /// Alphabet: 0 the operator's default, 8 UCS-2 (UTF-16 big endian, no mark).
    pub data_coding: u8,
    /// Whether `short_message` begins with a user data header.
    pub udh: bool,
    /// Header and text, at most 254 octets.
    pub short_message: ShortOctets,
    /// Whether a receipt is asked for.
    pub receipt: bool,
    /// How long the operator may try; `None` for its default. Sent in relative
    /// form, in whole seconds, at most 31 days.
    pub validity: Option<Duration>,
    /// Whether more parts of the same message follow; a hint, sent where the
    /// peer takes optional parameters.
    pub more_messages: bool,
    /// A reference that some operators echo in the receipt; sent where the
    /// peer takes optional parameters.
    pub user_message_reference: Option<u16>,
}

/// Octets of a text, which `{:?}` does not show.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ShortOctets(pub Vec<u8>);

impl From<Vec<u8>> for ShortOctets {
    fn from(octets: Vec<u8>) -> Self {
        Self(octets)
    }
}

impl std::fmt::Debug for ShortOctets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} octets", self.0.len())
    }
}

impl Submission {
    pub(super) fn into_message(self, config: &LinkConfig, parameters: bool) -> ShortMessage {
        let mut m = ShortMessage {
            service_type: config.service_type.clone(),
            protocol_id: config.protocol_id,
            priority: config.priority,
            source: self.source,
            destination: self.destination,
            esm_class: if self.udh { UDH_BIT } else { 0 },
            validity: self.validity.map(relative).unwrap_or_default(),
            registered_delivery: u8::from(self.receipt),
            data_coding: self.data_coding,
            short_message: self.short_message.0,
            ..ShortMessage::default()
        };
        if !parameters {
            return m;
        }
        if let Some(r) = self.user_message_reference {
            m.tlvs.put(tag::USER_MESSAGE_REFERENCE, r.to_be_bytes());
        }
        if self.more_messages {
            m.tlvs.put(tag::MORE_MESSAGES, [1]);
        }
        m
    }
}

/// The relative form of SMPP 3.4, 7.1.1.2: it needs no agreement about zones.
fn relative(validity: Duration) -> String {
    let most = 31 * 86_400;
    let s = validity.as_secs().clamp(1, most);
    let (days, hours) = (s / 86_400, s / 3_600 % 24);
    format!("0000{days:02}{hours:02}{:02}{:02}000R", s / 60 % 60, s % 60)
}

/// What became of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The operator has it, under this id.
    Accepted {
        /// Id as sent; compare by [`crate::message_id::forms`].
        message_id: String,
    },
    /// The operator refused it.
    Refused {
        /// Status as sent.
        status: u32,
        /// What the standard says of that status.
        class: StatusClass,
    },
    /// The operator says «too fast» (0x58) or «queue full» (0x14). Says
    /// nothing against the message and must not use up its attempts.
    Throttled {
        /// Status as sent.
        status: u32,
    },
    /// It did not leave: sending it again cannot double it.
    NotSent(NotSent),
    /// It may have left and no answer came: only a late answer, a receipt or
    /// the policy of the message's class can tell what to do.
    InDoubt,
}

impl Answer {
    pub(super) fn of(command_status: u32, message_id: String) -> Self {
        match command_status {
            status::OK => Self::Accepted { message_id },
            status::THROTTLED | status::QUEUE_FULL => Self::Throttled { status: command_status },
            other => Self::Refused { status: other, class: StatusClass::of(other) },
        }
    }
}

/// Why a submission did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotSent {
    /// The link is not bound.
    #[error("the link is not bound")]
    NotBound,
    /// The bind is of a kind that cannot submit.
    #[error("the bind receives only")]
    ReceiverOnly,
    /// The link was lost before its turn came.
    #[error("the link was lost first")]
    LinkLost,
    /// The link is being stopped, or has been.
    #[error("the link is stopped")]
    Stopped,
    /// It cannot be written.
    #[error("it cannot be written: {0}")]
    Invalid(EncodeError),
}

/// What comes from the operator.
#[derive(Debug)]
pub enum Inbound {
    /// A receipt.
    Receipt {
        /// As read.
        receipt: Receipt,
        /// Answers the peer.
        ack: Ack,
    },
    /// A message from a phone.
    Message {
        /// The phone.
        source: Address,
        /// The number it wrote to.
        destination: Address,
        /// Alphabet of the text.
        data_coding: u8,
        /// Whether `bytes` begin with a user data header.
        udh: bool,
        /// Header and text.
        bytes: ShortOctets,
        /// Answers the peer.
        ack: Ack,
    },
    /// An answer to a submission already reported [`Answer::InDoubt`], or
    /// whose caller is gone.
    LateAnswer {
        /// [`Submission::tag`].
        tag: u128,
        /// What the peer says.
        answer: Answer,
    },
}

/// The peer's wait for our word. Dropped without one, the peer is asked to try again.
#[derive(Debug)]
pub struct Ack {
    reply: Option<(mpsc::UnboundedSender<AckReply>, AckReply)>,
}

/// The answer an [`Ack`] sends.
#[derive(Debug, Clone, Copy)]
pub(super) struct AckReply {
    pub sequence: u32,
    pub data: bool,
    pub status: u32,
}

impl Ack {
    pub(super) fn new(to: mpsc::UnboundedSender<AckReply>, sequence: u32, data: bool) -> Self {
        let reply = AckReply { sequence, data, status: status::TRY_AGAIN };
        Self { reply: Some((to, reply)) }
    }

    /// It is stored durably: the peer may forget it.
    pub fn stored(mut self) {
        self.send(status::OK);
    }

    /// It could not be stored: the peer shall send it again.
    pub fn try_again(self) {}

    fn send(&mut self, status: u32) {
        if let Some((to, reply)) = self.reply.take() {
            // A lost link needs no answer: the peer sends again after the next bind.
            let _ = to.send(AckReply { status, ..reply });
        }
    }
}

impl Drop for Ack {
    fn drop(&mut self) {
        self.send(status::TRY_AGAIN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validity_is_relative() {
        let day_and_some = Duration::from_secs(86_400 + 2 * 3_600 + 3 * 60 + 4);
        assert_eq!(relative(day_and_some), "000001020304000R");
        assert_eq!(relative(Duration::from_secs(u64::MAX)), "000031000000000R");
        assert_eq!(relative(Duration::ZERO), "000000000001000R");
    }
}
