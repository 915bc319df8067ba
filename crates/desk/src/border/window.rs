//! A window of lines: whom they name, what is asked for, and in which order.

use super::lines::Cut;
use super::report::{self, Outcome};
use super::together::Answered;
use super::travellers::{self, Traveller};
use super::{Reported, TOGETHER, crossing_request, line_key, natural_key};
use crate::ask::IDS;
use crate::{Desk, IdempotencyKey, NotDone};
use calendar::Instant;
use catalogue::{Actor, Request};
use record::{Ids, PartyId};
use std::collections::{HashMap, VecDeque};
use tokio::task::JoinSet;

/// How many groups of persons are under way at once: as many units as one transaction carries, and some that are
/// being read and judged meanwhile.
const UNDER_WAY: usize = 16;

/// A line on its way: its place in the window, when it was, what is asked and under which key.
struct Step {
    place: usize,
    at: Instant,
    request: Request,
    key: IdempotencyKey,
}

/// The lines of some persons, each person's in the order in which they happened.
type Group = Vec<VecDeque<Step>>;

impl Desk {
    /// Records what the lines report, in one answer for each line, in their order. Of one person, what happened first
    /// is asked for first, however the lines stand.
    ///
    /// What is refused is held ([`Desk::held_crossings`]) before this returns.
    ///
    /// # Errors
    /// When the store cannot answer now. Some lines may have been recorded; all may be sent again.
    pub async fn feed(&self, actor: &Actor, lines: &[Cut]) -> Result<Vec<Outcome>, NotDone> {
        let mut outcomes: Vec<Option<Outcome>> = lines.iter().map(|_| None).collect();
        let numbers = lines.iter().filter_map(|line| Some(&line.reported.as_ref().ok()?.traveller));
        let found = travellers::find(&self.store, numbers).await.map_err(|fault| self.trouble(&fault))?;
        let groups = self.groups(actor, lines, &found, &mut outcomes)?;
        let mut next = self.ids_for(lines.len()).await?.fresh();
        let mut waiting = groups.into_iter();
        let mut under_way: JoinSet<Vec<(usize, Answered)>> = JoinSet::new();
        loop {
            while under_way.len() < UNDER_WAY
                && let Some(group) = waiting.next()
            {
                let ids = next;
                next += IDS * group.iter().map(VecDeque::len).sum::<usize>() as i64;
                let desk = self.clone();
                under_way.spawn(async move { desk.run(group, ids).await });
            }
            let Some(answered) = under_way.join_next().await else { break };
            let answered = answered.map_err(|_| self.lost())?;
            for (place, answer) in answered {
                outcomes[place] = Some(Outcome::of(&self.words, answer)?);
            }
        }
        let outcomes: Vec<Outcome> = outcomes
            .into_iter()
            .map(|outcome| outcome.ok_or_else(|| self.lost()))
            .collect::<Result<_, _>>()?;
        self.hold(lines, &outcomes, &found).await?;
        Ok(outcomes)
    }

    /// Answers what can be answered without asking, and puts the rest in groups.
    fn groups(
        &self,
        actor: &Actor,
        lines: &[Cut],
        found: &HashMap<String, Traveller>,
        outcomes: &mut [Option<Outcome>],
    ) -> Result<Vec<Group>, NotDone> {
        let mut order: Vec<PartyId> = Vec::new();
        let mut of: HashMap<PartyId, Vec<Step>> = HashMap::new();
        for (place, line) in lines.iter().enumerate() {
            let reported = match &line.reported {
                Ok(reported) => reported,
                Err(unread) => {
                    outcomes[place] = Some(report::unread(&self.words, unread));
                    continue;
                }
            };
            match found.get(reported.traveller.as_str()) {
                None => outcomes[place] = Some(report::refused(&self.words, "traveller-unknown")),
                Some(Traveller::Several) => {
                    outcomes[place] = Some(report::refused(&self.words, "traveller-several"));
                }
                Some(Traveller::Known(person)) => {
                    let step = step(actor, *person, place, reported).ok_or_else(|| self.lost())?;
                    let steps = of.entry(*person).or_insert_with(|| {
                        order.push(*person);
                        Vec::new()
                    });
                    steps.push(step);
                }
            }
        }
        let persons = order.iter().filter_map(|person| of.remove(person)).map(|mut steps| {
            steps.sort_by_key(|step| step.at);
            VecDeque::from(steps)
        });
        let persons: Vec<VecDeque<Step>> = persons.collect();
        let mut groups = Vec::with_capacity(persons.len() / TOGETHER + 1);
        let mut persons = persons.into_iter().peekable();
        while persons.peek().is_some() {
            groups.push(persons.by_ref().take(TOGETHER).collect());
        }
        Ok(groups)
    }

    /// Asks for each person's next line, all persons together, until none has any left.
    async fn run(&self, mut group: Group, mut ids: i64) -> Vec<(usize, Answered)> {
        let mut answered = Vec::new();
        loop {
            let steps: Vec<Step> = group.iter_mut().filter_map(VecDeque::pop_front).collect();
            if steps.is_empty() {
                return answered;
            }
            let (places, asked): (Vec<usize>, Vec<_>) =
                steps.into_iter().map(|step| (step.place, (step.request, step.key))).unzip();
            let answers = self.ask_together(&asked, Ids::from(ids)).await;
            ids += IDS * asked.len() as i64;
            let stops =
                answers.iter().any(|answer| !matches!(answer, Ok(_) | Err(NotDone::KeyUsedForAnother)));
            answered.extend(places.into_iter().zip(answers));
            // Nobody's later lines are asked for before the earlier ones are answered.
            if stops {
                return answered;
            }
        }
    }

    /// A part of this program did not answer for its lines.
    fn lost(&self) -> NotDone {
        self.trouble(&store::Fault {
            doing: "feeding crossings",
            again: store::Again::Never,
            kind: store::FaultKind::Defect,
            source: None,
        })
    }
}

fn step(actor: &Actor, person: PartyId, place: usize, reported: &Reported) -> Option<Step> {
    let request = crossing_request(
        actor,
        person,
        reported.direction.as_str(),
        &reported.port,
        &reported.at.to_string(),
    );
    let key = match &reported.id {
        Some(id) => line_key(id),
        None => natural_key(&request),
    };
    Some(Step { place, at: reported.at, request, key: key? })
}

/// What became of many lines, counted.
pub(super) fn reasons(outcomes: &[Outcome]) -> impl Iterator<Item = &str> {
    // A line with several reasons counts under its first, so that the reasons add up to the lines.
    outcomes.iter().filter_map(|outcome| outcome.because().first()).map(|because| because.code.as_str())
}
