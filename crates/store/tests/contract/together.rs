//! Many units at once: each is answered for itself, whatever its neighbours do.

use std::collections::BTreeSet;

use store::{Fault, Outcome, Statement, Store, StoreOptions, Unit};

use crate::contract;
use crate::house::{BALANCE, BALANCE_MOVED, HOLDS, House, OPEN, SET_ASIDE, WRITE_HOLD, hold, note};

contract! { on_sqlite, on_postgres:
    five_hundred_units_at_once_are_all_there,
    a_unit_that_fails_does_not_harm_those_beside_it,
    what_a_look_found_still_holds_when_its_unit_writes,
    many_clicks_on_one_request_claim_once,
    a_balance_is_never_overdrawn_however_many_ask,
    a_balance_is_never_overdrawn_when_nobody_says_what_is_touched,
    units_that_touch_each_other_in_both_orders_all_finish,
    many_units_share_a_transaction,
    a_read_sees_one_moment,
}

/// Commits all at once and waits for all answers, in order.
async fn all(house: &House, units: Vec<Unit>) -> Vec<Result<Outcome, Fault>> {
    let store = &house.store;
    let asked: Vec<_> = units
        .into_iter()
        .map(|unit| {
            let store = store.clone();
            tokio::spawn(async move { store.commit(unit).await })
        })
        .collect();
    let mut answers = Vec::new();
    for answer in asked {
        answers.push(answer.await.unwrap());
    }
    answers
}

async fn five_hundred_units_at_once_are_all_there(house: House) {
    for answer in all(&house, (0..500).map(|id| note(id, Some("ملاحظة"), None)).collect()).await {
        assert_eq!(answer.unwrap(), Outcome::Done(vec![]));
    }

    let rows = house.rows(crate::house::NOTES.with([])).await;
    let there: BTreeSet<i64> = rows.iter().map(|row| row.int(0).unwrap()).collect();
    assert_eq!(there, (0..500).collect());
}

async fn a_unit_that_fails_does_not_harm_those_beside_it(house: House) {
    house.account(1, 100).await;
    house.account(2, 100).await;
    let bad = |n: i64| match n % 3 {
        0 => Unit::new()
            .claims(WRITE_HOLD.with([format!("bad-{n}").into(), 1.into(), 1.into()]))
            .writes(SET_ASIDE.with([1.into(), 5_000.into()])),
        1 => Unit::new()
            .claims(WRITE_HOLD.with([format!("bad-{n}").into(), 1.into(), 1.into()]))
            .writes(SET_ASIDE.with([77.into(), 1.into()])),
        _ => Unit::new().writes(SET_ASIDE.with([2.into(), 1.into()])).writes(OPEN.with([1.into(), 1.into()])),
    };
    let units = (0..90).map(|n| if n % 10 == 5 { bad(n) } else { note(n, None, Some(n)) }).collect();

    let answers = all(&house, units).await;

    for (n, answer) in answers.iter().enumerate() {
        assert_eq!(answer.is_err(), n % 10 == 5, "unit {n}: {answer:?}");
    }
    assert_eq!(house.rows(crate::house::NOTES.with([])).await.len(), 81);
    assert_eq!(house.balance(1).await, (100, 0));
    assert_eq!(house.balance(2).await, (100, 0));
    assert_eq!(house.holds(1).await, []);
}

async fn many_clicks_on_one_request_claim_once(house: House) {
    house.account(1, 1_000).await;
    let click = || {
        Unit::new()
            .claims(WRITE_HOLD.with(["r-1".into(), 1.into(), 10.into()]))
            .writes(SET_ASIDE.with([1.into(), 10.into()]))
    };

    let answers = all(&house, (0..50).map(|_| click()).collect()).await;

    let done = answers.iter().filter(|answer| matches!(answer, Ok(Outcome::Done(_)))).count();
    let late = answers.iter().filter(|answer| matches!(answer, Ok(Outcome::AlreadyClaimed))).count();
    assert_eq!((done, late), (1, 49));
    assert_eq!(house.balance(1).await, (990, 10));
}

async fn a_balance_is_never_overdrawn_however_many_ask(house: House) {
    house.account(1, 100).await;

    let answers = all(&house, (0..60).map(|n| hold(1, &format!("r-{n}"), 10)).collect()).await;

    let done = answers.iter().filter(|answer| matches!(answer, Ok(Outcome::Done(_)))).count();
    let moved =
        answers.iter().filter(|answer| matches!(answer, Ok(Outcome::Overtaken(BALANCE_MOVED)))).count();
    assert_eq!((done, moved), (10, 50));
    assert_eq!(house.balance(1).await, (0, 100));
    assert_eq!(house.holds(1).await.len(), 10);
}

async fn a_balance_is_never_overdrawn_when_nobody_says_what_is_touched(house: House) {
    house.account(1, 100).await;
    let silent = |n: i64| {
        Unit::new()
            .only_if(crate::house::FREE_ENOUGH.with([1.into(), 10.into()]), BALANCE_MOVED)
            .claims(WRITE_HOLD.with([format!("r-{n}").into(), 1.into(), 10.into()]))
            .writes(SET_ASIDE.with([1.into(), 10.into()]))
    };

    let answers = all(&house, (0..30).map(silent).collect()).await;

    let done = answers.iter().filter(|answer| matches!(answer, Ok(Outcome::Done(_)))).count();
    assert_eq!(done, 10, "{answers:?}");
    assert_eq!(house.balance(1).await, (0, 100));
}

async fn units_that_touch_each_other_in_both_orders_all_finish(house: House) {
    house.account(1, 1_000).await;
    house.account(2, 1_000).await;
    // Two stores on one database: what each says it touches is not known to the other, so the rows
    // themselves meet, in opposite orders.
    let other = store::Store::open(&house.url, store::StoreOptions::default()).await.unwrap();
    let both = |a: i64, b: i64| {
        Unit::new()
            .writes(SET_ASIDE.with([a.into(), 1.into()]))
            .writes(SET_ASIDE.with([b.into(), 1.into()]))
            .touches(a)
            .touches(b)
    };

    let asked: Vec<_> = (0..100)
        .map(|n| {
            let (store, unit) =
                if n % 2 == 0 { (house.store.clone(), both(1, 2)) } else { (other.clone(), both(2, 1)) };
            tokio::spawn(async move { store.commit(unit).await })
        })
        .collect();
    for answer in asked {
        assert_eq!(answer.await.unwrap().unwrap(), Outcome::Done(vec![]));
    }

    assert_eq!(house.balance(1).await, (900, 100));
    assert_eq!(house.balance(2).await, (900, 100));
}

async fn many_units_share_a_transaction(house: House) {
    let before = house.store.stats();

    for answer in all(&house, (0..400).map(|id| note(id, None, None)).collect()).await {
        answer.unwrap();
    }

    let after = house.store.stats();
    assert_eq!(after.units - before.units, 400);
    let transactions = after.transactions - before.transactions;
    assert!((1..200).contains(&transactions), "400 units took {transactions} transactions");
}

async fn a_read_sees_one_moment(house: House) {
    house.account(1, 1_000_000).await;
    let writing = {
        let store = house.store.clone();
        tokio::spawn(async move {
            for n in 0..200 {
                store.commit(hold(1, &format!("r-{n}"), 1)).await.unwrap();
            }
        })
    };

    let mut reads = 0;
    while !writing.is_finished() {
        let balance = || BALANCE.with([1.into()]);
        let read = house.store.read(vec![balance(), HOLDS.with([1.into()]), balance()]).await.unwrap();
        let held = read[0][0].int(1).unwrap();
        assert_eq!(held, read[1].len() as i64, "the holds and their sum are of one moment");
        assert_eq!(read[0], read[2]);
        reads += 1;
    }
    writing.await.unwrap();
    assert!(reads > 2, "only {reads} reads met the writer");
    assert_eq!(house.balance(1).await, (999_800, 200));
}

/// Takes one of what note 1 numbers, if one is left; no constraint would catch it if the look did not.
fn take_one() -> Unit {
    static LEFT: Statement = Statement::new("note.left", "SELECT 1 FROM note WHERE id = $1 AND number >= 1");
    static TAKE: Statement = Statement::new("note.take", "UPDATE note SET number = number - 1 WHERE id = $1");
    Unit::new().only_if(LEFT.with([1.into()]), BALANCE_MOVED).writes(TAKE.with([1.into()]))
}

async fn what_a_look_found_still_holds_when_its_unit_writes(house: House) {
    let other = Store::open(&house.url, StoreOptions::default()).await.unwrap();
    house.store.commit(note(1, None, Some(20))).await.unwrap();

    let asked: Vec<_> = (0..120)
        .map(|n| {
            let store = if n % 2 == 0 { house.store.clone() } else { other.clone() };
            // Some say what they touch, some do not.
            let unit = if n % 3 == 0 { take_one() } else { take_one().touches(1) };
            tokio::spawn(async move { store.commit(unit).await.unwrap() })
        })
        .collect();
    let mut done = 0;
    for outcome in asked {
        done += usize::from(outcome.await.unwrap() == Outcome::Done(vec![]));
    }

    assert_eq!(done, 20);
    assert_eq!(house.rows(crate::house::NOTES.with([])).await[0].int(2).unwrap(), 0);
}
