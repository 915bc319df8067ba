//! The rows of the dispatcher, and the step from one standing to the next.

use super::Dispatcher;
use super::fold::{MessageState, Part, Standing, Step};
use crate::sql::dispatch::{KEEP_LEASE, NEXT_EVENT, PARTS, STANDING, WRITE_MESSAGE, WRITE_PART};
use store::{Fault, Outcome, Row, Unit};

/// A message this process has leased.
pub(super) struct Claimed {
    pub id: i64,
    pub destination: String,
    pub body: String,
    pub useful_until: i64,
    pub attempts: i64,
}

impl Claimed {
    pub fn of(row: &Row) -> Result<Claimed, Fault> {
        Ok(Claimed {
            id: row.int(0)?,
            destination: row.text(1)?.to_owned(),
            body: row.text(2)?.to_owned(),
            useful_until: row.int(3)?,
            attempts: row.int(4)?,
        })
    }
}

impl Dispatcher {
    /// Takes a message one step on. Its events are numbered and the next number is claimed, so that of two
    /// who saw the same standing one comes second, looks again and decides anew. Without a step, nothing is
    /// written.
    pub(super) async fn advance(
        &self,
        id: i64,
        step: impl Fn(&Standing) -> Option<Step>,
    ) -> Result<Option<MessageState>, Fault> {
        loop {
            let Some(standing) = self.standing(id).await? else { return Ok(None) };
            let Some(step) = step(&standing) else { return Ok(Some(standing.state)) };
            let unit = unit_of(id, &standing, &step, self.now().micros());
            if let Outcome::Done(_) = self.store.commit(unit).await? {
                return Ok(Some(step.state));
            }
        }
    }

    async fn standing(&self, id: i64) -> Result<Option<Standing>, Fault> {
        let found = self.store.read(vec![STANDING.with([id.into()]), PARTS.with([id.into()])]).await?;
        let [message, parts] = found.as_slice() else { return Ok(None) };
        let Some(message) = message.first() else { return Ok(None) };
        Ok(Some(Standing {
            state: MessageState::read(message.text(0)?),
            attempts: message.int(1)?,
            last_event: message.int(2)?,
            parts: parts.iter().map(part_of).collect::<Result<_, Fault>>()?,
        }))
    }
}

fn part_of(row: &Row) -> Result<Part, Fault> {
    let text = |i| row.opt_text(i).map(|text| text.map(str::to_owned));
    Ok(Part {
        n: row.int(0)?,
        state: MessageState::read(row.text(1)?),
        link: text(2)?,
        smsc_id: text(3)?,
        reference: row.opt_int(4)?,
        submitted_at: row.opt_int(5)?,
        answered_at: row.opt_int(6)?,
        command_status: row.opt_int(7)?,
        receipt_state: text(8)?,
        receipt_error: text(9)?,
        receipt_at: row.opt_int(10)?,
    })
}

fn unit_of(id: i64, standing: &Standing, step: &Step, now: i64) -> Unit {
    let mut next_event = standing.last_event;
    let mut event = |what: &super::fold::Event| {
        next_event += 1;
        NEXT_EVENT.with([
            id.into(),
            next_event.into(),
            now.into(),
            what.what.into(),
            what.part.into(),
            what.detail.clone().into(),
        ])
    };
    let mut unit = Unit::new().touches(id);
    for (i, happened) in step.events.iter().enumerate() {
        unit = if i == 0 { unit.claims(event(happened)) } else { unit.writes(event(happened)) };
    }
    for part in &step.parts {
        unit = unit.writes(WRITE_PART.with([
            id.into(),
            part.n.into(),
            part.state.as_str().into(),
            part.link.clone().into(),
            part.smsc_id.clone().into(),
            part.reference.into(),
            part.submitted_at.into(),
            part.answered_at.into(),
            part.command_status.into(),
            part.receipt_state.clone().into(),
            part.receipt_error.clone().into(),
            part.receipt_at.into(),
        ]));
    }
    if step.state == MessageState::Sending {
        return unit.writes(KEEP_LEASE.with([id.into(), step.attempts.into()]));
    }
    let ended_at = step.state.is_end().then_some(now);
    unit.writes(WRITE_MESSAGE.with([
        id.into(),
        step.state.as_str().into(),
        step.attempts.into(),
        step.next_attempt_at.unwrap_or(now).into(),
        ended_at.into(),
    ]))
}
