//! Any text as short messages: joined they are the text, none is over its limit, no letter is cut, none is shorter
//! than it had to be. They are read with the alphabets of `smpp`, which knows nothing of how they were written.

#![no_main]

use ishaar::{Encoding, measure, segments};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

fn units(encoding: Encoding, text: &str) -> usize {
    match encoding {
        Encoding::Gsm7 => {
            text.chars().filter_map(smpp::alphabet::gsm7_septets).map(|septets| septets.len()).sum()
        }
        Encoding::Ucs2 => text.encode_utf16().count(),
    }
}

fuzz_target!(|text: &str| {
    let cut = segments(text);
    let encoding = cut.encoding;
    let fits_gsm = text.chars().all(|c| smpp::alphabet::gsm7_septets(c).is_some());
    assert_eq!(encoding == Encoding::Gsm7, fits_gsm);

    let reader = smpp::alphabet::Encoding::of(encoding.data_coding());
    let read: Vec<String> = cut.parts.iter().map(|part| reader.decode(&part.octets)).collect();
    assert_eq!(read.concat(), text, "the messages joined are the text");

    let limit = if cut.parts.len() == 1 { encoding.alone() } else { encoding.joined() };
    for (part, text) in cut.parts.iter().zip(&read) {
        assert!(part.units <= limit, "{} units of {limit}", part.units);
        assert_eq!(part.units, units(encoding, text));
        let header = if cut.parts.len() == 1 { 0 } else { 7 };
        let octets =
            if encoding == Encoding::Gsm7 { (part.octets.len() * 7).div_ceil(8) } else { part.octets.len() };
        assert!(octets + header <= 140, "{octets} octets after a header of {header}");
    }

    let long = |grapheme: &str| units(encoding, grapheme) > encoding.joined();
    let whole: BTreeSet<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let mut end = 0;
    for pair in read.windows(2) {
        end += pair[0].len();
        if whole.contains(&end) {
            let next = text[end..].graphemes(true).next().unwrap_or_default();
            let had_room = units(encoding, &pair[0]) + units(encoding, next) <= encoding.joined();
            assert!(!had_room, "a message ends before it is full");
        } else {
            let start = whole.range(..end).next_back().copied().unwrap_or_default();
            let cut = text[start..].graphemes(true).next().unwrap_or_default();
            assert!(long(cut), "a letter is cut that fits a message");
        }
    }

    let measured = measure(text);
    assert_eq!((measured.encoding, measured.segments), (encoding, cut.parts.len()));
    assert_eq!(measured.units, units(encoding, text));
});
