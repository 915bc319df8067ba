//! The case of a request, read on one snapshot.

use crate::key::ScopedKey;
use crate::rows::{self, Cells};
use crate::sql::{journal, payments, register};
use calendar::Day;
use catalogue::{Actor, Case, Dossier, Past, Request, Service, ServiceId};
use record::{Identifier, Party, PartyId};
use store::{Bound, Fault, Row, Store};

/// What is known of a request before it is judged.
pub(crate) struct Loaded {
    /// The case, unless the asker or the subject does not exist.
    pub case: Option<Case>,
    /// The fingerprint and the outcome kept under the request's key.
    pub kept: Option<(String, String)>,
}

/// The question that names a payment.
const PAYMENT: &str = "payment";

/// How many statements a dossier takes.
pub(crate) const DOSSIER: usize = 6;

pub(crate) fn dossier_statements(party: PartyId) -> [Bound; DOSSIER] {
    [
        &register::PARTY,
        &register::TIES_OF,
        &register::DOCUMENTS_OF,
        &register::BLOCKS_OF,
        &register::FINES_OF,
        &register::DEPOSITS_OF,
    ]
    .map(|statement: &'static store::Statement| statement.with([party.0.into()]))
}

/// What reads the case of a request, and what is kept under `key`; in the order in which [`load`] takes the
/// answers.
pub(crate) fn statements(
    request: &Request,
    beside: &Beside,
    key: Option<&ScopedKey>,
    today: Day,
) -> Vec<Bound> {
    let mut statements = Vec::with_capacity(3 * DOSSIER + 4);
    statements.extend(dossier_statements(request.subject));
    statements.push(register::HOLDERS.with([request.subject.0.into(), today.epoch_days().into()]));
    if asker_apart(request) {
        statements.extend(dossier_statements(request.asker));
    }
    if let Some(other) = beside.other {
        statements.extend(dossier_statements(other));
    }
    statements.extend(
        beside
            .past
            .iter()
            .map(|service| journal::LAST_GRANT.with([request.subject.0.into(), service.0.as_str().into()])),
    );
    if let Some(reference) = &beside.payment {
        statements.push(payments::NAMED.with([reference.as_str().into(), request.subject.0.into()]));
    }
    if let Some(actor) = representative(request) {
        let day = today.epoch_days().into();
        statements.push(register::ACTING.with([actor.0.into(), request.asker.0.into(), day]));
    }
    if let Some(key) = key {
        statements.push(journal::KEY.with([key.as_str().into()]));
    }
    statements
}

fn asker_apart(request: &Request) -> bool {
    request.asker != request.subject
}

/// Who acts for the asker without being the asker.
fn representative(request: &Request) -> Option<PartyId> {
    match &request.actor {
        Actor::Person { id } if *id != request.asker => Some(*id),
        _ => None,
    }
}

/// What a service's rules look at beside the subject and the asker.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// The other party.
    pub other: Option<PartyId>,
    /// The services whose last grant for the subject matters.
    pub past: Vec<ServiceId>,
    /// The payment that the form names, by its reference.
    pub payment: Option<String>,
}

/// Finds out who the other party of a request is, whom the form names or a tie of the subject leads to.
pub(crate) async fn beside(
    store: &Store,
    service: &Service,
    request: &Request,
    today: Day,
) -> Result<Beside, Fault> {
    let past = service.looks_back_at().into_iter().cloned().collect();
    let payment = request.answers.get(PAYMENT).filter(|_| service.gives_back());
    let payment = payment.map(str::to_ascii_uppercase);
    let named = service.names_other().and_then(|ask| request.answers.get(&ask.name));
    let look = match (named.map(Identifier::parse), service.other) {
        (Some(Ok(number)), _) => register::BY_NUMBER.with([number.as_str().into()]),
        (None, Some(tie)) => {
            let day = today.epoch_days().into();
            register::HOLDER_OF_KIND.with([request.subject.0.into(), tie.as_str().into(), day])
        }
        _ => return Ok(Beside { other: None, past, payment }),
    };
    let found = store.read_one(look).await?.first().map(|row| row.int(0)).transpose()?.map(PartyId);
    Ok(Beside { other: found, past, payment })
}

/// Reads the case, and what is kept under `key`, on one snapshot: a request that was granted meanwhile is
/// found under its key, never judged against its own effects.
pub(crate) async fn load(
    store: &Store,
    service: &Service,
    request: &Request,
    key: Option<&ScopedKey>,
    today: Day,
) -> Result<Loaded, Fault> {
    let beside = match service.looks_beside() {
        true => beside(store, service, request, today).await?,
        false => Beside::default(),
    };
    let (asker_apart, statements) = (asker_apart(request), statements(request, &beside, key, today));
    let mut results = store.read(statements).await?.into_iter();
    let subject = dossier(&mut results)?;
    let holders = next(&mut results);
    let asker = if asker_apart { dossier(&mut results)? } else { None };
    let other = if beside.other.is_some() { dossier(&mut results)? } else { None };
    let past = past(&beside.past, &mut results)?;
    let payment = match beside.payment {
        None => None,
        Some(_) => next(&mut results).first().map(rows::payment).transpose()?,
    };
    let acting = match representative(request) {
        None => None,
        Some(_) => next(&mut results).first().map(rows::tie).transpose()?,
    };
    let kept = match key {
        None => None,
        Some(_) => next(&mut results).first().map(kept).transpose()?,
    };
    let case = match subject {
        Some(subject) if asker.is_some() || !asker_apart => {
            let other = other.filter(|other| is_the_other(service, &subject, other, today));
            let others = [asker.as_ref(), other.as_ref()];
            let holders = strangers(&holders, &subject, others)?;
            Some(Case { subject, asker, other, past, payment, holders, acting })
        }
        _ => None,
    };
    Ok(Loaded { case, kept })
}

/// Whether the party found before the snapshot still holds the tie it was found by. One who does not is left out, the
/// register refuses what rests on them, and the request is judged anew.
pub(crate) fn is_the_other(service: &Service, subject: &Dossier, other: &Dossier, today: Day) -> bool {
    let by_tie = service.other.filter(|_| service.names_other().is_none());
    by_tie.is_none_or(|kind| subject.held_by(kind, today).is_some_and(|tie| tie.holder == other.id()))
}

/// The holders who have no dossier of their own in the case.
fn strangers(holders: &[Row], subject: &Dossier, others: [Option<&Dossier>; 2]) -> Result<Vec<Party>, Fault> {
    let parties = rows::all(holders, rows::party)?;
    let known = |id| id == subject.id() || others.into_iter().flatten().any(|other| other.id() == id);
    Ok(parties.into_iter().map(|(party, _)| party).filter(|party| !known(party.id())).collect())
}

/// The last grant of each of these services, where there was one.
fn past(services: &[ServiceId], results: &mut impl Iterator<Item = Vec<Row>>) -> Result<Vec<Past>, Fault> {
    let mut past = Vec::new();
    for service in services {
        if let Some(row) = next(results).first() {
            let day = Cells::of(row, "journal").opt_day()?;
            past.extend(day.map(|day| Past { service: service.clone(), day }));
        }
    }
    Ok(past)
}

pub(crate) fn kept(row: &Row) -> Result<(String, String), Fault> {
    let mut cells = Cells::of(row, "request_key");
    Ok((cells.string()?, cells.string()?))
}

fn next(results: &mut impl Iterator<Item = Vec<Row>>) -> Vec<Row> {
    results.next().unwrap_or_default()
}

/// One dossier from its six results; nothing if there is no such party.
pub(crate) fn dossier(results: &mut impl Iterator<Item = Vec<Row>>) -> Result<Option<Dossier>, Fault> {
    let [party, ties, documents, blocks, fines, deposits] = std::array::from_fn(|_| next(results));
    let Some(row) = party.first() else { return Ok(None) };
    let (party, version) = rows::party(row)?;
    Ok(Some(Dossier {
        party,
        version,
        ties: rows::all(&ties, rows::tie)?,
        documents: rows::all(&documents, rows::document)?,
        blocks: rows::all(&blocks, rows::block)?,
        fines: rows::all(&fines, rows::fine)?,
        deposits: rows::all(&deposits, rows::deposit)?,
    }))
}

/// Reads one dossier.
pub(crate) async fn read_dossier(store: &Store, party: PartyId) -> Result<Option<Dossier>, Fault> {
    let results = store.read(dossier_statements(party).into()).await?;
    dossier(&mut results.into_iter())
}
