//! The register as its journal tells it: the state it started from and every change since, one after the other.

use catalogue::Dossier;
use record::{Change, Identifier, Particulars, Party, PartyId, PartyKind};
use std::collections::BTreeMap;

/// A register in memory; deposits and versions apart, which the postings and the entries tell.
pub type Register = BTreeMap<PartyId, Dossier>;

/// Makes one change. False where the register has no row for it, or one in another state than the change
/// says: the journal and the register then tell different stories.
#[must_use]
pub fn apply(register: &mut Register, change: &Change) -> bool {
    match change {
        Change::PartyEntered { party } => register.insert(party.id(), newcomer(party.clone())).is_none(),
        Change::DocumentIssued { document } => {
            with(register, document.holder, |dossier| dossier.documents.push(document.clone()))
        }
        Change::DocumentAltered { document, was, now } => register
            .values_mut()
            .flat_map(|dossier| &mut dossier.documents)
            .find(|known| known.id == *document && known.state == *was)
            .map(|known| known.state = *now)
            .is_some(),
        Change::TieBegun { tie } => with(register, tie.subject, |dossier| dossier.ties.push(tie.clone())),
        Change::TieEnded { tie, on } => register
            .values_mut()
            .flat_map(|dossier| &mut dossier.ties)
            .find(|known| known.id == *tie)
            .map(|known| known.to = Some(*on))
            .is_some(),
        Change::BlockRaised { block } => {
            with(register, block.party, |dossier| dossier.blocks.push(block.clone()))
        }
        Change::BlockLifted { block, on } => register
            .values_mut()
            .flat_map(|dossier| &mut dossier.blocks)
            .find(|known| known.id == *block)
            .map(|known| known.to = Some(*on))
            .is_some(),
        Change::FineCharged { fine } => {
            with(register, fine.party, |dossier| dossier.fines.push(fine.clone()))
        }
        Change::FineWaived { fine, .. } => {
            let known = |dossier: &mut Dossier| {
                let before = dossier.fines.len();
                dossier.fines.retain(|known| known != fine);
                dossier.fines.len() < before
            };
            register.get_mut(&fine.party).is_some_and(known)
        }
        Change::Crossed { crossing } => register.contains_key(&crossing.person),
        Change::PresenceMoved { person, now, at } => with(register, *person, |dossier| {
            if let Party::Person(person) = &mut dossier.party {
                (person.presence, person.crossed_at) = (*now, Some(*at));
            }
        }),
        Change::PersonCorrected { person, was, now } => corrected(register, *person, was, now),
        Change::Identified { party, was, now, kind } => identified(register, *party, (was, now), *kind),
        Change::ContactSet { party, mobile, language, wants_crossings } => {
            with(register, *party, |dossier| match &mut dossier.party {
                Party::Person(person) => {
                    person.mobile.clone_from(mobile);
                    (person.language, person.wants_crossings) = (*language, *wants_crossings);
                }
                Party::Establishment(establishment) => {
                    establishment.mobile.clone_from(mobile);
                    (establishment.language, establishment.wants_crossings) = (*language, *wants_crossings);
                }
            })
        }
    }
}

fn corrected(register: &mut Register, person: PartyId, was: &Particulars, now: &Particulars) -> bool {
    match register.get_mut(&person).map(|dossier| &mut dossier.party) {
        Some(Party::Person(person)) if person.particulars() == *was => {
            person.name = now.name.clone();
            person.occupation.clone_from(&now.occupation);
            true
        }
        _ => false,
    }
}

fn identified(
    register: &mut Register,
    party: PartyId,
    (was, now): (&Identifier, &Identifier),
    kind: PartyKind,
) -> bool {
    match register.get_mut(&party).map(|dossier| &mut dossier.party) {
        Some(Party::Person(person)) if person.identifier == *was => {
            person.identifier = now.clone();
            person.kind = kind;
            true
        }
        _ => false,
    }
}

fn with(register: &mut Register, party: PartyId, change: impl FnOnce(&mut Dossier)) -> bool {
    register.get_mut(&party).map(change).is_some()
}

fn newcomer(party: Party) -> Dossier {
    Dossier {
        party,
        version: 1,
        ties: Vec::new(),
        documents: Vec::new(),
        blocks: Vec::new(),
        fines: Vec::new(),
        deposits: Vec::new(),
    }
}
