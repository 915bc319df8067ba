//! What the database itself refuses, whoever writes.

use crate::on_both;
use desk::testing::{AnswerIs, TestHouse};
use store::{Fault, FaultKind, Statement, Unit};

static TIE: Statement = Statement::new(
    "test.tie",
    "INSERT INTO tie (id, kind, holder, subject, from_day, to_day) VALUES ($1, $2, $3, $4, $5, $6)",
);
static DOCUMENT: Statement = Statement::new(
    "test.document",
    "INSERT INTO document (id, holder, kind, number, issued, status, expires)
     VALUES ($1, $2, $3, $4, 0, $5, 100)",
);
static OVERDRAW: Statement =
    Statement::new("test.overdraw", "UPDATE deposit SET balance = balance - 20001 WHERE holder = $1");

async fn tie(house: &TestHouse, kind: &str, ends: [i64; 2], days: (i64, Option<i64>)) -> Result<(), Fault> {
    let id = house.ids(1).await.fresh();
    let [holder, subject] = ends;
    let row = [id.into(), kind.into(), holder.into(), subject.into(), days.0.into(), days.1.into()];
    house.desk.store().commit(Unit::new().writes(TIE.with(row))).await.map(|_| ())
}

async fn document(house: &TestHouse, holder: i64, kind: &str, status: &str) -> Result<(), Fault> {
    let id = house.ids(1).await.fresh();
    let row = [id.into(), holder.into(), kind.into(), format!("N{id}").into(), status.into()];
    house.desk.store().commit(Unit::new().writes(DOCUMENT.with(row))).await.map(|_| ())
}

#[track_caller]
fn must_be_forbidden(result: Result<(), Fault>) {
    let fault = result.expect_err("the schema forbids it");
    assert!(matches!(fault.kind, FaultKind::Constraint { .. }), "{fault:?}");
}

on_both! {
    async fn two_sponsors_on_one_day(house: &TestHouse) {
        let (one, two) = (house.citizen("Fahd").await.id.0, house.citizen("Nora").await.id.0);
        let worker = house.resident("Ravi").await.id.0;
        tie(house, "sponsorship", [one, worker], (10, Some(20))).await.unwrap();

        must_be_forbidden(tie(house, "sponsorship", [two, worker], (19, None)).await);
        must_be_forbidden(tie(house, "sponsorship", [two, worker], (5, Some(11))).await);
        must_be_forbidden(tie(house, "sponsorship", [two, worker], (0, None)).await);
        must_be_forbidden(tie(house, "sponsorship", [two, worker], (12, Some(13))).await);

        tie(house, "sponsorship", [two, worker], (20, None)).await.unwrap();
        tie(house, "household", [two, worker], (12, None)).await.unwrap();
        tie(house, "sponsorship", [one, worker], (15, Some(15))).await.unwrap();
    }

    async fn a_tie_moved_over_another(house: &TestHouse) {
        static MOVE: Statement = Statement::new("test.move", "UPDATE tie SET to_day = $2 WHERE from_day = $1");
        let (one, worker) = (house.citizen("Fahd").await.id.0, house.resident("Ravi").await.id.0);
        tie(house, "sponsorship", [one, worker], (10, Some(20))).await.unwrap();
        tie(house, "sponsorship", [one, worker], (20, None)).await.unwrap();

        let longer = Unit::new().writes(MOVE.with([10.into(), 21.into()]));
        must_be_forbidden(house.desk.store().commit(longer).await.map(|_| ()));
        let shorter = Unit::new().writes(MOVE.with([10.into(), 19.into()]));
        house.desk.store().commit(shorter).await.unwrap();
    }

    async fn one_representative_twice_but_many_at_once(house: &TestHouse) {
        let company = house.establishment("Hamza Trading").await.id.0;
        let (one, two) = (house.citizen("Fahd").await.id.0, house.citizen("Nora").await.id.0);
        tie(house, "representation", [company, one], (10, None)).await.unwrap();
        tie(house, "representation", [company, two], (10, None)).await.unwrap();

        must_be_forbidden(tie(house, "representation", [company, one], (11, None)).await);
    }

    async fn a_tie_to_nobody(house: &TestHouse) {
        let worker = house.resident("Ravi").await.id.0;
        must_be_forbidden(tie(house, "sponsorship", [4, worker], (10, None)).await);
        must_be_forbidden(tie(house, "friendship", [worker, worker], (10, None)).await);
        must_be_forbidden(tie(house, "sponsorship", [worker, worker], (10, None)).await);
    }

    async fn two_live_visas_or_passports_of_one_holder(house: &TestHouse) {
        let worker = house.resident("Ravi").await.id.0;
        must_be_forbidden(document(house, worker, "passport", "valid").await);
        document(house, worker, "passport", "closed").await.unwrap();
        document(house, worker, "exit-reentry-single", "in-use").await.unwrap();

        must_be_forbidden(document(house, worker, "final-exit", "valid").await);
        must_be_forbidden(document(house, worker, "exit-reentry-multiple", "in-use").await);
        document(house, worker, "exit-reentry-multiple", "lapsed").await.unwrap();
        document(house, worker, "health-insurance", "valid").await.unwrap();
        document(house, worker, "health-insurance", "valid").await.unwrap();
    }

    async fn a_deposit_below_nothing(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        fahd.had_deposited("04", 200).await;
        let overdraw = Unit::new().writes(OVERDRAW.with([fahd.id.0.into()]));
        must_be_forbidden(house.desk.store().commit(overdraw).await.map(|_| ()));
    }

    async fn an_entry_altered_or_removed(house: &TestHouse) {
        static ALTER: Statement = Statement::new("test.alter", "UPDATE journal SET service = 'x'");
        static REMOVE: Statement = Statement::new("test.remove", "DELETE FROM change");
        static SHIFT: Statement = Statement::new("test.shift", "UPDATE posting SET amount = amount * 2");
        let (sponsor, worker) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        sponsor.sponsors(&worker).await;
        sponsor.had_deposited("04", 200).await;
        sponsor.asks_visa_for(&worker, "45 days").await.must_be_granted();

        for forgery in [&ALTER, &REMOVE, &SHIFT] {
            let unit = Unit::new().writes_any(forgery.with([]));
            must_be_forbidden(house.desk.store().commit(unit).await.map(|_| ()));
        }
    }
}
