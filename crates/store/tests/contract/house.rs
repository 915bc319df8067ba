//! The world of the contract: fee accounts, holds on them, and notes, on either engine.

use store::testing::{TempSqlite, TestPostgres};
use store::{Bound, Migration, Outcome, Overtaken, Row, Statement, Store, StoreOptions, Unit};

pub const SCHEMA: &[Migration] = &[Migration::shared(
    1,
    "accounts",
    "CREATE TABLE account (
        id BIGINT NOT NULL PRIMARY KEY,
        free BIGINT NOT NULL CONSTRAINT never_below_zero CHECK (free >= 0),
        held BIGINT NOT NULL DEFAULT 0
    );
    CREATE TABLE hold (
        request TEXT NOT NULL PRIMARY KEY,
        account BIGINT NOT NULL REFERENCES account (id),
        amount BIGINT NOT NULL
    );
    CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY, body TEXT, number BIGINT);
    CREATE TABLE job (id BIGINT NOT NULL PRIMARY KEY, state TEXT NOT NULL);",
)];

pub static OPEN: Statement = Statement::new("account.open", "INSERT INTO account (id, free) VALUES ($1, $2)");
pub static FREE_ENOUGH: Statement =
    Statement::new("account.free_enough", "SELECT 1 FROM account WHERE id = $1 AND free >= $2");
pub static WRITE_HOLD: Statement = Statement::new(
    "hold.write",
    "INSERT INTO hold (amount, request, account) VALUES ($3, $1, $2) ON CONFLICT (request) DO NOTHING",
);
pub static SET_ASIDE: Statement = Statement::new(
    "account.set_aside",
    "UPDATE account SET free = free - $2, held = held + $2 WHERE id = $1",
);
pub static BALANCE: Statement =
    Statement::new("account.balance", "SELECT free, held FROM account WHERE id = $1");
pub static HOLDS: Statement = Statement::new(
    "hold.of",
    "SELECT request, amount FROM hold WHERE account = $1 ORDER BY request NULLS LAST",
);
pub static WRITE_NOTE: Statement =
    Statement::new("note.write", "INSERT INTO note (id, body, number) VALUES ($1, $2, $3)");
pub static NOTES: Statement = Statement::new("note.all", "SELECT id, body, number FROM note ORDER BY id");

/// A store with the world's schema, and what keeps its database alive.
pub struct House {
    pub store: Store,
    pub url: String,
    file: Option<TempSqlite>,
}

impl House {
    pub async fn empty_on_sqlite() -> House {
        let file = TempSqlite::new();
        let url = file.url();
        let store = Store::open(&url, StoreOptions::default()).await.unwrap();
        House { store, url, file: Some(file) }
    }

    pub async fn empty_on_postgres() -> House {
        let url = TestPostgres::shared().fresh_database().await;
        let store = Store::open(&url, StoreOptions::default()).await.unwrap();
        House { store, url, file: None }
    }

    pub async fn on_sqlite() -> House {
        House::empty_on_sqlite().await.with_schema().await
    }

    pub async fn on_postgres() -> House {
        House::empty_on_postgres().await.with_schema().await
    }

    async fn with_schema(self) -> House {
        self.store.migrate_with(SCHEMA).await.unwrap();
        self
    }

    pub fn is_sqlite(&self) -> bool {
        self.file.is_some()
    }

    /// Opens an account with this much free.
    pub async fn account(&self, id: i64, free: i64) {
        let outcome = self.store.commit(Unit::new().writes(OPEN.with([id.into(), free.into()]))).await;
        assert_eq!(outcome.unwrap(), Outcome::Done(vec![]));
    }

    pub async fn hold(&self, account: i64, request: &str, amount: i64) -> Outcome {
        self.store.commit(hold(account, request, amount)).await.unwrap()
    }

    /// What is free and what is held.
    pub async fn balance(&self, id: i64) -> (i64, i64) {
        let rows = self.rows(BALANCE.with([id.into()])).await;
        (rows[0].int(0).unwrap(), rows[0].int(1).unwrap())
    }

    /// The requests that hold something of an account, and how much.
    pub async fn holds(&self, account: i64) -> Vec<(String, i64)> {
        let rows = self.rows(HOLDS.with([account.into()])).await;
        rows.iter().map(|row| (row.text(0).unwrap().to_owned(), row.int(1).unwrap())).collect()
    }

    pub async fn rows(&self, bound: Bound) -> Vec<Row> {
        self.store.read_one(bound).await.unwrap()
    }
}

pub const BALANCE_MOVED: Overtaken = Overtaken("the balance moved");

/// Sets money of an account aside for a request, once.
pub fn hold(account: i64, request: &str, amount: i64) -> Unit {
    Unit::new()
        .only_if(FREE_ENOUGH.with([account.into(), amount.into()]), BALANCE_MOVED)
        .claims(WRITE_HOLD.with([request.into(), account.into(), amount.into()]))
        .writes(SET_ASIDE.with([account.into(), amount.into()]))
        .touches(account)
}

pub fn note(id: i64, body: Option<&str>, number: Option<i64>) -> Unit {
    Unit::new().writes(WRITE_NOTE.with([id.into(), body.into(), number.into()]))
}
