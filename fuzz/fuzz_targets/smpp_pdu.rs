//! Octets as a peer may send them: what is read is written and read again as the same, and how the octets arrive
//! changes nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use smpp::codec::{BadLength, EncodeError, Frame, Frames, LONGEST, Pdu};

/// All commands of a stream that arrives in these pieces, and the fault that ended it.
fn frames<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> (Vec<Frame>, Option<BadLength>) {
    let (mut frames, mut whole) = (Frames::default(), Vec::new());
    for piece in pieces {
        frames.push(piece);
        loop {
            match frames.next_frame() {
                Ok(Some(frame)) => whole.push(frame),
                Ok(None) => break,
                Err(fault) => return (whole, Some(fault)),
            }
        }
    }
    (whole, None)
}

fn comes_back(frame: &Frame) {
    let Ok(pdu) = Pdu::decode(frame) else { return };
    let before = b"before".to_vec();
    let mut out = before.clone();
    match pdu.encode(&mut out) {
        Ok(()) => {
            let octets = &out[before.len()..];
            assert!(out.starts_with(&before) && octets.len() <= LONGEST + 1);
            let (again, fault) = frames(std::iter::once(octets));
            assert_eq!((again.len(), fault), (1, None), "one command is written, and whole");
            assert_eq!(Pdu::decode(&again[0]).as_ref(), Ok(&pdu));
        }
        // Peers are let write longer strings than we may: nothing else is read that cannot be written.
        Err(fault) => {
            assert!(matches!(fault, EncodeError::TooLong { .. }), "{fault}");
            assert_eq!(out, before, "a command that cannot be written leaves nothing behind");
        }
    }
    match pdu.body {
        smpp::codec::Body::Submit(m) | smpp::codec::Body::Deliver(m) | smpp::codec::Body::Data(m) => {
            let (part, text) = smpp::udh::parse(m.user_data());
            assert!(text.len() <= m.user_data().len());
            assert!(part.is_none_or(|part| 0 < part.number && part.number <= part.total));
            let _ = smpp::alphabet::Encoding::of(m.data_coding).decode(text);
        }
        _ => {}
    }
}

// The first octet says how long the pieces are.
fuzz_target!(|data: &[u8]| {
    let Some((&size, stream)) = data.split_first() else { return };
    let (whole, fault) = frames(std::iter::once(stream));
    let (pieces, same) = frames(stream.chunks(usize::from(size).max(1)));
    assert_eq!(whole, pieces, "the same commands, whole or in pieces");
    // In pieces, the length is refused before the sequence number is there.
    assert_eq!(fault.map(|f| f.length), same.map(|f| f.length));
    for frame in &whole {
        comes_back(frame);
    }
});
