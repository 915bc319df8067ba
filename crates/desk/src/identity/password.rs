//! Passwords: argon2id, with costs that suit the machine, or a test.

use crate::Secrets;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

/// What hashing a password costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// How often it is gone over.
    pub passes: u32,
}

impl Default for PasswordCost {
    /// 19 MiB, two passes: the OWASP Password Storage Cheat Sheet's minimum for argon2id.
    fn default() -> PasswordCost {
        PasswordCost { memory_kib: 19_456, passes: 2 }
    }
}

impl PasswordCost {
    /// As little as argon2 allows: for tests, and for nothing else.
    pub const CHEAP: PasswordCost = PasswordCost { memory_kib: 8, passes: 1 };

    fn argon2(self) -> Option<Argon2<'static>> {
        let params = Params::new(self.memory_kib, self.passes, 1, None).ok()?;
        Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// The password as it is kept, with a salt of its own; nothing if the cost is none that argon2 allows.
pub fn hash_password(password: &str, cost: PasswordCost, secrets: &dyn Secrets) -> Option<String> {
    let mut salt = [0; 16];
    secrets.fill(&mut salt);
    let hash: PasswordHash = cost.argon2()?.hash_password_with_salt(password.as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

/// Whether this is the password; the cost is the one it was kept at. Slow by design: not for an async thread.
pub(super) fn is_password(password: &str, kept: &str) -> bool {
    let Ok(hash) = PasswordHash::new(kept) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::CountingSecrets;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let kept = hash_password("open sesame", PasswordCost::CHEAP, &CountingSecrets::default()).unwrap();

        assert!(is_password("open sesame", &kept));
        assert!(!is_password("open sesam", &kept));
        assert!(!is_password("open sesame", "open sesame"));
    }

    #[test]
    fn two_who_choose_one_password_are_kept_differently() {
        let secrets = CountingSecrets::default();
        let one = hash_password("open sesame", PasswordCost::CHEAP, &secrets);
        assert_ne!(one, hash_password("open sesame", PasswordCost::CHEAP, &secrets));
    }
}
