//! Booking what the operator sends: receipts, late answers, messages from phones.

use super::Dispatcher;
use super::fold;
use crate::sql::dispatch::{MATCHED, PARK, PARKED, PART_BY_SMSC, PARTS_SENDING, STORE_INBOUND};
use smpp::{Ack, Answer, Inbound, Receipt, ReceiptState};
use store::{Fault, Unit};

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
        if self.apply(receipt).await? {
            return Ok(());
        }
        // Receipts overtake answers. Parked first and looked for again after: whichever of the two comes
        // second finds the other.
        let Some(raw) = &receipt.message_id else {
            tracing::warn!("a receipt named no message; it is let go");
            return Ok(());
        };
        let id = self.ids.take(1).await?.fresh();
        let parked = PARK.with([
            id.into(),
            self.config.link.as_str().into(),
            smpp::message_id::canonical(raw).into(),
            raw.as_str().into(),
            receipt.state.word().into(),
            receipt.error.clone().into(),
            self.now().micros().into(),
        ]);
        self.store.commit(Unit::new().writes(parked)).await?;
        if self.apply(receipt).await? {
            let matched = MATCHED.with([id.into(), self.now().micros().into()]);
            self.store.commit(Unit::new().writes_any(matched)).await?;
        }
        Ok(())
    }

    /// Finds the part a receipt belongs to and books it there; false if no part has that id yet.
    async fn apply(&self, receipt: &Receipt) -> Result<bool, Fault> {
        let forms = receipt.message_id.as_deref().map(smpp::message_id::forms);
        for form in forms.unwrap_or_default() {
            let found = PART_BY_SMSC.with([self.config.link.as_str().into(), form.into()]);
            if let Some(row) = self.store.read_one(found).await?.first() {
                self.receipt_for(row.int(0)?, row.int(1)?, receipt.state, receipt.error.as_deref()).await?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn receipt_for(
        &self,
        id: i64,
        n: i64,
        state: ReceiptState,
        error: Option<&str>,
    ) -> Result<(), Fault> {
        self.advance(id, |standing| fold::receipt(standing, n, state, error, self.now())).await?;
        Ok(())
    }

    /// Books the receipts that came before the answer that names their message.
    pub(super) async fn match_parked(&self, message_id: &str) -> Result<(), Fault> {
        let known = smpp::message_id::canonical(message_id);
        let part = PART_BY_SMSC.with([self.config.link.as_str().into(), known.into()]);
        let Some(part) = self.store.read_one(part).await?.into_iter().next() else { return Ok(()) };
        for form in smpp::message_id::forms(message_id) {
            let parked = PARKED.with([self.config.link.as_str().into(), form.into()]);
            for row in self.store.read_one(parked).await? {
                let state = ReceiptState::of_word(row.text(1)?);
                self.receipt_for(part.int(0)?, part.int(1)?, state, row.opt_text(2)?).await?;
                let matched = MATCHED.with([row.int(0)?.into(), self.now().micros().into()]);
                self.store.commit(Unit::new().writes_any(matched)).await?;
            }
        }
        Ok(())
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
