//! Row ids, taken from a sequence that is handed in: nothing here is random.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }
    )*};
}

id!(
    /// A person or an establishment.
    PartyId,
    /// A tie between two parties.
    TieId,
    /// A document.
    DocumentId,
    /// A standing block.
    BlockId,
    /// A border crossing.
    CrossingId,
    /// A notice owed to one recipient.
    NoticeId,
    /// A granted decision as committed.
    TransactionId
);

/// A supply of fresh ids: so many from a start that nobody else was given.
#[derive(Debug, Clone)]
pub struct Ids {
    next: i64,
}

impl Ids {
    /// Ids from `start` on. Whoever calls promises that the numbers after it are free.
    pub fn from(start: i64) -> Ids {
        Ids { next: start }
    }

    /// The next one.
    pub fn fresh(&mut self) -> i64 {
        let id = self.next;
        self.next += 1;
        id
    }
}

/// Spreads ids that lie close together over all 64 bits (the finisher of SplitMix64), so that a number cut from
/// it does not tell when or after whom it was given.
pub fn stir(id: i64) -> u64 {
    let mut z = id as u64;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// What people call a transaction by: eight letters and digits that are not mistaken for each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Reference {
    /// The reference of a transaction, from its id.
    ///
    /// Forty bits cannot tell all transactions apart for ever: the register refuses a second use of a
    /// reference, and whoever decides then takes a fresh id.
    pub fn of(id: TransactionId) -> Reference {
        let stirred = stir(id.0);
        let letters = (0..8).rev().map(|i| ALPHABET[(stirred >> (5 * i) & 31) as usize] as char);
        Reference(letters.collect())
    }

    /// Reads one as typed by a person: case and the look-alikes O, I and L are forgiven.
    pub fn parse(text: &str) -> Option<Reference> {
        let letters: String = text
            .trim()
            .chars()
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        (letters.len() == 8 && letters.bytes().all(|b| ALPHABET.contains(&b))).then_some(Reference(letters))
    }

    /// The eight letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_transactions_look_different_and_read_back() {
        let (one, two) = (Reference::of(TransactionId(1 << 41)), Reference::of(TransactionId((1 << 41) + 1)));

        assert_ne!(one, two);
        assert_eq!(Reference::parse(&one.as_str().to_lowercase()), Some(one));
        assert_eq!(Reference::parse("8Q4T"), None);
    }
}
