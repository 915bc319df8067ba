//! Cutting texts into short messages.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use ishaar::{Encoding, Part, measure, segments};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// The default alphabet as the standard prints it, row by row; a place without a character is the escape.
const ALPHABET: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION: &str = "\u{C}^{}\\[~]|€";

/// Reads a part as a handset does; a lone escape or half a surrogate is nothing it can read.
fn read(encoding: Encoding, part: &Part) -> Option<String> {
    match encoding {
        Encoding::Gsm7 => {
            let mut text = String::new();
            let mut septets = part.octets.iter().copied();
            while let Some(septet) = septets.next() {
                let c = match septet {
                    0x1B => match septets.next()? {
                        0x0A => '\u{C}',
                        0x14 => '^',
                        0x28 => '{',
                        0x29 => '}',
                        0x2F => '\\',
                        0x3C => '[',
                        0x3D => '~',
                        0x3E => ']',
                        0x40 => '|',
                        0x65 => '€',
                        _ => return None,
                    },
                    plain => ALPHABET.chars().nth(usize::from(plain))?,
                };
                text.push(c);
            }
            Some(text)
        }
        Encoding::Ucs2 => {
            let units = part.octets.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            String::from_utf16(&units.collect::<Vec<u16>>()).ok()
        }
    }
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~\n]{1,30}",
        "[ابتثجحخدذرزسشصضطظعغفقكلمنهوي ]{1,40}",
        Just("€[]{}".to_owned()),
        Just("👨‍👩‍👧‍👦".to_owned()),
        Just("بِسْمِ اللَّهِ".to_owned()),
        Just("e\u{301}\u{323}".to_owned()),
        Just("🇸🇦".to_owned()),
        Just("\r\n".to_owned()),
        "\\PC{0,10}",
        (1usize..180).prop_map(|n| format!("ب{}", "\u{64B}".repeat(n))),
    ];
    let of_alphabet = prop::collection::vec(any::<prop::sample::Index>(), 0..600).prop_map(|picks| {
        let all: Vec<char> = ALPHABET.chars().filter(|c| *c != '\u{1B}').chain(EXTENSION.chars()).collect();
        picks.iter().map(|pick| all[pick.index(all.len())]).collect::<String>()
    });
    prop_oneof![prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat()), of_alphabet]
}

proptest! {
    #[test]
    fn the_parts_together_are_the_text_and_each_can_be_read_alone(text in texts()) {
        let cut = segments(&text);
        let read: Option<Vec<String>> = cut.parts.iter().map(|part| read(cut.encoding, part)).collect();
        prop_assert_eq!(read.map(|parts| parts.concat()), Some(text));
    }

    #[test]
    fn no_part_is_longer_than_a_message(text in texts()) {
        let cut = segments(&text);
        let limit = if cut.parts.len() == 1 { cut.encoding.alone() } else { cut.encoding.joined() };
        let unit_octets = if cut.encoding == Encoding::Gsm7 { 1 } else { 2 };
        for part in &cut.parts {
            prop_assert!(part.units <= limit);
            prop_assert_eq!(part.octets.len(), part.units * unit_octets);
        }
    }

    #[test]
    fn what_a_reader_sees_as_one_letter_is_broken_only_if_it_fits_no_message(text in texts()) {
        let cut = segments(&text);
        let mut ends = Vec::new();
        let mut at = 0;
        for part in &cut.parts {
            at += read(cut.encoding, part).unwrap().len();
            ends.push(at);
        }
        for (start, grapheme) in text.grapheme_indices(true) {
            let fits = measure(grapheme).units <= cut.encoding.joined() || grapheme.encode_utf16().count() <= 66;
            let broken = ends.iter().any(|end| start < *end && *end < start + grapheme.len());
            prop_assert!(!(fits && broken), "{grapheme:?} is broken");
        }
    }

    #[test]
    fn measuring_agrees_with_cutting(text in texts()) {
        let (measure, cut) = (measure(&text), segments(&text));
        prop_assert_eq!(measure.encoding, cut.encoding);
        prop_assert_eq!(measure.segments, cut.parts.len());
        prop_assert_eq!(measure.units, cut.parts.iter().map(|part| part.units).sum::<usize>());
    }

    #[test]
    fn a_text_is_carried_in_septets_exactly_when_the_alphabet_has_all_of_it(text in texts()) {
        let has_all = text.chars().all(|c| c != '\u{1B}' && (ALPHABET.contains(c) || EXTENSION.contains(c)));
        prop_assert_eq!(measure(&text).encoding == Encoding::Gsm7, has_all);
    }
}

#[test]
fn the_limits_are_those_of_the_standard() {
    for (text, encoding, units, parts) in [
        (String::new(), Encoding::Gsm7, 0, 1),
        ("a".repeat(160), Encoding::Gsm7, 160, 1),
        ("a".repeat(161), Encoding::Gsm7, 161, 2),
        ("a".repeat(304), Encoding::Gsm7, 304, 2),
        ("a".repeat(305), Encoding::Gsm7, 305, 3),
        ("€".repeat(80), Encoding::Gsm7, 160, 1),
        ("€".repeat(81), Encoding::Gsm7, 162, 2),
        ("ج".repeat(70), Encoding::Ucs2, 70, 1),
        ("ج".repeat(71), Encoding::Ucs2, 71, 2),
        ("ج".repeat(132), Encoding::Ucs2, 132, 2),
        ("ج".repeat(133), Encoding::Ucs2, 133, 3),
        ("😀".repeat(35), Encoding::Ucs2, 70, 1),
        ("😀".repeat(36), Encoding::Ucs2, 72, 2),
        ("ç".to_owned(), Encoding::Ucs2, 1, 1),
        ("\u{1B}".to_owned(), Encoding::Ucs2, 1, 1),
        ("`".to_owned(), Encoding::Ucs2, 1, 1),
    ] {
        let measured = measure(&text);
        assert_eq!(
            (measured.encoding, measured.units, measured.segments),
            (encoding, units, parts),
            "{text}"
        );
    }
}

#[test]
fn an_escape_is_not_parted_from_its_septet() {
    let cut = segments(&format!("{}€{}", "a".repeat(151), "b".repeat(20)));
    let lengths: Vec<usize> = cut.parts.iter().map(|part| part.units).collect();
    assert_eq!(lengths, [151, 22]);
}

#[test]
fn a_letter_is_not_parted_from_its_marks() {
    let cut = segments(&format!("{}بَّ{}", "ا".repeat(65), "ت".repeat(20)));
    let lengths: Vec<usize> = cut.parts.iter().map(|part| part.units).collect();
    assert_eq!(lengths, [65, 23]);
}

#[test]
fn octets_are_what_the_link_expects() {
    assert_eq!(segments("@€a").parts[0].octets, [0x00, 0x1B, 0x65, 0x61]);
    assert_eq!(segments("جَ").parts[0].octets, [0x06, 0x2C, 0x06, 0x4E]);
    assert_eq!(segments("😀").parts[0].octets, [0xD8, 0x3D, 0xDE, 0x00]);
    assert_eq!((Encoding::Gsm7.data_coding(), Encoding::Ucs2.data_coding()), (0, 8));
}

#[test]
fn a_measure_is_written_as_scripts_read_it() {
    let written = |text: &str| serde_json::to_value(measure(text)).unwrap();
    assert_eq!(written("Iqama"), serde_json::json!({"encoding": "gsm7", "units": 5, "segments": 1}));
    assert_eq!(written("إقامة"), serde_json::json!({"encoding": "ucs2", "units": 5, "segments": 1}));
}
