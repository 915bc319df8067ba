//! One unit at a time: all of it, or nothing.
#![allow(clippy::inconsistent_digit_grouping, reason = "halalas are read as riyals and halalas")]

use store::{Again, FaultKind, Outcome, Statement, Unit, Value};

use crate::contract;
use crate::house::{BALANCE, BALANCE_MOVED, FREE_ENOUGH, House, OPEN, SET_ASIDE, WRITE_HOLD, hold};

contract! { on_sqlite, on_postgres:
    a_second_click_sets_nothing_aside_twice,
    a_hold_above_the_balance_is_overtaken,
    an_overtaken_unit_writes_nothing,
    a_write_that_finds_no_row_undoes_its_unit,
    a_write_that_may_find_any_number_of_rows_does,
    a_broken_constraint_is_told_apart_and_undoes_its_unit,
    a_claim_that_breaks_a_constraint_is_a_fault_and_no_claim,
    a_unit_brings_back_the_rows_of_its_last_statement,
    a_statement_that_the_schema_does_not_know_is_refused,
    a_statement_is_checked_without_being_run,
    a_lease_takes_each_job_once,
    a_closed_store_says_so,
    what_is_done_is_durable_by_the_settings_in_force,
}

async fn a_second_click_sets_nothing_aside_twice(house: House) {
    house.account(1, 500_00).await;

    assert_eq!(house.hold(1, "r-1", 200_00).await, Outcome::Done(vec![]));
    assert_eq!(house.hold(1, "r-1", 200_00).await, Outcome::AlreadyClaimed);

    assert_eq!(house.balance(1).await, (300_00, 200_00));
    assert_eq!(house.holds(1).await, [("r-1".to_owned(), 200_00)]);
}

async fn a_hold_above_the_balance_is_overtaken(house: House) {
    house.account(1, 500_00).await;

    house.hold(1, "r-1", 400_00).await;
    assert_eq!(house.hold(1, "r-2", 200_00).await, Outcome::Overtaken(BALANCE_MOVED));

    assert_eq!(house.balance(1).await, (100_00, 400_00));
}

async fn an_overtaken_unit_writes_nothing(house: House) {
    house.account(1, 500_00).await;
    house.account(2, 0).await;
    let second_look_fails = Unit::new()
        .only_if(FREE_ENOUGH.with([1.into(), 1.into()]), BALANCE_MOVED)
        .only_if(FREE_ENOUGH.with([2.into(), 1.into()]), store::Overtaken("the second balance moved"))
        .claims(WRITE_HOLD.with(["r-1".into(), 1.into(), 1.into()]))
        .writes(SET_ASIDE.with([1.into(), 1.into()]))
        .touches(1)
        .touches(2);

    let outcome = house.store.commit(second_look_fails).await.unwrap();

    assert_eq!(outcome, Outcome::Overtaken(store::Overtaken("the second balance moved")));
    assert_eq!(house.balance(1).await, (500_00, 0));
    assert_eq!(house.holds(1).await, []);
}

async fn a_write_that_finds_no_row_undoes_its_unit(house: House) {
    house.account(1, 500_00).await;
    let aims_at_no_account = Unit::new()
        .claims(WRITE_HOLD.with(["r-1".into(), 1.into(), 1.into()]))
        .writes(SET_ASIDE.with([99.into(), 1.into()]));

    let fault = house.store.commit(aims_at_no_account).await.unwrap_err();

    assert_eq!(fault.kind, FaultKind::NotOneRow { statement: "account.set_aside", changed: 0 });
    assert_eq!(fault.again, Again::Never);
    assert_eq!(house.holds(1).await, []);
}

async fn a_write_that_may_find_any_number_of_rows_does(house: House) {
    static RELEASE_ALL: Statement = Statement::new("hold.release_all", "DELETE FROM hold WHERE account = $1");
    house.account(1, 500_00).await;
    house.hold(1, "r-1", 1).await;
    house.hold(1, "r-2", 1).await;

    for _ in ["two rows", "no row"] {
        let outcome = house.store.commit(Unit::new().writes_any(RELEASE_ALL.with([1.into()]))).await.unwrap();
        assert_eq!(outcome, Outcome::Done(vec![]));
        assert_eq!(house.holds(1).await, []);
    }
}

async fn a_broken_constraint_is_told_apart_and_undoes_its_unit(house: House) {
    house.account(1, 500_00).await;
    let overdraws = Unit::new()
        .claims(WRITE_HOLD.with(["r-1".into(), 1.into(), 1.into()]))
        .writes(SET_ASIDE.with([1.into(), 600_00.into()]));

    let fault = house.store.commit(overdraws).await.unwrap_err();

    assert_eq!(fault.kind, FaultKind::Constraint { name: "never_below_zero".into() });
    assert_eq!(fault.again, Again::Never);
    assert_eq!(house.balance(1).await, (500_00, 0));
    assert_eq!(house.holds(1).await, []);

    let twice = house.store.commit(Unit::new().writes(OPEN.with([1.into(), 0.into()]))).await.unwrap_err();
    assert!(twice.is_constraint(), "{twice:?}");
}

async fn a_claim_that_breaks_a_constraint_is_a_fault_and_no_claim(house: House) {
    let claim = WRITE_HOLD.with(["r-1".into(), 404.into(), 1.into()]);

    let fault = house.store.commit(Unit::new().claims(claim)).await.unwrap_err();

    assert!(fault.is_constraint(), "{fault:?}");
    house.account(404, 1).await;
    assert_eq!(house.hold(404, "r-1", 1).await, Outcome::Done(vec![]));
}

async fn a_unit_brings_back_the_rows_of_its_last_statement(house: House) {
    static PAY_IN: Statement =
        Statement::new("account.pay_in", "UPDATE account SET free = free + $2 WHERE id = $1 RETURNING free");
    house.account(1, 500_00).await;

    let read = house.store.commit(hold(1, "r-1", 100).returns(BALANCE.with([1.into()]))).await.unwrap();
    let Outcome::Done(rows) = read else { panic!("{read:?}") };
    assert_eq!((rows[0].int(0).unwrap(), rows[0].int(1).unwrap()), (499_00, 100));

    let written = house.store.commit(Unit::new().returns(PAY_IN.with([1.into(), 100.into()]))).await.unwrap();
    let Outcome::Done(rows) = written else { panic!("{written:?}") };
    assert_eq!(rows[0].int(0).unwrap(), 500_00);
    assert_eq!(house.balance(1).await, (500_00, 100));
}

async fn a_statement_that_the_schema_does_not_know_is_refused(house: House) {
    static UNKNOWN: Statement = Statement::new("unknown.column", "UPDATE account SET nothing = $1");
    static TOO_FEW: Statement = Statement::new("account.close", "DELETE FROM account WHERE id = $1");

    let fault = house.store.commit(Unit::new().writes(UNKNOWN.with([1.into()]))).await.unwrap_err();
    assert_eq!(fault.kind, FaultKind::Refused { statement: "unknown.column" });
    let fault = house.store.read_one(UNKNOWN.with([1.into()])).await.unwrap_err();
    assert_eq!(fault.kind, FaultKind::Refused { statement: "unknown.column" });
    let fault = house.store.commit(Unit::new().writes(TOO_FEW.with([]))).await.unwrap_err();
    assert_eq!(fault.kind, FaultKind::Inconsistent { statement: "account.close", column: 0 });

    house.account(1, 1).await;
}

async fn a_lease_takes_each_job_once(house: House) {
    static ADD: Statement = Statement::new("job.add", "INSERT INTO job (id, state) VALUES ($1, 'waits')");
    static LEASE: Statement = Statement::new(
        "job.lease",
        "UPDATE job SET state = 'leased' WHERE id IN (
            SELECT id FROM job WHERE state = 'waits' ORDER BY id LIMIT $1 /*skip-locked*/) RETURNING id",
    );
    for id in 0..60 {
        house.store.commit(Unit::new().writes(ADD.with([id.into()]))).await.unwrap();
    }

    let leases = (0..20).map(|_| {
        let store = house.store.clone();
        tokio::spawn(async move { store.commit(Unit::new().returns(LEASE.with([3.into()]))).await.unwrap() })
    });
    let mut taken = Vec::new();
    for lease in leases.collect::<Vec<_>>() {
        let Outcome::Done(rows) = lease.await.unwrap() else { panic!("a lease is always done") };
        taken.extend(rows.iter().map(|row| row.int(0).unwrap()));
    }

    taken.sort_unstable();
    assert_eq!(taken, (0..60).collect::<Vec<i64>>());
}

async fn a_closed_store_says_so(house: House) {
    house.account(1, 1).await;
    let other = house.store.clone();

    house.store.clone().close().await;

    assert_eq!(other.commit(hold(1, "r-1", 1)).await.unwrap_err().kind, FaultKind::Closed);
    assert_eq!(other.read_one(BALANCE.with([1.into()])).await.unwrap_err().kind, FaultKind::Closed);
}

async fn what_is_done_is_durable_by_the_settings_in_force(house: House) {
    static SQLITE: Statement = Statement::new(
        "settings.sqlite",
        "SELECT s.synchronous, f.foreign_keys, j.journal_mode
         FROM pragma_synchronous AS s, pragma_foreign_keys AS f, pragma_journal_mode AS j",
    );
    static POSTGRES: Statement = Statement::new(
        "settings.postgres",
        "SELECT current_setting('synchronous_commit'), current_setting('transaction_isolation')",
    );
    let settings = if house.is_sqlite() { SQLITE.with([]) } else { POSTGRES.with([]) };

    let Outcome::Done(rows) = house.store.commit(Unit::new().returns(settings)).await.unwrap() else {
        panic!("a unit without looks and claims is done")
    };

    let expected: &[Value] = match house.is_sqlite() {
        // 2 is FULL: the log is synced at each commit.
        true => &[Value::Int(2), Value::Int(1), Value::Text("wal".into())],
        false => &[Value::Text("on".into()), Value::Text("read committed".into())],
    };
    assert_eq!(rows[0].values(), expected);
}

async fn a_statement_is_checked_without_being_run(house: House) {
    static CLOSE_ALL: Statement = Statement::new("account.close_all", "DELETE FROM account");
    static UNKNOWN: Statement = Statement::new("unknown.table", "SELECT 1 FROM nowhere WHERE id = $1");
    house.account(1, 1).await;

    house.store.check(&[&BALANCE, &CLOSE_ALL, &WRITE_HOLD], false).await.unwrap();
    house.store.check(&[&FREE_ENOUGH], true).await.unwrap();
    let fault = house.store.check(&[&BALANCE, &UNKNOWN], false).await.unwrap_err();

    assert_eq!(fault.kind, FaultKind::Refused { statement: "unknown.table" });
    assert_eq!(house.balance(1).await, (1, 0));
}
