//! The alphabets of short messages: GSM 7-bit (3GPP TS 23.038, 6.2.1), one septet an octet as SMPP
//! carries it, and UCS-2, which phones read as UTF-16 big endian.

/// The default alphabet; place is value. 0x1B leads to the extension.
const DEFAULT: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1b}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

const EXTENSION: [(u8, char); 10] = [
    (0x0A, '\u{c}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2F, '\\'),
    (0x3C, '['),
    (0x3D, '~'),
    (0x3E, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

const ESCAPE: u8 = 0x1B;

/// How a text was coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// GSM 7-bit default alphabet with its extension.
    Gsm7,
    /// UTF-16 big endian.
    Ucs2,
    /// ISO 8859-1.
    Latin1,
    /// Octets that are no text to us.
    Binary,
}

impl Encoding {
    /// By the `data_coding` of a message; 0, the operator's default, is taken as GSM.
    #[must_use]
    pub fn of(data_coding: u8) -> Self {
        match data_coding {
            0x00 => Self::Gsm7,
            0x01 | 0x03 => Self::Latin1,
            0x08 => Self::Ucs2,
            _ => Self::Binary,
        }
    }

    /// The text as a phone would show it; what cannot be read becomes U+FFFD.
    #[must_use]
    pub fn decode(self, octets: &[u8]) -> String {
        match self {
            Self::Gsm7 => decode_gsm7(octets),
            Self::Ucs2 => decode_ucs2(octets),
            Self::Latin1 => octets.iter().map(|b| char::from(*b)).collect(),
            Self::Binary => octets.iter().map(|_| char::REPLACEMENT_CHARACTER).collect(),
        }
    }
}

/// Reads septets, one an octet. An escape before an unknown septet shows that
/// septet of the default alphabet, as the standard asks.
#[must_use]
pub fn decode_gsm7(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len());
    let mut septets = octets.iter();
    while let Some(&septet) = septets.next() {
        if septet != ESCAPE {
            text.push(default_char(septet));
            continue;
        }
        match septets.next() {
            None => text.push(' '),
            Some(&next) => text.push(
                EXTENSION
                    .iter()
                    .find(|(value, _)| *value == next)
                    .map_or_else(|| default_char(next), |(_, c)| *c),
            ),
        }
    }
    text
}

fn default_char(septet: u8) -> char {
    DEFAULT.chars().nth(septet.into()).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// One character as one or two septets; `None` when the alphabet lacks it.
#[must_use]
pub fn gsm7_septets(c: char) -> Option<Vec<u8>> {
    if c == '\u{1b}' {
        return None;
    }
    if let Some(at) = DEFAULT.chars().position(|d| d == c) {
        return u8::try_from(at).ok().map(|septet| vec![septet]);
    }
    EXTENSION.iter().find(|(_, e)| *e == c).map(|(value, _)| vec![ESCAPE, *value])
}

/// Reads UTF-16 big endian. Half a surrogate pair or half a unit shows as U+FFFD.
#[must_use]
pub fn decode_ucs2(octets: &[u8]) -> String {
    let units = octets.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let mut text: String =
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if octets.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// One character as the octets of one or two UTF-16 units.
#[must_use]
pub fn ucs2_octets(c: char) -> Vec<u8> {
    c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_default_alphabet_has_128_places() {
        assert_eq!(DEFAULT.chars().count(), 128);
        assert_eq!(gsm7_septets('@'), Some(vec![0x00]));
        assert_eq!(gsm7_septets('à'), Some(vec![0x7F]));
        assert_eq!(gsm7_septets('Z'), Some(vec![0x5A]));
        assert_eq!(gsm7_septets('z'), Some(vec![0x7A]));
        assert_eq!(gsm7_septets('€'), Some(vec![0x1B, 0x65]));
        assert_eq!(gsm7_septets('ج'), None);
    }

    #[test]
    fn every_character_of_the_alphabet_comes_back() {
        for c in DEFAULT.chars().chain(EXTENSION.iter().map(|e| e.1)) {
            if let Some(septets) = gsm7_septets(c) {
                assert_eq!(decode_gsm7(&septets), c.to_string());
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_ucs2(text: String) {
            let octets: Vec<u8> = text.chars().flat_map(ucs2_octets).collect();
            prop_assert_eq!(decode_ucs2(&octets), text);
        }

        #[test]
        fn any_octets_are_shown_without_fear(octets: Vec<u8>, coding: u8) {
            let _ = Encoding::of(coding).decode(&octets);
        }
    }
}
