//! A night's sweep with so many due items in a small register and in one ten times as large: its cost must follow what
//! is due. `cargo bench -p benches --bench sweep`.
//!
//! `JAWAZ_BENCH_DUE` (50,000 unless told) items are due; `JAWAZ_BENCH_SMALL` (200,000) and `JAWAZ_BENCH_LARGE`
//! (2,000,000) residents have a permit; `JAWAZ_BENCH_POSTGRES` set measures PostgreSQL too.
#![allow(clippy::unwrap_used, reason = "a bench that fails has nothing to tell")]

use benches::told;
use calendar::{Day, WrittenDate};
use desk::SweepOf;
use desk::import::Population;
use desk::testing::TestHouse;
use record::{
    Country, Document, DocumentId, DocumentKind, DocumentState, DocumentStatus, Identifier, Ids, Language,
    Mobile, NameParts, Party, PartyId, PartyKind, Person, PersonName, Presence, Sex, luhn_complete,
};
use std::time::Instant;

/// How many residents are written at once.
const BATCH: usize = 20_000;

fn resident(n: usize, id: PartyId) -> Party {
    let name = |first: &str| NameParts {
        first: first.to_owned(),
        father: String::new(),
        grandfather: String::new(),
        family: format!("F{}", n % 5_000),
    };
    let born: Day = "1990-05-04".parse().unwrap();
    Party::Person(Box::new(Person {
        id,
        kind: PartyKind::Resident,
        identifier: Identifier::parse(&luhn_complete(&format!("2{n:08}"))).unwrap(),
        name: PersonName { ar: name("سالم"), latin: name("Ravi") },
        sex: Sex::Male,
        birth: WrittenDate::gregorian(born),
        nationality: Country("IND".to_owned()),
        mobile: Some(Mobile::parse(&format!("9665{n:08}")).unwrap()),
        language: Language::En,
        wants_crossings: false,
        presence: Presence::Inside,
        crossed_at: None,
        occupation: None,
    }))
}

/// So many residents with a permit; so many of the permits, spread over all of them, end in ninety days, the others on
/// any day from the day after that on.
async fn register(house: &TestHouse, residents: usize, due: usize) {
    let today = house.moment().today();
    let (mut n, every) = (0, residents / due);
    while n < residents {
        let count = BATCH.min(residents - n);
        let mut ids: Ids = house.ids(2 * count as i64).await;
        let mut all = Population::default();
        for n in n..n + count {
            let id = PartyId(ids.fresh());
            all.parties.push(resident(n, id));
            let ends = match n % every == 0 && n / every < due {
                true => 90,
                false => 91 + (record::stir(n as i64) as u64 % 600) as i64,
            };
            let expires = today.plus_days(ends);
            let status = DocumentStatus::Valid;
            all.documents.push(Document {
                id: DocumentId(ids.fresh()),
                holder: id,
                kind: DocumentKind::ResidencePermit,
                number: format!("R{n:09}"),
                issued: expires.plus_years(-1),
                term: None,
                expires_written: None,
                state: DocumentState { status, expires, depart_by: None, return_by: None },
            });
        }
        house.was_before(all).await;
        n += count;
    }
}

async fn seconds(name: &str, house: TestHouse, residents: usize, due: usize) -> f64 {
    let started = Instant::now();
    register(&house, residents, due).await;
    let written = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let swept = house.desk.sweep(SweepOf::default(), &|_| {}).await.unwrap();
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!((swept.done(), swept.failed()), (due as u64, 0), "{swept:?}");
    println!(
        "  {name}: {due} due of {residents} permits (written in {written:.0} s): swept in {seconds:.1} s, {:.0} a second",
        due as f64 / seconds
    );
    house.desk.store().clone().close().await;
    seconds
}

#[tokio::main]
async fn main() {
    let due = told("JAWAZ_BENCH_DUE", 50_000);
    let (small, large) = (told("JAWAZ_BENCH_SMALL", 200_000), told("JAWAZ_BENCH_LARGE", 2_000_000));
    println!("cores: {}", std::thread::available_parallelism().map_or(0, usize::from));
    let few = seconds("sqlite", TestHouse::on_sqlite().await, small, due).await;
    let many = seconds("sqlite", TestHouse::on_sqlite().await, large, due).await;
    println!(
        "  sqlite: {:.2} times the cost in {:.0} times the register",
        many / few,
        large as f64 / small as f64
    );
    if std::env::var_os("JAWAZ_BENCH_POSTGRES").is_some() {
        let few = seconds("postgres", TestHouse::on_postgres().await, small, due).await;
        let many = seconds("postgres", TestHouse::on_postgres().await, large, due).await;
        println!("  postgres: {:.2} times the cost", many / few);
    }
}
