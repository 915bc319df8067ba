//! Paying through a bank: booked once, used oldest first, given back only while unused.

use crate::on_both;
use catalogue::{Actor as Hand, Answers};
use desk::payments::{BankPayment, Booked, PaymentState};
use desk::reconcile::read;
use desk::testing::{Actor, AnswerIs, TestHouse};
use desk::{Answer, NotDone};
use ledger::{FeeCode, Halalas};

fn paid(by: &str, reference: &str, whom: &Actor<'_>, riyals: i64) -> BankPayment {
    BankPayment {
        bank: "bank".to_owned(),
        reference: reference.to_owned(),
        account: by.to_owned(),
        beneficiary: whom.id,
        fee: FeeCode("04".to_owned()),
        amount: Halalas::riyals(riyals),
        at: "2026-03-01T06:00:00Z".parse().unwrap(),
    }
}

async fn pays(house: &TestHouse, payment: &BankPayment) -> PaymentState {
    let booked = house.desk.book_payment(payment, &Hand::System).await.unwrap();
    assert!(matches!(booked, Booked::Now(_)), "{booked:?}");
    state(house, payment).await
}

async fn state(house: &TestHouse, payment: &BankPayment) -> PaymentState {
    house.desk.payment_at_bank(&payment.bank, &payment.reference).await.unwrap().unwrap()
}

async fn wants_back(house: &TestHouse, who: &Actor<'_>, payment: &PaymentState) -> Result<Answer, NotDone> {
    let request =
        who.request("fees.refund", who, Answers::default().with("payment", payment.receipt.as_str()));
    house.desk.ask(&request, &house.fresh_key()).await
}

on_both! {
    async fn a_payment_told_twice_lies_ready_once(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let payment = paid("A-1", "R-1", &fahd, 200);
        let first = pays(house, &payment).await;

        let again = house.desk.book_payment(&payment, &Hand::System).await.unwrap();
        let other = house.desk.book_payment(&paid("A-1", "R-1", &fahd, 300), &Hand::System).await.unwrap();

        assert_eq!(again, Booked::Before(Box::new(first)));
        assert_eq!(other, Booked::AnotherPayment);
        assert_eq!(house.deposited(fahd.id, "04").await, Halalas::riyals(200));
    }

    async fn a_payment_told_by_many_at_once_lies_ready_once(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let mut telling = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let (desk, payment) = (house.desk.clone(), paid("A-1", "R-1", &fahd, 200));
            telling.spawn(async move { desk.book_payment(&payment, &Hand::System).await });
        }

        let answers = telling.join_all().await;

        assert!(answers.iter().all(|a| matches!(a, Ok(Booked::Now(_) | Booked::Before(_)))), "{answers:?}");
        assert_eq!(house.deposited(fahd.id, "04").await, Halalas::riyals(200));
        assert_eq!(house.desk.payments_of(fahd.id, 10).await.unwrap().len(), 1);
    }

    async fn the_oldest_payment_is_used_first(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        let (old, new) = (paid("A-1", "R-1", &fahd, 150), paid("A-2", "R-2", &fahd, 150));
        pays(house, &old).await;
        house.seconds_pass(60);
        pays(house, &new).await;

        fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();

        assert_eq!(state(house, &old).await.unused, Halalas::ZERO);
        assert_eq!(state(house, &new).await.unused, Halalas::riyals(100));
    }

    async fn what_was_used_is_not_given_back(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        let payment = pays(house, &paid("A-1", "R-1", &fahd, 200)).await;
        fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();
        fahd.asks_cancel_for(&ravi).await.must_be_granted();

        wants_back(house, &fahd, &payment).await.must_be_refused_for(&["unused"]);
    }

    async fn what_is_on_its_way_back_pays_for_nothing_and_arrives_once(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        let payment = paid("A-1", "R-1", &fahd, 200);
        let known = pays(house, &payment).await;

        wants_back(house, &fahd, &known).await.must_be_granted();
        fahd.asks_visa_for(&ravi, "45 days").await.must_be_refused_for(&["issue"]);
        wants_back(house, &fahd, &known).await.must_be_refused_for(&["unused"]);
        let due = house.desk.refunds_due(10).await.unwrap();
        assert_eq!((due.len(), due[0].account.as_str(), due[0].amount), (1, "A-1", Halalas::riyals(200)));
        house.desk.refund_tried(&due[0], true, 60).await.unwrap();
        assert!(house.desk.refunds_due(10).await.unwrap().is_empty(), "the bank is given time");
        let under_way = state(house, &payment).await;
        let first = house.desk.settle_refund(&under_way, true, &Hand::System).await.must_be_granted();
        let second = house.desk.settle_refund(&under_way, true, &Hand::System).await.must_be_granted();

        assert_eq!(first, second);
        house.desk.settle_refund(&under_way, false, &Hand::System).await.must_be_refused_for(&["under-way"]);
        assert_eq!(house.deposited(fahd.id, "04").await, Halalas::ZERO);
        assert_eq!(state(house, &payment).await.refunds[0].state, "confirmed");
    }

    async fn what_could_not_be_paid_back_lies_ready_again(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        let payment = paid("A-1", "R-1", &fahd, 200);
        let known = pays(house, &payment).await;
        wants_back(house, &fahd, &known).await.must_be_granted();
        let under_way = state(house, &payment).await;

        house.desk.settle_refund(&under_way, false, &Hand::System).await.must_be_granted();

        fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();
        assert_eq!(state(house, &payment).await.unused, Halalas::ZERO);
    }

    async fn anothers_payment_and_what_was_paid_at_a_counter_do_not_go_to_an_account(house: &TestHouse) {
        let (fahd, nora) = (house.citizen("Fahd").await, house.citizen("Nora").await);
        let known = pays(house, &paid("A-1", "R-1", &fahd, 200)).await;
        let receipt = nora.pays_in("04", 200).await.must_be_granted();

        wants_back(house, &nora, &known).await.must_be_refused_for(&["unused"]);
        let answers = Answers::default().with("payment", receipt.reference.as_str());
        let request = nora.request("fees.refund", &nora, answers);
        house.desk.ask(&request, &house.fresh_key()).await.must_be_refused_for(&["unused"]);
    }

    async fn a_refund_and_a_visa_at_once_and_the_money_goes_one_way(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        let known = pays(house, &paid("A-1", "R-1", &fahd, 200)).await;

        let (visa, back) =
            tokio::join!(fahd.asks_visa_for(&ravi, "45 days"), wants_back(house, &fahd, &known));

        let granted = [visa, back].into_iter().filter(|a| matches!(a, Ok(Answer::Granted(_)))).count();
        assert_eq!(granted, 1);
    }

    async fn a_banks_file_is_compared_with_the_books_of_its_day(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        pays(house, &paid("A-1", "R-1", &fahd, 200)).await;
        let back = pays(house, &paid("A-1", "R-2", &fahd, 300)).await;
        wants_back(house, &fahd, &back).await.must_be_granted();
        let under_way = state(house, &back.told).await;
        house.desk.settle_refund(&under_way, true, &Hand::System).await.must_be_granted();
        let day = house.moment().today();
        let file = "kind,reference,beneficiary,fee,amount\npayment,R-1,1,04,200.00\npayment,R-2,1,04,300.00\n\
                    refund,R-2,1,04,300.00\n";

        let sound = house.desk.reconcile("bank", day, &read(file).unwrap()).await.unwrap();
        let other_day = house.desk.reconcile("bank", day.plus_days(1), &[]).await.unwrap();
        let nothing_there = house.desk.reconcile("bank", day, &[]).await.unwrap();

        assert_eq!((sound, other_day), (vec![], vec![]));
        assert_eq!(nothing_there.len(), 3);
    }

    async fn a_statement_begins_with_what_lay_ready_and_each_line_says_what_is_left(house: &TestHouse) {
        let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
        fahd.sponsors(&ravi).await;
        let payment = pays(house, &paid("A-1", "R-1", &fahd, 500)).await;
        let (first, next) = (house.moment().today(), house.moment().today().plus_days(1));
        house.seconds_pass(86_400);
        fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();
        wants_back(house, &fahd, &payment).await.must_be_granted();

        let whole = house.desk.statement(fahd.id, first, next).await.unwrap();
        let second = house.desk.statement(fahd.id, next, next).await.unwrap();

        let left: Vec<i64> = whole.lines.iter().map(|line| line.balance.0 / 100).collect();
        assert_eq!((whole.opening, left, whole.closing()), (Halalas::ZERO, vec![500, 300, 0], Halalas::ZERO));
        let moved: Vec<i64> = second.lines.iter().map(|line| line.amount.0 / 100).collect();
        assert_eq!((second.opening, moved), (Halalas::riyals(500), vec![-200, -300]));
        assert!(second.balances.is_empty(), "nothing lies ready, nothing is held");
        let empty = house.desk.statement(ravi.id, first, next).await.unwrap();
        assert_eq!((empty.opening, empty.lines), (Halalas::ZERO, vec![]));
    }

    async fn a_message_of_a_bank_is_taken_once(house: &TestHouse) {
        assert!(house.desk.see_bank_message("bank", "m-1").await.unwrap());
        assert!(!house.desk.see_bank_message("bank", "m-1").await.unwrap());
        assert!(house.desk.see_bank_message("other", "m-1").await.unwrap());
    }

    async fn a_bank_that_enquired_and_told_nothing_is_asked_until_it_is_known(house: &TestHouse) {
        let fahd = house.citizen("Fahd").await;
        let fee = FeeCode("04".to_owned());
        house.desk.expect_payment(("bank", "R-1"), fahd.id, &fee, 30).await.unwrap();
        assert!(house.desk.payments_unheard_of(10).await.unwrap().is_empty());

        house.seconds_pass(31);
        let unheard = house.desk.payments_unheard_of(10).await.unwrap();
        assert_eq!(unheard, [("bank".to_owned(), "R-1".to_owned(), 0)]);
        pays(house, &paid("A-1", "R-1", &fahd, 200)).await;

        assert!(house.desk.payments_unheard_of(10).await.unwrap().is_empty());
    }
}
