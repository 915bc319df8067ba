//! A writing connection: takes the units that wait, writes them in one pipelined transaction.
//!
//! All looks of the batch go out together, then the claims of the units whose looks held, then the
//! writes of those that claimed, then one commit: four journeys to the server for any number of units.
//! Whatever goes wrong with one of them undoes the batch, and each unit is then tried alone.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use tokio_postgres::Config;

use super::connection::{self, Connection, Setback, Step, pipeline};
use super::queue::{Queue, Waiting};
use crate::engine::{Counters, exactly_one};
use crate::fault::{Again, Fault, FaultKind};
use crate::statement::Row;
use crate::unit::{Outcome, Unit};

/// How often work that others were in the way of is tried.
const TRIES: u32 = 8;

/// One of the store's writers.
pub(super) struct Writer {
    pub(super) config: Config,
    pub(super) queue: Arc<Queue>,
    pub(super) counters: Arc<Counters>,
    pub(super) connection: Option<Connection>,
    pub(super) most: usize,
    pub(super) patience: Duration,
    /// Whether a commit is under way, whose outcome is not known until it is answered.
    pub(super) committing: bool,
    /// Writers that collide wait differently long, by their number.
    pub(super) number: u32,
}

enum Answer {
    Count(u64),
    Rows(Vec<Row>),
}

impl Writer {
    /// Works until the store is closed and nothing waits any more.
    pub(super) async fn run(mut self) {
        let queue = self.queue.clone();
        while let Some(batch) = queue.take(self.most).await {
            let (units, replies): (Vec<Unit>, Vec<_>) =
                batch.into_iter().map(|Waiting { unit, reply }| (unit, reply)).unzip();
            self.counters.answered(units.len());
            let all: Vec<&Unit> = units.iter().collect();
            let answers = match self.guarded(&all).await {
                Ok(answers) => answers,
                Err(fault) if all.len() == 1 || fault.kind == FaultKind::OutcomeUnknown => {
                    all.iter().map(|_| Err(fault.repeat())).collect()
                }
                Err(_) => self.guarded_each(&all).await,
            };
            queue.finished(units.iter());
            for (reply, answer) in replies.into_iter().zip(answers) {
                // Whoever asked may have stopped waiting; the unit is done all the same.
                let _ = reply.send(answer);
            }
        }
    }

    /// A defect stops the work of this batch, never the writer.
    async fn guarded(&mut self, units: &[&Unit]) -> Result<Vec<Result<Outcome, Fault>>, Fault> {
        let answers = AssertUnwindSafe(self.answer(units)).catch_unwind().await;
        answers.map_err(|_| {
            self.connection = None;
            match std::mem::take(&mut self.committing) {
                true => Fault::new("committing", Again::Later, FaultKind::OutcomeUnknown),
                false => defect(),
            }
        })
    }

    async fn guarded_each(&mut self, units: &[&Unit]) -> Vec<Result<Outcome, Fault>> {
        let mut each = Vec::with_capacity(units.len());
        for unit in units {
            match self.guarded(std::slice::from_ref(unit)).await {
                Ok(answers) => each.extend(answers),
                Err(fault) => each.push(Err(fault)),
            }
        }
        each
    }

    async fn answer(&mut self, units: &[&Unit]) -> Vec<Result<Outcome, Fault>> {
        let mut answers: Vec<Option<Result<Outcome, Fault>>> = units.iter().map(|_| None).collect();
        let good = self.prepare(units, &mut answers).await;
        let chosen: Vec<&Unit> = good.iter().map(|at| units[*at]).collect();
        let outcomes = match self.patiently(&chosen).await {
            Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
            Err(Setback::Unknown(fault) | Setback::Lost(fault)) => {
                chosen.iter().map(|_| Err(fault.repeat())).collect()
            }
            Err(setback) if chosen.len() == 1 => vec![Err(setback.into_fault())],
            Err(_) => {
                let mut each: Vec<Result<Outcome, Fault>> = Vec::with_capacity(chosen.len());
                for unit in &chosen {
                    let alone = self.patiently(std::slice::from_ref(unit)).await;
                    each.push(alone.map_err(Setback::into_fault).and_then(only));
                }
                each
            }
        };
        for (at, outcome) in good.into_iter().zip(outcomes) {
            answers[at] = Some(outcome);
        }
        answers.into_iter().map(|answer| answer.unwrap_or_else(|| Err(defect()))).collect()
    }

    /// Prepares what the units need; a unit whose statements are wrong is answered, the others are told.
    async fn prepare(
        &mut self,
        units: &[&Unit],
        answers: &mut [Option<Result<Outcome, Fault>>],
    ) -> Vec<usize> {
        let mut good = Vec::with_capacity(units.len());
        for (at, unit) in units.iter().enumerate() {
            match self.prepared(unit).await {
                Err(Setback::Unit(fault)) => answers[at] = Some(Err(fault)),
                // Any other trouble is met again, and dealt with, when the unit is run.
                Err(_) | Ok(()) => good.push(at),
            }
        }
        good
    }

    async fn prepared(&mut self, unit: &Unit) -> Result<(), Setback> {
        match &mut self.connection {
            Some(connection) => prepare(connection, unit).await,
            None => Ok(()),
        }
    }

    /// Runs the units in one transaction, again when others were in the way or the connection was lost
    /// before the commit.
    async fn patiently(&mut self, units: &[&Unit]) -> Result<Vec<Outcome>, Setback> {
        if units.is_empty() {
            return Ok(Vec::new());
        }
        let until = Instant::now() + self.patience;
        let mut tries = 0;
        loop {
            let setback = match self.once(units, until).await {
                Ok(outcomes) => return Ok(outcomes),
                Err(setback) => setback,
            };
            tries += 1;
            match &setback {
                Setback::Unit(_) => return Err(setback),
                Setback::Contended(_) if tries < TRIES => {}
                Setback::Contended(_) => return Err(setback),
                Setback::Unknown(_) => {
                    self.connection = None;
                    return Err(setback);
                }
                Setback::Lost(_) => {
                    self.connection = None;
                    if Instant::now() >= until {
                        return Err(setback);
                    }
                }
            }
            tokio::time::sleep(Duration::from_millis(u64::from(tries * (3 + 4 * self.number)))).await;
        }
    }

    async fn once(&mut self, units: &[&Unit], until: Instant) -> Result<Vec<Outcome>, Setback> {
        self.connect(until).await?;
        let Some(connection) = &mut self.connection else { return Err(Setback::Lost(defect())) };
        for unit in units {
            prepare(connection, unit).await?;
        }
        let written = match together(connection, units).await {
            Ok(written) => written,
            Err(setback @ (Setback::Unit(_) | Setback::Contended(_))) => {
                if connection.script("ROLLBACK").await.is_err() {
                    self.connection = None;
                }
                return Err(setback);
            }
            Err(setback) => return Err(setback),
        };
        let (outcomes, anything) = written;
        if anything {
            self.committing = true;
            let end = connection.client().batch_execute("COMMIT").await;
            self.committing = false;
            end.map_err(|error| connection::commit_setback(&error))?;
            self.counters.committed(1);
        } else {
            connection.script("ROLLBACK").await?;
        }
        Ok(outcomes)
    }

    /// Makes the connection anew when it was lost, for as long as patience lasts.
    async fn connect(&mut self, until: Instant) -> Result<(), Setback> {
        let mut pause = Duration::from_millis(20);
        while self.connection.is_none() {
            match Connection::open(&self.config).await {
                Ok(connection) => self.connection = Some(connection),
                Err(fault) if Instant::now() + pause >= until => return Err(Setback::Lost(fault)),
                Err(fault) => {
                    tracing::warn!(%fault, "a writing connection is not back yet");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(Duration::from_secs(1));
                }
            }
        }
        Ok(())
    }
}

async fn prepare(connection: &mut Connection, unit: &Unit) -> Result<(), Setback> {
    for (look, _) in &unit.looks {
        connection.prepare(look, true).await?;
    }
    for bound in unit.claim.iter().chain(unit.writes.iter().map(|write| &write.bound)).chain(&unit.returning)
    {
        connection.prepare(bound, false).await?;
    }
    Ok(())
}

/// Runs all units in one transaction and leaves it open; tells what is to become of each, and whether
/// anything was written.
async fn together(connection: &Connection, units: &[&Unit]) -> Result<(Vec<Outcome>, bool), Setback> {
    let mut outcomes: Vec<Option<Outcome>> = looks(connection, units).await?;
    claims(connection, units, &mut outcomes).await?;
    let written = outcomes.iter().any(Option::is_none);
    writes(connection, units, &mut outcomes).await?;
    let outcomes = outcomes.into_iter().map(|outcome| outcome.ok_or_else(|| Setback::Unit(defect())));
    Ok((outcomes.collect::<Result<_, _>>()?, written))
}

/// Opens the transaction and runs all looks, in the order of what is touched, so that two batches that
/// lock the same rows lock them in the same order.
async fn looks(connection: &Connection, units: &[&Unit]) -> Result<Vec<Option<Outcome>>, Setback> {
    let mut order: Vec<usize> = (0..units.len()).filter(|at| !units[*at].looks.is_empty()).collect();
    order.sort_by_key(|at| units[*at].touches.iter().min());
    let begin =
        async { connection.script("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE").await.map(|()| 0) };
    let mut steps: Vec<Step<'_, u64>> = vec![Box::pin(begin)];
    for at in &order {
        for (look, _) in &units[*at].looks {
            steps.push(Box::pin(connection.count(look, true)));
        }
    }
    let mut found = connection::all_or_setback(pipeline(steps).await)?.into_iter().skip(1);
    let mut outcomes: Vec<Option<Outcome>> = units.iter().map(|_| None).collect();
    for at in order {
        for ((_, otherwise), rows) in units[at].looks.iter().zip(&mut found) {
            if rows == 0 && outcomes[at].is_none() {
                outcomes[at] = Some(Outcome::Overtaken(*otherwise));
            }
        }
    }
    Ok(outcomes)
}

/// Claims for the units whose looks held.
async fn claims(
    connection: &Connection,
    units: &[&Unit],
    outcomes: &mut [Option<Outcome>],
) -> Result<(), Setback> {
    let mut claiming = Vec::new();
    let mut steps: Vec<Step<'_, u64>> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        if let (None, Some(claim)) = (&outcomes[at], &unit.claim) {
            claiming.push((at, claim.statement.name));
            steps.push(Box::pin(connection.count(claim, false)));
        }
    }
    let changed = connection::all_or_setback(pipeline(steps).await)?;
    for ((at, name), changed) in claiming.into_iter().zip(changed) {
        match changed {
            0 => outcomes[at] = Some(Outcome::AlreadyClaimed),
            _ => exactly_one(name, changed).map_err(Setback::Unit)?,
        }
    }
    Ok(())
}

/// Writes for the units that hold their claim.
async fn writes(
    connection: &Connection,
    units: &[&Unit],
    outcomes: &mut [Option<Outcome>],
) -> Result<(), Setback> {
    let writing: Vec<usize> = (0..units.len()).filter(|at| outcomes[*at].is_none()).collect();
    let mut steps: Vec<Step<'_, Answer>> = Vec::new();
    for at in &writing {
        for write in &units[*at].writes {
            let step = async { connection.count(&write.bound, false).await.map(Answer::Count) };
            steps.push(Box::pin(step));
        }
        if let Some(last) = &units[*at].returning {
            steps.push(Box::pin(async { connection.rows(last).await.map(Answer::Rows) }));
        }
    }
    let mut answers = connection::all_or_setback(pipeline(steps).await)?.into_iter();
    for at in writing {
        for write in &units[at].writes {
            if let Some(Answer::Count(changed)) = answers.next()
                && write.exactly_one
            {
                exactly_one(write.bound.statement.name, changed).map_err(Setback::Unit)?;
            }
        }
        let rows = match units[at].returning.as_ref().and_then(|_| answers.next()) {
            Some(Answer::Rows(rows)) => rows,
            _ => Vec::new(),
        };
        outcomes[at] = Some(Outcome::Done(rows));
    }
    Ok(())
}

fn only(outcomes: Vec<Outcome>) -> Result<Outcome, Fault> {
    outcomes.into_iter().next().ok_or_else(defect)
}

fn defect() -> Fault {
    Fault::never("running a unit", FaultKind::Defect)
}
