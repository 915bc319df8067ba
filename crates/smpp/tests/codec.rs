//! The codec: any octets, its own round trip, and another implementation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::collection::vec;
use proptest::prelude::*;
use rusmpp_core::command::borrowed::Command;
use rusmpp_core::decode::borrowed::DecodeWithLength;
use rusmpp_core::encode::{Encode, Length};
use rusmpp_core::pdus::borrowed::Pdu as Theirs;
use smpp::codec::{
    Address, Bind, BindKind, Body, Frame, Frames, HEADER, MessageAnswer, Pdu, ShortMessage, Tlv, Tlvs, tag,
};

fn text(most: usize) -> impl Strategy<Value = String> + Clone {
    vec((b' '..=b'~').prop_map(char::from), 0..=most).prop_map(String::from_iter)
}

fn address() -> impl Strategy<Value = Address> {
    (0..7_u8, 0..2_u8, text(20)).prop_map(|(ton, npi, value)| Address { ton, npi, value })
}

fn tlvs() -> impl Strategy<Value = Tlvs> {
    let reference = any::<[u8; 2]>().prop_map(|v| (tag::USER_MESSAGE_REFERENCE, v.to_vec()));
    let payload = vec(any::<u8>(), 0..400).prop_map(|v| (tag::MESSAGE_PAYLOAD, v));
    let vendor = vec(any::<u8>(), 0..20).prop_map(|v| (0x1403, v));
    let tlv = prop_oneof![reference, payload, vendor].prop_map(|(tag, value)| Tlv { tag, value });
    vec(tlv, 0..3).prop_map(Tlvs)
}

fn message() -> impl Strategy<Value = ShortMessage> {
    let time = prop_oneof![Just(String::new()), Just("000001020304000R".to_owned())];
    let octets = vec(any::<u8>(), 0..255);
    let small = (any::<u8>(), any::<u8>(), 0..4_u8, 0..2_u8, any::<u8>());
    (text(5), address(), address(), time, octets, small, tlvs()).prop_map(
        |(service_type, source, destination, validity, short_message, small, tlvs)| ShortMessage {
            service_type,
            source,
            destination,
            esm_class: small.0,
            protocol_id: small.1,
            priority: small.2,
            validity,
            registered_delivery: small.3,
            data_coding: small.4,
            short_message,
            tlvs,
            ..ShortMessage::default()
        },
    )
}

fn data() -> impl Strategy<Value = ShortMessage> {
    message().prop_map(|m| ShortMessage {
        service_type: m.service_type,
        source: m.source,
        destination: m.destination,
        esm_class: m.esm_class,
        registered_delivery: m.registered_delivery,
        data_coding: m.data_coding,
        tlvs: m.tlvs,
        ..ShortMessage::default()
    })
}

fn body() -> impl Strategy<Value = Body> {
    let kind =
        prop_oneof![Just(BindKind::Receiver), Just(BindKind::Transmitter), Just(BindKind::Transceiver)];
    let bind = (kind.clone(), text(15), text(8), text(12), 0..7_u8, text(40)).prop_map(
        |(kind, system_id, password, system_type, ton, address_range)| {
            let bind = Bind {
                system_id,
                password,
                system_type,
                interface_version: 0x34,
                ton,
                npi: 1,
                address_range,
            };
            Body::Bind(kind, bind)
        },
    );
    let bound = (kind, text(15)).prop_map(|(kind, id)| {
        let mut tlvs = Tlvs::default();
        tlvs.put(tag::INTERFACE_VERSION, [0x34]);
        Body::BindAnswer(kind, id, tlvs)
    });
    let answer = text(64).prop_map(|message_id| MessageAnswer { message_id, ..MessageAnswer::default() });
    prop_oneof![
        bind,
        bound,
        message().prop_map(Body::Submit),
        message().prop_map(Body::Deliver),
        data().prop_map(Body::Data),
        answer.clone().prop_map(Body::SubmitAnswer),
        answer.prop_map(Body::DataAnswer),
        Just(Body::DeliverAnswer(MessageAnswer::default())),
        Just(Body::Unbind),
        Just(Body::UnbindAnswer),
        Just(Body::EnquireLink),
        Just(Body::EnquireLinkAnswer),
        Just(Body::GenericNack),
    ]
}

fn pdu() -> impl Strategy<Value = Pdu> {
    (0..0x1000_u32, 1..0x8000_0000_u32, body()).prop_map(|(status, sequence, body)| Pdu {
        status,
        sequence,
        body,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_written_is_read(pdu in pdu()) {
        let mut octets = Vec::new();
        pdu.encode(&mut octets).unwrap();
        let mut frames = Frames::default();
        frames.push(&octets);
        let frame = frames.next_frame().unwrap().unwrap();
        prop_assert_eq!(Pdu::decode(&frame).unwrap(), pdu);
        prop_assert_eq!(frames.next_frame().unwrap(), None);
    }

    #[test]
    fn another_implementation_reads_the_same_and_writes_the_same(pdu in pdu()) {
        let mut octets = Vec::new();
        pdu.encode(&mut octets).unwrap();
        // Theirs is without the length word
        let theirs = &octets[4..];
        let (command, read) = Command::<'_, 8>::decode(theirs, theirs.len()).unwrap();
        prop_assert_eq!(read, theirs.len());
        prop_assert_eq!(command.sequence_number, pdu.sequence);
        if let (Body::Submit(m), Some(Theirs::SubmitSm(t))) = (&pdu.body, command.pdu()) {
            prop_assert_eq!(t.source_addr.as_str(), &m.source.value);
            prop_assert_eq!(t.destination_addr.as_str(), &m.destination.value);
            prop_assert_eq!(u8::from(t.dest_addr_ton), m.destination.ton);
            prop_assert_eq!(u8::from(t.data_coding), m.data_coding);
            prop_assert_eq!(u8::from(t.esm_class), m.esm_class);
            prop_assert_eq!(t.protocol_id, m.protocol_id);
            prop_assert_eq!(t.validity_period.as_str(), &m.validity);
            prop_assert_eq!(t.short_message().as_ref(), m.short_message.as_slice());
        }
        let mut written = vec![0; command.length()];
        prop_assert_eq!(command.encode(&mut written), written.len());
        prop_assert_eq!(written.as_slice(), theirs);
    }

    #[test]
    fn any_octets_are_read_without_fear(
        command in prop_oneof![
            any::<u32>(),
            (0..0x16_u32, any::<bool>()).prop_map(|(c, answer)| c | u32::from(answer) << 31),
            (Just(0x103_u32), any::<bool>()).prop_map(|(c, answer)| c | u32::from(answer) << 31),
        ],
        body in vec(prop_oneof![Just(0_u8), any::<u8>()], 0..120),
    ) {
        let frame = Frame { command, status: 0, sequence: 1, body };
        if let Ok(pdu) = Pdu::decode(&frame) {
            // Reading is more tolerant than writing, so writing may refuse; it must not fail otherwise.
            let _ = pdu.encode(&mut Vec::new());
        }
    }

    #[test]
    fn any_stream_is_cut_without_fear(pieces in vec(vec(prop_oneof![3 => Just(0_u8), 1 => any::<u8>()], 0..40), 0..20)) {
        let mut frames = Frames::default();
        for piece in pieces {
            frames.push(&piece);
            while let Ok(Some(frame)) = frames.next_frame() {
                let _ = Pdu::decode(&frame);
            }
        }
    }

    #[test]
    fn a_command_cut_short_is_refused_or_a_whole_one(m in message(), cut in 0..100_usize) {
        let mut octets = Vec::new();
        Pdu::request(1, Body::Submit(m)).encode(&mut octets).unwrap();
        let body = &octets[HEADER..];
        let body = body[..cut.min(body.len())].to_vec();
        let _ = Pdu::decode(&Frame { command: 4, status: 0, sequence: 1, body });
    }
}

#[test]
fn a_submission_as_the_standard_lays_it_out() {
    let m = ShortMessage {
        source: Address::name("AB"),
        destination: Address::international("12"),
        data_coding: 8,
        registered_delivery: 1,
        short_message: vec![0x06, 0x2C],
        ..ShortMessage::default()
    };
    let mut octets = Vec::new();
    Pdu::request(3, Body::Submit(m)).encode(&mut octets).unwrap();
    let expected = [
        0, 0, 0, 0x29, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 3, // header
        0, 5, 0, b'A', b'B', 0, 1, 1, b'1', b'2', 0, // service type, addresses
        0, 0, 0, 0, 0, 1, 0, 8, 0, 2, 0x06, 0x2C,
    ];
    assert_eq!(octets[4..], expected[4..]);
    assert_eq!(usize::from(octets[3]), expected.len());
}

#[test]
fn what_does_not_fit_is_refused_and_leaves_no_trace() {
    let too_long = ShortMessage { short_message: vec![0; 255], ..ShortMessage::default() };
    let nul = ShortMessage { source: Address::name("a\0b"), ..ShortMessage::default() };
    let arabic = ShortMessage { source: Address::name("جواز"), ..ShortMessage::default() };
    for m in [too_long, nul, arabic] {
        let mut octets = vec![1, 2, 3];
        assert!(Pdu::request(1, Body::Submit(m)).encode(&mut octets).is_err());
        assert_eq!(octets, [1, 2, 3]);
    }
}
