//! Delivery receipts, by their text and by their parameters: what was understood, written in the standard's form,
//! is understood the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use smpp::codec::{Body, Frame, Pdu, ShortMessage, UDH_BIT, tag};
use smpp::receipt::{is_receipt, parse};
use smpp::{Receipt, message_id};

/// A `deliver_sm` with this `esm_class`; the rest is the length of the text, the text, and the parameters.
fn message(esm_class: u8, rest: &[u8]) -> Option<ShortMessage> {
    let mut body = b"\0\x01\x019665\0\x01\x01J\0".to_vec();
    body.extend([esm_class, 0, 0, 0, 0, 0, 0, 0, 0]);
    body.extend(rest);
    match Pdu::decode(&Frame { command: 0x05, status: 0, sequence: 1, body }) {
        Ok(Pdu { body: Body::Deliver(message), .. }) => Some(message),
        _ => None,
    }
}

fn written(receipt: &Receipt) -> String {
    let part = |key: &str, value: &Option<String>| {
        value.as_ref().map_or(String::new(), |value| format!("{key}:{value} "))
    };
    [
        part("id", &receipt.message_id),
        "sub:001 dlvrd:001 ".to_owned(),
        part("submit date", &receipt.submitted),
        part("done date", &receipt.done),
        format!("stat:{} ", receipt.state.word()),
        part("err", &receipt.error),
        "text:id:0 stat:REJECTD err:9".to_owned(),
    ]
    .concat()
}

fn octets(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect()
}

fn comes_back(message: &ShortMessage, receipt: &Receipt) {
    let mut plain = message.clone();
    plain.esm_class &= !UDH_BIT;
    plain.tlvs.0.retain(|tlv| ![tag::RECEIPTED_MESSAGE_ID, tag::MESSAGE_STATE].contains(&tlv.tag));
    plain.tlvs.0.retain(|tlv| tlv.tag != tag::MESSAGE_PAYLOAD);
    plain.esm_class |= 0x04;
    let Some(text) = octets(&written(receipt)) else { panic!("a receipt holds Latin-1 only") };
    plain.short_message = text.clone();
    assert_eq!(parse(&plain).as_ref(), Some(receipt));
    // The same as the operator's UCS-2, and in the parameter for long texts.
    plain.short_message = text.iter().flat_map(|octet| [0, *octet]).collect();
    assert_eq!(parse(&plain).as_ref(), Some(receipt));
    plain.short_message.clear();
    plain.tlvs.put(tag::MESSAGE_PAYLOAD, text);
    assert_eq!(parse(&plain).as_ref(), Some(receipt));
}

fuzz_target!(|data: &[u8]| {
    let Some((&esm_class, rest)) = data.split_first() else { return };
    // The bits of the kind beside the receipt's make it none.
    let Some(message) = message(esm_class, rest) else { return };
    let read = parse(&message);
    assert_eq!(read.is_some(), is_receipt(&message));
    let Some(receipt) = read else { return };

    let by_parameter = message.tlvs.string(tag::RECEIPTED_MESSAGE_ID).filter(|id| !id.is_empty());
    if let Some(id) = &by_parameter {
        assert_eq!(receipt.message_id.as_ref(), Some(id), "parameters are believed before text");
    }
    if let Some(id) = &receipt.message_id {
        let forms = message_id::forms(id);
        assert_eq!(&forms[0], id);
        let once: std::collections::BTreeSet<&String> = forms.iter().collect();
        assert_eq!(once.len(), forms.len());
    }
    // An id by parameter may hold what a text's cannot.
    let word = |id: &String| !id.contains(|c: char| c.is_whitespace() || c == ':' || c == '\0');
    if receipt.message_id.as_ref().is_none_or(word) && message.esm_class & 0x3C == 0x04 {
        comes_back(&message, &receipt);
    }
});
