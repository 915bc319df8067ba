//! Broken on purpose, and found: each promise of the books.

use catalogue::Actor as Hand;
use desk::payments::BankPayment;
use desk::proof::prove;
use desk::testing::{AnswerIs, TestHouse};
use ledger::{FeeCode, Halalas};
use store::{Statement, Unit};

/// A house in which a payment was made, used in part, and the rest is on its way back.
async fn settled(house: &TestHouse) {
    let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
    fahd.sponsors(&ravi).await;
    let payment = BankPayment {
        bank: "bank".to_owned(),
        reference: "R-1".to_owned(),
        account: "A-1".to_owned(),
        beneficiary: fahd.id,
        fee: FeeCode("04".to_owned()),
        amount: Halalas::riyals(500),
        at: house.moment().now,
    };
    house.desk.book_payment(&payment, &Hand::System).await.unwrap();
    fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();
    let known = house.desk.payment_at_bank("bank", "R-1").await.unwrap().unwrap();
    let answers = catalogue::Answers::default().with("payment", known.receipt.as_str());
    let request = fahd.request("fees.refund", &fahd, answers);
    house.desk.ask(&request, &house.fresh_key()).await.must_be_granted();
}

async fn found(house: &TestHouse) -> Vec<&'static str> {
    let since = house.moment().now.plus_seconds(-86_400);
    let mut promises: Vec<_> =
        prove(house.desk.store(), since).await.unwrap().into_iter().map(|finding| finding.promise).collect();
    promises.dedup();
    promises
}

const BALANCE: &str = "a deposit is what its postings add up to";
const LOTS: &str = "what is unused of the lots is what lies ready and what is held";
const PAYMENT: &str = "a payment brought in what was paid and gives back no more";
const CONSUMED: &str = "a fee is consumed by the one transaction that took it";
const PAID_FOR: &str = "a document that has a fee has it consumed";
const ZERO: &str = "the postings of an entry add up to zero";

/// What a hand in the database does, and which promises are then found broken.
const DEEDS: [(&str, &str, &[&str]); 11] = [
    (
        "a riyal more lies ready than was paid",
        "UPDATE deposit SET balance = balance + 100 WHERE fee = '04'",
        &[BALANCE, LOTS],
    ),
    (
        "something is held that nobody set aside",
        "UPDATE deposit SET held = held + 100 WHERE fee = '04'",
        &["what is held is what its postings add up to", LOTS],
    ),
    ("what was used is unused again", "UPDATE lot SET unused = unused + 20000", &[LOTS]),
    (
        "what is on its way back is unused again",
        "UPDATE lot SET unused = unused + 30000, returned = returned - 30000",
        &[LOTS, PAYMENT],
    ),
    ("a refund is forgotten", "DELETE FROM refund", &["what is on its way back has its refund", PAYMENT]),
    ("a deposit is forgotten", "DELETE FROM deposit", &["a posting to a deposit has its deposit"]),
    (
        "the fee of a visa is given back behind its transaction",
        "INSERT INTO posting (journal, n, account, holder, fee, amount)
         SELECT journal, n + 100, account, holder, fee, -amount FROM posting
         WHERE journal IN (SELECT journal FROM posting WHERE account = 'revenue:04')",
        &[BALANCE, CONSUMED, PAID_FOR],
    ),
    ("a payment was of more than it brought in", "UPDATE payment SET amount = amount + 100", &[PAYMENT]),
    (
        "a fee is consumed a second time by the same transaction",
        "INSERT INTO posting (journal, n, account, holder, fee, amount)
         SELECT journal, n + 100, account, holder, fee, amount FROM posting
         WHERE journal IN (SELECT journal FROM posting WHERE account = 'revenue:04')",
        &[BALANCE, "no account of a holder is below nothing", CONSUMED, PAID_FOR],
    ),
    (
        "money comes from nowhere",
        "INSERT INTO posting (journal, n, account, holder, fee, amount)
         SELECT max(journal), 100, 'revenue:04', NULL, '04', 5 FROM posting WHERE account = 'revenue:04'",
        &[ZERO, CONSUMED, PAID_FOR],
    ),
    (
        "a transaction consumes what its decision did not take",
        "INSERT INTO posting (journal, n, account, holder, fee, amount)
         SELECT max(journal), 100, 'revenue:57', NULL, '57', 5 FROM posting WHERE account = 'bank'",
        &[ZERO, CONSUMED],
    ),
];

async fn each_is_found(open: impl AsyncFn() -> TestHouse) {
    for (deed, sql, promises) in DEEDS {
        let house = open().await;
        settled(&house).await;
        assert_eq!(found(&house).await, [""; 0], "the house is sound before");
        let statement: &'static Statement = Box::leak(Box::new(Statement::new("test.forgery", sql)));
        house.desk.store().commit(Unit::new().writes_any(statement.with([]))).await.unwrap();
        assert_eq!(found(&house).await, promises, "{deed}");
        house.desk.store().clone().close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_forgery_of_the_books_is_found_on_sqlite() {
    each_is_found(TestHouse::on_sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_forgery_of_the_books_is_found_on_postgres() {
    each_is_found(TestHouse::on_postgres).await;
}
