//! The schema on both stores, and every statement prepared on both.

use desk::sql;
use desk::testing::TestHouse;
use std::collections::BTreeSet;
use store::{Statement, Value};

/// How many parameters a statement takes.
fn parameters(sql: &str) -> usize {
    sql.split('$')
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok())
        .max()
        .unwrap_or(0)
}

async fn prepares_everything(house: &TestHouse) {
    for statement in sql::all() {
        let text: &'static str = Box::leak(format!("EXPLAIN {}", statement.sql.trim()).into_boxed_str());
        let explained: &'static Statement = Box::leak(Box::new(Statement::new(statement.name, text)));
        let nothing = vec![Value::Null; parameters(statement.sql)];
        let prepared = house.desk.store().read_one(explained.with_vec(nothing)).await;
        assert!(prepared.is_ok(), "{}: {:?}", statement.name, prepared.err());
    }
}

#[tokio::test]
async fn every_statement_is_prepared_on_sqlite() {
    prepares_everything(&TestHouse::on_sqlite().await).await;
}

#[tokio::test]
async fn every_statement_is_prepared_on_postgres() {
    prepares_everything(&TestHouse::on_postgres().await).await;
}

#[test]
fn no_two_statements_have_one_name() {
    let names: Vec<&str> = sql::all().map(|statement| statement.name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}

async fn columns(house: &TestHouse, list: &'static Statement) -> BTreeSet<(String, String, bool)> {
    let rows = house.desk.store().read_one(list.with([])).await.unwrap();
    let column = |row: &store::Row| {
        (
            format!("{}.{}", row.text(0).unwrap(), row.text(1).unwrap()),
            row.text(2).unwrap().to_owned(),
            row.int(3).unwrap() == 1,
        )
    };
    rows.iter().map(column).collect()
}

static ON_SQLITE: Statement = Statement::new(
    "schema.sqlite",
    "SELECT t.name, c.name, CASE c.type WHEN 'INTEGER' THEN 'bigint' ELSE lower(c.type) END, c.\"notnull\"
     FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
);
static ON_POSTGRES: Statement = Statement::new(
    "schema.postgres",
    "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT),
        CAST(CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END AS BIGINT)
     FROM information_schema.columns WHERE table_schema = 'public'",
);

#[tokio::test]
async fn both_stores_have_the_same_columns() {
    let on_sqlite = columns(&TestHouse::on_sqlite().await, &ON_SQLITE).await;
    let on_postgres = columns(&TestHouse::on_postgres().await, &ON_POSTGRES).await;

    assert!(on_sqlite.len() > 150, "all tables are compared");
    assert_eq!(on_sqlite, on_postgres);
}

/// Statements that may read a whole table or index: they run seldom, the table is small, or the index holds
/// only what waits.
const MAY_SCAN: &[&str] = &[
    // What it goes through is what it found: the open matters of one party.
    "tie.matters",
    // Of an entry there are few proposals, and of those that wait there is an index of their own.
    "correction.of_entry",
    "correction.waiting",
    "message.standing",
    "dispatch.message_claim",
    "office.all",
    "account.all",
    "api_token.all",
    "sign_in_code.forget",
    "throttle.forget",
    "message.waiting_by_lane",
    // What it scans is the few open lots of one deposit.
    "lot.use",
    // Rarer: a reversal goes through the lots of one deposit.
    "lot.give_back",
    "lot.give_back_unknown",
    "lot.use_others",
    "sweep.progress",
];

#[tokio::test]
async fn nothing_in_daily_use_reads_a_whole_table() {
    let house = TestHouse::on_sqlite().await;
    let mut scanning = Vec::new();
    for statement in sql::all().filter(|statement| !statement.name.starts_with("proof.")) {
        let text = format!("EXPLAIN QUERY PLAN {}", statement.sql.trim());
        let text: &'static str = Box::leak(text.into_boxed_str());
        let explained: &'static Statement = Box::leak(Box::new(Statement::new(statement.name, text)));
        let nothing = vec![Value::Null; parameters(statement.sql)];
        let plan = house.desk.store().read_one(explained.with_vec(nothing)).await.unwrap();
        let scans = |row: &store::Row| {
            let step = row.text(3).unwrap();
            step.starts_with("SCAN ") && step != "SCAN CONSTANT ROW"
        };
        if plan.iter().any(scans) {
            scanning.push(statement.name);
        }
    }
    assert_eq!(scanning, MAY_SCAN);
}
