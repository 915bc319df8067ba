//! The case and the request of a past decision, put together again.

use super::past::{History, Order, Place, Stood};
use crate::load::{is_the_other, read_dossier};
use crate::rows::{self, Cells};
use crate::sql::{register, rules as sql};
use crate::transaction::Transaction;
use calendar::{Day, Moment};
use catalogue::{Actor, Case, Dossier, Past, Request, Service};
use ledger::{FeeCode, Halalas};
use record::{Identifier, PartyId, TieKind};
use std::collections::BTreeSet;
use store::{Fault, Row, Store};

/// What a decision was taken on.
pub(super) struct Rebuilt {
    pub case: Case,
    pub request: Request,
    /// Some of it was assumed.
    pub assumed: bool,
}

/// Puts the case of an entry together; nothing where a party of it was not in the register yet, as the journal has it.
pub(super) async fn rebuild(
    store: &Store,
    service: &Service,
    entry: &Transaction,
    order: Order,
) -> Result<Option<Rebuilt>, Fault> {
    let (Some(asker), Some(subject)) = (entry.asker, entry.subject) else { return Ok(None) };
    let actor = match &entry.actor {
        Actor::Token { id, .. } => Actor::Token { id: *id, party: token_party(store, *id).await? },
        actor => actor.clone(),
    };
    let request = Request {
        service: service.id.clone(),
        asker,
        subject,
        channel: entry.channel,
        actor,
        answers: entry.recorded.answers.clone(),
    };
    let mut then = Then {
        store,
        place: Place { id: entry.id.0, at: entry.at },
        order,
        today: Moment { now: entry.at }.today(),
        assumed: false,
    };
    let Some(case) = then.case(service, &request).await? else { return Ok(None) };
    Ok(Some(Rebuilt { case, request, assumed: then.assumed }))
}

/// The moment before an entry.
struct Then<'a> {
    store: &'a Store,
    place: Place,
    order: Order,
    today: Day,
    assumed: bool,
}

impl Then<'_> {
    async fn case(&mut self, service: &Service, request: &Request) -> Result<Option<Case>, Fault> {
        // What was unused of a payment on a past day is not kept.
        if service.gives_back() {
            return Ok(None);
        }
        let Some(subject) = self.dossier(request.subject).await? else { return Ok(None) };
        let asker = match request.asker == request.subject {
            true => None,
            false => match self.dossier(request.asker).await? {
                None => return Ok(None),
                asker => asker,
            },
        };
        let other = self.other(service, request, &subject).await?;
        let past = self.past(service, request.subject).await?;
        let acting = match &request.actor {
            Actor::Person { id } if *id != request.asker => {
                let acts = self.dossier(*id).await?;
                acts.and_then(|acts| {
                    let acting = |tie: &&record::Tie| {
                        matches!(tie.kind, TieKind::Representation | TieKind::Delegation)
                            && tie.holder == request.asker
                            && tie.holds_on(self.today)
                    };
                    acts.ties.iter().filter(acting).min_by_key(|tie| tie.id).cloned()
                })
            }
            _ => None,
        };
        let known: BTreeSet<PartyId> =
            [Some(&subject), asker.as_ref(), other.as_ref()].into_iter().flatten().map(Dossier::id).collect();
        let holding: BTreeSet<PartyId> =
            subject.ties.iter().filter(|tie| tie.holds_on(self.today)).map(|tie| tie.holder).collect();
        let mut holders = Vec::new();
        for id in holding.difference(&known) {
            let Some(holder) = self.dossier(*id).await? else { return Ok(None) };
            holders.push(holder.party);
        }
        Ok(Some(Case { subject, asker, other, past, payment: None, holders, acting }))
    }

    async fn other(
        &mut self,
        service: &Service,
        request: &Request,
        subject: &Dossier,
    ) -> Result<Option<Dossier>, Fault> {
        let named = service.names_other().and_then(|ask| request.answers.get(&ask.name));
        let id = match (named.map(Identifier::parse), service.other) {
            (Some(Ok(number)), _) => {
                let found = self.store.read_one(register::BY_NUMBER.with([number.as_str().into()])).await?;
                found.first().map(|row| row.int(0)).transpose()?.map(PartyId)
            }
            (None, Some(tie)) => subject.held_by(tie, self.today).map(|tie| tie.holder),
            _ => None,
        };
        let other = match id {
            Some(id) => self.dossier(id).await?,
            None => None,
        };
        Ok(other.filter(|other| is_the_other(service, subject, other, self.today)))
    }

    /// The last grant before of each service that a rule looks back at.
    async fn past(&self, service: &Service, subject: PartyId) -> Result<Vec<Past>, Fault> {
        let mut past = Vec::new();
        for service in service.looks_back_at() {
            let grants = sql::GRANTS_OF_PARTY.with([subject.0.into(), service.0.as_str().into()]);
            let rows = self.store.read_one(grants).await?;
            let days = rows::all(&rows, |row| {
                let mut cells = Cells::of(row, sql::GRANTS_OF_PARTY.name);
                Ok((Place { id: cells.int()?, at: cells.instant()? }, cells.day()?))
            })?;
            let before = days.into_iter().filter(|(place, _)| place.precedes(self.place, self.order));
            past.extend(before.map(|(_, day)| day).max().map(|day| Past { service: service.clone(), day }));
        }
        Ok(past)
    }

    /// A party as it stood.
    async fn dossier(&mut self, id: PartyId) -> Result<Option<Dossier>, Fault> {
        let Some(now) = read_dossier(self.store, id).await? else { return Ok(None) };
        let told = [sql::CHANGES_OF_PARTY.with([id.0.into()]), sql::POSTINGS_OF_PARTY.with([id.0.into()])];
        let mut results = self.store.read(told.into()).await?.into_iter();
        let (changes, moved) = (results.next().unwrap_or_default(), results.next().unwrap_or_default());
        let changes = rows::all(&changes, |row| {
            let mut cells = Cells::of(row, sql::CHANGES_OF_PARTY.name);
            Ok((Place { id: cells.int()?, at: cells.instant()? }, cells.json()?))
        })?;
        let history = History { now, changes, moved: rows::all(&moved, moved_on)? };
        Ok(history.before(self.place, self.order).map(|Stood { dossier, assumed }| {
            self.assumed |= assumed;
            dossier
        }))
    }
}

fn moved_on(row: &Row) -> Result<(Place, String, FeeCode, Halalas), Fault> {
    let mut cells = Cells::of(row, sql::POSTINGS_OF_PARTY.name);
    let place = Place { id: cells.int()?, at: cells.instant()? };
    let account = cells.string()?;
    let fee = FeeCode(cells.opt_text()?.unwrap_or_default().to_owned());
    Ok((place, account, fee, Halalas(cells.int()?)))
}

async fn token_party(store: &Store, token: i64) -> Result<Option<PartyId>, Fault> {
    let rows = store.read_one(sql::TOKEN_ACTS_FOR.with([token.into()])).await?;
    let party = rows.first().map(|row| row.opt_int(0)).transpose()?.flatten();
    Ok(party.map(PartyId))
}
