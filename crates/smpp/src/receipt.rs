//! Delivery receipts: what became of a message.
//!
//! Parameters are believed before text. The text's form is «vendor specific»
//! (SMPP 3.4, Appendix B), so the reader takes what it knows and lets the rest be.

use crate::codec::{Address, ShortMessage, tag};

/// The state of a message at the operator (SMPP 3.4, 5.2.28).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiptState {
    /// On its way.
    EnRoute,
    /// On the phone.
    Delivered,
    /// Its validity ended first.
    Expired,
    /// Deleted at the operator.
    Deleted,
    /// The operator gave up.
    Undeliverable,
    /// Taken over by hand at the operator.
    Accepted,
    /// The operator does not know, or says a word we do not.
    Unknown,
    /// Refused after it was accepted.
    Rejected,
}

impl ReceiptState {
    /// Whether no other state should follow. Delivered after expired does
    /// occur, and then delivered is the truth.
    #[must_use]
    pub fn is_final(self) -> bool {
        !matches!(self, Self::EnRoute | Self::Accepted | Self::Unknown)
    }

    /// The word of Appendix B.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::EnRoute => "ENROUTE",
            Self::Delivered => "DELIVRD",
            Self::Expired => "EXPIRED",
            Self::Deleted => "DELETED",
            Self::Undeliverable => "UNDELIV",
            Self::Accepted => "ACCEPTD",
            Self::Unknown => "UNKNOWN",
            Self::Rejected => "REJECTD",
        }
    }

    /// The number of the `message_state` parameter.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::EnRoute => 1,
            Self::Delivered => 2,
            Self::Expired => 3,
            Self::Deleted => 4,
            Self::Undeliverable => 5,
            Self::Accepted => 6,
            Self::Unknown => 7,
            Self::Rejected => 8,
        }
    }

    fn of_number(number: u8) -> Self {
        match number {
            0 | 1 => Self::EnRoute,
            2 => Self::Delivered,
            3 => Self::Expired,
            4 => Self::Deleted,
            5 => Self::Undeliverable,
            6 => Self::Accepted,
            8 => Self::Rejected,
            _ => Self::Unknown,
        }
    }

    /// By the word's beginning: peers shorten and lengthen them. A word we do not know is
    /// [`ReceiptState::Unknown`].
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        let word = word.to_ascii_uppercase();
        let known = [
            ("DELIV", Self::Delivered),
            ("UNDEL", Self::Undeliverable),
            ("EXPIR", Self::Expired),
            ("REJEC", Self::Rejected),
            ("DELET", Self::Deleted),
            ("ACCEP", Self::Accepted),
            ("ENROU", Self::EnRoute),
            ("EN_RO", Self::EnRoute),
            ("BUFF", Self::EnRoute),
        ];
        known.iter().find(|(start, _)| word.starts_with(start)).map_or(Self::Unknown, |(_, state)| *state)
    }
}

/// A receipt as read. The piece of the message's text that peers quote is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The id as the peer wrote it; compare by [`crate::message_id::forms`].
    /// `None` when the receipt names none: only the addresses can tell then.
    pub message_id: Option<String>,
    /// What became of the message.
    pub state: ReceiptState,
    /// The error code of the text, as written: digits, hexadecimal, or a word.
    pub error: Option<String>,
    /// Network type and code of the `network_error_code` parameter.
    pub network_error: Option<(u8, u16)>,
    /// `submit date`, as written: local time of an unknown zone.
    pub submitted: Option<String>,
    /// `done date`, as written.
    pub done: Option<String>,
    /// Our own reference, where the peer echoes it.
    pub user_message_reference: Option<u16>,
    /// The phone the message went to.
    pub from: Address,
    /// The sender the message had.
    pub to: Address,
}

/// Whether a message is a receipt, by the type bits of `esm_class`, or by the
/// parameters only receipts have. Never by text alone.
#[must_use]
pub fn is_receipt(m: &ShortMessage) -> bool {
    match m.esm_class & 0x3C {
        // Receipt; intermediate notification (SMPP 3.4, 5.2.12).
        0x04 | 0x20 => true,
        0x00 => m.tlvs.get(tag::RECEIPTED_MESSAGE_ID).is_some(),
        _ => false,
    }
}

/// Reads a receipt; `None` when the message is not one.
#[must_use]
pub fn parse(m: &ShortMessage) -> Option<Receipt> {
    if !is_receipt(m) {
        return None;
    }
    let text = Text::read(&plain_text(m));
    let by_parameter = m.tlvs.string(tag::RECEIPTED_MESSAGE_ID).filter(|id| !id.is_empty());
    let state = match (m.tlvs.byte(tag::MESSAGE_STATE), &text.state) {
        (Some(number), _) => ReceiptState::of_number(number),
        (None, Some(word)) => ReceiptState::of_word(word),
        (None, None) => ReceiptState::Unknown,
    };
    let network_error = match m.tlvs.get(tag::NETWORK_ERROR) {
        Some([network, a, b]) => Some((*network, u16::from_be_bytes([*a, *b]))),
        _ => None,
    };
    Some(Receipt {
        message_id: by_parameter.or(text.id),
        state,
        error: text.error,
        network_error,
        submitted: text.submitted,
        done: text.done,
        user_message_reference: m.tlvs.short(tag::USER_MESSAGE_REFERENCE),
        from: m.source.clone(),
        to: m.destination.clone(),
    })
}

/// The text as ASCII, whatever it came in: some peers copy `data_coding` 8
/// from the message but write GSM, some truly write UCS-2, so the octets decide.
fn plain_text(m: &ShortMessage) -> String {
    let mut data = m.user_data();
    if m.has_udh() && data.first().is_some_and(|n| usize::from(*n) < data.len()) {
        let (_, text) = crate::udh::parse(data);
        // Some peers set the bit without sending a header.
        if find(data, b"id:").is_none() || find(text, b"id:").is_some() {
            data = text;
        }
    }
    data.iter().filter(|b| **b != 0).map(|b| char::from(*b)).collect()
}

fn find(data: &[u8], needle: &[u8]) -> Option<usize> {
    data.windows(needle.len()).position(|w| w == needle)
}

#[derive(Default)]
struct Text {
    id: Option<String>,
    state: Option<String>,
    error: Option<String>,
    submitted: Option<String>,
    done: Option<String>,
}

impl Text {
    /// Finds `key: value` pairs. `text:` ends the reading: what follows is
    /// the message's own words, which may look like anything.
    fn read(text: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        let end = key_at(&lower, "text").map_or(lower.len(), |(at, _)| at);
        let value = |key: &str| {
            let (_, start) = key_at(lower.get(..end)?, key)?;
            let word = text.get(start..end)?.split_whitespace().next()?;
            // A key follows directly where the value is missing: `err: text:`.
            (!word.contains(':')).then(|| word.to_owned())
        };
        Self {
            id: value("id"),
            state: value("stat").or_else(|| value("status")),
            error: value("err").or_else(|| value("error")),
            submitted: value("submit date").or_else(|| value("submit_date")),
            done: value("done date").or_else(|| value("done_date")),
        }
    }
}

/// Where `key` stands as a whole word before a colon: (its start, after the colon).
fn key_at(lower: &str, key: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(at) = lower.get(from..)?.find(key).map(|i| from + i) {
        let after = at + key.len();
        let fresh =
            lower[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '-');
        let tail = &lower[after..];
        let spaces = tail.len() - tail.trim_start().len();
        if fresh && tail.trim_start().starts_with(':') {
            return Some((at, after + spaces + 1));
        }
        from = after;
    }
    None
}

#[cfg(test)]
#[path = "receipt_tests.rs"]
mod tests;
