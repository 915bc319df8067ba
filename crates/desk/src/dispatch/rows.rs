//! The statements of the dispatcher, and the rows they bring.

use super::Dispatcher;
use super::fold::{MessageState, Part, Standing, Step};
use store::{Fault, Outcome, Row, Statement, Unit};

pub(super) static CLAIM: Statement = Statement::new(
    "message.claim",
    "UPDATE message SET state = 'sending', lease_owner = $1, lease_until = $2, attempts = attempts + 1
     WHERE id IN (SELECT id FROM message WHERE state = 'queued' AND next_attempt_at <= $3
                  ORDER BY lane, next_attempt_at, id LIMIT $4 /*skip-locked*/)
     RETURNING id, destination, body, useful_until, attempts,
        (SELECT next FROM concat_reference WHERE concat_reference.destination = message.destination)",
);

pub(super) static ENDED_LEASES: Statement = Statement::new(
    "message.ended_leases",
    "SELECT id FROM message WHERE state = 'sending' AND lease_until < $1 ORDER BY lease_until LIMIT 500",
);

static STANDING: Statement = Statement::new(
    "message.standing",
    "SELECT state, attempts, (SELECT COALESCE(MAX(n), 0) FROM message_event WHERE message = message.id)
     FROM message WHERE id = $1",
);

static PARTS: Statement = Statement::new(
    "message.parts",
    "SELECT n, state, link, smsc_id, concat_reference, submitted_at, answered_at, command_status,
            receipt_state, receipt_error, receipt_at
     FROM message_part WHERE message = $1 ORDER BY n",
);

static NEXT_EVENT: Statement = Statement::new(
    "message_event.next",
    "INSERT INTO message_event (message, n, at, what, part, detail) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (message, n) DO NOTHING",
);

static WRITE_PART: Statement = Statement::new(
    "message_part.write",
    "INSERT INTO message_part (message, n, state, link, smsc_id, concat_reference, submitted_at, answered_at,
        command_status, receipt_state, receipt_error, receipt_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (message, n) DO UPDATE SET state = excluded.state, link = excluded.link,
        smsc_id = excluded.smsc_id, concat_reference = excluded.concat_reference,
        submitted_at = excluded.submitted_at, answered_at = excluded.answered_at,
        command_status = excluded.command_status, receipt_state = excluded.receipt_state,
        receipt_error = excluded.receipt_error, receipt_at = excluded.receipt_at",
);

static WRITE_MESSAGE: Statement = Statement::new(
    "message.write",
    "UPDATE message SET state = $2, attempts = $3, next_attempt_at = $4, ended_at = $5,
        lease_owner = NULL, lease_until = NULL WHERE id = $1",
);

static KEEP_LEASE: Statement = Statement::new(
    "message.keep_lease",
    "UPDATE message SET attempts = $2 WHERE id = $1 AND state = 'sending'",
);

pub(super) static NEXT_REFERENCE: Statement = Statement::new(
    "concat_reference.next",
    "INSERT INTO concat_reference (destination, next) VALUES ($1, $2)
     ON CONFLICT (destination) DO UPDATE SET next = excluded.next",
);

/// A message this process has leased.
pub(super) struct Claimed {
    pub id: i64,
    pub destination: String,
    pub body: String,
    pub useful_until: i64,
    pub attempts: i64,
    /// The reference by which the handset may join its parts.
    pub reference: u16,
}

impl Claimed {
    pub fn of(row: &Row) -> Result<Claimed, Fault> {
        Ok(Claimed {
            id: row.int(0)?,
            destination: row.text(1)?.to_owned(),
            body: row.text(2)?.to_owned(),
            useful_until: row.int(3)?,
            attempts: row.int(4)?,
            reference: row.opt_int(5)?.unwrap_or(0) as u16,
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
        self.advance_with(id, step, |unit| unit).await
    }

    /// The same, with more to write in the same unit.
    pub(super) async fn advance_with(
        &self,
        id: i64,
        step: impl Fn(&Standing) -> Option<Step>,
        more: impl Fn(Unit) -> Unit,
    ) -> Result<Option<MessageState>, Fault> {
        loop {
            let Some(standing) = self.standing(id).await? else { return Ok(None) };
            let Some(step) = step(&standing) else { return Ok(Some(standing.state)) };
            let unit = more(unit_of(id, &standing, &step, self.now().micros()));
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
