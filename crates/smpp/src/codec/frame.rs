//! Cutting a TCP stream into commands.

use thiserror::Error;

/// The four words before every body (SMPP 3.4, 3.2).
pub const HEADER: usize = 16;

/// The longest command accepted: a `message_payload` of 64 KiB with room for the rest.
pub const LONGEST: usize = 70_000;

/// One command as it came, its body not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Command id.
    pub command: u32,
    /// Command status; zero in requests.
    pub status: u32,
    /// Sequence number.
    pub sequence: u32,
    /// The octets after the header.
    pub body: Vec<u8>,
}

/// The stream says a length no command can have. A length-delimited stream
/// cannot be picked up again after that: the link must be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a command of {length} octets cannot be")]
pub struct BadLength {
    /// The length as sent.
    pub length: u32,
    /// The sequence number, where the header had arrived.
    pub sequence: u32,
}

/// Collects octets until whole commands are there. Commands may arrive in
/// pieces or several at once; TCP promises neither.
#[derive(Debug, Default)]
pub struct Frames {
    bytes: Vec<u8>,
    start: usize,
}

impl Frames {
    /// Adds octets as they came off the socket.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.start > 0 {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// The next whole command, if it has arrived.
    ///
    /// # Errors
    /// [`BadLength`] when the length is under the header's or over [`LONGEST`].
    pub fn next_frame(&mut self) -> Result<Option<Frame>, BadLength> {
        let rest = &self.bytes[self.start..];
        let Some(length) = word(rest, 0) else {
            return Ok(None);
        };
        let whole = length as usize;
        if !(HEADER..=LONGEST).contains(&whole) {
            let sequence = word(rest, 12).unwrap_or(0);
            return Err(BadLength { length, sequence });
        }
        if rest.len() < whole {
            return Ok(None);
        }
        let (Some(command), Some(status), Some(sequence)) = (word(rest, 4), word(rest, 8), word(rest, 12))
        else {
            return Ok(None);
        };
        let body = rest[HEADER..whole].to_vec();
        self.start += whole;
        Ok(Some(Frame { command, status, sequence, body }))
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enquire(sequence: u32) -> Vec<u8> {
        [16u32, 0x15, 0, sequence].iter().flat_map(|w| w.to_be_bytes()).collect()
    }

    #[test]
    fn commands_in_pieces_and_together() {
        // Given two commands on one stream
        let mut stream = enquire(1);
        stream.extend(enquire(2));
        // When they arrive an octet at a time
        let mut frames = Frames::default();
        let mut seen = Vec::new();
        for b in &stream {
            frames.push(&[*b]);
            while let Some(f) = frames.next_frame().unwrap() {
                seen.push(f.sequence);
            }
        }
        assert_eq!(seen, [1, 2]);
        // And when they arrive at once
        frames.push(&stream);
        assert_eq!(frames.next_frame().unwrap().unwrap().sequence, 1);
        assert_eq!(frames.next_frame().unwrap().unwrap().sequence, 2);
        assert_eq!(frames.next_frame().unwrap(), None);
    }

    #[test]
    fn an_impossible_length_is_refused_at_once() {
        for length in [0u32, 15, 70_001, u32::MAX] {
            let mut frames = Frames::default();
            frames.push(&length.to_be_bytes());
            assert_eq!(frames.next_frame().unwrap_err().length, length);
        }
    }
}
