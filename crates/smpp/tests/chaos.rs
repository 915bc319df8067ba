//! Everything goes wrong at once, and what the link says is still true.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use smpp::simulator::{Faults, SimConfig};
use smpp::{Address, Answer, Inbound, LinkConfig, Submission, message_id, status};
use support::*;
use tokio::sync::mpsc;

/// Submits `count` messages to phones of their own, some at a time, with the link cut again and again.
async fn submit_all(link: &smpp::Link, count: u32) -> HashMap<u32, Answer> {
    let room = std::sync::Arc::new(tokio::sync::Semaphore::new(40));
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..count {
        let place = room.clone().acquire_owned().await.unwrap();
        let link = link.clone();
        tasks.spawn(async move {
            link.bound().await;
            let submission = Submission {
                tag: n.into(),
                destination: Address::international(phone(n)),
                ..message("hello")
            };
            let answer = link.submit(submission).await;
            drop(place);
            (n, answer)
        });
    }
    let mut answers = HashMap::new();
    while let Some(done) = soon(tasks.join_next()).await {
        let (n, answer) = done.unwrap();
        assert!(answers.insert(n, answer).is_none());
    }
    answers
}

fn phone(n: u32) -> String {
    format!("9665{n:08}")
}

/// Takes all that comes, storing two receipts of three at first sight, until the link ends:
/// late answers by tag, and the ids of the receipts stored.
async fn listen_all(mut inbound: mpsc::Receiver<Inbound>) -> (HashMap<u128, Answer>, HashSet<String>) {
    let (mut late, mut receipts, mut seen) = (HashMap::new(), HashSet::new(), 0_u32);
    while let Some(event) = inbound.recv().await {
        match event {
            Inbound::LateAnswer { tag, answer } => {
                assert!(late.insert(tag, answer).is_none(), "two late answers");
            }
            Inbound::Receipt { receipt, ack } => {
                seen += 1;
                // Each third is not stored at first
                if seen % 3 == 0 {
                    ack.try_again();
                    continue;
                }
                receipts.insert(receipt.message_id.unwrap());
                ack.stored();
            }
            Inbound::Message { .. } => panic!("no phone wrote"),
        }
    }
    (late, receipts)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_link_says_of_each_message_is_true() {
    // Given an operator that loses, delays, throttles, refuses, doubles, splits and hangs up
    let faults = Faults {
        lose_answers: 0.02,
        late_answers: 0.02,
        late_by: Duration::from_millis(600),
        throttle: 0.02,
        refuse: 0.02,
        refuse_status: status::INVALID_DESTINATION,
        drop_links: 0.005,
        double_receipts: 0.1,
        ..Faults::default()
    };
    let sim = simulator(SimConfig {
        faults,
        seed: 11,
        answer_delay: Duration::from_millis(2),
        retry_delay: Duration::from_millis(20),
        ..SimConfig::default()
    })
    .await;
    let (link, inbound) = start(LinkConfig { window: 20, ..config(sim.addr().port()) });
    let listening = tokio::spawn(listen_all(inbound));
    // When two thousand messages are submitted
    let count = 2_000;
    let answers = submit_all(&link, count).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    sim.set_faults(Faults::default());
    tokio::time::sleep(Duration::from_millis(500)).await;
    let counters = link.counters();
    soon(link.stop()).await;
    let (late, receipts) = soon(listening).await.unwrap();

    // Then each answer is true of the phone
    let mut in_doubt_there = 0;
    let mut ids = HashSet::new();
    for (n, answer) in &answers {
        let shown = sim.handset(&phone(*n)).len();
        match answer {
            Answer::Accepted { message_id } => {
                assert_eq!(shown, 1);
                assert!(ids.insert(message_id.clone()), "one id for two messages");
                assert!(receipts.contains(&message_id::forms(message_id)[0]));
            }
            Answer::InDoubt => in_doubt_there += shown,
            Answer::Refused { .. } | Answer::Throttled { .. } | Answer::NotSent(_) => {
                assert_eq!(shown, 0, "{answer:?}");
            }
        }
    }
    // And late answers are only of those in doubt, and true
    for (tag, answer) in &late {
        let n = u32::try_from(*tag).unwrap();
        assert_eq!(answers[&n], Answer::InDoubt);
        let taken = matches!(answer, Answer::Accepted { .. });
        assert_eq!(sim.handset(&phone(n)).len(), usize::from(taken));
    }
    // And all of it did happen
    let accepted = ids.len();
    assert!(accepted > 1_000, "{accepted}");
    assert!(in_doubt_there > 10 && !late.is_empty());
    assert!(counters.binds > 3 && counters.throttled > 10 && counters.refused > 10);
    let taken = usize::try_from(sim.counters().accepted).unwrap();
    assert_eq!(taken, accepted + in_doubt_there);
    assert!(sim.counters().peak_in_flight <= 20);
}
