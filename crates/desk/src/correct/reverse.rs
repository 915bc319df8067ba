//! What undoes a transaction, or why it cannot be undone. Pure: the register as it stands goes in.

use super::money::{Held, short};
use crate::replay::{Register, apply};
use calendar::Day;
use catalogue::{Refusal, RuleRef};
use ledger::Entry;
use record::{
    Block, BlockId, Change, Document, DocumentId, DocumentState, DocumentStatus, Fact, Facts, Ids, Party,
    PartyId, PartyKind, Tie, TieId,
};

/// Everything that reversing a transaction writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoing {
    /// The changes, the last one undone first.
    pub changes: Vec<Change>,
    /// The money, moved back.
    pub entry: Entry,
}

/// What undoes these changes and this entry, if the register and what is held still stand as they left them; `before`
/// tells how a party was reached before, where the transaction set that.
///
/// # Errors
/// Every reason why it cannot be undone: what later rests on it, what is a fact and stays one.
pub fn reverse(
    changes: &[Change],
    entry: &Entry,
    (mut register, held): (Register, &Held),
    before: Option<&Change>,
    today: Day,
    ids: &mut Ids,
) -> Result<Undoing, Vec<Refusal>> {
    let (mut undone, mut reasons) = (Vec::new(), Vec::new());
    let mut against = |reason: Box<Refusal>| {
        if !reasons.contains(&*reason) {
            reasons.push(*reason);
        }
    };
    let back = entry.reversed();
    for reason in short(&back, &register, held) {
        against(Box::new(reason));
    }
    for change in changes.iter().rev() {
        match undo(change, &register, before, today, ids) {
            Ok(undoing) => {
                if apply(&mut register, &undoing) {
                    undone.push(undoing);
                } else {
                    against(because("correct-moved-on", Facts::new()));
                }
            }
            Err(reason) => against(reason),
        }
    }
    if reasons.is_empty() { Ok(Undoing { changes: undone, entry: back }) } else { Err(reasons) }
}

pub(super) fn because(says: &str, facts: Facts) -> Box<Refusal> {
    let rule = RuleRef { source: "house#corrections".to_owned(), ..RuleRef::default() };
    Box::new(Refusal { condition: says.to_owned(), says: says.to_owned(), facts, cure: None, rule })
}

fn moved_on() -> Box<Refusal> {
    because("correct-moved-on", Facts::new())
}

/// The change that undoes one.
fn undo(
    change: &Change,
    register: &Register,
    before: Option<&Change>,
    today: Day,
    ids: &mut Ids,
) -> Result<Change, Box<Refusal>> {
    match change {
        Change::DocumentIssued { document } => {
            let known = document_in(register, document.id).filter(|known| known.state == document.state);
            let known = known.ok_or_else(moved_on)?;
            let now = DocumentState { status: DocumentStatus::Cancelled, ..known.state };
            Ok(Change::DocumentAltered { document: known.id, was: known.state, now })
        }
        Change::DocumentAltered { document, was, now } => {
            let known = document_in(register, *document).filter(|known| known.state == *now);
            let known = known.ok_or_else(moved_on)?;
            stands_alone(register, known, was)?;
            Ok(Change::DocumentAltered { document: *document, was: *now, now: *was })
        }
        Change::TieBegun { tie } => {
            let known = tie_in(register, tie.id).filter(|known| *known == tie).ok_or_else(moved_on)?;
            Ok(Change::TieEnded { tie: known.id, on: today.max(known.from) })
        }
        Change::TieEnded { tie, on } => begin_anew(register, *tie, *on, ids),
        Change::BlockRaised { block } => {
            let known = block_in(register, block.id).filter(|known| *known == block).ok_or_else(moved_on)?;
            Ok(Change::BlockLifted { block: known.id, on: today.max(known.from) })
        }
        Change::BlockLifted { block, on } => raise_anew(register, *block, *on, ids),
        Change::FineCharged { fine } => {
            let known = register.get(&fine.party).is_some_and(|dossier| dossier.fines.contains(fine));
            known.then(|| Change::FineWaived { fine: fine.clone(), on: today }).ok_or_else(moved_on)
        }
        Change::PersonCorrected { person, was, now } => {
            Ok(Change::PersonCorrected { person: *person, was: now.clone(), now: was.clone() })
        }
        Change::ContactSet { party, .. } => contact_before(change, register, *party, before),
        Change::Crossed { .. } | Change::PresenceMoved { .. } => {
            Err(because("correct-crossing", Facts::new()))
        }
        Change::PartyEntered { .. } | Change::Identified { .. } | Change::FineWaived { .. } => {
            Err(because("correct-not-undone", Facts::new()))
        }
    }
}

/// A document that lives again stands beside no other that took its place meanwhile.
fn stands_alone(register: &Register, document: &Document, was: &DocumentState) -> Result<(), Box<Refusal>> {
    let documents = register.get(&document.holder).map_or(&[][..], |dossier| &dossier.documents);
    let in_its_place = documents.iter().find(|other| {
        let rivals = other.kind == document.kind || (other.kind.lets_out() && document.kind.lets_out());
        other.id != document.id && other.state.status.is_live() && rivals
    });
    let reported =
        matches!(document.kind, record::DocumentKind::WorkPermit | record::DocumentKind::HealthInsurance);
    match in_its_place.filter(|_| was.status.is_live() && !reported) {
        None => Ok(()),
        Some(other) => {
            let kind = Fact::Word(format!("document-{}", other.kind.as_str()));
            let facts = Facts::new().with("kind", kind).with("visa", Fact::Code(other.number.clone()));
            Err(because("correct-another-stands", facts))
        }
    }
}

/// The tie that takes up where one ended; behind those of its kind that held meanwhile.
fn begin_anew(register: &Register, tie: TieId, on: Day, ids: &mut Ids) -> Result<Change, Box<Refusal>> {
    let ended = tie_in(register, tie).filter(|known| known.to == Some(on)).ok_or_else(moved_on)?;
    let ties = register.get(&ended.subject).map_or(&[][..], |dossier| &dossier.ties);
    let rivals = ties.iter().filter(|other| {
        let same_holder = ended.kind.is_exclusive() || other.holder == ended.holder;
        other.id != ended.id && other.kind == ended.kind && same_holder && other.to.is_none_or(|to| to > on)
    });
    let mut from = on;
    for rival in rivals {
        from = from.max(rival.to.ok_or_else(|| because("correct-tie-passed-on", Facts::new()))?);
    }
    Ok(Change::TieBegun { tie: Tie { id: TieId(ids.fresh()), from, to: None, ..ended.clone() } })
}

fn raise_anew(register: &Register, block: BlockId, on: Day, ids: &mut Ids) -> Result<Change, Box<Refusal>> {
    let lifted = block_in(register, block).filter(|known| known.to == Some(on)).ok_or_else(moved_on)?;
    let blocks = register.get(&lifted.party).map_or(&[][..], |dossier| &dossier.blocks);
    if blocks.iter().any(|other| other.kind == lifted.kind && other.to.is_none()) {
        return Err(moved_on());
    }
    let block = Block { id: BlockId(ids.fresh()), from: on, to: None, ..lifted.clone() };
    Ok(Change::BlockRaised { block })
}

/// How the party was reached before, if it is still reached as this change left it.
fn contact_before(
    change: &Change,
    register: &Register,
    party: PartyId,
    before: Option<&Change>,
) -> Result<Change, Box<Refusal>> {
    let known = register.get(&party).map(|dossier| contact_of(&dossier.party)).ok_or_else(moved_on)?;
    if known != *change {
        return Err(moved_on());
    }
    match before {
        Some(Change::ContactSet { .. }) => before.cloned().ok_or_else(moved_on),
        Some(Change::PartyEntered { party }) => Ok(contact_of(party)),
        _ => Err(because("correct-not-undone", Facts::new())),
    }
}

fn contact_of(party: &Party) -> Change {
    debug_assert!(PartyKind::Establishment == party.kind() || party.person().is_some(), "one or the other");
    Change::ContactSet {
        party: party.id(),
        mobile: party.mobile().cloned(),
        language: party.language(),
        wants_crossings: party.wants_crossings(),
    }
}

fn document_in(register: &Register, id: DocumentId) -> Option<&Document> {
    register.values().flat_map(|dossier| &dossier.documents).find(|known| known.id == id)
}

fn tie_in(register: &Register, id: TieId) -> Option<&Tie> {
    register.values().flat_map(|dossier| &dossier.ties).find(|known| known.id == id)
}

fn block_in(register: &Register, id: BlockId) -> Option<&Block> {
    register.values().flat_map(|dossier| &dossier.blocks).find(|known| known.id == id)
}
