//! Sending one leased message.

use super::Dispatcher;
use super::fold;
use super::rows::Claimed;
use crate::sql::dispatch::TAKE_REFERENCE;
use ishaar::Segmented;
use smpp::udh;
use smpp::{Address, Answer, Submission};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::{Fault, Outcome, Unit};

impl Dispatcher {
    /// Journals the parts, submits them in order, books the answers. What fails on the way is found again by
    /// the message's lease.
    pub(super) async fn send(&self, message: Claimed) {
        let id = message.id;
        if let Err(fault) = self.try_send(message).await {
            tracing::warn!(%fault, message_id = id, "a message could not be booked; its lease will end");
        }
    }

    async fn try_send(&self, message: Claimed) -> Result<(), Fault> {
        let now = self.now();
        if now.micros() > message.useful_until {
            self.advance(message.id, fold::expired).await?;
            return Ok(());
        }
        let text = ishaar::segments(&message.body);
        let parts = text.parts.len() as i64;
        let reference = match parts > 1 {
            true => Some(self.take_reference(&message.destination).await?),
            false => None,
        };
        let ours = AtomicBool::new(false);
        let journal = |standing: &fold::Standing| {
            let step = fold::sending(standing, message.attempts, parts, &self.config.link, reference, now);
            ours.store(step.is_some(), Ordering::Relaxed);
            step
        };
        self.advance(message.id, journal).await?;
        if !ours.load(Ordering::Relaxed) {
            return Ok(());
        }
        let to_send = self.parts_to_send(message.id).await?;
        let submissions: Vec<Submission> = to_send
            .iter()
            .map(|(n, reference)| self.submission(&message, &text, *n, *reference, now.micros()))
            .collect();
        let answers = self.link.submit_parts(submissions).await;
        let answers: Vec<(i64, Answer)> = to_send.iter().map(|(n, _)| *n).zip(answers).collect();
        let jitter = f64::from((message.id ^ message.attempts) as u8) / 255.0;
        self.advance(message.id, |standing| fold::answered(standing, &answers, self.now(), jitter)).await?;
        for (_, answer) in &answers {
            if let Answer::Accepted { message_id } = answer {
                self.match_parked(message_id).await?;
            }
        }
        Ok(())
    }

    /// The reference by which a handset joins the parts of one message and keeps them from another's.
    async fn take_reference(&self, destination: &str) -> Result<i64, Fault> {
        let digits = destination.bytes().filter(u8::is_ascii_digit);
        let phone =
            digits.fold(0_i64, |all, digit| all.wrapping_mul(10).wrapping_add(i64::from(digit - b'0')));
        let take = Unit::new().touches(phone).returns(TAKE_REFERENCE.with([destination.into()]));
        match self.store.commit(take).await? {
            Outcome::Done(rows) => rows.first().map_or(Ok(0), |row| row.int(0)),
            Outcome::Overtaken(_) | Outcome::AlreadyClaimed => Ok(0),
        }
    }

    fn submission(
        &self,
        message: &Claimed,
        text: &Segmented,
        n: i64,
        reference: Option<i64>,
        now: i64,
    ) -> Submission {
        let total = text.parts.len();
        let index = usize::try_from(n - 1).unwrap_or(0).min(total.saturating_sub(1));
        let mut octets = Vec::new();
        if total > 1 {
            octets = udh::build(udh::Part {
                reference: udh::Reference::Long(reference.unwrap_or(0) as u16),
                total: total as u8,
                number: n as u8,
            });
        }
        octets.extend_from_slice(&text.parts[index].octets);
        let useful = u64::try_from((message.useful_until - now) / 1_000_000).unwrap_or(1).max(1);
        Submission {
            tag: ((message.id as u128) << 8) | n as u128,
            source: self.config.sender.clone(),
            destination: Address::international(&message.destination),
            data_coding: text.encoding.data_coding(),
            udh: total > 1,
            short_message: octets.into(),
            receipt: true,
            validity: Some(Duration::from_secs(useful)),
            more_messages: (n as usize) < total,
            user_message_reference: None,
        }
    }
}
