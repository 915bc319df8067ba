//! The proof of who says something, when, and that it was not altered.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The header with the bank's one name.
pub const BANK: &str = "jawaz-bank";
/// The header with the message's own number, never used twice.
pub const MESSAGE: &str = "jawaz-message";
/// The header with the time of the message, in seconds since 1970.
pub const TIME: &str = "jawaz-time";
/// The header with the signature, in hexadecimal.
pub const SIGNATURE: &str = "jawaz-signature";

/// How far the clocks of the two may lie apart, in seconds. A message is remembered for longer than twice this.
pub const TIMES_MAY_DIFFER: i64 = 300;

/// What both sides know and nobody else.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret; nothing if it is shorter than 32 octets.
    pub fn new(text: &str) -> Option<Secret> {
        (text.len() >= 32).then(|| Secret(text.to_owned()))
    }

    fn mac(&self, of: &Seal, path: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).ok()?;
        // Each part ends with what none of them contains, so that no two messages are signed alike.
        for part in [of.bank.as_str(), of.message.as_str(), &of.time.to_string(), path] {
            mac.update(part.as_bytes());
            mac.update(b"\n");
        }
        mac.update(body);
        Some(mac)
    }
}

/// Shows nothing of it.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(_)")
    }
}

/// What a message carries beside its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The bank's one name, whichever side speaks.
    pub bank: String,
    /// The message's own number.
    pub message: String,
    /// When it was said, in seconds since 1970.
    pub time: i64,
    /// The signature, in hexadecimal.
    pub signature: String,
}

/// Why a message is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsealed {
    /// A header is missing or cannot be read.
    #[error("the message is not signed: send jawaz-bank, jawaz-message, jawaz-time and jawaz-signature")]
    NotSigned,
    /// It was said too long ago, or lies ahead.
    #[error("the message's time is too far from ours")]
    OutOfTime,
    /// Somebody else said it, or it was altered.
    #[error("the signature does not fit the message")]
    Forged,
}

impl Seal {
    /// Signs a message to `path` with this body.
    pub fn of(secret: &Secret, bank: &str, message: &str, time: i64, path: &str, body: &[u8]) -> Seal {
        let seal =
            Seal { bank: bank.to_owned(), message: message.to_owned(), time, signature: String::new() };
        let mac = secret.mac(&seal, path, body).map(|mac| mac.finalize().into_bytes());
        let signature = mac.map(|bytes| bytes.iter().map(|byte| format!("{byte:02x}")).collect());
        Seal { signature: signature.unwrap_or_default(), ..seal }
    }

    /// Reads the four headers.
    ///
    /// # Errors
    /// `NotSigned` where one is missing, too long or unreadable.
    pub fn read<'h>(header: impl Fn(&'static str) -> Option<&'h str>) -> Result<Seal, Unsealed> {
        let plain = |name| {
            let text = header(name).filter(|text: &&str| (1..=128).contains(&text.len()));
            text.filter(|text| text.bytes().all(|byte| byte.is_ascii_graphic()))
                .map(str::to_owned)
                .ok_or(Unsealed::NotSigned)
        };
        Ok(Seal {
            bank: plain(BANK)?,
            message: plain(MESSAGE)?,
            time: plain(TIME)?.parse().map_err(|_| Unsealed::NotSigned)?,
            signature: plain(SIGNATURE)?,
        })
    }

    /// Whether the holder of the secret said this, to this path, about now.
    ///
    /// # Errors
    /// Why it is not believed.
    pub fn check(&self, secret: &Secret, now: i64, path: &str, body: &[u8]) -> Result<(), Unsealed> {
        if self.time.abs_diff(now) > TIMES_MAY_DIFFER.unsigned_abs() {
            return Err(Unsealed::OutOfTime);
        }
        let given = bytes(&self.signature).ok_or(Unsealed::Forged)?;
        let mac = secret.mac(self, path, body).ok_or(Unsealed::Forged)?;
        mac.verify_slice(&given).map_err(|_| Unsealed::Forged)
    }

    /// The four headers.
    pub fn headers(&self) -> [(&'static str, String); 4] {
        [
            (BANK, self.bank.clone()),
            (MESSAGE, self.message.clone()),
            (TIME, self.time.to_string()),
            (SIGNATURE, self.signature.clone()),
        ]
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        hex.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() == 64)?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    const NOW: i64 = 1_780_000_000;

    fn secret() -> Secret {
        Secret::new("a secret that both know, 32 octets").unwrap()
    }

    fn seal() -> Seal {
        Seal::of(&secret(), "bank", "m-1", NOW, "/payments", b"{}")
    }

    #[test]
    fn what_was_signed_is_believed_within_five_minutes_on_either_side() {
        for apart in [-300, 0, 300] {
            assert_eq!(seal().check(&secret(), NOW + apart, "/payments", b"{}"), Ok(()));
        }
        for apart in [-301, 301, i64::MIN / 2] {
            assert_eq!(seal().check(&secret(), NOW + apart, "/payments", b"{}"), Err(Unsealed::OutOfTime));
        }
    }

    #[test]
    fn whatever_is_altered_the_signature_fits_no_more() {
        let other = Secret::new("another secret, as long as the first").unwrap();
        let forged = Err(Unsealed::Forged);
        assert_eq!(seal().check(&other, NOW, "/payments", b"{}"), forged);
        assert_eq!(seal().check(&secret(), NOW, "/refunds", b"{}"), forged);
        assert_eq!(seal().check(&secret(), NOW, "/payments", b"{ }"), forged);
        for altered in [
            Seal { bank: "bank2".to_owned(), ..seal() },
            Seal { message: "m-2".to_owned(), ..seal() },
            Seal { time: NOW + 1, ..seal() },
            Seal { signature: "00".repeat(32), ..seal() },
            Seal { signature: String::new(), ..seal() },
            Seal { signature: "é".repeat(32), ..seal() },
        ] {
            assert_eq!(altered.check(&secret(), NOW, "/payments", b"{}"), forged, "{altered:?}");
        }
    }

    #[test]
    fn the_headers_are_read_as_they_were_written() {
        let headers = seal().headers();
        let find = |name| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        assert_eq!(Seal::read(find), Ok(seal()));
        assert_eq!(Seal::read(|_| None), Err(Unsealed::NotSigned));
        assert_eq!(Seal::read(|_| Some("two words")), Err(Unsealed::NotSigned));
    }

    #[test]
    fn a_short_secret_is_none_and_no_secret_is_shown() {
        assert_eq!(Secret::new("short"), None);
        assert_eq!(format!("{:?}", secret()), "Secret(_)");
    }
}
