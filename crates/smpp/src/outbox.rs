//! Octets that wait to be written, and how many were.

use crate::codec::{EncodeError, Pdu};

/// A stream's unwritten end. Every octet pushed is written in order, however short the writes are.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    bytes: Vec<u8>,
    start: usize,
    written: u64,
}

impl Outbox {
    pub fn push(&mut self, pdu: &Pdu) -> Result<(), EncodeError> {
        pdu.encode(&mut self.bytes)
    }

    pub fn unsent(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    pub fn len(&self) -> usize {
        self.bytes.len() - self.start
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The socket took `n` octets.
    pub fn wrote(&mut self, n: usize) {
        self.start = (self.start + n).min(self.bytes.len());
        self.written += n as u64;
        if self.start == self.bytes.len() {
            self.bytes.clear();
            self.start = 0;
        } else if self.start > 64 * 1024 {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
    }

    /// How many octets the socket took since the stream began.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// The stream offset after the last octet pushed.
    pub fn end(&self) -> u64 {
        self.written + self.len() as u64
    }
}
