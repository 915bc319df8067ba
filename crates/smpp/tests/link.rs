//! The link against a peer whose every octet the test chooses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::time::Duration;

use smpp::codec::{Body, Pdu};
use smpp::{Answer, BindKind, Inbound, LinkConfig, LinkFault, LinkState, NotSent, StatusClass, status};
use support::*;
use tokio::io::AsyncWriteExt;

#[tokio::test]
async fn a_receipt_in_the_same_segment_as_the_binds_answer() {
    // Given a peer that sends a receipt right behind its answer to the bind
    let (listener, port) = listen().await;
    let (_link, mut inbound) = start(config(port));
    let mut peer = Peer::accept(&listener).await;
    let bind = peer.next().await;
    peer.send(&[bind_answer(bind.sequence), receipt_for(7, "a1")]).await;
    // Then the receipt is handed up, and not acknowledged before it is stored
    let Some(Inbound::Receipt { receipt, ack }) = soon(inbound.recv()).await else {
        panic!("no receipt");
    };
    assert_eq!(receipt.message_id.as_deref(), Some("a1"));
    let early = tokio::time::timeout(Duration::from_millis(100), peer.try_next()).await;
    assert!(early.is_err(), "acknowledged before it was stored");
    ack.stored();
    let answer = peer.next().await;
    assert!(matches!(answer.body, Body::DeliverAnswer(_)));
    assert_eq!((answer.sequence, answer.status), (7, status::OK));
}

#[tokio::test]
async fn a_receipt_that_could_not_be_stored_is_asked_for_again() {
    let (listener, port) = listen().await;
    let (_link, mut inbound) = start(config(port));
    let mut peer = Peer::bound(&listener).await;
    peer.send(&[receipt_for(1, "a"), receipt_for(2, "b")]).await;
    for refuse in [true, false] {
        let Some(Inbound::Receipt { ack, .. }) = soon(inbound.recv()).await else {
            panic!("no receipt");
        };
        // When the caller says so, or forgets it
        if refuse {
            ack.try_again();
        } else {
            drop(ack);
        }
        assert_eq!(peer.next().await.status, status::TRY_AGAIN);
    }
}

#[tokio::test]
async fn answers_in_pieces_and_out_of_order() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(LinkConfig { response_timeout: PATIENCE, ..config(port) });
    let mut peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    let submitting = {
        let link = link.clone();
        tokio::spawn(async move { link.submit_parts(vec![message("a"), message("b")]).await })
    };
    let (a, b) = (peer.next().await, peer.next().await);
    // When the answers come in the other order, an octet at a time
    let answers = octets(&[submit_answer(b.sequence, 0, "B"), submit_answer(a.sequence, 0, "A")]);
    for octet in answers {
        peer.stream.write_all(&[octet]).await.unwrap();
        tokio::task::yield_now().await;
    }
    // Then each submission gets its own
    let id = |id: &str| Answer::Accepted { message_id: id.into() };
    assert_eq!(soon(submitting).await.unwrap(), [id("A"), id("B")]);
}

#[tokio::test]
async fn a_lost_answer_is_in_doubt_and_a_late_one_is_told() {
    let (listener, port) = listen().await;
    let (link, mut inbound) = start(config(port));
    let mut peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    // When no answer comes in time
    assert_eq!(soon(link.submit(message("a"))).await, Answer::InDoubt);
    let submit = peer.next().await;
    assert_eq!(link.counters().in_doubt, 1);
    // And it comes later on the same link
    peer.send(&[submit_answer(submit.sequence, 0, "late")]).await;
    // Then the caller is told
    let Some(Inbound::LateAnswer { tag, answer }) = soon(inbound.recv()).await else {
        panic!("no late answer");
    };
    assert_eq!(tag, 1);
    assert_eq!(answer, Answer::Accepted { message_id: "late".into() });
    // And the link stays
    assert!(link.state().is_bound());
}

#[tokio::test]
async fn a_link_lost_with_a_submission_written_leaves_it_in_doubt() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(LinkConfig { window: 1, ..config(port) });
    let mut peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    let parts = vec![message("a"), message("b")];
    let submitting = {
        let link = link.clone();
        tokio::spawn(async move { link.submit_parts(parts).await })
    };
    // Given that the first was read by the peer and the second waits for the window
    peer.next().await;
    drop(peer);
    // Then the first is in doubt, and the second is known not to have left
    assert_eq!(soon(submitting).await.unwrap(), [Answer::InDoubt, Answer::NotSent(NotSent::LinkLost)]);
    // And the link binds again by itself
    let _peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    assert_eq!(link.counters().binds, 2);
}

#[tokio::test]
async fn enquiries_are_answered_before_the_bind_too() {
    let (listener, port) = listen().await;
    let (_link, _inbound) = start(config(port));
    let mut peer = Peer::accept(&listener).await;
    peer.next().await;
    peer.send(&[Pdu::request(99, Body::EnquireLink)]).await;
    let answer = peer.next().await;
    assert_eq!((answer.sequence, answer.body), (99, Body::EnquireLinkAnswer));
}

#[tokio::test]
async fn a_peer_that_falls_silent_is_left() {
    // Given a peer that binds and then says nothing, its connection open
    let (listener, port) = listen().await;
    let quick = Duration::from_millis(60);
    let (link, _inbound) =
        start(LinkConfig { enquire_every: quick, response_timeout: quick, ..config(port) });
    let mut peer = Peer::bound(&listener).await;
    // Then it is asked twice
    assert_eq!(peer.next().await.body, Body::EnquireLink);
    assert_eq!(peer.next().await.body, Body::EnquireLink);
    // And left
    let silent = |s: &LinkState| matches!(s, LinkState::Backoff { reason: LinkFault::Silent, .. });
    until_state(&link, silent).await;
    assert!(soon(peer.try_next()).await.is_none());
}

#[tokio::test]
async fn any_traffic_keeps_the_link() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(LinkConfig {
        enquire_every: Duration::from_millis(60),
        response_timeout: Duration::from_millis(250),
        ..config(port)
    });
    let mut peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    // When the peer is asked and answers no enquiry, but asks its own
    for n in 1..12 {
        tokio::time::sleep(Duration::from_millis(110)).await;
        peer.send(&[Pdu::request(n, Body::EnquireLink)]).await;
    }
    assert!(link.state().is_bound());
    assert_eq!(peer.next().await.body, Body::EnquireLink);
}

#[tokio::test]
async fn an_unknown_command_is_refused_and_an_impossible_length_ends_the_link() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(config(port));
    let mut peer = Peer::bound(&listener).await;
    let unknown = [16_u32, 0x0000_0111, 0, 42].map(u32::to_be_bytes).concat();
    peer.stream.write_all(&unknown).await.unwrap();
    let nack = peer.next().await;
    assert_eq!((nack.sequence, nack.status), (42, status::INVALID_COMMAND_ID));
    assert_eq!(nack.body, Body::GenericNack);
    // An alert asks for no answer, so the next one answered is the bad length
    let alert = [16_u32, 0x102, 0, 43].map(u32::to_be_bytes).concat();
    peer.stream.write_all(&alert).await.unwrap();
    let bad = [8_u32, 0x05, 0, 44].map(u32::to_be_bytes).concat();
    peer.stream.write_all(&bad).await.unwrap();
    let nack = peer.next().await;
    assert_eq!((nack.sequence, nack.status), (44, status::INVALID_COMMAND_LENGTH));
    let broken = |s: &LinkState| matches!(s, LinkState::Backoff { reason: LinkFault::Broken, .. });
    until_state(&link, broken).await;
}

#[tokio::test]
async fn refusals_and_nacks_are_told_apart() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(config(port));
    let mut peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    let submitting = {
        let link = link.clone();
        tokio::spawn(async move { link.submit_parts(vec![message("x"); 3]).await })
    };
    let number = [peer.next().await.sequence, peer.next().await.sequence, peer.next().await.sequence];
    // When one is refused without a body, one is nacked, and one has a vendor's status
    let bare = [16_u32, 0x8000_0004, status::INVALID_DESTINATION, number[0]];
    peer.stream.write_all(&bare.map(u32::to_be_bytes).concat()).await.unwrap();
    peer.send(&[
        Pdu::answer(number[1], status::INVALID_COMMAND_ID, Body::GenericNack),
        submit_answer(number[2], 0x4FE, ""),
    ])
    .await;
    let refused = |status, class| Answer::Refused { status, class };
    assert_eq!(
        soon(submitting).await.unwrap(),
        [
            refused(status::INVALID_DESTINATION, StatusClass::Permanent),
            refused(status::INVALID_COMMAND_ID, StatusClass::Permanent),
            refused(0x4FE, StatusClass::Unknown),
        ]
    );
}

#[tokio::test]
async fn a_wrong_password_stops_the_link_for_a_person_to_see() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(config(port));
    let mut peer = Peer::accept(&listener).await;
    let bind = peer.next().await;
    let mut answer = bind_answer(bind.sequence);
    answer.status = status::INVALID_PASSWORD;
    peer.send(&[answer]).await;
    let state = until_state(&link, LinkState::is_over).await;
    let refused = LinkFault::BindRefused(status::INVALID_PASSWORD);
    assert_eq!(state, LinkState::Stopped(refused));
    assert_eq!(link.submit(message("a")).await, Answer::NotSent(NotSent::Stopped));
}

#[tokio::test]
async fn stopping_waits_for_the_window_then_unbinds() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(LinkConfig { response_timeout: PATIENCE, ..config(port) });
    let mut peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    let submitting = {
        let link = link.clone();
        tokio::spawn(async move { link.submit(message("a")).await })
    };
    let submit = peer.next().await;
    let stopping = tokio::spawn(link.clone().stop());
    // While a submission waits, there is no unbind
    let early = tokio::time::timeout(Duration::from_millis(100), peer.try_next()).await;
    assert!(early.is_err());
    // When it is answered, there is
    peer.send(&[submit_answer(submit.sequence, 0, "a")]).await;
    let unbind = peer.next().await;
    assert_eq!(unbind.body, Body::Unbind);
    peer.send(&[Pdu::request(unbind.sequence, Body::UnbindAnswer)]).await;
    soon(stopping).await.unwrap();
    assert_eq!(link.state(), LinkState::Closed);
    assert_eq!(soon(submitting).await.unwrap(), Answer::Accepted { message_id: "a".into() });
}

#[tokio::test]
async fn the_peers_unbind_is_answered() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(config(port));
    let mut peer = Peer::bound(&listener).await;
    peer.send(&[Pdu::request(5, Body::Unbind)]).await;
    let answer = peer.next().await;
    assert_eq!((answer.sequence, answer.body), (5, Body::UnbindAnswer));
    let gone = |s: &LinkState| matches!(s, LinkState::Backoff { reason: LinkFault::PeerUnbound, .. });
    until_state(&link, gone).await;
}

#[tokio::test]
async fn nothing_leaves_by_a_link_that_only_receives_or_is_not_there() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(LinkConfig { bind: BindKind::Receiver, ..config(port) });
    assert_eq!(link.submit(message("a")).await, Answer::NotSent(NotSent::NotBound));
    let _peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    assert_eq!(soon(link.submit(message("a"))).await, Answer::NotSent(NotSent::ReceiverOnly));
}

#[tokio::test]
async fn what_cannot_be_written_does_not_leave_and_does_no_harm() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(config(port));
    let _peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    let long = message(&"x".repeat(255));
    assert!(matches!(soon(link.submit(long)).await, Answer::NotSent(NotSent::Invalid(_))));
    assert!(link.state().is_bound());
}

#[tokio::test]
async fn a_late_answer_outlives_its_link() {
    // Given a caller that takes nothing for now, and a queue already full
    let (listener, port) = listen().await;
    let (to, mut inbound) = tokio::sync::mpsc::channel(1);
    let link = smpp::Link::start(config(port), to, || 0.5);
    let mut peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    peer.send(&[receipt_for(1, "r")]).await;
    assert_eq!(soon(link.submit(message("a"))).await, Answer::InDoubt);
    let submit = peer.next().await;
    // When the late answer comes and the link is lost
    peer.send(&[submit_answer(submit.sequence, 0, "late")]).await;
    peer.send(&[Pdu::request(5, Body::Unbind)]).await;
    until_state(&link, |s| !s.is_bound()).await;
    // Then both are there when the caller looks
    assert!(matches!(soon(inbound.recv()).await, Some(Inbound::Receipt { .. })));
    assert!(matches!(soon(inbound.recv()).await, Some(Inbound::LateAnswer { .. })));
}

#[tokio::test]
async fn a_caller_that_goes_withdraws_what_waits_and_hears_late_of_what_left() {
    let (listener, port) = listen().await;
    let (link, mut inbound) = start(LinkConfig { window: 1, response_timeout: PATIENCE, ..config(port) });
    let mut peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    let call = |tag| {
        let link = link.clone();
        tokio::spawn(async move { link.submit(smpp::Submission { tag, ..message("a") }).await })
    };
    // Given one submission that left and one that waits for the window
    let left = call(1);
    let submit = peer.next().await;
    let waits = call(2);
    tokio::time::sleep(Duration::from_millis(50)).await;
    // When both callers go, and the first is answered
    left.abort();
    waits.abort();
    let _ = (left.await, waits.await);
    peer.send(&[submit_answer(submit.sequence, 0, "one")]).await;
    // Then its answer is told, and the second never leaves
    let Some(Inbound::LateAnswer { tag: 1, .. }) = soon(inbound.recv()).await else {
        panic!("no late answer");
    };
    let more = tokio::time::timeout(Duration::from_millis(100), peer.try_next()).await;
    assert!(more.is_err());
}

#[tokio::test]
async fn dropping_the_last_handle_unbinds() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(config(port));
    let mut peer = Peer::bound(&listener).await;
    drop(link);
    assert_eq!(peer.next().await.body, Body::Unbind);
}

#[tokio::test]
async fn optional_parameters_go_only_to_a_peer_that_says_it_knows_them() {
    use smpp::OptionalParameters::{Always, ByVersion, Never};
    for (rule, says, sent) in [
        (ByVersion, None, false),
        (ByVersion, Some(0x33), false),
        (ByVersion, Some(0x34), true),
        (Always, None, true),
        (Never, Some(0x34), false),
    ] {
        let (listener, port) = listen().await;
        let (link, _inbound) = start(LinkConfig { optional_parameters: rule, ..config(port) });
        let mut peer = Peer::accept(&listener).await;
        let mut answer = bind_answer(peer.next().await.sequence);
        if let (Body::BindAnswer(_, _, tlvs), Some(version)) = (&mut answer.body, says) {
            tlvs.put(smpp::codec::tag::INTERFACE_VERSION, [version]);
        }
        peer.send(&[answer]).await;
        assert!(soon(link.bound()).await);
        let submission = smpp::Submission { more_messages: true, ..message("a") };
        let _submitting = tokio::spawn(async move { link.submit(submission).await });
        let Body::Submit(m) = peer.next().await.body else { panic!() };
        assert_eq!(m.tlvs.byte(smpp::codec::tag::MORE_MESSAGES), sent.then_some(1));
    }
}

#[tokio::test]
async fn a_delivery_before_the_bind_is_answered_is_out_of_place() {
    let (listener, port) = listen().await;
    let (_link, _inbound) = start(config(port));
    let mut peer = Peer::accept(&listener).await;
    peer.next().await;
    peer.send(&[receipt_for(1, "a")]).await;
    assert_eq!(peer.next().await.status, status::INVALID_BIND_STATE);
}

#[tokio::test]
async fn a_nack_of_nothing_in_particular_ends_the_link() {
    let (listener, port) = listen().await;
    let (link, _inbound) = start(config(port));
    let mut peer = Peer::bound(&listener).await;
    peer.send(&[Pdu::answer(0, status::INVALID_COMMAND_LENGTH, Body::GenericNack)]).await;
    until_state(&link, |s| matches!(s, LinkState::Backoff { reason: LinkFault::Broken, .. })).await;
}

#[tokio::test]
async fn more_receipts_than_can_wait_are_asked_for_again() {
    let (listener, port) = listen().await;
    let (_link, mut inbound) = start(config(port));
    let mut peer = Peer::bound(&listener).await;
    // When a thousand and one come and none is stored
    let receipts: Vec<Pdu> = (1..=1_001).map(|n| receipt_for(n, "a")).collect();
    peer.send(&receipts).await;
    let answer = peer.next().await;
    assert_eq!((answer.sequence, answer.status), (1_001, status::TRY_AGAIN));
    // Then the thousand are still handed up
    let Some(Inbound::Receipt { ack, .. }) = soon(inbound.recv()).await else { panic!() };
    ack.stored();
    let answer = peer.next().await;
    assert_eq!((answer.sequence, answer.status), (1, status::OK));
}

#[tokio::test]
async fn what_the_socket_never_took_is_known_not_to_have_left() {
    // Given a peer that stops reading, and more submissions than the sockets hold
    let (listener, port) = listen().await;
    let (link, _inbound) = start(LinkConfig { window: 100_000, response_timeout: PATIENCE, ..config(port) });
    let peer = Peer::bound(&listener).await;
    assert!(soon(link.bound()).await);
    let submitting = {
        let link = link.clone();
        let parts = vec![message(&"x".repeat(254)); 60_000];
        tokio::spawn(async move { link.submit_parts(parts).await })
    };
    let mut last = 0;
    loop {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let submitted = link.counters().submitted;
        if submitted > 0 && submitted == last {
            break;
        }
        last = submitted;
    }
    assert!(last < 60_000, "the sockets held everything");
    // When the link is lost
    drop(peer);
    let answers = soon(submitting).await.unwrap();
    // Then those first are in doubt, those after are not, and among these are some that had their turn
    let not_sent = Answer::NotSent(NotSent::LinkLost);
    let doubts = answers.iter().take_while(|a| **a == Answer::InDoubt).count();
    assert!(answers[doubts..].iter().all(|a| *a == not_sent || *a == Answer::NotSent(NotSent::NotBound)));
    assert!(doubts > 0);
    assert!((doubts as u64) < link.counters().submitted);
}
