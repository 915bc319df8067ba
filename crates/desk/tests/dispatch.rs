//! From a granted request to the handset and back, over real TCP, on both stores.
//!
//! The operator is the simulator of `smpp`; node-smpp stands in for it in that crate's own tests.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests fail the test")]

use desk::dispatch::{DispatchConfig, Dispatcher};
use desk::testing::{AnswerIs, TestHouse};
use smpp::simulator::{Faults, SimConfig};
use smpp::{Address, Link, LinkConfig, Simulator};
use std::time::Duration;
use store::Statement;
use tokio::sync::{mpsc, watch};

static STATES: Statement = Statement::new(
    "test.states",
    "SELECT message.state, message.destination,
        (SELECT COUNT(*) FROM message_event WHERE message_event.message = message.id)
     FROM message ORDER BY message.id",
);

struct Sending {
    stop: watch::Sender<bool>,
    work: tokio::task::JoinHandle<()>,
}

impl Sending {
    fn of(house: &TestHouse, simulator: &Simulator) -> Sending {
        let mut config = LinkConfig::new(simulator.addr().ip().to_string(), simulator.addr().port());
        config.system_id = "jawaz".to_owned();
        config.response_timeout = Duration::from_millis(400);
        config.backoff_min = Duration::from_millis(50);
        let (to_us, inbound) = mpsc::channel(100);
        let link = Link::start(config, to_us, || 0.5);
        let mut how = DispatchConfig::new("test", Address::name("Jawaz"), "tester");
        how.poll = Duration::from_millis(50);
        let (stop, stopped) = watch::channel(false);
        let work = tokio::spawn(Dispatcher::new(&house.desk, link, how).run(inbound, stopped));
        Sending { stop, work }
    }

    async fn stop(self) {
        self.stop.send_replace(true);
        self.work.await.unwrap();
    }
}

async fn operator(faults: Faults) -> Simulator {
    let config =
        SimConfig { faults, receipt_delay: Duration::from_millis(20), seed: 7, ..SimConfig::default() };
    Simulator::start(config, || 0).await.unwrap()
}

async fn states(house: &TestHouse) -> Vec<String> {
    let rows = house.desk.store().read_one(STATES.with([])).await.unwrap();
    rows.iter().map(|row| row.text(0).unwrap().to_owned()).collect()
}

/// Waits until all messages are in these states, in the order they were queued.
async fn until_states(house: &TestHouse, expected: &[&str]) {
    for _ in 0..400 {
        if states(house).await == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(states(house).await, expected);
}

/// A sponsor with money and a worker who may travel; both have phones.
async fn a_visa_is_granted(house: &TestHouse) -> (String, String) {
    let sponsor = house.citizen("Fahad").await;
    let worker = house.resident("Siti").await;
    sponsor.sponsors(&worker).await;
    sponsor.had_deposited("04", 200).await;
    sponsor.asks_visa_for(&worker, "2 months").await.must_be_granted();
    let rows = house.desk.store().read_one(STATES.with([])).await.unwrap();
    assert_eq!(rows.len(), 2, "both are told");
    (rows[0].text(1).unwrap().to_owned(), rows[1].text(1).unwrap().to_owned())
}

async fn both_phones_ring(house: TestHouse) {
    let simulator = operator(Faults::default()).await;
    let sending = Sending::of(&house, &simulator);

    let (one, other) = a_visa_is_granted(&house).await;
    until_states(&house, &["delivered", "delivered"]).await;

    for phone in [one, other] {
        let texts = simulator.handset(&phone);
        assert_eq!(texts.len(), 1, "each phone shows one text, once");
    }
    sending.stop().await;
    house.close().await;
}

async fn a_lost_answer_is_in_doubt_until_the_receipt_tells(house: TestHouse) {
    let simulator = operator(Faults { lose_answers: 1.0, lose_receipts: 1.0, ..Faults::default() }).await;
    let sending = Sending::of(&house, &simulator);

    let (one, other) = a_visa_is_granted(&house).await;
    until_states(&house, &["in-doubt", "in-doubt"]).await;
    tokio::time::sleep(Duration::from_millis(600)).await;

    assert_eq!(
        states(&house).await,
        ["in-doubt", "in-doubt"],
        "nothing is guessed and nothing is sent again"
    );
    for phone in [one, other] {
        assert_eq!(simulator.handset(&phone).len(), 1);
    }
    sending.stop().await;
    house.close().await;
}

async fn a_throttled_message_waits_and_arrives_once(house: TestHouse) {
    let simulator = operator(Faults { throttle: 1.0, ..Faults::default() }).await;
    let sending = Sending::of(&house, &simulator);

    let (one, other) = a_visa_is_granted(&house).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(states(&house).await, ["queued", "queued"]);
    simulator.set_faults(Faults::default());
    house.seconds_pass(3);
    until_states(&house, &["delivered", "delivered"]).await;

    for phone in [one, other] {
        assert_eq!(simulator.handset(&phone).len(), 1);
    }
    sending.stop().await;
    house.close().await;
}

async fn receipts_that_overtake_their_answers_are_kept(house: TestHouse) {
    let simulator =
        operator(Faults { early_receipts: true, double_receipts: 1.0, ..Faults::default() }).await;
    let sending = Sending::of(&house, &simulator);

    a_visa_is_granted(&house).await;
    until_states(&house, &["delivered", "delivered"]).await;

    sending.stop().await;
    house.close().await;
}

async fn what_a_dead_sender_held_is_taken_up(house: TestHouse) {
    static HOLD: Statement = Statement::new(
        "test.hold",
        "UPDATE message SET state = 'sending', lease_owner = 'dead', lease_until = $1, attempts = 1",
    );
    let (one, _) = a_visa_is_granted(&house).await;
    let lease_until = house.moment().now.plus_seconds(30).micros();
    let held = store::Unit::new().writes_any(HOLD.with([lease_until.into()]));
    house.desk.store().commit(held).await.unwrap();
    house.seconds_pass(31);

    let simulator = operator(Faults::default()).await;
    let sending = Sending::of(&house, &simulator);
    until_states(&house, &["delivered", "delivered"]).await;

    assert_eq!(simulator.handset(&one).len(), 1);
    sending.stop().await;
    house.close().await;
}

async fn long_texts_to_one_phone_do_not_mix(house: TestHouse) {
    let sponsor = house.citizen("Fahad").await;
    sponsor.had_deposited("04", 600).await;
    for name in ["Siti", "Maria", "Lakshmi"] {
        // A name with which the text takes more than one part.
        let worker = house.resident(&format!("{name} {}", "Kusumawardhani ".repeat(8).trim())).await;
        sponsor.sponsors(&worker).await;
        sponsor.asks_visa_for(&worker, "2 months").await.must_be_granted();
    }
    static REFERENCES: Statement = Statement::new(
        "test.references",
        "SELECT COUNT(DISTINCT message.id), COUNT(DISTINCT message_part.concat_reference)
         FROM message JOIN message_part ON message_part.message = message.id
         WHERE message.recipient = $1 AND message.parts > 1",
    );

    let simulator = operator(Faults::default()).await;
    let sending = Sending::of(&house, &simulator);
    until_states(&house, &["delivered"; 6]).await;

    let rows = house.desk.store().read_one(REFERENCES.with([sponsor.id.0.into()])).await.unwrap();
    let (messages, references) = (rows[0].int(0).unwrap(), rows[0].int(1).unwrap());
    assert_eq!((messages, references), (3, 3), "each long text to a phone has a reference of its own");
    sending.stop().await;
    house.close().await;
}

static KNOWN_BY: Statement = Statement::new(
    "test.known_by",
    "UPDATE message_part SET smsc_id = $2, submitted_at = $3 WHERE message = $1",
);
static MESSAGES: Statement = Statement::new("test.messages", "SELECT id FROM message ORDER BY id");
static PARKED: Statement = Statement::new(
    "test.parked",
    "INSERT INTO receipt_parked (id, link, smsc_id, smsc_id_raw, state, error, done_at, arrived_at)
     VALUES ($1, 'test', $2, $2, 'DELIVRD', NULL, NULL, $3)",
);
static STILL_PARKED: Statement = Statement::new(
    "test.still_parked",
    "SELECT smsc_id FROM receipt_parked WHERE matched_at IS NULL ORDER BY smsc_id",
);

/// Two messages the operator has, known to it by these ids for so many days; none is told on.
async fn are_submitted(house: &TestHouse, known: [(&str, i64); 2]) -> Simulator {
    let simulator = operator(Faults { lose_receipts: 1.0, ..Faults::default() }).await;
    let sending = Sending::of(house, &simulator);
    a_visa_is_granted(house).await;
    until_states(house, &["submitted", "submitted"]).await;
    sending.stop().await;
    let messages = house.desk.store().read_one(MESSAGES.with([])).await.unwrap();
    let mut unit = store::Unit::new();
    for (row, (smsc_id, days)) in messages.iter().zip(known) {
        let submitted = house.moment().now.plus_seconds(-days * 86_400).micros();
        unit = unit.writes_any(KNOWN_BY.with([row.int(0).unwrap().into(), smsc_id.into(), submitted.into()]));
    }
    house.desk.store().commit(unit).await.unwrap();
    simulator
}

/// Receipts were parked, and whoever parked them died; another process begins.
async fn are_parked(house: &TestHouse, receipts: &[&str]) {
    let mut ids = house.ids(8).await;
    let mut unit = store::Unit::new();
    for smsc_id in receipts {
        let now = house.moment().now.micros();
        unit = unit.writes(PARKED.with([ids.fresh().into(), (*smsc_id).into(), now.into()]));
    }
    house.desk.store().commit(unit).await.unwrap();
    house.seconds_pass(6);
}

async fn still_parked(house: &TestHouse) -> Vec<String> {
    let rows = house.desk.store().read_one(STILL_PARKED.with([])).await.unwrap();
    rows.iter().map(|row| row.text(0).unwrap().to_owned()).collect()
}

async fn a_receipt_whose_keeper_died_finds_its_message(house: TestHouse) {
    let simulator = are_submitted(&house, [("xyz1", 0), ("a3f1", 0)]).await;
    are_parked(&house, &["xyz1", "41969", "nobody"]).await;

    let sending = Sending::of(&house, &simulator);
    until_states(&house, &["delivered", "delivered"]).await;

    sending.stop().await;
    assert_eq!(still_parked(&house).await, ["nobody"], "what found its message waits no longer");
    house.close().await;
}

async fn an_id_in_another_base_is_not_booked_on_an_old_message(house: TestHouse) {
    let simulator = are_submitted(&house, [("xyz1", 0), ("a3f1", 4)]).await;
    are_parked(&house, &["41969", "xyz1"]).await;

    let sending = Sending::of(&house, &simulator);
    until_states(&house, &["delivered", "submitted"]).await;

    sending.stop().await;
    assert_eq!(still_parked(&house).await, ["41969"]);
    house.close().await;
}

async fn an_exact_id_goes_before_one_in_another_base(house: TestHouse) {
    let simulator = are_submitted(&house, [("a3f1", 0), ("41969", 1)]).await;
    are_parked(&house, &["41969"]).await;

    let sending = Sending::of(&house, &simulator);
    until_states(&house, &["submitted", "delivered"]).await;

    sending.stop().await;
    house.close().await;
}

async fn a_sender_whose_master_is_gone_stops(house: TestHouse) {
    let simulator = operator(Faults::default()).await;
    let Sending { stop, work } = Sending::of(&house, &simulator);
    drop(stop);
    tokio::time::timeout(Duration::from_secs(10), work).await.expect("it stops").unwrap();
    house.close().await;
}

macro_rules! on_both_stores {
    ($($name:ident),*) => {
        mod on_sqlite {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(desk::testing::TestHouse::on_sqlite().await).await;
            }
        )*}
        mod on_postgres {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(desk::testing::TestHouse::on_postgres().await).await;
            }
        )*}
    };
}

on_both_stores!(
    both_phones_ring,
    a_lost_answer_is_in_doubt_until_the_receipt_tells,
    a_throttled_message_waits_and_arrives_once,
    receipts_that_overtake_their_answers_are_kept,
    what_a_dead_sender_held_is_taken_up,
    long_texts_to_one_phone_do_not_mix,
    a_receipt_whose_keeper_died_finds_its_message,
    an_id_in_another_base_is_not_booked_on_an_old_message,
    an_exact_id_goes_before_one_in_another_base,
    a_sender_whose_master_is_gone_stops
);
