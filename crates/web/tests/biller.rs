//! A bank and the house over real HTTP: signed messages, lost ones, doubled ones, refunds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use biller::simulator::{Customer, Faults, NotPaid, Stage};
use biller::{Bank, Peer, Secret};
use catalogue::{Answers, Catalogue, Known};
use desk::authority::Scope;
use desk::identity::NewToken;
use desk::testing::{Actor, AnswerIs, TestHouse};
use ledger::Halalas;
use serde_json::{Value, json};
use smpp::Simulator;
use smpp::simulator::SimConfig;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use web::{Demo, House};

/// A house that serves, and a bank beside it.
struct Street {
    bank: Bank,
    /// How the bank speaks to the house.
    to_house: Peer,
    /// How the house speaks to the bank.
    to_bank: Peer,
    simulator: Simulator,
    serving: tokio::task::JoinHandle<()>,
}

async fn street(house: &TestHouse) -> Street {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let new = NewToken { name: "bank".to_owned(), scopes: vec![Scope::WritePayments], party: None, days: 30 };
    let token = house.desk.make_token(&new).await.unwrap();
    let secret = Secret::new("a secret that the bank and the house know").unwrap();
    let peer = |path: &str, token| Peer {
        bank: "sample-bank".to_owned(),
        address: format!("http://{address}{path}"),
        secret: secret.clone(),
        token,
    };
    let (to_house, to_bank) = (peer("/api/v1", Some(token)), peer("/bank/api", None));
    let clock = house.desk.clone();
    let now = Arc::new(move || clock.moment().now.micros());
    let customers = vec![Customer { token: "acct-1".to_owned(), balance: 1_000_000 }];
    let bank = Bank::new(to_house.clone(), customers, now);
    let simulator = Simulator::start(SimConfig::default(), || 0).await.unwrap();
    let router = web::router(House {
        desk: house.desk.clone(),
        catalogue: Arc::new(Catalogue::embedded(&Known::default()).unwrap()),
        link: None,
        public_url: format!("http://{address}"),
        stopping: None,
        banks: vec![to_bank.clone()],
        demo: Some(Demo {
            simulator: simulator.clone(),
            bank: bank.clone(),
            short_code: "88988".to_owned(),
            people: 1,
            password: String::new(),
            totp_secret: String::new(),
            stories: Vec::new(),
        }),
    });
    let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Street { bank, to_house, to_bank, simulator, serving }
}

impl Street {
    fn close(self) {
        self.serving.abort();
        self.simulator.shutdown();
    }

    async fn says(&self, path: &str, body: &Value, message: &str, time: i64) -> (u16, Value) {
        let reply = self.to_house.say(path, body, message, time).await.unwrap();
        (reply.status, reply.body)
    }

    /// Rounds of the house until the bank's first payment has come so far.
    async fn until(&self, house: &TestHouse, stage: Stage) {
        for _ in 0..100 {
            web::banks::round(&house.desk, std::slice::from_ref(&self.to_bank)).await.unwrap();
            if self.bank.payments()[0].stage == stage {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the payment stayed {:?}", self.bank.payments()[0].stage);
    }
}

async fn number(house: &TestHouse, who: &Actor<'_>) -> String {
    house.desk.parties(&[who.id]).await.unwrap()[0].identifier().as_str().to_owned()
}

async fn ready(house: &TestHouse, who: &Actor<'_>) -> i64 {
    house.deposited(who.id, "04").await.0 / 100
}

async fn a_payment_is_booked_however_it_is_told(house: &TestHouse) {
    let street = street(house).await;
    let fahd = house.citizen("Fahd").await;
    let fahds = number(house, &fahd).await;

    street.bank.pay("acct-1", &fahds, "04", 20_000).await.unwrap();
    assert_eq!(ready(house, &fahd).await, 200);
    street.bank.set_faults(Faults { twice: true, ..Faults::default() });
    street.bank.pay("acct-1", &fahds, "04", 20_000).await.unwrap();
    assert_eq!(ready(house, &fahd).await, 400, "told twice, booked once");

    street.bank.set_faults(Faults { silent: true, ..Faults::default() });
    street.bank.pay("acct-1", &fahds, "04", 20_000).await.unwrap();
    assert_eq!(ready(house, &fahd).await, 400, "nobody told of it");
    let banks = std::slice::from_ref(&street.to_bank);
    web::banks::round(&house.desk, banks).await.unwrap();
    assert_eq!(ready(house, &fahd).await, 400, "the bank is given time to tell");
    house.seconds_pass(30);
    web::banks::round(&house.desk, banks).await.unwrap();
    assert_eq!(ready(house, &fahd).await, 600, "the house has asked");

    street.bank.set_faults(Faults::default());
    let lost = street.bank.payments()[0].reference.clone();
    street.bank.tell(&lost).await;
    assert_eq!(ready(house, &fahd).await, 600, "told at last, booked before");
    assert_eq!(street.bank.payments()[0].stage, Stage::Known);
    street.close();
}

async fn only_what_is_unused_goes_back_and_only_to_the_account_that_paid(house: &TestHouse) {
    let street = street(house).await;
    let (fahd, ravi) = (house.citizen("Fahd").await, house.resident("Ravi").await);
    fahd.sponsors(&ravi).await;
    let reference = street.bank.pay("acct-1", &number(house, &fahd).await, "04", 50_000).await.unwrap();
    fahd.asks_visa_for(&ravi, "45 days").await.must_be_granted();

    street.bank.ask_back(&reference).await.unwrap();
    assert_eq!(ready(house, &fahd).await, 0, "on its way it pays for nothing");
    street.until(house, Stage::GoneBack).await;

    assert_eq!(street.bank.customers()[0].balance, 1_000_000 - 20_000, "300 of 500 came back");
    // The bank knows before the house has asked.
    let mut answer = (0, None);
    for n in 0..100 {
        let (status, body) = street
            .says("/biller/status", &json!({"reference": reference}), &format!("s-{n}"), now(house))
            .await;
        answer = (status, body["refunds"][0]["state"].as_str().map(str::to_owned));
        if answer.1.as_deref() == Some("confirmed") {
            break;
        }
        web::banks::round(&house.desk, std::slice::from_ref(&street.to_bank)).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(answer, (200, Some("confirmed".to_owned())));
    let again = street.bank.ask_back(&reference).await.unwrap_err();
    assert!(again.contains("used"), "{again}");
    street.close();
}

async fn a_refund_whose_end_is_never_told_is_asked_for(house: &TestHouse) {
    let street = street(house).await;
    let fahd = house.citizen("Fahd").await;
    let fahds = number(house, &fahd).await;
    street.bank.pay("acct-1", &fahds, "04", 20_000).await.unwrap();
    let known = house.desk.payments_of(fahd.id, 1).await.unwrap().remove(0);
    let answers = Answers::default().with("payment", known.receipt.as_str());
    let request = fahd.request("fees.refund", &fahd, answers);
    house.desk.ask(&request, &house.fresh_key()).await.must_be_granted();
    street.bank.set_faults(Faults { silent: true, ..Faults::default() });

    street.until(house, Stage::GoneBack).await;
    house.seconds_pass(60);
    web::banks::round(&house.desk, std::slice::from_ref(&street.to_bank)).await.unwrap();

    let refund = house.desk.payments_of(fahd.id, 1).await.unwrap().remove(0).refunds.remove(0);
    assert_eq!((refund.state.as_str(), refund.amount), ("confirmed", Halalas::riyals(200)));
    street.close();
}

async fn what_the_bank_cannot_pay_back_lies_ready_again(house: &TestHouse) {
    let street = street(house).await;
    let fahd = house.citizen("Fahd").await;
    let fahds = number(house, &fahd).await;
    let reference = street.bank.pay("acct-1", &fahds, "04", 20_000).await.unwrap();
    street.bank.set_faults(Faults { stuck: true, ..Faults::default() });
    street.bank.ask_back(&reference).await.unwrap();
    street.until(house, Stage::GoingBack).await;

    for _ in 0..100 {
        if ready(house, &fahd).await == 200 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    assert_eq!(ready(house, &fahd).await, 200);
    assert_eq!(street.bank.customers()[0].balance, 1_000_000 - 20_000);
    street.close();
}

fn now(house: &TestHouse) -> i64 {
    house.moment().now.micros() / 1_000_000
}

async fn what_is_not_signed_late_repeated_or_not_the_banks_is_not_taken(house: &TestHouse) {
    let street = street(house).await;
    let fahd = house.citizen("Fahd").await;
    let body = json!({
        "reference": "R-1", "account": "acct-1", "beneficiary": number(house, &fahd).await,
        "fee": "04", "amount": "200.00", "paid_at": now(house),
    });
    let code = |answer: (u16, Value)| (answer.0, answer.1["code"].as_str().unwrap_or_default().to_owned());
    let time = now(house);

    let late = code(street.says("/biller/payments", &body, "m-1", time - 301).await);
    assert_eq!(late, (401, "not-sealed".to_owned()));
    let secret = Secret::new("a secret that the bank does not know.....").unwrap();
    let thief = Peer { secret, ..street.to_house.clone() };
    let forged = thief.say("/biller/payments", &body, "m-2", time).await.unwrap();
    assert_eq!((forged.status, forged.text("code")), (401, "not-sealed"));
    let nobody = Peer { token: None, ..street.to_house.clone() };
    let forged = nobody.say("/biller/payments", &body, "m-3", time).await.unwrap();
    assert_eq!((forged.status, forged.text("code")), (401, "unauthorized"));
    assert_eq!(ready(house, &fahd).await, 0);

    assert_eq!(street.says("/biller/payments", &body, "m-4", time).await.0, 201);
    assert_eq!(code(street.says("/biller/payments", &body, "m-4", time).await), (409, "replayed".to_owned()));
    assert_eq!(street.says("/biller/payments", &body, "m-5", time).await.0, 200);
    let mut other = body.clone();
    other["amount"] = json!("300.00");
    let other = code(street.says("/biller/payments", &other, "m-6", time).await);
    assert_eq!(other, (422, "key-used-for-another".to_owned()));
    assert_eq!(ready(house, &fahd).await, 200);

    let unknown = street.bank.pay("acct-1", "1000000008", "04", 100).await;
    assert!(matches!(unknown, Err(NotPaid::TurnedDown(_))), "{unknown:?}");
    assert_eq!(street.bank.customers()[0].balance, 1_000_000, "nothing was taken");
    let mut unclear = body.clone();
    (unclear["amount"], unclear["paid_at"]) = (json!("much"), json!("today"));
    let (status, told) = street.says("/biller/payments", &unclear, "m-7", time).await;
    let fields: Vec<&str> =
        told["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
    assert_eq!((status, fields), (400, vec!["amount", "paid_at"]));
    street.close();
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let house = desk::testing::TestHouse::on_sqlite().await;
                super::$name(&house).await;
                house.close().await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let house = desk::testing::TestHouse::on_postgres().await;
                super::$name(&house).await;
                house.close().await;
            })*
        }
    };
}

on_both! {
    a_payment_is_booked_however_it_is_told
    only_what_is_unused_goes_back_and_only_to_the_account_that_paid
    a_refund_whose_end_is_never_told_is_asked_for
    what_the_bank_cannot_pay_back_lies_ready_again
    what_is_not_signed_late_repeated_or_not_the_banks_is_not_taken
}
