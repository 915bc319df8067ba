//! A party as it stood before an entry of the journal: the present rows, with everything since taken back. Pure.

use calendar::Instant;
use catalogue::{Deposit, Dossier};
use ledger::{Account, FeeCode, Halalas, HolderId};
use record::{BlockId, Change, DocumentId, Identifier, Party, PartyKind, Presence, TieId};
use std::collections::BTreeMap;

/// The order in which entries are taken to have come. Numbers are given out in blocks, so two processes do not number
/// in the order of time; and of two that met within a moment, time does not tell who came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By the time of their decision, then by number.
    Time,
    /// By number.
    Number,
}

/// An entry's place in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub id: i64,
    pub at: Instant,
}

impl Place {
    fn key(self, order: Order) -> (i64, i64) {
        match order {
            Order::Time => (self.at.micros(), self.id),
            Order::Number => (self.id, 0),
        }
    }

    /// Whether this entry came before the other.
    pub fn precedes(self, other: Place, order: Order) -> bool {
        self.key(order) < other.key(order)
    }
}

/// A party's present state, and all that the journal tells of it.
#[derive(Debug, Clone)]
pub(super) struct History {
    pub now: Dossier,
    pub changes: Vec<(Place, Change)>,
    /// What moved on its deposits, by account.
    pub moved: Vec<(Place, String, FeeCode, Halalas)>,
}

/// A party as it stood.
#[derive(Debug)]
pub(super) struct Stood {
    pub dossier: Dossier,
    /// The journal does not tell all of it: something was assumed.
    pub assumed: bool,
}

impl History {
    /// The party before an entry; nothing if it came into the register only then or later.
    pub fn before(&self, place: Place, order: Order) -> Option<Stood> {
        let mut changes: Vec<&(Place, Change)> = self.changes.iter().collect();
        changes.sort_by_key(|(at, _)| at.key(order));
        let since = changes.partition_point(|(at, _)| at.precedes(place, order));
        let mut stood = Stood { dossier: self.now.clone(), assumed: false };
        for n in (since..changes.len()).rev() {
            let earlier: Vec<&Change> = changes[..n].iter().map(|(_, change)| change).collect();
            match take_back(&mut stood.dossier, &changes[n].1, &earlier) {
                Taken::Back => {}
                Taken::Assuming => stood.assumed = true,
                Taken::NotThereYet => return None,
            }
        }
        stood.dossier.deposits = self.deposits(place, order);
        Some(stood)
    }

    /// What lay ready: the postings before the entry, added up.
    fn deposits(&self, place: Place, order: Order) -> Vec<Deposit> {
        let holder = HolderId(self.now.id().0);
        let mut lay: BTreeMap<FeeCode, Halalas> = BTreeMap::new();
        for (_, account, fee, amount) in self.moved.iter().filter(|(at, ..)| at.precedes(place, order)) {
            if *account == (Account::Deposit { holder, fee: fee.clone() }).key() {
                let balance = lay.entry(fee.clone()).or_insert(Halalas::ZERO);
                *balance = *balance + *amount;
            }
        }
        lay.into_iter().map(|(fee, balance)| Deposit { fee, balance }).collect()
    }
}

/// How a change was taken back.
enum Taken {
    Back,
    Assuming,
    NotThereYet,
}

impl Taken {
    fn known(known: bool) -> Taken {
        if known { Taken::Back } else { Taken::Assuming }
    }
}

fn take_back(dossier: &mut Dossier, change: &Change, earlier: &[&Change]) -> Taken {
    match change {
        Change::PartyEntered { .. } => return Taken::NotThereYet,
        Change::DocumentIssued { document } => dossier.documents.retain(|known| known.id != document.id),
        Change::DocumentAltered { document, was, now } => {
            return with_document(dossier, *document, |state| {
                let agrees = state == now;
                *state = *was;
                agrees
            });
        }
        Change::TieBegun { tie } => dossier.ties.retain(|known| known.id != tie.id),
        Change::TieEnded { tie, .. } => return reopen_tie(dossier, *tie, earlier),
        Change::BlockRaised { block } => dossier.blocks.retain(|known| known.id != block.id),
        Change::BlockLifted { block, .. } => return reopen_block(dossier, *block, earlier),
        Change::FineCharged { fine } => dossier.fines.retain(|known| known.id != fine.id),
        Change::FineWaived { fine, .. } => dossier.fines.push(fine.clone()),
        // Where the person was then is told beside it.
        Change::Crossed { .. } => {}
        Change::PresenceMoved { now, .. } => return move_back(dossier, *now, earlier),
        Change::PersonCorrected { was, .. } => {
            if let Party::Person(person) = &mut dossier.party {
                person.name = was.name.clone();
                person.occupation.clone_from(&was.occupation);
            }
        }
        Change::Identified { was, .. } => identify_as(dossier, was),
        Change::ContactSet { .. } => return reach_as(dossier, earlier),
    }
    Taken::Back
}

fn with_document(
    dossier: &mut Dossier,
    id: DocumentId,
    change: impl FnOnce(&mut record::DocumentState) -> bool,
) -> Taken {
    let found = dossier.documents.iter_mut().find(|known| known.id == id);
    Taken::known(found.is_some_and(|document| change(&mut document.state)))
}

/// A tie as it was before it ended: to its planned last day, where its beginning or an earlier end tells one. A tie
/// that the register started out with is taken to have had no end.
fn reopen_tie(dossier: &mut Dossier, id: TieId, earlier: &[&Change]) -> Taken {
    let told = earlier.iter().rev().find_map(|change| match change {
        Change::TieEnded { tie, on } if *tie == id => Some(Some(*on)),
        Change::TieBegun { tie } if tie.id == id => Some(tie.to),
        _ => None,
    });
    let Some(tie) = dossier.ties.iter_mut().find(|known| known.id == id) else { return Taken::Assuming };
    tie.to = told.flatten();
    Taken::known(told.is_some())
}

/// A block as it was before it was lifted; as with ties.
fn reopen_block(dossier: &mut Dossier, id: BlockId, earlier: &[&Change]) -> Taken {
    let told = earlier.iter().rev().find_map(|change| match change {
        Change::BlockLifted { block, on } if *block == id => Some(Some(*on)),
        Change::BlockRaised { block } if block.id == id => Some(block.to),
        _ => None,
    });
    let Some(block) = dossier.blocks.iter_mut().find(|known| known.id == id) else { return Taken::Assuming };
    block.to = told.flatten();
    Taken::known(told.is_some())
}

/// Where a person was before a crossing: where the one before left them, or as they came into the register; else on the
/// other side.
fn move_back(dossier: &mut Dossier, now: Presence, earlier: &[&Change]) -> Taken {
    let Party::Person(person) = &mut dossier.party else { return Taken::Assuming };
    let told = earlier.iter().rev().find_map(|change| match change {
        Change::PresenceMoved { now, at, .. } => Some((*now, Some(*at))),
        Change::PartyEntered { party: Party::Person(entered) } => {
            Some((entered.presence, entered.crossed_at))
        }
        _ => None,
    });
    let other_side = match now {
        Presence::Inside => Presence::Outside,
        Presence::Outside => Presence::Inside,
    };
    (person.presence, person.crossed_at) = told.unwrap_or((other_side, None));
    Taken::known(told.is_some())
}

fn identify_as(dossier: &mut Dossier, was: &Identifier) {
    if let Party::Person(person) = &mut dossier.party {
        person.identifier = was.clone();
        person.kind = match was {
            Identifier::Citizen(_) => PartyKind::Citizen,
            Identifier::Resident(_) => PartyKind::Resident,
            Identifier::Establishment(_) => PartyKind::Establishment,
            Identifier::Border(_) | Identifier::Passport(_) => PartyKind::Visitor,
        };
    }
}

/// How the party was reached before: as last set, or as it entered. Where neither is told, the present is kept.
fn reach_as(dossier: &mut Dossier, earlier: &[&Change]) -> Taken {
    let told = earlier.iter().rev().find_map(|change| match change {
        Change::ContactSet { mobile, language, wants_crossings, .. } => {
            Some((mobile.clone(), *language, *wants_crossings))
        }
        Change::PartyEntered { party } => Some(match party {
            Party::Person(person) => (person.mobile.clone(), person.language, person.wants_crossings),
            Party::Establishment(house) => (house.mobile.clone(), house.language, house.wants_crossings),
        }),
        _ => None,
    });
    let Some((mobile, language, wants)) = told else { return Taken::Assuming };
    match &mut dossier.party {
        Party::Person(person) => {
            person.mobile = mobile;
            (person.language, person.wants_crossings) = (language, wants);
        }
        Party::Establishment(house) => {
            house.mobile = mobile;
            (house.language, house.wants_crossings) = (language, wants);
        }
    }
    Taken::Back
}
