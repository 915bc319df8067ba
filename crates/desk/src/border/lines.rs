//! Lines as they come in: cut from a stream of bytes, and read.

use calendar::Instant;
use record::{Direction, Identifier, IdentifierError};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::io::{BufRead, Read};

/// The most bytes of one line; a longer one is passed over and reported.
pub const LONGEST_LINE: usize = 4_096;

/// The most characters of one field.
const LONGEST_FIELD: usize = 200;

/// A crossing as a line reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// What the sender calls the line, if it does.
    pub id: Option<String>,
    /// Who crossed.
    pub traveller: Identifier,
    /// Which way.
    pub direction: Direction,
    /// The port's code, as written.
    pub port: String,
    /// When.
    pub at: Instant,
}

/// Why a line is no crossing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unread {
    TooLong,
    NotJson,
    /// A field that is missing.
    Missing(&'static str),
    /// No object with these fields and no others, each once and each text or a whole number.
    OtherFields,
    Field(&'static str),
    Direction,
    Instant,
    Traveller(IdentifierError),
}

/// One line of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Its number in the feed, from 1 on.
    pub number: u64,
    /// What the sender calls it, if that could be read.
    pub id: Option<String>,
    pub(crate) reported: Result<Reported, Unread>,
}

impl Cut {
    /// Reads a line.
    pub fn read(number: u64, bytes: &[u8]) -> Cut {
        let written: Result<Written, Unread> = serde_json::from_slice(bytes)
            .map_err(|error| if error.is_data() { Unread::OtherFields } else { Unread::NotJson });
        let id = written.as_ref().ok().and_then(|written| written.id.as_ref()).map(Text::plain);
        let id = id.filter(|id| !id.is_empty() && id.chars().count() <= LONGEST_FIELD);
        Cut { number, id: id.clone(), reported: written.and_then(|written| written.reported(id)) }
    }
}

/// A text, or a number as some systems write an identifier.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Text(String),
    Number(u64),
}

impl Text {
    fn plain(&self) -> String {
        match self {
            Text::Text(text) => text.clone(),
            Text::Number(number) => number.to_string(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Option<Text>,
    person: Option<Text>,
    direction: Option<Text>,
    port: Option<Text>,
    at: Option<Text>,
}

impl Written {
    fn reported(self, id: Option<String>) -> Result<Reported, Unread> {
        if self.id.is_some() && id.is_none() {
            return Err(Unread::Field("id"));
        }
        let field = |name: &'static str, text: Option<Text>| {
            let text = text.ok_or(Unread::Missing(name))?.plain();
            let fits = text.chars().count() <= LONGEST_FIELD && !text.chars().any(char::is_control);
            if fits { Ok(text) } else { Err(Unread::Field(name)) }
        };
        let person = field("person", self.person)?;
        let (direction, port) = (field("direction", self.direction)?, field("port", self.port)?);
        let at = field("at", self.at)?;
        let traveller = Identifier::parse(&person).map_err(Unread::Traveller)?;
        let direction = match direction.as_str() {
            "in" => Direction::In,
            "out" => Direction::Out,
            _ => return Err(Unread::Direction),
        };
        let at = at.parse().map_err(|_| Unread::Instant)?;
        Ok(Reported { id, traveller, direction, port, at })
    }
}

/// Cuts lines from a stream, and knows the digest of all it has cut so far. Holds one line in memory.
pub struct Lines<R> {
    from: std::io::BufReader<R>,
    digest: Sha256,
    bytes: u64,
    number: u64,
    line: Vec<u8>,
}

impl<R: Read> Lines<R> {
    /// From the beginning.
    pub fn of(from: R) -> Lines<R> {
        let from = std::io::BufReader::with_capacity(1 << 16, from);
        Lines { from, digest: Sha256::new(), bytes: 0, number: 0, line: Vec::new() }
    }

    /// How many bytes were cut into lines.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// How many lines that was, empty ones too.
    pub fn lines(&self) -> u64 {
        self.number
    }

    /// The digest of these bytes, in hexadecimal.
    pub fn digest(&self) -> String {
        self.digest.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Passes over what was cut before; false if there are fewer bytes, or others than those of the digest.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn pass(&mut self, bytes: u64, lines: u64, digest: &str) -> std::io::Result<bool> {
        while self.bytes < bytes {
            let there = self.from.fill_buf()?;
            let taken = usize::try_from(bytes - self.bytes).map_or(there.len(), |left| left.min(there.len()));
            if taken == 0 {
                return Ok(false);
            }
            self.digest.update(&there[..taken]);
            self.from.consume(taken);
            self.bytes += taken as u64;
        }
        self.number = lines;
        Ok(self.digest() == digest)
    }

    /// The next line that is not empty; nothing at the end.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn next_line(&mut self) -> std::io::Result<Option<Cut>> {
        loop {
            let Some(whole) = self.cut()? else { return Ok(None) };
            self.number += 1;
            if !whole {
                return Ok(Some(Cut { number: self.number, id: None, reported: Err(Unread::TooLong) }));
            }
            let text = self.line.trim_ascii();
            // What some systems put before the first line of a file says nothing.
            let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
            if !text.is_empty() {
                return Ok(Some(Cut::read(self.number, text)));
            }
        }
    }

    /// Takes bytes up to the end of the line; false if the line was too long to keep.
    fn cut(&mut self) -> std::io::Result<Option<bool>> {
        self.line.clear();
        let (mut whole, mut any) = (true, false);
        loop {
            let there = self.from.fill_buf()?;
            if there.is_empty() {
                return Ok(any.then_some(whole));
            }
            any = true;
            let end = there.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(there.len(), |end| end + 1);
            whole &= self.line.len() + taken <= LONGEST_LINE;
            if whole {
                self.line.extend_from_slice(&there[..taken]);
            }
            self.digest.update(&there[..taken]);
            self.bytes += taken as u64;
            self.from.consume(taken);
            if end.is_some() {
                return Ok(Some(whole));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str =
        r#"{"person":"1000000008","direction":"out","port":"RUH","at":"2026-03-01T07:00:00Z"}"#;

    fn all(text: &[u8]) -> Vec<Cut> {
        let mut lines = Lines::of(text);
        std::iter::from_fn(|| lines.next_line().unwrap()).collect()
    }

    fn unread(line: &str) -> Unread {
        Cut::read(1, line.as_bytes()).reported.unwrap_err()
    }

    #[test]
    fn empty_lines_count_and_say_nothing_and_the_last_needs_no_end() {
        let cut = all(format!("\u{feff}{LINE}\r\n\n  \n{LINE}").as_bytes());
        assert_eq!(cut.iter().map(|cut| cut.number).collect::<Vec<_>>(), [1, 4]);
        assert!(cut.iter().all(|cut| cut.reported.is_ok()), "{cut:?}");
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_the_next_is_read() {
        let cut = all(format!("{}\n{LINE}\n", "x".repeat(200_000)).as_bytes());
        assert_eq!(cut[0].reported, Err(Unread::TooLong));
        assert!(cut[1].reported.is_ok());
    }

    #[test]
    fn what_is_no_crossing_says_why() {
        assert_eq!(unread("{\"person\":"), Unread::NotJson);
        assert_eq!(unread("\u{fffd}"), Unread::NotJson);
        assert_eq!(unread("[1]"), Unread::OtherFields);
        assert_eq!(unread(&LINE.replace("port", "gate")), Unread::OtherFields);
        assert_eq!(unread(&LINE.replace("\"out\"", "[]")), Unread::OtherFields);
        assert_eq!(
            unread(r#"{"person":"1000000008","direction":"out","port":"RUH"}"#),
            Unread::Missing("at")
        );
        assert_eq!(unread(&LINE.replace("RUH", &"R".repeat(300))), Unread::Field("port"));
        assert_eq!(unread(&LINE.replace("out", "up")), Unread::Direction);
        assert_eq!(unread(&LINE.replace("T07", "T27")), Unread::Instant);
        assert_eq!(
            unread(&LINE.replace("1000000008", "1000000009")),
            Unread::Traveller(IdentifierError::Mistyped)
        );
    }

    #[test]
    fn a_number_is_as_good_as_a_text() {
        let cut = Cut::read(1, LINE.replace("\"1000000008\"", "1000000008").as_bytes());
        assert_eq!(cut, Cut::read(1, LINE.as_bytes()));
    }

    #[test]
    fn one_goes_on_after_what_was_cut_and_notices_what_has_changed() {
        let text = format!("{LINE}\n{LINE}\n{LINE}\n");
        let mut lines = Lines::of(text.as_bytes());
        lines.next_line().unwrap();
        let (bytes, digest) = (lines.bytes(), lines.digest());

        let mut again = Lines::of(text.as_bytes());
        assert!(again.pass(bytes, 1, &digest).unwrap());
        assert_eq!(again.next_line().unwrap().unwrap().number, 2);
        let changed = text.replacen("RUH", "JED", 1);
        assert!(!Lines::of(changed.as_bytes()).pass(bytes, 1, &digest).unwrap());
        assert!(!Lines::of(&b"{}"[..]).pass(bytes, 1, &digest).unwrap());
    }
}
