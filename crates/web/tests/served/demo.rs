//! The demonstration: one click to be anybody, phones that ring over true SMPP, operations.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail the test")]

use crate::browser::{Browser, Form};
use axum::http::StatusCode;
use catalogue::{Catalogue, Known};
use desk::dispatch::{DispatchConfig, Dispatcher};
use desk::testing::{Actor, CountingSecrets, TestHouse};
use desk::{Clock, Desk, Parts};
use futures_util::StreamExt;
use smpp::simulator::SimConfig;
use smpp::{Address, Link, LinkConfig, Simulator};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use web::{Demo, House, StoryCard};

struct ClockOf(Desk);

impl Clock for ClockOf {
    fn now(&self) -> calendar::Instant {
        self.0.moment().now
    }
}

/// A demonstration at work.
struct Stage {
    pages: axum::Router,
    simulator: Simulator,
    stop: watch::Sender<bool>,
    sending: tokio::task::JoinHandle<()>,
}

/// A bank that reaches nobody.
fn bank(now: i64) -> biller::Bank {
    let secret = biller::Secret::new("a secret that the bank and the house know").unwrap();
    let address = "http://127.0.0.1:9".to_owned();
    let peer = biller::Peer { bank: "sample-bank".to_owned(), address, secret, token: None };
    let customers = vec![biller::simulator::Customer { token: "acct-1".to_owned(), balance: 100_000 }];
    biller::Bank::new(peer, customers, Arc::new(move || now))
}

impl Stage {
    async fn of(house: &TestHouse, subject: &Actor<'_>, asker: &Actor<'_>) -> Stage {
        let catalogue = Arc::new(Catalogue::embedded(&Known::default()).unwrap());
        let desk = Desk::new(Parts {
            store: house.desk.store().clone(),
            catalogue: catalogue.clone(),
            words: Arc::new(words::Words::load().unwrap()),
            clock: Arc::new(ClockOf(house.desk.clone())),
            secrets: Arc::new(CountingSecrets::default()),
            passwords: desk::identity::PasswordCost::CHEAP,
            demo: true,
        });
        let now = house.moment().now.micros();
        let simulator = Simulator::start(SimConfig::default(), move || now).await.unwrap();
        let (inbound, events) = mpsc::channel(100);
        let mut config = LinkConfig::new(simulator.addr().ip().to_string(), simulator.addr().port());
        config.system_id = "jawaz".to_owned();
        let link = Link::start(config, inbound, || 0.5);
        let sender = DispatchConfig::new("sim", Address::short_code("88988"), "test");
        let (stop, stopped) = watch::channel(false);
        let dispatcher = Dispatcher::new(&desk, link.clone(), sender);
        let sending = tokio::spawn(dispatcher.run(events, stopped.clone()));
        let story = StoryCard {
            key: "family-phones".to_owned(),
            subject: (subject.id, "2 000 000 000".to_owned()),
            asker: (asker.id, "1 000 000 000".to_owned()),
            service: "exit-reentry.issue-single".to_owned(),
            former: None,
        };
        let demo = Demo {
            simulator: simulator.clone(),
            bank: bank(now),
            short_code: "88988".to_owned(),
            people: 2,
            password: "open sesame".to_owned(),
            totp_secret: "JBSWY3DPEHPK3PXP".to_owned(),
            stories: vec![story],
        };
        let pages = web::router(House {
            desk,
            catalogue,
            link: Some(link),
            public_url: "http://test".to_owned(),
            stopping: Some(stopped),
            banks: Vec::new(),
            demo: Some(demo),
        });
        Stage { pages, simulator, stop, sending }
    }

    async fn close(self) {
        self.stop.send_replace(true);
        self.sending.await.unwrap();
        self.simulator.shutdown();
    }
}

/// Asks until the page says it, as somebody does who reloads it.
async fn until_said(browser: &mut Browser, page: &str, text: &str) {
    for _ in 0..100 {
        if browser.get(page).await.text().contains(text) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{page} never said {text:?}: {}", browser.get(page).await.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn given_a_story_then_it_is_clicked_through_and_both_phones_ring() {
    // Given the first page, with the story of a sponsor and a worker
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker) = (house.citizen("Omar").await, house.resident("Maria").await);
    sponsor.sponsors(&worker).await;
    sponsor.had_deposited("04", 500).await;
    house.officer("huda").await;
    let stage = Stage::of(&house, &worker, &sponsor).await;
    let mut browser = Browser::of(&stage.pages);
    let start = browser.get("/").await;
    start.must_say("the family’s phones").must_say("huda").must_say("2 000 000 000");
    browser.get("/demo/sign-in").await.must_say("Maria Alharbi");

    // When one enters as the officer with one click and grants
    let seen = browser.send_and_follow(&start.form("/demo/sign-in")).await;
    let page = format!("/counter/person/{}/service/exit-reentry.issue-single", worker.id.0);
    // A page of phones that is open meanwhile
    let request = axum::http::Request::get("/phones/stream").body(axum::body::Body::empty()).unwrap();
    let stream = tower::ServiceExt::oneshot(stage.pages.clone(), request).await.unwrap();
    let mut events = stream.into_body().into_data_stream();
    let done = browser.send_and_follow(&seen.form(&page).with("do", "commit")).await;
    done.must_say("The visa is issued");

    // Then the phones ring, live and on the page, and the receipt arrives
    let first = tokio::time::timeout(Duration::from_secs(10), events.next()).await.unwrap().unwrap().unwrap();
    let first = String::from_utf8_lossy(&first).into_owned();
    assert!(first.contains("event: replace") && first.contains("id=\"phone-"), "{first}");
    until_said(&mut browser, "/phones", "delivered").await;
    assert_eq!(stage.simulator.handsets().len(), 2);
    let phones = browser.get("/phones").await;
    phones.must_say("Maria Alharbi").must_say("Omar Alharbi");
    assert!(!phones.body.contains(&stage.simulator.handsets()[0]), "no number is shown whole");

    // And the life of a message can be followed by the officer
    let id = phones.body.split("href=\"/messages/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    until_said(&mut browser, &format!("/messages/{id}"), "a receipt came").await;
    browser.get(&format!("/messages/{id}")).await.must_say("delivered");
    browser.get("/operations").await.must_say("bound").must_say("Delivered");
    assert_eq!(browser.get("/readyz").await.body, "database ok\nlink ok\n");
    assert!(browser.get("/metrics").await.body.contains("jawaz_link_bound 1"));

    // And a handset answers
    let reply = phones.form("/reply").with("text", "<b>thanks</b>");
    assert_eq!(browser.post(&reply).await.status, StatusCode::SEE_OTHER);
    until_said(&mut browser, "/phones", "&#60;b&#62;thanks").await;

    // And when the house closes, the open page ends
    stage.close().await;
    let ended = async { while events.next().await.is_some() {} };
    tokio::time::timeout(Duration::from_secs(5), ended).await.expect("the stream ends with the house");
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn given_a_fault_switched_on_then_messages_fail_as_the_page_says() {
    let house = TestHouse::on_sqlite().await;
    let (sponsor, worker) = (house.citizen("Omar").await, house.resident("Maria").await);
    let stage = Stage::of(&house, &worker, &sponsor).await;
    let mut browser = Browser::of(&stage.pages);
    let fault = |name: &str| Form { to: "/phones/faults".to_owned(), fields: vec![] }.with("fault", name);

    browser.post(&fault("undeliverable")).await;

    assert!(stage.simulator.faults().undeliverable > 0.0);
    assert!(browser.get("/phones").await.body.contains("aria-pressed=\"true\""));
    browser.post(&fault("undeliverable")).await;
    browser.post(&fault("no such fault")).await;
    assert_eq!(stage.simulator.faults(), smpp::simulator::Faults::default());
    stage.close().await;
    house.close().await;
}

#[tokio::test]
async fn given_no_demonstration_then_nothing_of_it_is_served() {
    let house = TestHouse::on_sqlite().await;
    let mut browser = Browser::of(&crate::browser::pages_of(&house, false));
    for address in ["/demo/sign-in", "/phones", "/phones/stream"] {
        assert_eq!(browser.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let enter = Form { to: "/demo/sign-in".to_owned(), fields: vec![] }.with("who", "1");
    assert_eq!(browser.post(&enter).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/operations").await.location(), "/counter/sign-in");
    assert_eq!(browser.get("/").await.location(), "/me");
    house.close().await;
}
