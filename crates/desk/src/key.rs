//! The key by which a request is known to have come before.

use catalogue::{Actor, Request};
use sha2::{Digest, Sha256};

/// A key chosen by the sender of a request: a hidden field of a form, a header of a call, a message's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

/// Why a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a request's key is 8 to 128 letters, digits and the signs -_.:")]
pub struct KeyError;

impl IdempotencyKey {
    /// Reads a key.
    ///
    /// # Errors
    /// When it is shorter than 8 or longer than 128, or has signs other than `-_.:`.
    pub fn parse(text: &str) -> Result<IdempotencyKey, KeyError> {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
        match (8..=128).contains(&text.len()) && text.bytes().all(known) {
            true => Ok(IdempotencyKey(text.to_owned())),
            false => Err(KeyError),
        }
    }
}

/// A key together with whose it is: nobody can meet another's key by chance or by intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopedKey(String);

impl ScopedKey {
    /// The key of this hand.
    pub fn of(actor: &Actor, key: &IdempotencyKey) -> ScopedKey {
        let whose = match actor {
            Actor::Officer { account, .. } => format!("officer-{account}"),
            Actor::Person { id } => format!("person-{}", id.0),
            Actor::Token { id, .. } => format!("token-{id}"),
            Actor::System => "system".to_owned(),
        };
        ScopedKey(format!("{whose}/{}", key.0))
    }

    /// As the database keeps it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A digest of what was asked: a key used for something else is told from a repetition by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of the service, the parties and the answers; the answers are kept sorted by name.
    pub fn of(request: &Request) -> Fingerprint {
        let asked = (&request.service, request.asker, request.subject, request.channel, &request.answers);
        Fingerprint(digest(crate::change::json(&asked).as_bytes()))
    }

    /// As the database keeps it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
