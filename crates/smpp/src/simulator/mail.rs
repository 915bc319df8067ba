//! What the operator has for its clients: receipts and messages from phones, and when they are due.

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use thiserror::Error;
use tokio::sync::oneshot;

use crate::codec::{Address, ShortMessage, tag};
use crate::receipt::ReceiptState;

/// Deliveries kept for clients that are not bound; the oldest goes first.
const MOST_HELD: usize = 100_000;

/// Why a phone's message did not reach a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReplyError {
    /// No client is bound that receives.
    #[error("nobody is bound to receive it")]
    NotBound,
    /// The client answered with this status.
    #[error("it was refused with status {0:#x}")]
    Refused(u32),
    /// The connection was lost before an answer.
    #[error("it was not answered")]
    NoAnswer,
    /// It needs more than 255 parts.
    #[error("it is too long")]
    TooLong,
}

/// One `deliver_sm` to come.
#[derive(Debug)]
pub(super) struct Delivery {
    pub system_id: String,
    pub message: ShortMessage,
    pub attempts: u32,
    /// Who waits for the answer: a phone; nobody for receipts.
    pub outcome: Option<oneshot::Sender<Result<(), ReplyError>>>,
}

#[derive(Debug, Default)]
pub(super) struct Mail {
    due: BTreeMap<(Instant, u64), Delivery>,
    count: u64,
    held: VecDeque<Delivery>,
}

impl Mail {
    pub fn put(&mut self, at: Instant, delivery: Delivery) {
        self.count += 1;
        self.due.insert((at, self.count), delivery);
    }

    /// Keeps one until its client binds.
    pub fn hold(&mut self, delivery: Delivery) {
        if self.held.len() == MOST_HELD {
            self.held.pop_front();
        }
        self.held.push_back(delivery);
    }

    /// Takes the next that is due.
    pub fn take_due(&mut self, now: Instant) -> Option<Delivery> {
        let entry = self.due.first_entry()?;
        (entry.key().0 <= now).then(|| entry.remove())
    }

    pub fn next_due(&self) -> Option<Instant> {
        self.due.first_key_value().map(|((at, _), _)| *at)
    }

    /// Takes what was held for a client that binds now.
    pub fn take_held(&mut self, system_id: &str) -> Vec<Delivery> {
        let (mine, others) =
            std::mem::take(&mut self.held).into_iter().partition(|d| d.system_id == system_id);
        self.held = others;
        Vec::from(mine)
    }
}

/// What a receipt says.
#[derive(Debug)]
pub(super) struct Fate<'a> {
    pub id: &'a str,
    pub state: ReceiptState,
    pub accepted_at: i64,
    pub done_at: i64,
    pub bare: bool,
}

/// The receipt for a message, in the text of Appendix B and in parameters.
pub(super) fn receipt(m: &ShortMessage, fate: &Fate<'_>) -> ShortMessage {
    let delivered = fate.state == ReceiptState::Delivered;
    let text = format!(
        "id:{} sub:001 dlvrd:{} submit date:{} done date:{} stat:{} err:{} text:",
        fate.id,
        if delivered { "001" } else { "000" },
        stamp(fate.accepted_at),
        stamp(fate.done_at),
        fate.state.word(),
        if delivered { "000" } else { "001" },
    );
    let mut r = ShortMessage {
        source: m.destination.clone(),
        destination: Address { value: m.source.value.clone(), ..m.source },
        esm_class: 0x04,
        short_message: text.into_bytes(),
        ..ShortMessage::default()
    };
    if !fate.bare {
        let mut id = fate.id.as_bytes().to_vec();
        id.push(0);
        r.tlvs.put(tag::RECEIPTED_MESSAGE_ID, id);
        r.tlvs.put(tag::MESSAGE_STATE, [fate.state.number()]);
        if let Some(reference) = m.tlvs.get(tag::USER_MESSAGE_REFERENCE) {
            r.tlvs.put(tag::USER_MESSAGE_REFERENCE, reference);
        }
    }
    r
}

/// YYMMDDhhmm in UTC, from microseconds since 1970.
fn stamp(micros: i64) -> String {
    let minutes = micros.div_euclid(60_000_000);
    let (days, minute) = (minutes.div_euclid(1_440), minutes.rem_euclid(1_440));
    let (year, month, day) = civil(days);
    format!("{:02}{month:02}{day:02}{:02}{:02}", year.rem_euclid(100), minute / 60, minute % 60)
}

/// Year, month and day of a day counted from 1970-01-01, by the 400-year cycle counted from 1 March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_receipts() {
        assert_eq!(stamp(0), "7001010000");
        // 2024-02-29 23:59 UTC
        assert_eq!(stamp(1_709_251_140_000_000), "2402292359");
        assert_eq!(stamp(1_709_251_200_000_000), "2403010000");
    }

    #[test]
    fn our_own_reader_reads_it() {
        let m = ShortMessage::default();
        for bare in [true, false] {
            let fate =
                Fate { id: "00ff", state: ReceiptState::Undeliverable, accepted_at: 0, done_at: 0, bare };
            let read = crate::receipt::parse(&receipt(&m, &fate)).unwrap();
            assert_eq!(read.message_id.as_deref(), Some("00ff"));
            assert_eq!(read.state, ReceiptState::Undeliverable);
        }
    }
}
