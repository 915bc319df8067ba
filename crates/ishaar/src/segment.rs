//! How many short messages a text needs, and what each of them carries.
//!
//! A text is carried in the GSM 7-bit alphabet where every character of it is there (3GPP TS 23.038, 6.2.1,
//! with the extension of 6.2.1.1, no national tables), else in UTF-16. Nothing is ever replaced by a look-alike
//! or a question mark. A message alone carries 160 septets or 70 UTF-16 units. Joined messages carry a header
//! of 7 octets, with a reference of 16 bits, which leaves 152 septets or 66 units in each.

use unicode_segmentation::UnicodeSegmentation;

/// The alphabet a text is carried in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// The GSM 7-bit default alphabet and its extension.
    Gsm7,
    /// UTF-16, which operators call UCS-2.
    Ucs2,
}

impl Encoding {
    /// `gsm7`, `ucs2`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Encoding::Gsm7 => "gsm7",
            Encoding::Ucs2 => "ucs2",
        }
    }

    /// The `data_coding` of SMPP: the operator's default alphabet, or UCS-2.
    pub const fn data_coding(self) -> u8 {
        match self {
            Encoding::Gsm7 => 0x00,
            Encoding::Ucs2 => 0x08,
        }
    }

    /// The units (septets, UTF-16 units) of a message that stands alone.
    pub const fn alone(self) -> usize {
        match self {
            Encoding::Gsm7 => 160,
            Encoding::Ucs2 => 70,
        }
    }

    /// The units of each of several joined messages: 140 octets less a header of 7. Of the 133 that stay,
    /// UTF-16 can use 132.
    pub const fn joined(self) -> usize {
        match self {
            Encoding::Gsm7 => 152,
            Encoding::Ucs2 => 66,
        }
    }

    fn of(text: &str) -> Encoding {
        match text.chars().all(|c| septets(c).is_some()) {
            true => Encoding::Gsm7,
            false => Encoding::Ucs2,
        }
    }

    /// The units one character takes.
    fn units_of(self, c: char) -> usize {
        match self {
            Encoding::Gsm7 => septets(c).map_or(0, |septets| if septets.0.is_some() { 2 } else { 1 }),
            Encoding::Ucs2 => c.len_utf16(),
        }
    }

    fn write(self, text: &str) -> Vec<u8> {
        match self {
            Encoding::Gsm7 => text
                .chars()
                .filter_map(septets)
                .flat_map(|(escape, septet)| escape.into_iter().chain([septet]))
                .collect(),
            Encoding::Ucs2 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// What a text takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Measure {
    /// The alphabet.
    pub encoding: Encoding,
    /// Septets, or UTF-16 units, without any header.
    pub units: usize,
    /// Messages. A text of nothing is still one message.
    pub segments: usize,
}

/// One message of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text of this message, without header: one septet an octet, or UTF-16 with the high octet first.
    pub octets: Vec<u8>,
    /// Septets, or UTF-16 units.
    pub units: usize,
}

/// A text cut into messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segmented {
    /// The alphabet of all parts.
    pub encoding: Encoding,
    /// In order; never empty. A header can number 255 of them: whoever sends checks that.
    pub parts: Vec<Part>,
}

/// The alphabet, units and messages of a text.
pub fn measure(text: &str) -> Measure {
    let encoding = Encoding::of(text);
    let units = units(encoding, text);
    Measure { encoding, units, segments: cut(encoding, text, units).len() }
}

/// Cuts a text into messages, between letters as a reader sees them: a base letter stays with its marks, a
/// surrogate with its other half, an escape with its septet.
pub fn segments(text: &str) -> Segmented {
    let encoding = Encoding::of(text);
    let pieces = cut(encoding, text, units(encoding, text));
    let parts = pieces
        .into_iter()
        .map(|piece| Part { octets: encoding.write(piece), units: units(encoding, piece) })
        .collect();
    Segmented { encoding, parts }
}

fn units(encoding: Encoding, text: &str) -> usize {
    text.chars().map(|c| encoding.units_of(c)).sum()
}

fn cut(encoding: Encoding, text: &str, total: usize) -> Vec<&str> {
    if total <= encoding.alone() {
        return vec![text];
    }
    let mut pieces = Pieces { text, encoding, done: Vec::new(), start: 0, end: 0, held: 0 };
    for (at, grapheme) in text.grapheme_indices(true) {
        let size = units(encoding, grapheme);
        if size <= encoding.joined() {
            pieces.take(at + grapheme.len(), size);
            continue;
        }
        // Longer than a whole message: it must be broken somewhere, and whole characters are kept.
        for (offset, c) in grapheme.char_indices() {
            pieces.take(at + offset + c.len_utf8(), encoding.units_of(c));
        }
    }
    pieces.finish()
}

/// Pieces being cut, each as long as it may be.
struct Pieces<'a> {
    text: &'a str,
    encoding: Encoding,
    done: Vec<&'a str>,
    start: usize,
    end: usize,
    held: usize,
}

impl<'a> Pieces<'a> {
    /// Adds what reaches to `end` and takes `size` units; it goes whole into one piece.
    fn take(&mut self, end: usize, size: usize) {
        if self.held + size > self.encoding.joined() {
            self.done.push(&self.text[self.start..self.end]);
            self.start = self.end;
            self.held = 0;
        }
        self.end = end;
        self.held += size;
    }

    fn finish(mut self) -> Vec<&'a str> {
        self.done.push(&self.text[self.start..self.end]);
        self.done
    }
}

/// The septet of a character, after an escape where it is in the extension; nothing where it is in neither.
fn septets(c: char) -> Option<(Option<u8>, u8)> {
    const ESCAPE: Option<u8> = Some(0x1B);
    let plain = |septet| Some((None, septet));
    match c {
        // These keep the place they have in ASCII.
        '\n' | '\r' | ' '..='#' | '%'..='?' | 'A'..='Z' | 'a'..='z' => plain(c as u8),
        '@' => plain(0x00),
        '£' => plain(0x01),
        '$' => plain(0x02),
        '¥' => plain(0x03),
        'è' => plain(0x04),
        'é' => plain(0x05),
        'ù' => plain(0x06),
        'ì' => plain(0x07),
        'ò' => plain(0x08),
        'Ç' => plain(0x09),
        'Ø' => plain(0x0B),
        'ø' => plain(0x0C),
        'Å' => plain(0x0E),
        'å' => plain(0x0F),
        'Δ' => plain(0x10),
        '_' => plain(0x11),
        'Φ' => plain(0x12),
        'Γ' => plain(0x13),
        'Λ' => plain(0x14),
        'Ω' => plain(0x15),
        'Π' => plain(0x16),
        'Ψ' => plain(0x17),
        'Σ' => plain(0x18),
        'Θ' => plain(0x19),
        'Ξ' => plain(0x1A),
        'Æ' => plain(0x1C),
        'æ' => plain(0x1D),
        'ß' => plain(0x1E),
        'É' => plain(0x1F),
        '¤' => plain(0x24),
        '¡' => plain(0x40),
        'Ä' => plain(0x5B),
        'Ö' => plain(0x5C),
        'Ñ' => plain(0x5D),
        'Ü' => plain(0x5E),
        '§' => plain(0x5F),
        '¿' => plain(0x60),
        'ä' => plain(0x7B),
        'ö' => plain(0x7C),
        'ñ' => plain(0x7D),
        'ü' => plain(0x7E),
        'à' => plain(0x7F),
        '\u{C}' => Some((ESCAPE, 0x0A)),
        '^' => Some((ESCAPE, 0x14)),
        '{' => Some((ESCAPE, 0x28)),
        '}' => Some((ESCAPE, 0x29)),
        '\\' => Some((ESCAPE, 0x2F)),
        '[' => Some((ESCAPE, 0x3C)),
        '~' => Some((ESCAPE, 0x3D)),
        ']' => Some((ESCAPE, 0x3E)),
        '|' => Some((ESCAPE, 0x40)),
        '€' => Some((ESCAPE, 0x65)),
        _ => None,
    }
}
