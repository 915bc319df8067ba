//! The life of a message, whatever order its events come in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use calendar::Instant;
use ishaar::{Event, Message, MessageState, Receipt};
use proptest::prelude::*;

const RECEIPTS: [Receipt; 6] = [
    Receipt::OnItsWay,
    Receipt::Unknown,
    Receipt::Expired,
    Receipt::Undeliverable,
    Receipt::Rejected,
    Receipt::Delivered,
];

fn at(seconds: i64) -> Instant {
    Instant::from_micros(0).plus_seconds(seconds)
}

fn lived(parts: usize, events: &[Event]) -> Message {
    events.iter().fold(Message::decided(parts), |message, event| message.apply(*event))
}

fn state(parts: usize, events: &[Event]) -> MessageState {
    lived(parts, events).state()
}

fn receipt(part: usize, says: Receipt) -> Event {
    Event::Receipt { part, says }
}

fn accepted(part: usize) -> Event {
    Event::Accepted { part, at: at(10) }
}

fn any_event() -> impl Strategy<Value = Event> {
    let part = 0usize..4;
    prop_oneof![
        Just(Event::Queued),
        Just(Event::Claimed),
        Just(Event::Overdue),
        part.clone().prop_map(|part| Event::Submitted { part }),
        (part.clone(), 0i64..100).prop_map(|(part, s)| Event::Accepted { part, at: at(s) }),
        part.clone().prop_map(|part| Event::Refused { part }),
        part.clone().prop_map(|part| Event::Failed { part }),
        part.clone().prop_map(|part| Event::HeldBack { part }),
        part.clone().prop_map(|part| Event::AnswerLost { part }),
        (part, prop::sample::select(&RECEIPTS[..])).prop_map(|(part, says)| receipt(part, says)),
    ]
}

fn any_receipt() -> impl Strategy<Value = Event> {
    (0usize..3, prop::sample::select(&RECEIPTS[..])).prop_map(|(part, says)| receipt(part, says))
}

proptest! {
    #[test]
    fn the_same_receipts_in_any_order_end_in_the_same_state(
        before in prop::collection::vec(any_event(), 0..12),
        (receipts, shuffled) in prop::collection::vec(any_receipt(), 0..10)
            .prop_flat_map(|receipts| (Just(receipts.clone()), Just(receipts).prop_shuffle())),
    ) {
        let one = receipts.iter().fold(lived(3, &before), |message, event| message.apply(*event));
        let other = shuffled.iter().fold(lived(3, &before), |message, event| message.apply(*event));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn receipts_and_answers_may_cross(
        receipts in prop::collection::vec(any_receipt(), 0..6),
        cut in 0usize..6,
    ) {
        let sent: Vec<Event> = (0..3).map(|part| Event::Submitted { part }).collect();
        let answers: Vec<Event> = (0..3).map(accepted).collect();
        let cut = cut.min(receipts.len());
        let early = [&sent[..], &receipts[..cut], &answers, &receipts[cut..]].concat();
        let late = [&sent[..], &answers, &receipts].concat();
        prop_assert_eq!(state(3, &early), state(3, &late));
    }

    #[test]
    fn a_receipt_told_twice_tells_nothing_new(
        events in prop::collection::vec(any_event(), 0..15),
        told in any_receipt(),
    ) {
        let once = lived(3, &events).apply(told);
        prop_assert_eq!(once.clone().apply(told), once);
    }

    #[test]
    fn once_on_the_handset_always_on_the_handset(
        before in prop::collection::vec(any_event(), 0..15),
        after in prop::collection::vec(any_event(), 0..15),
    ) {
        let delivered: Vec<Event> = (0..3).map(|part| receipt(part, Receipt::Delivered)).collect();
        prop_assert_eq!(state(3, &[before, delivered, after].concat()), MessageState::Delivered);
    }

    #[test]
    fn a_part_the_operator_has_is_never_sent_again(
        before in prop::collection::vec(any_event(), 0..15),
        part in 0usize..3,
        after in prop::collection::vec(any_event(), 0..15),
    ) {
        let taken = lived(3, &before).apply(accepted(part));
        let then = after.iter().fold(taken, |message, event| message.apply(*event));
        prop_assert!(then.unsent().all(|unsent| unsent != part));
    }

    #[test]
    fn a_lost_answer_is_never_guessed(others in prop::collection::vec(prop_oneof![
        Just(Event::Queued), Just(Event::Claimed), Just(Event::Overdue), Just(Event::Submitted { part: 0 }),
        Just(Event::AnswerLost { part: 0 }),
    ], 0..10)) {
        let doubt = [Event::Submitted { part: 0 }, Event::AnswerLost { part: 0 }];
        let message = lived(1, &[&doubt[..], &others].concat());
        prop_assert_eq!(message.state(), MessageState::InDoubt);
        prop_assert_eq!(message.unsent().count(), 0);
    }
}

#[test]
fn an_ordinary_life() {
    let life = [
        (Event::Queued, MessageState::Queued),
        (Event::Claimed, MessageState::Claimed),
        (Event::Submitted { part: 0 }, MessageState::Submitted),
        (accepted(0), MessageState::Submitted),
        (Event::Submitted { part: 1 }, MessageState::Submitted),
        (accepted(1), MessageState::Accepted),
        (receipt(0, Receipt::OnItsWay), MessageState::Accepted),
        (receipt(0, Receipt::Delivered), MessageState::Accepted),
        (receipt(1, Receipt::Delivered), MessageState::Delivered),
    ];
    let mut message = Message::decided(2);
    assert_eq!(message.state(), MessageState::Decided);
    for (event, expected) in life {
        message = message.apply(event);
        assert_eq!(message.state(), expected, "after {event:?}");
    }
}

#[test]
fn a_doubt_is_settled_by_a_late_answer_or_by_a_receipt() {
    let doubt = [Event::Queued, Event::Submitted { part: 0 }, Event::AnswerLost { part: 0 }];
    let then = |event| state(1, &[&doubt[..], &[event]].concat());
    assert_eq!(state(1, &doubt), MessageState::InDoubt);
    assert_eq!(then(accepted(0)), MessageState::Accepted);
    assert_eq!(then(Event::Refused { part: 0 }), MessageState::Refused);
    assert_eq!(then(Event::HeldBack { part: 0 }), MessageState::Queued);
    assert_eq!(then(receipt(0, Receipt::OnItsWay)), MessageState::Accepted);
    assert_eq!(then(receipt(0, Receipt::Delivered)), MessageState::Delivered);
}

#[test]
fn late_truth_wins_and_news_of_the_way_changes_nothing() {
    let sent = [Event::Submitted { part: 0 }, accepted(0)];
    let then = |says: &[Receipt]| {
        let told: Vec<Event> = says.iter().map(|says| receipt(0, *says)).collect();
        state(1, &[&sent[..], &told].concat())
    };
    assert_eq!(then(&[Receipt::Expired, Receipt::Delivered]), MessageState::Delivered);
    assert_eq!(then(&[Receipt::Delivered, Receipt::Expired]), MessageState::Delivered);
    assert_eq!(then(&[Receipt::Delivered, Receipt::OnItsWay]), MessageState::Delivered);
    assert_eq!(then(&[Receipt::Unknown]), MessageState::Unknown);
}

#[test]
fn one_lost_part_loses_the_message() {
    let sent = [Event::Submitted { part: 0 }, Event::Submitted { part: 1 }, accepted(0), accepted(1)];
    let told = [receipt(0, Receipt::Delivered), receipt(1, Receipt::Undeliverable)];
    assert_eq!(state(2, &[&sent[..], &told].concat()), MessageState::Undeliverable);
}

#[test]
fn to_be_asked_to_go_slower_is_no_failure() {
    let mut message = Message::decided(1).apply(Event::Queued);
    for _ in 0..1_000 {
        message = message.apply(Event::Submitted { part: 0 }).apply(Event::HeldBack { part: 0 });
    }
    assert_eq!((message.parts[0].failures, message.state()), (0, MessageState::Queued));

    let failed = message.apply(Event::Submitted { part: 0 }).apply(Event::Failed { part: 0 });
    assert_eq!((failed.parts[0].failures, failed.state()), (1, MessageState::Queued));
    assert_eq!(failed.unsent().collect::<Vec<_>>(), [0]);
}

#[test]
fn what_is_of_no_more_use_is_not_sent() {
    let message = lived(2, &[Event::Queued, Event::Submitted { part: 0 }, accepted(0), Event::Overdue]);
    assert_eq!((message.state(), message.unsent().count()), (MessageState::Expired, 0));
}

#[test]
fn silence_is_a_label_that_a_receipt_takes_away() {
    let message = lived(1, &[Event::Submitted { part: 0 }, accepted(0)]);
    assert!(!message.is_silent(at(100), 60, 40));
    assert!(message.is_silent(at(111), 60, 40));
    assert_eq!(message.state(), MessageState::Accepted);
    assert!(!message.apply(receipt(0, Receipt::Delivered)).is_silent(at(111), 60, 40));
}

#[test]
fn the_words_of_receipts_are_read_as_operators_spell_them() {
    for (word, receipt) in [
        ("DELIVRD", Some(Receipt::Delivered)),
        ("delivered", Some(Receipt::Delivered)),
        ("UNDELIV", Some(Receipt::Undeliverable)),
        ("REJECTD", Some(Receipt::Rejected)),
        (" ENROUTE ", Some(Receipt::OnItsWay)),
        ("nul", None),
    ] {
        assert_eq!(Receipt::parse(word), receipt, "{word}");
    }
    for state in MessageState::ALL {
        assert_eq!(MessageState::parse(state.as_str()), Some(state));
    }
}
