//! Migrations: run once, in order, all or nothing, and never edited afterwards.

use store::{FaultKind, Migration, Script, Statement, Store, StoreOptions, Unit};

use crate::contract;
use crate::house::{House, SCHEMA};

contract! { empty_on_sqlite, empty_on_postgres:
    migrating_twice_runs_each_step_once,
    an_edited_step_is_refused,
    a_database_newer_than_the_program_is_refused,
    a_step_that_comes_late_is_refused,
    a_step_that_fails_leaves_nothing_of_itself,
    a_pair_runs_the_text_of_its_engine,
    several_may_migrate_at_once,
    the_programs_own_history_runs,
    a_word_of_the_register_needs_no_step_of_its_own,
    a_statement_prepared_before_a_migration_works_after_it,
}

const SECOND: Migration = Migration::shared(2, "more", "ALTER TABLE note ADD COLUMN extra TEXT;");

fn told(fault: &store::Fault) -> &str {
    match &fault.kind {
        FaultKind::Migration(told) => told,
        other => panic!("not about a migration: {other:?}"),
    }
}

async fn migrating_twice_runs_each_step_once(house: House) {
    let first = house.store.migrate_with(SCHEMA).await.unwrap();
    assert_eq!((first.applied, first.already), (vec![(1, "accounts".to_owned())], 0));

    let again = house.store.migrate_with(SCHEMA).await.unwrap();
    assert_eq!((again.applied, again.already), (vec![], 1));

    let more = house.store.migrate_with(&[SCHEMA[0], SECOND]).await.unwrap();
    assert_eq!((more.applied, more.already), (vec![(2, "more".to_owned())], 1));
}

async fn an_edited_step_is_refused(house: House) {
    house.store.migrate_with(SCHEMA).await.unwrap();
    let edited = Migration::shared(1, "accounts", "CREATE TABLE account (id BIGINT);");

    let fault = house.store.migrate_with(&[edited, SECOND]).await.unwrap_err();

    assert!(told(&fault).contains("step 1 (accounts) was edited"), "{fault}");
    house.store.migrate_with(&[SCHEMA[0], SECOND]).await.unwrap();
}

async fn a_database_newer_than_the_program_is_refused(house: House) {
    house.store.migrate_with(&[SCHEMA[0], SECOND]).await.unwrap();

    let fault = house.store.migrate_with(SCHEMA).await.unwrap_err();

    assert!(told(&fault).contains("older than its database"), "{fault}");
}

async fn a_step_that_comes_late_is_refused(house: House) {
    let third = Migration { version: 3, ..SECOND };
    house.store.migrate_with(&[SCHEMA[0], third]).await.unwrap();
    let late = Migration::shared(2, "late", "CREATE TABLE late (id BIGINT);");

    let fault = house.store.migrate_with(&[SCHEMA[0], late, third]).await.unwrap_err();

    assert!(told(&fault).contains("step 2 (late) comes before step 3"), "{fault}");
}

async fn a_step_that_fails_leaves_nothing_of_itself(house: House) {
    let wrong =
        Migration::shared(2, "wrong", "CREATE TABLE half (id BIGINT); CREATE TABLE note (id BIGINT);");
    let fault = house.store.migrate_with(&[SCHEMA[0], wrong]).await.unwrap_err();
    assert!(told(&fault).contains("step 2 (wrong) failed"), "{fault}");

    let right = Migration::shared(2, "right", "CREATE TABLE half (id BIGINT);");
    house.store.migrate_with(&[SCHEMA[0], right]).await.unwrap();
}

async fn a_pair_runs_the_text_of_its_engine(house: House) {
    static WHICH: Statement = Statement::new("which", "SELECT name FROM which");
    let pair = Migration {
        version: 1,
        name: "pair",
        sqlite: Script::Own("CREATE TABLE which (name TEXT); INSERT INTO which VALUES ('sqlite');"),
        postgres: Script::Own("CREATE TABLE which (name VARCHAR(9)); INSERT INTO which VALUES ('postgres');"),
    };

    house.store.migrate_with(&[pair]).await.unwrap();

    let expected = if house.is_sqlite() { "sqlite" } else { "postgres" };
    assert_eq!(house.rows(WHICH.with([])).await[0].text(0).unwrap(), expected);
    assert_eq!(house.store.engine_name(), expected);
}

async fn several_may_migrate_at_once(house: House) {
    let mut migrating = Vec::new();
    for _ in 0..4 {
        let store = Store::open(&house.url, StoreOptions::default()).await.unwrap();
        migrating.push(tokio::spawn(async move { store.migrate_with(&[SCHEMA[0], SECOND]).await.unwrap() }));
    }

    let mut applied = Vec::new();
    for report in migrating {
        applied.extend(report.await.unwrap().applied.into_iter().map(|(version, _)| version));
    }

    applied.sort_unstable();
    assert_eq!(applied, [1, 2]);
}

async fn the_programs_own_history_runs(house: House) {
    let report = house.store.migrate().await.unwrap();
    assert_eq!(house.store.migrate().await.unwrap().already, report.applied.len());
}

async fn a_word_of_the_register_needs_no_step_of_its_own(house: House) {
    static PARTY: Statement = Statement::new(
        "party.enter",
        "INSERT INTO party (id, kind, version, language, wants_crossings) VALUES (1, 'resident', 1, 'ar', 0)",
    );
    static DOCUMENT: Statement = Statement::new(
        "document.issue",
        "INSERT INTO document (id, holder, kind, number, issued, status, expires)
         VALUES ($1, 1, $2, $3, 20000, $4, 20400)",
    );
    static FINE: Statement = Statement::new(
        "fine.charge",
        "INSERT INTO fine (id, party, kind, amount, on_day) VALUES (1, 1, 'unheard-of', 100, 20000)",
    );
    house.store.migrate().await.unwrap();
    let issue = |id: i64, kind: &str, status: &str| {
        let number = format!("N{id}");
        Unit::new().writes(DOCUMENT.with([id.into(), kind.into(), number.into(), status.into()]))
    };
    house.store.commit(Unit::new().writes(PARTY.with([])).writes(FINE.with([]))).await.unwrap();

    house.store.commit(issue(1, "unheard-of", "lost")).await.unwrap();
    house.store.commit(issue(2, "unheard-of", "valid")).await.unwrap();

    let twice = house.store.commit(issue(3, "unheard-of", "valid")).await.unwrap_err();
    assert!(twice.is_constraint(), "one live document of a kind, whatever the kind: {twice}");
    for (id, kind, status) in [(4, "", "valid"), (5, "passport", "")] {
        let empty = house.store.commit(issue(id, kind, status)).await.unwrap_err();
        assert!(empty.is_constraint(), "no word at all is no word: {empty}");
    }
}

async fn a_statement_prepared_before_a_migration_works_after_it(house: House) {
    static EVERYTHING: Statement = Statement::new("note.everything", "SELECT * FROM note");
    static ADD: Statement = Statement::new("note.add", "INSERT INTO note (id) VALUES ($1) RETURNING *");
    house.store.migrate_with(SCHEMA).await.unwrap();
    for _ in 0..20 {
        house.rows(EVERYTHING.with([])).await;
    }
    house.store.commit(Unit::new().returns(ADD.with([1.into()]))).await.unwrap();

    house.store.migrate_with(&[SCHEMA[0], SECOND]).await.unwrap();

    house.store.commit(Unit::new().returns(ADD.with([2.into()]))).await.unwrap();
    for _ in 0..20 {
        assert_eq!(house.rows(EVERYTHING.with([])).await[0].values().len(), 4);
    }
}
