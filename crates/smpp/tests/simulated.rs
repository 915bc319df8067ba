//! The link against the simulated operator, over TCP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::time::{Duration, Instant};

use smpp::alphabet::Encoding;
use smpp::simulator::{Faults, HandsetEvent, IdBase, ReplyError, SimConfig};
use smpp::{Answer, Inbound, Link, LinkConfig, ReceiptState, message_id, status};
use support::*;
use tokio::sync::mpsc;

fn id(answer: &Answer) -> &str {
    match answer {
        Answer::Accepted { message_id } => message_id,
        other => panic!("{other:?}"),
    }
}

async fn receipt(inbound: &mut mpsc::Receiver<Inbound>) -> smpp::Receipt {
    loop {
        if let Some(Inbound::Receipt { receipt, ack }) = soon(inbound.recv()).await {
            ack.stored();
            return receipt;
        }
    }
}

async fn together(link: &Link, n: usize) -> Vec<Answer> {
    let tasks: Vec<_> = (0..n)
        .map(|_| {
            let link = link.clone();
            tokio::spawn(async move { link.submit(message("hello")).await })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(soon(task).await.unwrap());
    }
    answers
}

#[tokio::test]
async fn an_arabic_text_of_three_parts_reaches_the_phone_whole() {
    let sim = simulator(SimConfig { id_base: IdBase::Mixed, ..SimConfig::default() }).await;
    let mut events = sim.subscribe();
    let (link, mut inbound) = start(config(sim.addr().port()));
    assert!(soon(link.bound()).await);
    let text = "تم إصدار تأشيرة الخروج والعودة، ".repeat(5);
    // When its parts are submitted
    let answers = soon(link.submit_parts(parts(&text, 0xA001))).await;
    assert_eq!(answers.len(), 3);
    // Then the phone shows one message
    let HandsetEvent::Arrived(shown) = soon(events.recv()).await.unwrap();
    assert_eq!(shown.text, text);
    assert_eq!((shown.parts, shown.encoding), (3, Encoding::Ucs2));
    assert_eq!(sim.handset("966500000001"), [shown]);
    assert_eq!(sim.handsets(), ["966500000001"]);
    // And each part has its receipt, its id written in the other base
    for answer in &answers {
        let r = receipt(&mut inbound).await;
        assert_eq!(r.state, ReceiptState::Delivered);
        assert!(message_id::forms(id(answer)).contains(&r.message_id.unwrap()));
    }
}

#[tokio::test]
async fn the_window_is_kept_and_filled() {
    let sim = simulator(SimConfig { answer_delay: Duration::from_millis(30), ..SimConfig::default() }).await;
    let (link, _inbound) =
        start(LinkConfig { window: 5, response_timeout: PATIENCE, ..config(sim.addr().port()) });
    assert!(soon(link.bound()).await);
    let answers = together(&link, 60).await;
    assert!(answers.iter().all(|a| matches!(a, Answer::Accepted { .. })));
    assert_eq!(sim.counters().peak_in_flight, 5);
    assert_eq!(link.counters().accepted, 60);
    assert!(link.counters().latency_median.unwrap() >= Duration::from_millis(25));
}

#[tokio::test]
async fn throttling_is_told_and_slows_the_link() {
    let sim = simulator(SimConfig {
        faults: Faults { throttle: 1.0, ..Faults::default() },
        ..SimConfig::default()
    })
    .await;
    let (link, _inbound) = start(config(sim.addr().port()));
    assert!(soon(link.bound()).await);
    let began = Instant::now();
    let throttled = Answer::Throttled { status: status::THROTTLED };
    assert_eq!(soon(link.submit(message("a"))).await, throttled);
    sim.set_faults(Faults::default());
    // Then the next waits for the pause to end, and passes
    assert!(matches!(soon(link.submit(message("b"))).await, Answer::Accepted { .. }));
    assert!(began.elapsed() >= Duration::from_millis(100));
    assert_eq!(link.counters().throttled, 1);
    assert!(link.counters().window < 10);
}

#[tokio::test]
async fn an_operator_with_a_smaller_window_is_respected_in_the_end() {
    let sim = simulator(SimConfig {
        window: Some(2),
        answer_delay: Duration::from_millis(5),
        ..SimConfig::default()
    })
    .await;
    let (link, _inbound) =
        start(LinkConfig { window: 16, response_timeout: PATIENCE, ..config(sim.addr().port()) });
    assert!(soon(link.bound()).await);
    // When throttled ones are submitted again until all pass
    let mut passed = 0;
    while passed < 40 {
        let answers = together(&link, 40 - passed).await;
        passed += answers.iter().filter(|a| matches!(a, Answer::Accepted { .. })).count();
        assert!(!answers.contains(&Answer::InDoubt));
    }
    assert_eq!(sim.counters().accepted, 40);
}

#[tokio::test]
async fn a_rate_is_not_exceeded() {
    let sim = simulator(SimConfig::default()).await;
    let (link, _inbound) = start(LinkConfig { rate_per_second: Some(100), ..config(sim.addr().port()) });
    assert!(soon(link.bound()).await);
    let began = Instant::now();
    together(&link, 50).await;
    assert!(began.elapsed() >= Duration::from_millis(400), "{:?}", began.elapsed());
}

#[tokio::test]
async fn lost_answers_are_in_doubt_though_the_phone_has_the_message() {
    let sim = simulator(SimConfig {
        faults: Faults { lose_answers: 1.0, ..Faults::default() },
        ..SimConfig::default()
    })
    .await;
    let (link, mut inbound) = start(config(sim.addr().port()));
    assert!(soon(link.bound()).await);
    let submission = smpp::Submission { user_message_reference: Some(77), ..message("a") };
    assert_eq!(soon(link.submit(submission)).await, Answer::InDoubt);
    assert_eq!(sim.handset("966500000001").len(), 1);
    // And the receipt, with our own reference, can still tell
    assert_eq!(receipt(&mut inbound).await.user_message_reference, Some(77));
}

#[tokio::test]
async fn early_and_doubled_receipts_are_handed_up_as_they_come() {
    let faults =
        Faults { early_receipts: true, double_receipts: 1.0, bare_receipts: true, ..Faults::default() };
    let sim = simulator(SimConfig { faults, ..SimConfig::default() }).await;
    let (link, mut inbound) = start(LinkConfig { response_timeout: PATIENCE, ..config(sim.addr().port()) });
    assert!(soon(link.bound()).await);
    let submitting = tokio::spawn({
        let link = link.clone();
        async move { link.submit(message("a")).await }
    });
    let first = receipt(&mut inbound).await;
    assert_eq!(link.counters().accepted, 0, "the receipt came first");
    let second = receipt(&mut inbound).await;
    assert_eq!(first, second);
    let answer = soon(submitting).await.unwrap();
    assert_eq!(first.message_id.as_deref(), Some(id(&answer)));
}

#[tokio::test]
async fn a_receipt_that_was_not_taken_comes_again_after_a_new_bind() {
    let sim = simulator(SimConfig { retry_delay: Duration::from_millis(20), ..SimConfig::default() }).await;
    let (link, mut inbound) = start(config(sim.addr().port()));
    assert!(soon(link.bound()).await);
    let answer = soon(link.submit(message("a"))).await;
    // Given a receipt whose storing fails, and a link that is cut
    let Some(Inbound::Receipt { ack, .. }) = soon(inbound.recv()).await else { panic!() };
    sim.cut_links();
    until_state(&link, |s| !s.is_bound()).await;
    drop(ack);
    // Then it comes again
    let again = receipt(&mut inbound).await;
    assert_eq!(again.message_id.as_deref(), Some(id(&answer)));
    assert_eq!(link.counters().binds, 2);
}

#[tokio::test]
async fn a_link_is_found_again_when_the_operator_comes_back() {
    let first = simulator(SimConfig::default()).await;
    let listen = first.addr();
    let (link, _inbound) = start(config(listen.port()));
    assert!(soon(link.bound()).await);
    first.shutdown();
    until_state(&link, |s| !s.is_bound()).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let _second = simulator(SimConfig { listen, ..SimConfig::default() }).await;
    assert!(soon(link.bound()).await);
    assert!(matches!(soon(link.submit(message("a"))).await, Answer::Accepted { .. }));
}

#[tokio::test]
async fn an_operator_that_falls_silent_with_its_connection_open() {
    let sim = simulator(SimConfig::default()).await;
    let quick = Duration::from_millis(100);
    let (link, _inbound) =
        start(LinkConfig { enquire_every: quick, response_timeout: quick, ..config(sim.addr().port()) });
    assert!(soon(link.bound()).await);
    sim.set_faults(Faults { mute: true, ..Faults::default() });
    assert_eq!(soon(link.submit(message("a"))).await, Answer::InDoubt);
    until_state(&link, |s| !s.is_bound()).await;
    sim.set_faults(Faults::default());
    assert!(soon(link.bound()).await);
}

#[tokio::test]
async fn an_operator_that_writes_a_few_octets_at_a_time() {
    let faults = Faults { split_writes: true, ..Faults::default() };
    let sim = simulator(SimConfig { faults, ..SimConfig::default() }).await;
    let (link, mut inbound) = start(LinkConfig { response_timeout: PATIENCE, ..config(sim.addr().port()) });
    assert!(soon(link.bound()).await);
    let answers = together(&link, 5).await;
    assert!(answers.iter().all(|a| matches!(a, Answer::Accepted { .. })));
    for _ in 0..5 {
        receipt(&mut inbound).await;
    }
}

#[tokio::test]
async fn an_answer_written_on_a_phone_comes_in_and_is_acknowledged() {
    let sim = simulator(SimConfig::default()).await;
    assert_eq!(sim.reply("966500000001", "88000", "y").await, Err(ReplyError::NotBound));
    let (link, mut inbound) = start(config(sim.addr().port()));
    assert!(soon(link.bound()).await);
    let writing = tokio::spawn({
        let sim = sim.clone();
        async move { sim.reply("966500000001", "88000", "إيقاف").await }
    });
    let Some(Inbound::Message { source, destination, data_coding, udh, bytes, ack }) =
        soon(inbound.recv()).await
    else {
        panic!("no message");
    };
    assert_eq!((source.value.as_str(), destination.value.as_str()), ("966500000001", "88000"));
    assert!(!udh);
    assert_eq!(Encoding::of(data_coding).decode(&bytes.0), "إيقاف");
    assert!(!writing.is_finished(), "taken before it was stored");
    ack.stored();
    assert_eq!(soon(writing).await.unwrap(), Ok(()));
}

#[tokio::test]
async fn an_undeliverable_message_has_a_receipt_that_says_so_and_is_on_no_phone() {
    let faults = Faults { undeliverable: 1.0, ..Faults::default() };
    let sim = simulator(SimConfig { faults, ..SimConfig::default() }).await;
    let (link, mut inbound) = start(config(sim.addr().port()));
    assert!(soon(link.bound()).await);
    soon(link.submit(message("a"))).await;
    assert_eq!(receipt(&mut inbound).await.state, ReceiptState::Undeliverable);
    assert!(sim.handsets().is_empty());
}

#[tokio::test]
async fn only_the_account_given_is_let_in() {
    let account = Some(("jawaz".to_owned(), "other".to_owned()));
    let sim = simulator(SimConfig { account, ..SimConfig::default() }).await;
    let (link, _inbound) = start(config(sim.addr().port()));
    assert!(!soon(link.bound()).await);
    let (link, _inbound) = start(LinkConfig { password: "other".into(), ..config(sim.addr().port()) });
    assert!(soon(link.bound()).await);
    soon(link.stop()).await;
    assert_eq!(sim.counters().binds, 1);
}
