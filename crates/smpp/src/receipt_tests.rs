use super::*;
use proptest::prelude::*;

fn receipt(text: &[u8]) -> ShortMessage {
    ShortMessage { esm_class: 0x04, short_message: text.to_vec(), ..ShortMessage::default() }
}

fn read(text: &str) -> Receipt {
    parse(&receipt(text.as_bytes())).unwrap()
}

#[test]
fn the_usual_text() {
    let r = read(
        "id:0123456789 sub:001 dlvrd:001 submit date:2611201432 done date:2611201433 stat:DELIVRD err:000 text:your permit",
    );
    assert_eq!(r.message_id.as_deref(), Some("0123456789"));
    assert_eq!(r.state, ReceiptState::Delivered);
    assert_eq!(r.error.as_deref(), Some("000"));
    assert_eq!(r.submitted.as_deref(), Some("2611201432"));
    assert_eq!(r.done.as_deref(), Some("2611201433"));
}

#[test]
fn quirks_of_the_wild() {
    let cases = [
        ("id:7 stat:DELIVRD", "7", ReceiptState::Delivered, None),
        ("id: 7 sub: 001 stat: UNDELIVERABLE err: 1f", "7", ReceiptState::Undeliverable, Some("1f")),
        ("ID:AB-12 STAT:EXPIRED ERR:nul Text:", "AB-12", ReceiptState::Expired, Some("nul")),
        (
            "id:7 submit date:261120143201 done date:261120143305 stat:REJECTED err: text:",
            "7",
            ReceiptState::Rejected,
            None,
        ),
        ("id:7 stat:BUFFRED err:0", "7", ReceiptState::EnRoute, Some("0")),
        ("id:7 stat:ENROUTE err:0045", "7", ReceiptState::EnRoute, Some("0045")),
        ("id:7 stat:SOMETHING", "7", ReceiptState::Unknown, None),
        ("id:7 stat:ACCEPTD err:000 text:id:99 stat:DELIVRD", "7", ReceiptState::Accepted, Some("000")),
    ];
    for (text, id, state, error) in cases {
        let r = read(text);
        assert_eq!(r.message_id.as_deref(), Some(id), "{text}");
        assert_eq!(r.state, state, "{text}");
        assert_eq!(r.error.as_deref(), error, "{text}");
    }
}

#[test]
fn parameters_are_believed_before_text() {
    let mut m = receipt(b"id:999 stat:UNDELIV err:001");
    m.tlvs.put(tag::RECEIPTED_MESSAGE_ID, b"a1\0".to_vec());
    m.tlvs.put(tag::MESSAGE_STATE, vec![2]);
    m.tlvs.put(tag::NETWORK_ERROR, vec![3, 0, 17]);
    m.tlvs.put(tag::USER_MESSAGE_REFERENCE, vec![1, 2]);
    let r = parse(&m).unwrap();
    assert_eq!(r.message_id.as_deref(), Some("a1"));
    assert_eq!(r.state, ReceiptState::Delivered);
    assert_eq!(r.network_error, Some((3, 17)));
    assert_eq!(r.user_message_reference, Some(0x0102));
}

#[test]
fn a_receipt_in_ucs2_with_nuls_or_without_text() {
    let wide: Vec<u8> = "id:7 stat:DELIVRD err:000".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(parse(&receipt(&wide)).unwrap().state, ReceiptState::Delivered);
    let nuls = parse(&receipt(b"id:7\0 stat:EXPIRED\0")).unwrap();
    assert_eq!(nuls.message_id.as_deref(), Some("7"));
    assert_eq!(nuls.state, ReceiptState::Expired);
    let empty = parse(&receipt(b"")).unwrap();
    assert_eq!((empty.message_id, empty.state), (None, ReceiptState::Unknown));
}

#[test]
fn the_header_bit_with_and_without_a_header() {
    let mut bare = receipt(b"id:7 stat:DELIVRD");
    bare.esm_class = 0x44;
    assert_eq!(parse(&bare).unwrap().message_id.as_deref(), Some("7"));
    let mut headed = receipt(b"\x05\x00\x03\x01\x01\x01id:8 stat:DELIVRD");
    headed.esm_class = 0x44;
    assert_eq!(parse(&headed).unwrap().message_id.as_deref(), Some("8"));
}

#[test]
fn a_persons_words_are_no_receipt() {
    let mut m = receipt(b"id:7 stat:DELIVRD err:000");
    m.esm_class = 0;
    assert_eq!(parse(&m), None);
    m.esm_class = 0x08;
    assert_eq!(parse(&m), None);
}

proptest! {
    #[test]
    fn any_octets_are_read_without_fear(esm: u8, data: Vec<u8>, parameter: Vec<u8>) {
        let mut m = receipt(&data);
        m.esm_class = esm;
        m.tlvs.put(tag::RECEIPTED_MESSAGE_ID, parameter.clone());
        m.tlvs.put(tag::MESSAGE_STATE, parameter);
        let _ = parse(&m);
    }

    #[test]
    fn any_text_is_read_without_fear(text in "(id|stat|err|submit date|text|:| |\\PC){0,30}") {
        let _ = parse(&receipt(text.as_bytes()));
    }
}
