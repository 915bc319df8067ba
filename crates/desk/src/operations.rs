//! How far the messages have come, for those who watch over them.

use crate::rows::{self, Cells};
use crate::sql::messages;
use crate::{Desk, NotDone};
use calendar::Instant;
use catalogue::Lane;
use record::PartyId;
use std::collections::BTreeMap;
use store::{Fault, Row};

/// The state of all messages, as one snapshot shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operations {
    /// How many messages of a lane are in a state: those that have not ended, and those that ended in the last
    /// 24 hours.
    pub standing: Vec<(Lane, String, i64)>,
    /// How long the message that waits longest has waited, in seconds.
    pub oldest_waiting_seconds: Option<i64>,
    /// How many were written in the last minute.
    pub written_last_minute: i64,
    /// How many were delivered in the last minute.
    pub delivered_last_minute: i64,
    /// The oldest of those nobody knows about.
    pub in_doubt: Vec<InDoubt>,
}

/// A message of which nobody knows whether it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InDoubt {
    /// The message.
    pub id: i64,
    /// To whom.
    pub recipient: PartyId,
    /// How urgent it is.
    pub lane: Lane,
    /// When it was written.
    pub created: Instant,
}

const IN_DOUBT_SHOWN: i64 = 50;

impl Desk {
    /// How far the messages have come.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn operations(&self) -> Result<Operations, NotDone> {
        self.read_operations().await.map_err(|fault| self.trouble(&fault))
    }

    async fn read_operations(&self) -> Result<Operations, Fault> {
        let now = self.moment().now;
        let ago = |seconds: i64| store::Value::from(now.plus_seconds(-seconds).micros());
        let statements = vec![
            messages::STANDING.with([ago(86_400)]),
            messages::OLDEST_WAITING.with([]),
            messages::CREATED_SINCE.with([ago(60)]),
            messages::ENDED_SINCE.with([ago(60)]),
            messages::IN_DOUBT.with([IN_DOUBT_SHOWN.into()]),
        ];
        let mut results = self.store.read(statements).await?.into_iter();
        let mut next = || results.next().unwrap_or_default();
        let mut standing: BTreeMap<(Lane, String), i64> = BTreeMap::new();
        for row in &next() {
            let mut cells = Cells::of(row, messages::STANDING.name);
            let (lane, state, count) = (cells.word()?, cells.string()?, cells.int()?);
            *standing.entry((lane, state)).or_insert(0) += count;
        }
        let oldest = next().first().map(|row| row.int(0)).transpose()?;
        let one = |rows: Vec<Row>| rows.first().map_or(Ok(0), |row| row.int(0));
        Ok(Operations {
            standing: standing.into_iter().map(|((lane, state), count)| (lane, state, count)).collect(),
            oldest_waiting_seconds: oldest.map(|created| (now.micros() - created) / 1_000_000),
            written_last_minute: one(next())?,
            delivered_last_minute: one(next())?,
            in_doubt: rows::all(&next(), in_doubt)?,
        })
    }
}

fn in_doubt(row: &Row) -> Result<InDoubt, Fault> {
    let mut cells = Cells::of(row, messages::IN_DOUBT.name);
    Ok(InDoubt {
        id: cells.int()?,
        recipient: PartyId(cells.int()?),
        lane: cells.word()?,
        created: cells.instant()?,
    })
}
