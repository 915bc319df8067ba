//! What a reversal does to the money: every account as before, and a payment can go back to the account that paid.

use crate::on_both;
use catalogue::{Actor as Hand, Answers};
use desk::payments::{BankPayment, Booked, PaymentState};
use desk::testing::{Actor, AnswerIs, Officer, TestHouse};
use desk::{Corrected, NotProposed, Receipt, SweepOf};
use ledger::{FeeCode, Halalas};
use record::{BlockKind, Reference};
use store::Statement;

static ACCOUNTS: Statement = Statement::new(
    "test.accounts",
    "SELECT account, CAST(sum(amount) AS BIGINT) FROM posting GROUP BY account HAVING sum(amount) <> 0 ORDER BY account",
);
static LOTS: Statement = Statement::new(
    "test.lots",
    "SELECT CAST(journal AS TEXT), unused FROM lot WHERE unused > 0 ORDER BY journal, holder, fee",
);

/// What lies in every account, and what is unused of every lot.
pub(crate) async fn books(house: &TestHouse) -> Vec<(String, i64)> {
    let found = house.desk.store().read(vec![ACCOUNTS.with([]), LOTS.with([])]).await.unwrap();
    found.iter().flatten().map(|row| (row.text(0).unwrap().to_owned(), row.int(1).unwrap())).collect()
}

async fn paid(house: &TestHouse, reference: &str, whom: &Actor<'_>, riyals: i64) -> PaymentState {
    let payment = BankPayment {
        bank: "bank".to_owned(),
        reference: reference.to_owned(),
        account: format!("A-{reference}"),
        beneficiary: whom.id,
        fee: FeeCode("04".to_owned()),
        amount: Halalas::riyals(riyals),
        at: house.moment().now,
    };
    let booked = house.desk.book_payment(&payment, &Hand::System).await.unwrap();
    assert!(matches!(booked, Booked::Now(_)), "{booked:?}");
    house.seconds_pass(60);
    known(house, reference).await
}

async fn known(house: &TestHouse, reference: &str) -> PaymentState {
    house.desk.payment_at_bank("bank", reference).await.unwrap().unwrap()
}

async fn reversed(house: &TestHouse, of: &Reference) -> Receipt {
    let (one, two): (Officer, Officer) = (house.officer("huda").await, house.officer("saad").await);
    let proposed = house.desk.propose_correction(of, "By mistake.", one.account.id).await.unwrap();
    let correction = proposed.expect("it can be undone");
    let done =
        house.desk.confirm_correction(correction.id, two.account.id, two.account.office).await.unwrap();
    let Corrected::Done(receipt) = done else { panic!("expected it reversed, got {done:?}") };
    receipt
}

async fn why_not(house: &TestHouse, of: &Reference) -> Vec<String> {
    let officer = house.officer("nora").await;
    let refused = house.desk.propose_correction(of, "By mistake.", officer.account.id).await.unwrap();
    let Err(NotProposed::Standing(reasons)) = refused else { panic!("it was proposed: {refused:?}") };
    let told = reasons.into_iter().map(|reason| match reason.cure {
        Some(cure) => format!("{}: {cure}", reason.says),
        None => reason.says,
    });
    told.collect()
}

on_both! {
    async fn a_fee_given_back_can_go_to_the_account_that_paid_it(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        paid(house, "R-1", &fahd, 200).await;
        let before = books(house).await;
        let visa = fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();
        assert_eq!(known(house, "R-1").await.unused, Halalas::ZERO);

        reversed(house, &visa.reference).await;

        assert_eq!(books(house).await, before);
        let payment = known(house, "R-1").await;
        assert_eq!(payment.unused, Halalas::riyals(200));
        let wants = Answers::default().with("payment", payment.receipt.as_str());
        let back = house.desk.ask(&fahd.request("fees.refund", &fahd, wants), &house.fresh_key()).await;
        back.must_be_granted();
        let going = known(house, "R-1").await;
        house.desk.settle_refund(&going, true, &Hand::System).await.must_be_granted();
        assert_eq!(house.deposited(fahd.id, "04").await, Halalas::ZERO);
    }

    async fn a_deposit_that_was_a_mistake_takes_no_banks_payment_with_it(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        paid(house, "R-1", &fahd, 100).await;
        let mistake = fahd.pays_in("04", 300).await.must_be_granted();
        house.seconds_pass(60);
        paid(house, "R-2", &fahd, 500).await;

        reversed(house, &mistake.reference).await;
        assert_eq!(known(house, "R-1").await.unused, Halalas::riyals(100), "nothing of it was used");
        assert_eq!(known(house, "R-2").await.unused, Halalas::riyals(500));

        fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();
        assert_eq!(known(house, "R-1").await.unused, Halalas::ZERO);
        assert_eq!(known(house, "R-2").await.unused, Halalas::riyals(400));
    }

    async fn what_a_mistaken_deposit_paid_for_is_paid_by_the_next_oldest(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        let mistake = fahd.pays_in("04", 150).await.must_be_granted();
        house.seconds_pass(60);
        paid(house, "R-1", &fahd, 100).await;
        paid(house, "R-2", &fahd, 500).await;
        let visa = fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();
        assert_eq!(known(house, "R-1").await.unused, Halalas::riyals(50));

        reversed(house, &mistake.reference).await;
        assert_eq!(known(house, "R-1").await.unused, Halalas::ZERO);
        assert_eq!(known(house, "R-2").await.unused, Halalas::riyals(400));

        // And a fee given back after that comes to the banks' payments, not to the deposit that never was.
        let (one, two) = (house.officer("amal").await, house.officer("badr").await);
        let proposed = house.desk.propose_correction(&visa.reference, "Too.", one.account.id).await.unwrap().unwrap();
        let done = house.desk.confirm_correction(proposed.id, two.account.id, two.account.office).await.unwrap();
        assert!(matches!(done, Corrected::Done(_)), "{done:?}");
        assert_eq!(known(house, "R-1").await.unused, Halalas::riyals(100));
        assert_eq!(known(house, "R-2").await.unused, Halalas::riyals(500));
    }

    async fn a_fine_that_was_paid_by_mistake_is_owed_again(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        fahd.had_deposited("04", 200).await;
        house.desk.sweep(SweepOf::default(), &|_| {}).await.unwrap();
        fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();
        house.seconds_pass(100 * 86_400);
        house.desk.sweep(SweepOf::default(), &|_| {}).await.unwrap();
        fahd.pays_in("54", 1_000).await.must_be_granted();
        let before = books(house).await;
        let pays = fahd.request("fees.pay-fine", &fahd, Answers::default());
        let settled = house.desk.ask(&pays, &house.fresh_key()).await.must_be_granted();

        reversed(house, &settled.reference).await;

        assert_eq!(books(house).await, before);
        let owes = house.desk.dossier(fahd.id).await.unwrap().unwrap();
        assert_eq!(owes.owed(BlockKind::UnpaidFine, house.moment().today()), Halalas::riyals(1_000));
        house.desk.ask(&pays, &house.fresh_key()).await.must_be_granted();
    }

    async fn what_a_bank_was_told_of_is_refused_with_what_to_do_instead(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let payment = paid(house, "R-1", &fahd, 200).await;
        assert_eq!(why_not(house, &payment.receipt).await, ["correct-bank-payment: fees.refund"]);

        let wants = Answers::default().with("payment", payment.receipt.as_str());
        let refund = fahd.request("fees.refund", &fahd, wants);
        let refund = house.desk.ask(&refund, &house.fresh_key()).await.must_be_granted();
        let against = house.desk.against_correction(&refund.reference).await.unwrap().unwrap();
        assert_eq!(against.iter().map(|reason| reason.says.as_str()).collect::<Vec<_>>(), ["correct-bank-refund"]);
    }
}
