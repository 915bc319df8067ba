//! Octets in and out: the field types of SMPP 3.4, 3.1.

use thiserror::Error;

/// Why octets are not a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The body ends inside a field.
    #[error("the command ends inside {0}")]
    Truncated(&'static str),
    /// A string is longer than any peer may send it.
    #[error("{0} is too long")]
    TooLong(&'static str),
    /// The command id is not one we know.
    #[error("command {0:#010x} is not known")]
    UnknownCommand(u32),
}

/// Why a command cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EncodeError {
    /// A field is longer than SMPP 3.4 allows.
    #[error("{field} has more than {most} octets")]
    TooLong {
        /// The field.
        field: &'static str,
        /// The most octets it may have.
        most: usize,
    },
    /// A string holds a NUL, which would end it early, or a character outside Latin-1.
    #[error("{0} holds a character that cannot be sent")]
    Character(&'static str),
}

/// Reads fields off the front of a body.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn take(&mut self, n: usize, field: &'static str) -> Result<&'a [u8], DecodeError> {
        if n > self.rest.len() {
            return Err(DecodeError::Truncated(field));
        }
        let (head, tail) = self.rest.split_at(n);
        self.rest = tail;
        Ok(head)
    }

    pub(crate) fn byte(&mut self, field: &'static str) -> Result<u8, DecodeError> {
        Ok(self.take(1, field)?[0])
    }

    pub(crate) fn short(&mut self, field: &'static str) -> Result<u16, DecodeError> {
        let b = self.take(2, field)?;
        Ok(u16::from_be_bytes([b[0], b[1]]))
    }

    /// A NUL-ended string of at most `most` octets before the NUL.
    /// Octets map to Latin-1 characters, so nothing a peer sends is lost.
    pub(crate) fn string(&mut self, most: usize, field: &'static str) -> Result<String, DecodeError> {
        let Some(end) = self.rest.iter().position(|b| *b == 0) else {
            return Err(DecodeError::Truncated(field));
        };
        if end > most {
            return Err(DecodeError::TooLong(field));
        }
        let text = latin1(&self.rest[..end]);
        self.rest = &self.rest[end + 1..];
        Ok(text)
    }
}

/// Octets as Latin-1 characters.
pub(crate) fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(*b)).collect()
}

/// Appends a NUL-ended string of at most `most` octets.
pub(crate) fn put_string(
    out: &mut Vec<u8>,
    text: &str,
    most: usize,
    field: &'static str,
) -> Result<(), EncodeError> {
    let start = out.len();
    for c in text.chars() {
        match u8::try_from(u32::from(c)) {
            Ok(b) if b != 0 => out.push(b),
            _ => return Err(EncodeError::Character(field)),
        }
    }
    if out.len() - start > most {
        return Err(EncodeError::TooLong { field, most });
    }
    out.push(0);
    Ok(())
}
