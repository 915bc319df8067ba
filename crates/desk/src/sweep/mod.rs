//! The sweeper: whatever time alone brings about is asked by the system itself, each thing once, through the same door
//! as any request.
//!
//! A sweep pages through what is due by index, so that its cost follows the number of due documents. Each is asked
//! under a key of its own that is the same whoever asks and however often; how far a rule was swept is kept, so that a
//! sweep that was killed goes on where it stood. Missed days are swept one after the other.

mod plan;

use crate::rows::Cells;
use crate::{Answer, Desk, IdempotencyKey, NotDone};
use calendar::{Day, Moment};
use catalogue::{Actor, Answers, Asker, Channel, DOCUMENT, DUE, Decision, Request, decide};
use plan::{Key, Place, Progress, Task};
use record::{Ids, PartyId, PartyKind};
use std::collections::BTreeMap;
use store::{Row, Unit};
use tokio::task::JoinSet;

/// How many due documents are read at once.
const PAGE: i64 = 2_048;
/// How many requests are asked at once. Those that may change one record stand in one lane.
const LANES: i64 = 64;
/// How often a request is asked again whose record kept changing.
const TRIES: usize = 10;

/// What is to be swept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SweepOf {
    /// Up to this day; today unless told.
    pub to: Option<Day>,
    /// From this day on, swept before or not; unless told, from the day after the last that was swept, and where none
    /// ever was, this day alone.
    pub since: Option<Day>,
}

/// What became of something due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Came {
    /// It was done, now or by a sweep before this one.
    Done,
    /// It was refused, by the first of these conditions.
    Refused(String),
    /// It could not be asked; what went wrong is in the log.
    Failed,
}

/// Something due, and what became of it or would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The service.
    pub service: String,
    /// Its rule.
    pub rule: String,
    /// About whom, masked.
    pub person: String,
    /// The day it fell due.
    pub fell_on: Day,
    /// What would become of it.
    pub came: Came,
}

/// What a sweep came to: how often what became of each service's rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// The days that were swept.
    pub days: u64,
    /// By service, rule and what became of it.
    pub came: BTreeMap<(String, String, Came), u64>,
}

impl Swept {
    /// How much was done.
    pub fn done(&self) -> u64 {
        self.count(|came| *came == Came::Done)
    }

    /// How much could not be asked.
    pub fn failed(&self) -> u64 {
        self.count(|came| *came == Came::Failed)
    }

    fn count(&self, which: impl Fn(&Came) -> bool) -> u64 {
        self.came.iter().filter(|((_, _, came), _)| which(came)).map(|(_, count)| count).sum()
    }
}

/// Why there was no sweep, or only a part of one. What was done stays done; the next sweep goes on.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// A day to come cannot be swept.
    #[error("{0} lies ahead: only a dry run can look at it")]
    Ahead(Day),
    /// The store failed.
    #[error(transparent)]
    NotDone(#[from] NotDone),
}

/// A request of the clock, with its key.
type Asked = (Request, Result<IdempotencyKey, crate::KeyError>);

/// A document that is due, and on whose authority the clock asks.
#[derive(Debug, Clone, Copy)]
struct Found {
    row: i64,
    holder: PartyId,
    day: Day,
    asker: Option<PartyId>,
}

impl Desk {
    /// Sweeps what is due; `told` hears after each page how much was looked at of which rule.
    ///
    /// Harmless to run by several at once, and to run again.
    ///
    /// # Errors
    /// When the store fails, or the day lies ahead.
    pub async fn sweep(
        &self,
        of: SweepOf,
        told: &(dyn Fn(&Swept) + Send + Sync),
    ) -> Result<Swept, SweepError> {
        let today = self.moment().today();
        let to = of.to.unwrap_or(today);
        if to > today {
            return Err(SweepError::Ahead(to));
        }
        let catalogue = self.catalogue.clone();
        let tasks = Task::all(&catalogue);
        let (mut known, first) = self.known(&tasks, of, to).await?;
        // Noted before anything is done: a sweep that is killed goes on from here, however late.
        let new = tasks.iter().filter(|task| !known.contains_key(&task.key()));
        let begun: Vec<(Task, Progress)> = new.map(|task| (*task, task.begins(first))).collect();
        self.note(&begun).await?;
        let mut swept = Swept::default();
        let mut day = first;
        while day <= to {
            for task in &tasks {
                let before = known.get(&task.key()).copied().unwrap_or_else(|| task.begins(first));
                if before.swept_to >= day.epoch_days() {
                    continue;
                }
                self.sweep_task(task, day, before, &mut swept, told).await?;
                let after = task.swept(day, &before);
                self.note(&[(*task, after)]).await?;
                known.insert(task.key(), after);
            }
            swept.days += 1;
            day = day.plus_days(1);
        }
        Ok(swept)
    }

    /// What a sweep would do now; nothing is written. What would only fall due by what another does is not seen.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep_dry(
        &self,
        of: SweepOf,
        told: &mut (dyn FnMut(Item) + Send),
    ) -> Result<Swept, SweepError> {
        let now = self.moment();
        let to = of.to.unwrap_or(now.today());
        let moment = if to > now.today() { noon(to) } else { now };
        let catalogue = self.catalogue.clone();
        let tasks = Task::all(&catalogue);
        let (mut known, first) = self.known(&tasks, of, to).await?;
        let mut swept = Swept::default();
        let mut day = first;
        while day <= to {
            for task in &tasks {
                let before = known.get(&task.key()).copied().unwrap_or_else(|| task.begins(first));
                if before.swept_to >= day.epoch_days() {
                    continue;
                }
                self.look_at(task, (day, moment), before, &mut swept, told).await?;
                known.insert(task.key(), task.swept(day, &before));
            }
            swept.days += 1;
            day = day.plus_days(1);
        }
        Ok(swept)
    }

    /// How far each task was swept, and the first day to sweep.
    async fn known(
        &self,
        tasks: &[Task<'_>],
        of: SweepOf,
        to: Day,
    ) -> Result<(BTreeMap<Key, Progress>, Day), NotDone> {
        if let Some(since) = of.since {
            return Ok((BTreeMap::new(), since));
        }
        let known = plan::progress(&self.store).await.map_err(|fault| self.trouble(&fault))?;
        // A task that was never swept begins with the day that is asked for; the others go on where they stand.
        let first = tasks.iter().map(|task| {
            let last = known.get(&task.key()).and_then(|known| Day::from_epoch_days(known.swept_to));
            last.map_or(to, |last| last.plus_days(1))
        });
        let first = first.min().unwrap_or(to);
        Ok((known, first))
    }

    async fn sweep_task(
        &self,
        task: &Task<'_>,
        day: Day,
        known: Progress,
        swept: &mut Swept,
        told: &(dyn Fn(&Swept) + Send + Sync),
    ) -> Result<(), NotDone> {
        let today = self.moment().today();
        let Some(stretch) = task.stretch(day, today, &known) else { return Ok(()) };
        let mut from = stretch.from;
        loop {
            let page = self.page(task, from, stretch.to, today).await?;
            let Some(last) = page.last() else { return Ok(()) };
            from = Place { day: last.day.epoch_days(), row: last.row };
            let whole = page.len() < PAGE as usize;
            for (came, count) in self.ask_all(task, page).await? {
                *swept.came.entry((task.service.id.0.clone(), task.rule.id.clone(), came)).or_default() +=
                    count;
            }
            self.note(&[(*task, Progress { at: from, ..known })]).await?;
            told(swept);
            if whole {
                return Ok(());
            }
        }
    }

    async fn look_at(
        &self,
        task: &Task<'_>,
        (day, moment): (Day, Moment),
        known: Progress,
        swept: &mut Swept,
        told: &mut (dyn FnMut(Item) + Send),
    ) -> Result<(), NotDone> {
        let Some(stretch) = task.stretch(day, moment.today(), &known) else { return Ok(()) };
        let mut from = stretch.from;
        loop {
            let page = self.page(task, from, stretch.to, moment.today()).await?;
            let Some(last) = page.last() else { return Ok(()) };
            from = Place { day: last.day.epoch_days(), row: last.row };
            let whole = page.len() < PAGE as usize;
            for found in page {
                let item = self.would(task, &found, moment).await?;
                let key = (item.service.clone(), item.rule.clone(), item.came.clone());
                *swept.came.entry(key).or_default() += 1;
                told(item);
            }
            if whole {
                return Ok(());
            }
        }
    }

    /// What would become of one that is due, at `moment`.
    async fn would(&self, task: &Task<'_>, found: &Found, moment: Moment) -> Result<Item, NotDone> {
        let asker = found.asker.unwrap_or(found.holder);
        let request = request(task, found, asker);
        let loaded = crate::load::load(&self.store, task.service, &request, None, moment.today()).await;
        let case = loaded.map_err(|fault| self.trouble(&fault))?.case.ok_or(NotDone::NoSuchParty)?;
        let came = match decide(&case, &request, task.service, moment, &mut Ids::from(1)) {
            Decision::Granted(_) => Came::Done,
            Decision::Refused(refused) => refused_by(&refused),
            Decision::Unclear(_) => Came::Failed,
        };
        Ok(Item {
            service: task.service.id.0.clone(),
            rule: task.rule.id.clone(),
            person: case.subject.party.identifier().masked(),
            fell_on: task.rule.falls_on(found.day),
            came,
        })
    }

    async fn page(&self, task: &Task<'_>, from: Place, to: Day, today: Day) -> Result<Vec<Found>, NotDone> {
        let page = task.page(from, to, today, PAGE);
        let rows = self.store.read_one(page).await.map_err(|fault| self.trouble(&fault))?;
        let found: Result<Vec<Found>, store::Fault> = rows.iter().map(|row| found(row, task)).collect();
        found.map_err(|fault| self.trouble(&fault))
    }

    async fn note(&self, progress: &[(Task<'_>, Progress)]) -> Result<(), NotDone> {
        if progress.is_empty() {
            return Ok(());
        }
        let unit = progress.iter().fold(Unit::new(), |unit, (task, at)| task.advance(unit, at));
        self.store.commit(unit).await.map(drop).map_err(|fault| self.trouble(&fault))
    }

    /// Asks for all of a page at once, in lanes.
    async fn ask_all(&self, task: &Task<'_>, page: Vec<Found>) -> Result<BTreeMap<Came, u64>, NotDone> {
        let mut lanes: BTreeMap<i64, Vec<Asked>> = BTreeMap::new();
        let mut came: BTreeMap<Came, u64> = BTreeMap::new();
        for found in page {
            let Some(asker) = found.asker else {
                *came.entry(Came::Refused("not-yours-to-ask".to_owned())).or_default() += 1;
                continue;
            };
            let lane = if task.touches_the_asker() { asker } else { found.holder };
            let asked = (request(task, &found, asker), key(task, &found));
            lanes.entry(lane.0.rem_euclid(LANES)).or_default().push(asked);
        }
        let mut work: JoinSet<Result<Vec<Came>, NotDone>> = JoinSet::new();
        for lane in lanes.into_values() {
            let desk = self.clone();
            work.spawn(async move {
                let mut came = Vec::with_capacity(lane.len());
                for (request, key) in lane {
                    came.push(desk.ask_for_the_clock(&request, key).await?);
                }
                Ok(came)
            });
        }
        while let Some(lane) = work.join_next().await {
            let lane = lane.unwrap_or_else(|error| {
                tracing::error!(%error, "a lane of the sweep ended badly");
                Ok(vec![Came::Failed])
            });
            for one in lane? {
                *came.entry(one).or_default() += 1;
            }
        }
        Ok(came)
    }

    /// One request of the clock. Only a store that is away ends the sweep.
    async fn ask_for_the_clock(
        &self,
        request: &Request,
        key: Result<IdempotencyKey, crate::KeyError>,
    ) -> Result<Came, NotDone> {
        let Ok(key) = key else { return Ok(Came::Failed) };
        for _ in 0..TRIES {
            return match self.ask(request, &key).await {
                Ok(Answer::Granted(_)) | Err(NotDone::KeyUsedForAnother) => Ok(Came::Done),
                Ok(Answer::Refused(refused)) => Ok(refused_by(&refused)),
                Err(NotDone::ChangedMeanwhile) => continue,
                Err(away @ NotDone::Unavailable { .. }) => Err(away),
                Ok(Answer::Unclear(_)) | Err(_) => Ok(Came::Failed),
            };
        }
        tracing::warn!(service = %request.service, "a record kept changing while the clock asked for it");
        Ok(Came::Failed)
    }
}

fn refused_by(refused: &catalogue::Refused) -> Came {
    Came::Refused(refused.reasons.first().map(|reason| reason.condition.clone()).unwrap_or_default())
}

fn noon(day: Day) -> Moment {
    Moment::at(Moment::on(day).now.plus_seconds(43_200))
}

/// The same whoever sweeps: one thing that falls due on one day for one document is one request.
fn key(task: &Task<'_>, found: &Found) -> Result<IdempotencyKey, crate::KeyError> {
    let fell_on = task.rule.falls_on(found.day);
    let (service, rule) = (&task.service.id, &task.rule.id);
    IdempotencyKey::parse(&format!("clock:{service}:{rule}:{}:{fell_on}", found.row))
}

fn request(task: &Task<'_>, found: &Found, asker: PartyId) -> Request {
    Request {
        service: task.service.id.clone(),
        asker,
        subject: found.holder,
        channel: Channel::Clock,
        actor: Actor::System,
        answers: Answers::default().with(DUE, &task.rule.id).with(DOCUMENT, &found.row.to_string()),
    }
}

/// A row of a page. Whoever first fits what the service says of who may ask is the one on whose authority it is asked.
fn found(row: &Row, task: &Task<'_>) -> Result<Found, store::Fault> {
    let mut cells = Cells::of(row, "sweep.due");
    let (row, holder, day) = (cells.int()?, PartyId(cells.int()?), cells.day()?);
    let sponsor = cells.opt_int()?.map(PartyId);
    let kind: Option<PartyKind> = cells.opt_word()?;
    let head = cells.opt_int()?.map(PartyId);
    let asker = task.service.asked_by.iter().find_map(|by| match by {
        Asker::Sponsor => sponsor.filter(|_| kind != Some(PartyKind::Establishment)),
        Asker::Employer => sponsor.filter(|_| kind == Some(PartyKind::Establishment)),
        Asker::HeadOfHousehold => head,
        Asker::Oneself | Asker::Anybody => Some(holder),
        _ => None,
    });
    Ok(Found { row, holder, day, asker })
}
