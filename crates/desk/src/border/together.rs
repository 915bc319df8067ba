//! Many requests, each about a party of its own: read together, judged one by one, handed over together.

use super::TOGETHER;
use super::travellers::listed;
use crate::ask::{Asking, IDS, Judged, Reply};
use crate::load::{self, Loaded};
use crate::rows::{self, Cells};
use crate::sql::{border, journal};
use crate::transaction::transaction;
use crate::{Answer, Desk, IdempotencyKey, NotDone, Receipt};
use calendar::{Day, Instant};
use catalogue::{Case, Request};
use record::{Ids, PartyId};
use std::collections::HashMap;
use store::{Fault, Row, Store};

/// The answer, and whether it is the one given before.
pub(super) type Answered = Result<(Answer, bool), NotDone>;

/// The column of each statement of a dossier that names its party.
const PARTY_IN: [usize; load::DOSSIER] = [0, 3, 1, 1, 1, 2];

impl Desk {
    /// Asks for up to [`TOGETHER`] crossings at once, of one person each. What cannot be done together is asked
    /// for by itself.
    pub(super) async fn ask_together(
        &self,
        asked: &[(Request, IdempotencyKey)],
        mut ids: Ids,
    ) -> Vec<Answered> {
        let mut answers: Vec<Option<Answered>> = asked.iter().map(|_| None).collect();
        if let Err(not_done) = self.first_try(asked, &mut ids, &mut answers).await {
            return asked.iter().map(|_| Err(not_done.clone())).collect();
        }
        let mut all = Vec::with_capacity(asked.len());
        for ((request, key), answer) in asked.iter().zip(answers) {
            all.push(match answer {
                Some(answer) => answer,
                None => self.ask_alone(request, key).await.map(told),
            });
        }
        all
    }

    /// Leaves unanswered what must be judged anew.
    async fn first_try(
        &self,
        asked: &[(Request, IdempotencyKey)],
        ids: &mut Ids,
        answers: &mut [Option<Answered>],
    ) -> Result<(), NotDone> {
        let asking: Vec<Asking> =
            asked.iter().map(|(request, key)| self.asking(request, key)).collect::<Result<_, _>>()?;
        // What rests on other parties than the subject is read one by one.
        if asking.iter().any(|asking| asking.service.looks_beside()) {
            return Ok(());
        }
        let moment = self.moment();
        let loaded = load_many(&self.store, &asking, moment.today()).await;
        let loaded = loaded.map_err(|fault| self.trouble(&fault))?;
        let known = self.already_known(&asking, &loaded).await?;
        let (mut units, mut granted) = (Vec::new(), Vec::new());
        for (at, Loaded { case, kept }) in loaded.into_iter().enumerate() {
            if let Some(kept) = kept {
                answers[at] = Some(self.repeated(&kept, &asking[at].fingerprint).map(told));
                continue;
            }
            if let Some(receipt) = known.get(&at) {
                answers[at] = Some(Ok(told(Reply::before(receipt.clone()))));
                continue;
            }
            let Some(case) = case else {
                answers[at] = Some(Err(NotDone::NoSuchParty));
                continue;
            };
            match self.judged(&asking[at], &case, moment, ids) {
                Judged::Answered(answer) => answers[at] = Some(Ok((answer, false))),
                Judged::Granted(unit, grant) => {
                    units.push(unit);
                    granted.push((at, grant));
                }
            }
        }
        let outcomes = self.store.commit_all(units).await;
        for ((at, grant), outcome) in granted.into_iter().zip(outcomes) {
            answers[at] = self.settled(&grant, outcome).await.map(|reply| reply.map(told)).transpose();
        }
        Ok(())
    }

    /// Which of these crossings stand in the register already, under whatever key. Only one that comes no later
    /// than the person's last can.
    async fn already_known(
        &self,
        asking: &[Asking<'_>],
        loaded: &[Loaded],
    ) -> Result<HashMap<usize, Receipt>, NotDone> {
        let mut late = Vec::new();
        for (at, (asking, loaded)) in asking.iter().zip(loaded).enumerate() {
            let answer = |name| asking.request.answers.get(name);
            let instant = answer("at").and_then(|at| at.parse::<Instant>().ok());
            let last = loaded.case.as_ref().and_then(last_crossing);
            if let (Some(instant), Some(last), Some(direction)) = (instant, last, answer("direction"))
                && instant <= last
            {
                let subject = asking.request.subject.0;
                let entry = [subject.into(), instant.micros().into(), direction.into()];
                late.push((at, journal::ENTRY_OF_CROSSING.with(entry)));
            }
        }
        if late.is_empty() {
            return Ok(HashMap::new());
        }
        let (places, reads): (Vec<usize>, Vec<_>) = late.into_iter().unzip();
        let found = self.store.read(reads).await.map_err(|fault| self.trouble(&fault))?;
        let entries = places.into_iter().zip(&found).filter_map(|(at, rows)| Some((at, rows.first()?)));
        let receipt = |(at, row)| Ok((at, Receipt::of_entry(transaction(row)?)));
        entries.map(receipt).collect::<Result<_, Fault>>().map_err(|fault| self.trouble(&fault))
    }

    /// Ids for so many requests.
    pub(super) async fn ids_for(&self, requests: usize) -> Result<Ids, NotDone> {
        self.ids.take(IDS * requests as i64).await.map_err(|fault| self.trouble(&fault))
    }
}

fn told(reply: Reply) -> (Answer, bool) {
    (reply.answer, reply.known)
}

fn last_crossing(case: &Case) -> Option<Instant> {
    case.subject.party.person()?.crossed_at
}

/// As [`load::load`], for many requests of those who ask about themselves: the same rows, by lists.
async fn load_many(store: &Store, asking: &[Asking<'_>], today: Day) -> Result<Vec<Loaded>, Fault> {
    debug_assert!(asking.len() <= TOGETHER, "a statement has so many places and no more");
    let subjects = || asking.iter().map(|asking| asking.request.subject.0.into());
    let mut statements = [
        &border::PARTIES,
        &border::TIES,
        &border::DOCUMENTS,
        &border::BLOCKS,
        &border::FINES,
        &border::DEPOSITS,
    ]
    .map(|statement| listed(statement, subjects()))
    .to_vec();
    let mut holders = listed(&border::HOLDERS, subjects());
    holders.params.push(today.epoch_days().into());
    statements.push(holders);
    statements.push(listed(&border::KEYS, asking.iter().map(|asking| asking.key.as_str().into())));

    let mut results = store.read(statements).await?;
    let (keys, holders) = (results.pop().unwrap_or_default(), results.pop().unwrap_or_default());
    let mut parts: HashMap<i64, [Vec<Row>; load::DOSSIER]> = HashMap::with_capacity(asking.len());
    for (part, rows) in results.into_iter().enumerate() {
        for row in rows {
            parts.entry(row.int(PARTY_IN[part])?).or_default()[part].push(row);
        }
    }
    let mut kept: HashMap<String, (String, String)> = HashMap::new();
    for row in &keys {
        let mut cells = Cells::of(row, border::KEYS.name);
        kept.insert(cells.string()?, (cells.string()?, cells.string()?));
    }
    let mut holding: HashMap<i64, Vec<&Row>> = HashMap::new();
    for row in &holders {
        let subject = row.values().len() - 1;
        holding.entry(row.int(subject)?).or_default().push(row);
    }
    let loaded = asking.iter().map(|asking| {
        let subject = asking.request.subject;
        let case = match parts.remove(&subject.0) {
            Some(parts) => load::dossier(&mut parts.into_iter())?,
            None => None,
        };
        let case = case.map(|dossier| {
            let holders = others(holding.get(&subject.0).map_or(&[][..], Vec::as_slice), subject)?;
            Ok::<_, Fault>(Case {
                subject: dossier,
                asker: None,
                other: None,
                past: Vec::new(),
                payment: None,
                holders,
                acting: None,
            })
        });
        Ok(Loaded { case: case.transpose()?, kept: kept.remove(asking.key.as_str()) })
    });
    loaded.collect()
}

/// The holders, each once: one may hold several ties over the same party.
fn others(rows: &[&Row], subject: PartyId) -> Result<Vec<record::Party>, Fault> {
    let mut parties: Vec<record::Party> = Vec::with_capacity(rows.len());
    for row in rows {
        let (party, _) = rows::party(row)?;
        if party.id() != subject && parties.last().is_none_or(|last| last.id() != party.id()) {
            parties.push(party);
        }
    }
    Ok(parties)
}
