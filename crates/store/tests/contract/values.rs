//! What goes in comes out, and what only one engine could hold is refused by both.

use store::{BulkTable, FaultKind, Statement, Unit, Value};

use crate::contract;
use crate::house::{House, NOTES, WRITE_NOTE, note};

contract! { on_sqlite, on_postgres:
    values_come_back_as_they_were_written,
    a_column_of_another_kind_is_a_fault_and_names_the_statement,
    a_text_in_a_number_is_refused,
    what_only_one_engine_could_hold_is_refused_by_both,
    counts_sums_and_truths_are_integers,
    text_is_ordered_by_its_bytes,
    rows_in_bulk_are_all_there,
    a_bad_row_in_bulk_leaves_none,
    a_fault_tells_no_values,
}

async fn values_come_back_as_they_were_written(house: House) {
    let odd = "سعد\tبن\\n \n\"'$1?1 😀 \u{200f}";
    house.store.commit(note(1, Some(odd), Some(i64::MAX))).await.unwrap();
    house.store.commit(note(2, None, None)).await.unwrap();
    house.store.commit(note(3, Some(""), Some(i64::MIN))).await.unwrap();

    let rows = house.rows(NOTES.with([])).await;

    assert_eq!(rows[0].values(), [Value::Int(1), Value::Text(odd.into()), Value::Int(i64::MAX)]);
    assert_eq!(rows[1].values(), [Value::Int(2), Value::Null, Value::Null]);
    assert_eq!(rows[2].values(), [Value::Int(3), Value::Text(String::new()), Value::Int(i64::MIN)]);
    assert_eq!((rows[1].opt_text(1).unwrap(), rows[1].opt_int(2).unwrap()), (None, None));
}

async fn a_column_of_another_kind_is_a_fault_and_names_the_statement(house: House) {
    house.store.commit(note(1, None, Some(5))).await.unwrap();
    let rows = house.rows(NOTES.with([])).await;

    let inconsistent = |column| FaultKind::Inconsistent { statement: "note.all", column };
    assert_eq!(rows[0].int(1).unwrap_err().kind, inconsistent(1));
    assert_eq!(rows[0].text(2).unwrap_err().kind, inconsistent(2));
    assert_eq!(rows[0].opt_text(2).unwrap_err().kind, inconsistent(2));
    assert_eq!(rows[0].int(9).unwrap_err().kind, inconsistent(9));
}

async fn a_text_in_a_number_is_refused(house: House) {
    let text = WRITE_NOTE.with([1.into(), Value::Null, "twelve".into()]);

    let fault = house.store.commit(Unit::new().writes(text)).await.unwrap_err();

    assert_eq!(fault.kind, FaultKind::Refused { statement: "note.write" });
    assert_eq!(house.rows(NOTES.with([])).await.len(), 0);
}

async fn what_only_one_engine_could_hold_is_refused_by_both(house: House) {
    let fault = house.store.commit(note(1, Some("a\0b"), None)).await.unwrap_err();
    assert_eq!(fault.kind, FaultKind::Inconsistent { statement: "note.write", column: 1 });
}

async fn counts_sums_and_truths_are_integers(house: House) {
    static FIGURES: Statement = Statement::new(
        "note.figures",
        "SELECT COUNT(*), SUM(number), MAX(number), 1, EXISTS (SELECT 1 FROM note WHERE id = $1),
            COALESCE(SUM(number), 0) + $2, SUM(-number)
         FROM note",
    );
    static AT_LEAST: Statement = Statement::new(
        "note.sum_at_least",
        "SELECT 1 FROM (SELECT SUM(number) AS total FROM note) AS figures WHERE total >= $1",
    );
    for (id, number) in [(1, 9_000_000_000_000), (2, 10_000), (3, 7)] {
        house.store.commit(note(id, None, Some(number))).await.unwrap();
    }

    let rows = house.rows(FIGURES.with([3.into(), 5_000_000_000.into()])).await;
    let figures: Vec<i64> = (0..7).map(|column| rows[0].int(column).unwrap()).collect();
    assert_eq!(
        figures,
        [3, 9_000_000_010_007, 9_000_000_000_000, 1, 1, 9_005_000_010_007, -9_000_000_010_007]
    );
    assert_eq!(house.rows(AT_LEAST.with([9_000_000_010_007.into()])).await.len(), 1);
    assert_eq!(house.rows(AT_LEAST.with([9_000_000_010_008.into()])).await.len(), 0);
}

async fn text_is_ordered_by_its_bytes(house: House) {
    static BODIES: Statement =
        Statement::new("note.bodies", "SELECT body FROM note ORDER BY body NULLS LAST");
    for (id, body) in [(1, "b"), (2, "B"), (3, "a"), (4, "é"), (5, "سعد"), (6, "z")] {
        house.store.commit(note(id, Some(body), None)).await.unwrap();
    }

    let rows = house.rows(BODIES.with([])).await;

    let bodies: Vec<&str> = rows.iter().map(|row| row.text(0).unwrap()).collect();
    assert_eq!(bodies, ["B", "a", "b", "z", "é", "سعد"]);
}

fn notes(rows: Vec<Vec<Value>>) -> BulkTable {
    BulkTable { table: "note", columns: &["number", "id", "body"], rows }
}

async fn rows_in_bulk_are_all_there(house: House) {
    let odd = "tab\there, line\nthere, back\\slash, \\N, \r, سعد";
    let rows = (0..10_000).map(|n: i64| vec![Value::Null, n.into(), odd.into()]).collect();
    let accounts = BulkTable {
        table: "account",
        columns: &["id", "free"],
        rows: vec![vec![1.into(), 5.into()], vec![2.into(), 6.into()]],
    };

    assert_eq!(house.store.bulk(vec![accounts, notes(rows)]).await.unwrap(), 10_002);

    let there = house.rows(NOTES.with([])).await;
    assert_eq!(there.len(), 10_000);
    assert_eq!(there[9_999].values(), [Value::Int(9_999), Value::Text(odd.into()), Value::Null]);
    assert_eq!(house.balance(2).await, (6, 0));
}

async fn a_bad_row_in_bulk_leaves_none(house: House) {
    let mut rows: Vec<Vec<Value>> =
        (0..3_000).map(|n: i64| vec![Value::Null, n.into(), "x".into()]).collect();
    rows.push(vec![Value::Null, 5.into(), "again".into()]);
    assert!(house.store.bulk(vec![notes(rows)]).await.unwrap_err().is_constraint());

    let short = vec![vec![Value::Null, 1.into(), "x".into()], vec![Value::Null]];
    let fault = house.store.bulk(vec![notes(short)]).await.unwrap_err();
    assert_eq!(fault.kind, FaultKind::Inconsistent { statement: "note", column: 1 });

    assert_eq!(house.rows(NOTES.with([])).await.len(), 0);
    house.account(1, 1).await;
}

async fn a_fault_tells_no_values(house: House) {
    house.account(1_234_567, 1).await;
    let again = crate::house::OPEN.with([1_234_567.into(), 7_654_321.into()]);
    let text = WRITE_NOTE.with([1.into(), Value::Null, "no 7654321".into()]);
    for unit in [Unit::new().writes(again.clone()), Unit::new().writes(text)] {
        let shown = format!("{unit:?}");
        let fault = house.store.commit(unit).await.unwrap_err();
        let told = format!("{fault} {fault:?} {:?} {shown}", fault.source);
        assert!(!told.contains("1234567") && !told.contains("7654321"), "{told}");
    }
}
