//! What the benches share: a register of sponsors with a worker each, the renewals they ask for, and the disk's own
//! pace.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that fails has nothing to tell")]

pub mod raw;

use calendar::{Calendar, Day, WrittenDate};
use catalogue::{Actor, Answers, Channel, Request, ServiceId};
use desk::import::Population;
use desk::testing::TestHouse;
use ledger::{FeeCode, Halalas};
use record::{
    Country, Document, DocumentId, DocumentKind, DocumentState, DocumentStatus, Identifier, Ids, Language,
    Mobile, NameParts, Party, PartyId, PartyKind, Person, PersonName, Presence, Sex, Tie, TieId, TieKind,
    luhn_complete,
};
use std::io::Write as _;
use std::time::{Duration, Instant};

/// A sponsor and the domestic worker whose permit may be renewed once.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// Who asks and pays.
    pub sponsor: PartyId,
    /// Whose permit it is.
    pub worker: PartyId,
}

impl Pair {
    /// The sponsor's request for another year.
    #[must_use]
    pub fn renewal(&self) -> Request {
        Request {
            service: ServiceId("residence-permit.renew-domestic".to_owned()),
            asker: self.sponsor,
            subject: self.worker,
            channel: Channel::Portal,
            actor: Actor::Person { id: self.sponsor },
            answers: Answers::default().with("months", "12"),
        }
    }
}

/// Writes `count` pairs into the register: each sponsor with money on deposit, each worker with a passport and a
/// permit of one more year, everybody with a mobile of their own.
pub async fn settle(house: &TestHouse, count: i64) -> Vec<Pair> {
    let today = house.moment().today();
    let mut ids = house.ids(count * 5).await;
    let mut all = Population::default();
    let mut pairs = Vec::new();
    for n in 0..count {
        let pair = Pair { sponsor: PartyId(ids.fresh()), worker: PartyId(ids.fresh()) };
        all.parties.push(person(pair.sponsor, PartyKind::Citizen, 2 * n, today));
        all.parties.push(person(pair.worker, PartyKind::Resident, 2 * n + 1, today));
        all.ties.push(sponsorship(&pair, TieId(ids.fresh()), today));
        all.documents.push(paper(DocumentKind::Passport, format!("P{n:07}"), &pair, &mut ids, today));
        all.documents.push(paper(DocumentKind::ResidencePermit, format!("R{n:09}"), &pair, &mut ids, today));
        all.deposits.push((pair.sponsor, FeeCode("03".to_owned()), Halalas::riyals(1_300)));
        pairs.push(pair);
    }
    house.was_before(all).await;
    pairs
}

fn person(id: PartyId, kind: PartyKind, n: i64, today: Day) -> Party {
    let citizen = kind == PartyKind::Citizen;
    let born = today.plus_years(-35);
    let name = |first: &str, family: &str| NameParts {
        first: first.to_owned(),
        father: String::new(),
        grandfather: String::new(),
        family: family.to_owned(),
    };
    Party::Person(Box::new(Person {
        id,
        kind,
        identifier: Identifier::parse(&luhn_complete(&format!("{}{n:08}", if citizen { 1 } else { 2 })))
            .expect("an identifier"),
        name: PersonName { ar: name("سالم", "الحربي"), latin: name("Salem", "Alharbi") },
        sex: Sex::Male,
        birth: WrittenDate {
            day: born,
            calendar: Calendar::Gregorian,
            written: born.to_string(),
            table: None,
        },
        nationality: Country(if citizen { "SAU" } else { "IND" }.to_owned()),
        mobile: Some(Mobile::parse(&format!("9665{n:08}")).expect("a mobile")),
        language: if citizen { Language::Ar } else { Language::En },
        wants_crossings: false,
        presence: Presence::Inside,
        crossed_at: None,
    }))
}

fn sponsorship(pair: &Pair, id: TieId, today: Day) -> Tie {
    Tie {
        id,
        kind: TieKind::Sponsorship,
        holder: pair.sponsor,
        subject: pair.worker,
        relation: None,
        from: today.plus_years(-1),
        to: None,
    }
}

fn paper(kind: DocumentKind, number: String, pair: &Pair, ids: &mut Ids, today: Day) -> Document {
    Document {
        id: DocumentId(ids.fresh()),
        holder: pair.worker,
        kind,
        number,
        issued: today.plus_years(-1),
        term: None,
        expires_written: None,
        state: DocumentState {
            status: DocumentStatus::Valid,
            expires: today.plus_years(1),
            depart_by: None,
            return_by: None,
        },
    }
}

/// How often a second the temporary folder syncs a page appended to a file.
#[must_use]
pub fn syncs_a_second() -> f64 {
    let path = std::env::temp_dir().join(format!("jawaz-sync-{}", std::process::id()));
    let mut file = std::fs::File::create(&path).unwrap();
    let (started, mut syncs) = (Instant::now(), 0_u32);
    while started.elapsed() < Duration::from_millis(700) {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        syncs += 1;
    }
    std::fs::remove_file(path).unwrap();
    f64::from(syncs) / started.elapsed().as_secs_f64()
}

/// A number told by the environment, or `usual`.
#[must_use]
pub fn told(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|told| told.parse().ok()).unwrap_or(usual)
}

/// The middle one of a few figures.
#[must_use]
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}
