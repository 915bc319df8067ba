//! One change as the writes that make it, and the values of the register's rows.

use crate::sql::register as sql;
use calendar::{Day, Instant};
use record::{
    Block, Change, Crossing, Document, DocumentState, Establishment, Fine, Identifier, NameParts,
    Particulars, Party, PartyId, PartyKind, Person, PersonName, Tie, search_key_ar, search_key_latin,
};
use serde::Serialize;
use std::collections::BTreeSet;
use store::{Bound, Unit, Value};

/// Adds to `unit` everything that makes `change`. `at` is when it is made.
pub fn write_change(unit: Unit, change: &Change, at: Instant) -> Unit {
    match change {
        Change::PartyEntered { party } => enter(unit, party, at),
        Change::DocumentIssued { document } => {
            unit.writes(sql::ISSUE_DOCUMENT.with_vec(document_row(document)))
        }
        Change::DocumentAltered { document, was, now } => unit.writes(alter(document.0, was, now)),
        Change::TieBegun { tie } => unit.writes(sql::BEGIN_TIE.with_vec(tie_row(tie))),
        Change::TieEnded { tie, on } => unit.writes(sql::END_TIE.with([tie.0.into(), day(*on)])),
        Change::BlockRaised { block } => unit.writes(sql::RAISE_BLOCK.with_vec(block_row(block))),
        Change::BlockLifted { block, on } => unit.writes(sql::LIFT_BLOCK.with([block.0.into(), day(*on)])),
        Change::FineCharged { fine } => unit.writes(sql::CHARGE_FINE.with_vec(fine_row(fine))),
        Change::FineWaived { fine, on } => unit.writes(sql::WAIVE_FINE.with([fine.id.into(), day(*on)])),
        Change::Crossed { crossing } => unit.writes(sql::WRITE_CROSSING.with_vec(crossing_row(crossing))),
        Change::PresenceMoved { person, now, at } => {
            unit.writes(sql::MOVE_PRESENCE.with([person.0.into(), now.as_str().into(), at.micros().into()]))
        }
        Change::PersonCorrected { person, was, now } => correct(unit, *person, was, now),
        Change::Identified { party, was, now, kind } => identify(unit, *party, (was, now), *kind, at),
        Change::ContactSet { party, mobile, language, wants_crossings } => {
            unit.writes(sql::SET_CONTACT.with([
                party.0.into(),
                mobile.as_ref().map(|mobile| mobile.as_str()).into(),
                language.as_str().into(),
                (*wants_crossings).into(),
            ]))
        }
    }
}

/// A change's kind as the journal lists it, and the row it makes or changes.
pub(crate) fn what(change: &Change) -> (&'static str, i64) {
    match change {
        Change::PartyEntered { party } => ("party-entered", party.id().0),
        Change::DocumentIssued { document } => ("document-issued", document.id.0),
        Change::DocumentAltered { document, .. } => ("document-altered", document.0),
        Change::TieBegun { tie } => ("tie-begun", tie.id.0),
        Change::TieEnded { tie, .. } => ("tie-ended", tie.0),
        Change::BlockRaised { block } => ("block-raised", block.id.0),
        Change::BlockLifted { block, .. } => ("block-lifted", block.0),
        Change::FineCharged { fine } => ("fine-charged", fine.id),
        Change::FineWaived { fine, .. } => ("fine-waived", fine.id),
        Change::Crossed { crossing } => ("crossed", crossing.id.0),
        Change::PresenceMoved { person, .. } => ("presence-moved", person.0),
        Change::PersonCorrected { person, .. } => ("person-corrected", person.0),
        Change::Identified { party, .. } => ("identified", party.0),
        Change::ContactSet { party, .. } => ("contact-set", party.0),
    }
}

fn enter(unit: Unit, party: &Party, at: Instant) -> Unit {
    let id = party.id();
    let unit = unit.writes(sql::ENTER_PARTY.with_vec(party_row(party)));
    let unit = match party {
        Party::Person(person) => unit.writes(sql::ENTER_PERSON.with_vec(person_row(person))),
        Party::Establishment(establishment) => {
            unit.writes(sql::ENTER_ESTABLISHMENT.with_vec(establishment_row(establishment)))
        }
    };
    let identifier = party.identifier();
    let unit = unit.writes(sql::ENTER_IDENTIFIER.with([
        identifier.as_str().into(),
        identifier_kind(identifier).into(),
        id.0.into(),
        at.micros().into(),
    ]));
    name_keys(party)
        .into_iter()
        .fold(unit, |unit, key| unit.writes(sql::ENTER_NAME_KEY.with([key.into(), id.0.into()])))
}

/// The row as corrected, and what the person is searched for by.
fn correct(unit: Unit, person: PartyId, was: &Particulars, now: &Particulars) -> Unit {
    let row = |known: &Particulars| {
        let names = [&known.name.ar, &known.name.latin].into_iter().flat_map(name_row);
        names.chain([known.occupation.as_deref().into()]).collect::<Vec<Value>>()
    };
    let mut values: Vec<Value> = vec![person.0.into()];
    values.extend(row(now));
    values.extend(row(was));
    let unit = unit.writes(sql::CORRECT_PERSON.with_vec(values));
    let (old, new) = (person_keys(&was.name), person_keys(&now.name));
    let unit = old.difference(&new).fold(unit, |unit, key| {
        unit.writes(sql::FORGET_NAME_KEY.with([key.as_str().into(), person.0.into()]))
    });
    new.difference(&old)
        .fold(unit, |unit, key| unit.writes(sql::ENTER_NAME_KEY.with([key.as_str().into(), person.0.into()])))
}

fn identify(
    unit: Unit,
    party: PartyId,
    (was, now): (&Identifier, &Identifier),
    kind: PartyKind,
    at: Instant,
) -> Unit {
    unit.writes(sql::SUPERSEDE_IDENTIFIER.with([was.as_str().into(), party.0.into()]))
        .writes(sql::ENTER_IDENTIFIER.with([
            now.as_str().into(),
            identifier_kind(now).into(),
            party.0.into(),
            at.micros().into(),
        ]))
        .writes(sql::SET_KIND.with([party.0.into(), kind.as_str().into()]))
}

fn alter(id: i64, was: &DocumentState, now: &DocumentState) -> Bound {
    sql::ALTER_DOCUMENT.with([
        id.into(),
        now.status.as_str().into(),
        day(now.expires),
        opt_day(now.depart_by),
        opt_day(now.return_by),
        was.status.as_str().into(),
        day(was.expires),
        opt_day(was.depart_by),
        opt_day(was.return_by),
    ])
}

/// What a party is searched for by: its names from the first and from the last, folded.
pub(crate) fn name_keys(party: &Party) -> BTreeSet<String> {
    match party {
        Party::Person(person) => person_keys(&person.name),
        Party::Establishment(establishment) => {
            keys_of([search_key_ar(&establishment.name_ar), search_key_latin(&establishment.name_latin)])
        }
    }
}

fn person_keys(name: &PersonName) -> BTreeSet<String> {
    let from_last = |parts: &NameParts| {
        [&parts.family, &parts.first].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>()
    };
    keys_of([
        search_key_ar(&name.ar.full()),
        search_key_ar(&name.ar.short()),
        search_key_ar(&from_last(&name.ar).join(" ")),
        search_key_latin(&name.latin.full()),
        search_key_latin(&name.latin.short()),
        search_key_latin(&from_last(&name.latin).join(" ")),
    ])
}

fn keys_of(keys: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    keys.into_iter().filter(|key| !key.is_empty()).collect()
}

pub(crate) fn party_row(party: &Party) -> Vec<Value> {
    vec![
        party.id().0.into(),
        party.kind().as_str().into(),
        party.mobile().map(|mobile| mobile.as_str()).into(),
        party.language().as_str().into(),
        party.wants_crossings().into(),
    ]
}

pub(crate) fn person_row(person: &Person) -> Vec<Value> {
    debug_assert!(person.kind != PartyKind::Establishment, "a person is no establishment");
    let (ar, latin) = (&person.name.ar, &person.name.latin);
    let mut row: Vec<Value> = vec![person.id.0.into()];
    row.extend([ar, latin].into_iter().flat_map(name_row));
    row.extend([
        word(&person.sex).into(),
        day(person.birth.day),
        json(&person.birth).into(),
        person.nationality.0.as_str().into(),
        person.presence.as_str().into(),
        person.crossed_at.map(Instant::micros).into(),
        person.occupation.as_deref().into(),
    ]);
    row
}

fn name_row(name: &NameParts) -> [Value; 4] {
    [&name.first, &name.father, &name.grandfather, &name.family].map(|part| Value::from(part.as_str()))
}

pub(crate) fn establishment_row(establishment: &Establishment) -> Vec<Value> {
    vec![
        establishment.id.0.into(),
        establishment.name_ar.as_str().into(),
        establishment.name_latin.as_str().into(),
    ]
}

pub(crate) fn document_row(document: &Document) -> Vec<Value> {
    vec![
        document.id.0.into(),
        document.holder.0.into(),
        document.kind.as_str().into(),
        document.number.as_str().into(),
        day(document.issued),
        document.term.as_ref().map(json).into(),
        document.expires_written.as_ref().map(json).into(),
        document.state.status.as_str().into(),
        day(document.state.expires),
        opt_day(document.state.depart_by),
        opt_day(document.state.return_by),
    ]
}

pub(crate) fn tie_row(tie: &Tie) -> Vec<Value> {
    vec![
        tie.id.0.into(),
        tie.kind.as_str().into(),
        tie.holder.0.into(),
        tie.subject.0.into(),
        tie.relation.map(|relation| relation.as_str()).into(),
        day(tie.from),
        opt_day(tie.to),
    ]
}

pub(crate) fn block_row(block: &Block) -> Vec<Value> {
    vec![
        block.id.0.into(),
        block.party.0.into(),
        block.kind.as_str().into(),
        block.amount.map(|amount| amount.0).into(),
        day(block.from),
        opt_day(block.to),
    ]
}

pub(crate) fn fine_row(fine: &Fine) -> Vec<Value> {
    vec![fine.id.into(), fine.party.0.into(), fine.kind.as_str().into(), fine.amount.0.into(), day(fine.on)]
}

pub(crate) fn crossing_row(crossing: &Crossing) -> Vec<Value> {
    vec![
        crossing.id.0.into(),
        crossing.person.0.into(),
        crossing.direction.as_str().into(),
        crossing.port.as_str().into(),
        crossing.at.micros().into(),
        crossing.document.map(|document| document.0).into(),
    ]
}

pub(crate) fn identifier_kind(identifier: &Identifier) -> &'static str {
    match identifier {
        Identifier::Citizen(_) => "citizen",
        Identifier::Resident(_) => "resident",
        Identifier::Border(_) => "border",
        Identifier::Establishment(_) => "establishment",
        Identifier::Passport(_) => "passport",
    }
}

pub(crate) fn day(day: Day) -> Value {
    day.epoch_days().into()
}

pub(crate) fn opt_day(day: Option<Day>) -> Value {
    day.map(Day::epoch_days).into()
}

/// A value of ours as JSON text. Our types have only text keys and finite numbers, so it cannot fail.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| unreachable!("our types are JSON"))
}

/// The one name of a value whose type has no `as_str`.
fn word<T: Serialize>(value: &T) -> String {
    json(value).trim_matches('"').to_owned()
}

/// Whose version a change moves; `holder_of` knows whose row an altered document, tie or block is.
pub(crate) fn party_changed(change: &Change, holder_of: impl Fn(i64) -> Option<PartyId>) -> Option<PartyId> {
    match change {
        Change::PartyEntered { party } => Some(party.id()),
        Change::DocumentIssued { document } => Some(document.holder),
        Change::DocumentAltered { document, .. } => holder_of(document.0),
        Change::TieBegun { tie } => Some(tie.subject),
        Change::TieEnded { tie, .. } => holder_of(tie.0),
        Change::BlockRaised { block } => Some(block.party),
        Change::BlockLifted { block, .. } => holder_of(block.0),
        Change::FineCharged { fine } | Change::FineWaived { fine, .. } => Some(fine.party),
        Change::Crossed { crossing } => Some(crossing.person),
        Change::PresenceMoved { person, .. } => Some(*person),
        Change::PersonCorrected { person, .. } => Some(*person),
        Change::Identified { party, .. } | Change::ContactSet { party, .. } => Some(*party),
    }
}
