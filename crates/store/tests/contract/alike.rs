//! Both engines answer alike: one random walk replayed on each, and the schemas compared.

use std::collections::BTreeSet;

use store::{Outcome, Overtaken, Statement, Store, Unit};

use crate::house::{BALANCE_MOVED, FREE_ENOUGH, House, NOTES, OPEN, SET_ASIDE, WRITE_HOLD, hold, note};

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end.unsigned_abs()) as i64
    }
}

fn any_unit(dice: &mut Dice) -> Unit {
    static PAY_IN: Statement = Statement::new(
        "account.pay_in",
        "UPDATE account SET free = free + $2 WHERE id = $1 RETURNING id, free, held",
    );
    static FORGET: Statement = Statement::new("note.forget", "DELETE FROM note WHERE number >= $1");
    let (account, amount) = (dice.below(5), 1 + dice.below(60));
    let request = format!("r-{}", dice.below(80));
    match dice.below(10) {
        0 => Unit::new().writes(OPEN.with([account.into(), amount.into()])),
        1 => note(dice.below(40), Some(&request), Some(amount)),
        2 => note(dice.below(40), None, None),
        3 => Unit::new().returns(PAY_IN.with([account.into(), amount.into()])),
        4 => Unit::new().writes_any(FORGET.with([(60 - dice.below(4)).into()])),
        // Overdraws, or finds no account, after its claim.
        5 => Unit::new()
            .claims(WRITE_HOLD.with([request.into(), account.into(), amount.into()]))
            .writes(SET_ASIDE.with([account.into(), amount.into()])),
        6 => Unit::new()
            .only_if(FREE_ENOUGH.with([account.into(), 1.into()]), Overtaken("nothing free"))
            .only_if(FREE_ENOUGH.with([((account + 1) % 5).into(), amount.into()]), BALANCE_MOVED)
            .writes(SET_ASIDE.with([account.into(), 1.into()])),
        // Account 9 was never opened.
        7 => note(dice.below(400), None, None).writes(SET_ASIDE.with([9.into(), 1.into()])),
        _ => hold(account, &request, amount),
    }
}

/// What was answered, in words that both engines share: they name constraints differently.
fn told(answer: Result<Outcome, store::Fault>) -> String {
    match answer {
        Ok(Outcome::Done(rows)) => {
            format!(
                "done {:?}",
                rows.iter()
                    .map(|row| [row.int(0), row.int(1), row.int(2)].map(Result::unwrap))
                    .collect::<Vec<_>>()
            )
        }
        Ok(other) => format!("{other:?}"),
        Err(fault) if fault.is_constraint() => "constraint".to_owned(),
        Err(fault) => format!("{:?}", fault.kind),
    }
}

async fn walk(house: &House) -> (Vec<String>, Vec<Vec<store::Row>>) {
    static ACCOUNTS: Statement =
        Statement::new("account.all", "SELECT id, free, held FROM account ORDER BY id");
    static ALL_HOLDS: Statement =
        Statement::new("hold.all", "SELECT request, account, amount FROM hold ORDER BY request NULLS LAST");
    let mut dice = Dice(20_261_124);
    let mut answers = Vec::new();
    for _ in 0..600 {
        answers.push(told(house.store.commit(any_unit(&mut dice)).await));
    }
    let all = vec![ACCOUNTS.with([]), ALL_HOLDS.with([]), NOTES.with([])];
    (answers, house.store.read(all).await.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_random_walk_ends_alike_on_both_engines() {
    let (sqlite, postgres) = (House::on_sqlite().await, House::on_postgres().await);

    let (sqlite_told, sqlite_rows) = walk(&sqlite).await;
    let (postgres_told, postgres_rows) = walk(&postgres).await;

    assert_eq!(sqlite_told, postgres_told);
    assert_eq!(sqlite_rows, postgres_rows);
    let kinds: BTreeSet<&str> =
        sqlite_told.iter().map(|told| told.split([' ', '(', '{']).next().unwrap()).collect();
    let all = ["AlreadyClaimed", "NotOneRow", "Overtaken", "constraint", "done"];
    assert_eq!(kinds, BTreeSet::from(all), "the walk meets every kind of answer");
}

/// Each column as: table, name, kind (with its order), whether it must be filled.
async fn columns(store: &Store, statement: &'static Statement) -> BTreeSet<(String, String, String, bool)> {
    let rows = store.read_one(statement.with([])).await.unwrap();
    rows.iter()
        .map(|row| {
            let text = |column| row.text(column).unwrap().to_owned();
            (text(0), text(1), text(2), row.int(3).unwrap() == 1)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_programs_schema_is_the_same_on_both_engines() {
    static OF_SQLITE: Statement = Statement::new(
        "columns.sqlite",
        "SELECT t.name, c.name, c.type, c.\"notnull\" OR c.pk > 0
         FROM pragma_table_list AS t, pragma_table_xinfo(t.name) AS c
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
    );
    static OF_POSTGRES: Statement = Statement::new(
        "columns.postgres",
        "SELECT c.relname, a.attname,
             CASE WHEN a.atttypid = CAST('bigint' AS regtype) THEN 'INTEGER'
                  WHEN a.atttypid = CAST('text' AS regtype) AND a.attcollation = CAST('\"C\"' AS regcollation) THEN 'TEXT'
                  ELSE format_type(a.atttypid, a.atttypmod) || ' in another order' END,
             a.attnotnull
         FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
         WHERE c.relnamespace = CAST('public' AS regnamespace) AND c.relkind IN ('r', 'p')
             AND a.attnum > 0 AND NOT a.attisdropped",
    );
    let (sqlite, postgres) = (House::empty_on_sqlite().await, House::empty_on_postgres().await);
    sqlite.store.migrate().await.unwrap();
    postgres.store.migrate().await.unwrap();

    let on_sqlite = columns(&sqlite.store, &OF_SQLITE).await;
    let on_postgres = columns(&postgres.store, &OF_POSTGRES).await;

    let only_sqlite: Vec<_> = on_sqlite.difference(&on_postgres).collect();
    let only_postgres: Vec<_> = on_postgres.difference(&on_sqlite).collect();
    assert!(
        only_sqlite.is_empty() && only_postgres.is_empty(),
        "sqlite {only_sqlite:#?}\npostgres {only_postgres:#?}"
    );
    assert!(on_sqlite.iter().any(|(table, ..)| table == "schema_migration"), "there is something to compare");
}
