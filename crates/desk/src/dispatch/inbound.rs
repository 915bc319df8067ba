//! Booking what the operator sends: receipts, late answers, messages from phones.

use super::Dispatcher;
use super::fold;
use crate::sql::dispatch::{
    MATCHED, PARK, PARKED, PARKED_OPEN, PART_BY_CONVERTED, PART_BY_SMSC, PARTS_SENDING, STORE_INBOUND,
};
use calendar::Instant;
use smpp::message_id::{canonical, forms};
use smpp::{Ack, Answer, Inbound, Receipt, ReceiptState};
use store::{Fault, Row, Unit};

/// Seconds after its submission in which a receipt may name a message by its id in another base. Later, the
/// number is likelier another message's.
const CONVERTED_FOR: i64 = 3 * 86_400;
/// A parked receipt is left to its answer for so many seconds before the sweep looks for its part.
const PARKED_LEFT: i64 = 5;
/// So many parked receipts are looked at in one sweep.
const PARKED_AT_ONCE: i64 = 200;

impl Dispatcher {
    /// Books one event. The operator hears that it is stored only when it is.
    pub(super) async fn book(&self, event: Inbound) {
        match event {
            Inbound::Receipt { receipt, ack } => {
                let booked = self.book_receipt(&receipt).await;
                acknowledge(ack, booked, "a receipt could not be stored; the operator will send it again");
            }
            Inbound::Message { source, data_coding, udh, bytes, ack, .. } => {
                let octets = if udh { smpp::udh::parse(&bytes.0).1 } else { &bytes.0 };
                let text = smpp::alphabet::Encoding::of(data_coding).decode(octets);
                let stored = self.store_message(&source.value, &text).await;
                acknowledge(ack, stored, "a message could not be stored; the operator will send it again");
            }
            Inbound::LateAnswer { tag, answer } => {
                let (id, n) = ((tag >> 8) as i64, (tag & 0xFF) as i64);
                let late =
                    self.advance(id, |standing| fold::answered_late(standing, n, &answer, self.now())).await;
                let matched = match (late, &answer) {
                    (Ok(_), Answer::Accepted { message_id }) => self.match_parked(message_id).await,
                    (Ok(_), _) => Ok(()),
                    (Err(fault), _) => Err(fault),
                };
                if let Err(fault) = matched {
                    tracing::warn!(%fault, message_id = id, "a late answer could not be booked");
                }
            }
        }
    }

    async fn book_receipt(&self, receipt: &Receipt) -> Result<(), Fault> {
        // Receipts overtake answers. Parked first and looked for again after: whichever of the two comes
        // second finds the other.
        let Some(raw) = &receipt.message_id else {
            tracing::warn!("a receipt named no message; it is let go");
            return Ok(());
        };
        let (now, error) = (self.now(), receipt.error.as_deref());
        if self.apply(raw, receipt.state, error, now).await? {
            return Ok(());
        }
        let id = self.ids.take(1).await?.fresh();
        let parked = PARK.with([
            id.into(),
            self.config.link.as_str().into(),
            canonical(raw).into(),
            raw.as_str().into(),
            receipt.state.word().into(),
            receipt.error.clone().into(),
            now.micros().into(),
        ]);
        self.store.commit(Unit::new().writes(parked)).await?;
        if self.apply(raw, receipt.state, error, now).await? {
            self.matched(id).await?;
        }
        Ok(())
    }

    /// Finds the part a receipt belongs to and books it there; false if no part has that id yet.
    ///
    /// An id read in another base may be another message's: it counts only for a part that no receipt has
    /// ended, submitted not long before the receipt came.
    async fn apply(
        &self,
        raw: &str,
        state: ReceiptState,
        error: Option<&str>,
        arrived: Instant,
    ) -> Result<bool, Fault> {
        let (link, plain) = (self.config.link.as_str(), canonical(raw));
        let mut found = self.store.read_one(PART_BY_SMSC.with([link.into(), plain.clone().into()])).await?;
        let converted = forms(raw).into_iter().filter(|form| *form != raw && *form != plain);
        for form in converted {
            if !found.is_empty() {
                break;
            }
            let since = arrived.plus_seconds(-CONVERTED_FOR).micros();
            let by =
                PART_BY_CONVERTED.with([link.into(), form.into(), since.into(), arrived.micros().into()]);
            found = self.store.read_one(by).await?;
        }
        let Some(part) = found.first() else { return Ok(false) };
        let (id, n) = (part.int(0)?, part.int(1)?);
        self.advance(id, |standing| fold::receipt(standing, n, state, error, self.now())).await?;
        Ok(true)
    }

    /// Books the receipts that came before the answer that names their message.
    pub(super) async fn match_parked(&self, message_id: &str) -> Result<(), Fault> {
        for form in forms(message_id) {
            let parked = PARKED.with([self.config.link.as_str().into(), form.into()]);
            for row in self.store.read_one(parked).await? {
                self.apply_parked(&row).await?;
            }
        }
        Ok(())
    }

    /// Books the parked receipts whose part is there by now: whoever booked its answer may have died before
    /// it looked for them. Begins after the id `after`; tells where the next sweep begins, so that receipts
    /// that nobody ever claims keep none waiting.
    pub(super) async fn sweep_parked(&self, after: i64) -> Result<i64, Fault> {
        let until = self.now().plus_seconds(-PARKED_LEFT).micros();
        let link = self.config.link.as_str();
        let open = PARKED_OPEN.with([link.into(), until.into(), after.into(), PARKED_AT_ONCE.into()]);
        let rows = self.store.read_one(open).await?;
        for row in &rows {
            self.apply_parked(row).await?;
        }
        match rows.last() {
            Some(last) if rows.len() as i64 == PARKED_AT_ONCE => last.int(0),
            _ => Ok(0),
        }
    }

    async fn apply_parked(&self, row: &Row) -> Result<(), Fault> {
        let state = ReceiptState::of_word(row.text(1)?);
        let arrived = Instant::from_micros(row.int(4)?);
        if self.apply(row.text(3)?, state, row.opt_text(2)?, arrived).await? {
            self.matched(row.int(0)?).await?;
        }
        Ok(())
    }

    async fn matched(&self, parked: i64) -> Result<(), Fault> {
        let matched = MATCHED.with([parked.into(), self.now().micros().into()]);
        self.store.commit(Unit::new().writes_any(matched)).await.map(|_| ())
    }

    async fn store_message(&self, source: &str, text: &str) -> Result<(), Fault> {
        let id = self.ids.take(1).await?.fresh();
        let message = STORE_INBOUND.with([
            id.into(),
            self.config.link.as_str().into(),
            source.into(),
            text.into(),
            self.now().micros().into(),
        ]);
        self.store.commit(Unit::new().writes(message)).await.map(|_| ())
    }

    /// The parts of a message that are journalled and not yet answered, with their references.
    pub(super) async fn parts_to_send(&self, id: i64) -> Result<Vec<(i64, Option<i64>)>, Fault> {
        let rows = self.store.read_one(PARTS_SENDING.with([id.into()])).await?;
        rows.iter().map(|row| Ok((row.int(0)?, row.opt_int(1)?))).collect()
    }
}

fn acknowledge(ack: Ack, stored: Result<(), Fault>, otherwise: &'static str) {
    match stored {
        Ok(()) => ack.stored(),
        Err(fault) => {
            tracing::warn!(%fault, "{otherwise}");
            ack.try_again();
        }
    }
}
