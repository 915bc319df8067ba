//! The case of a request, read on one snapshot.

use crate::key::ScopedKey;
use crate::rows::{self, Cells};
use crate::sql::{journal, register};
use calendar::Day;
use catalogue::{Actor, Case, Dossier, Request};
use record::{Party, PartyId};
use store::{Bound, Fault, Row, Store};

/// What is known of a request before it is judged.
pub(crate) struct Loaded {
    /// The case, unless the asker or the subject does not exist.
    pub case: Option<Case>,
    /// The fingerprint and the outcome kept under the request's key.
    pub kept: Option<(String, String)>,
}

/// How many statements a dossier takes.
const DOSSIER: usize = 6;

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
pub(crate) fn statements(request: &Request, key: Option<&ScopedKey>, today: Day) -> Vec<Bound> {
    let mut statements = Vec::with_capacity(2 * DOSSIER + 3);
    statements.extend(dossier_statements(request.subject));
    statements.push(register::HOLDERS.with([request.subject.0.into(), today.epoch_days().into()]));
    if asker_apart(request) {
        statements.extend(dossier_statements(request.asker));
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

/// Reads the case, and what is kept under `key`, on one snapshot: a request that was granted meanwhile is
/// found under its key, never judged against its own effects.
pub(crate) async fn load(
    store: &Store,
    request: &Request,
    key: Option<&ScopedKey>,
    today: Day,
) -> Result<Loaded, Fault> {
    let (asker_apart, statements) = (asker_apart(request), statements(request, key, today));
    let mut results = store.read(statements).await?.into_iter();
    let subject = dossier(&mut results)?;
    let holders = next(&mut results);
    let asker = if asker_apart { dossier(&mut results)? } else { None };
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
            let holders = others(&holders, &subject, asker.as_ref())?;
            Some(Case { subject, asker, holders, acting })
        }
        _ => None,
    };
    Ok(Loaded { case, kept })
}

/// The holders who have no dossier of their own in the case.
fn others(holders: &[Row], subject: &Dossier, asker: Option<&Dossier>) -> Result<Vec<Party>, Fault> {
    let parties = rows::all(holders, rows::party)?;
    let known = |id| id == subject.id() || asker.is_some_and(|asker| asker.id() == id);
    Ok(parties.into_iter().map(|(party, _)| party).filter(|party| !known(party.id())).collect())
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
