//! Who somebody is: sign-in of officers and of the public, sessions, tokens of other systems.
//!
//! Of every secret only a digest is kept. What is refused is refused in one way, so that nobody learns from it
//! which accounts or identifiers exist.

mod officer;
mod password;
mod person;
mod session;
mod token;

pub use officer::{Account, NewAccount, Office, OfficerSignIn};
pub use password::{PasswordCost, hash_password};
pub use person::{ATTEMPTS, CODE_SECONDS, CodeAsked};
pub use session::{Session, SignedIn};
pub use token::{NewToken, TokenBearer, TokenListed};

use crate::key::digest;
use crate::sql::house;
use crate::{Desk, NotDone, Secrets};
use calendar::Instant;
use store::{Outcome, Unit};

/// Why a sign-in did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignInRefused {
    /// Something of what was given is wrong; which is not told.
    #[error("not recognised")]
    NotRecognised,
    /// Too many tries; later again.
    #[error("too many tries")]
    TooOften,
    /// Nobody may sign in this way here.
    #[error("not offered here")]
    NotOffered,
    /// It could not be judged.
    #[error(transparent)]
    NotDone(#[from] NotDone),
}

/// How often something may be done, and in how many seconds.
#[derive(Clone, Copy)]
struct Limit {
    times: i64,
    seconds: i64,
}

/// Secrets as text: `bytes` random bytes in hexadecimal.
fn secret_text(secrets: &dyn Secrets, bytes: usize) -> String {
    let mut drawn = vec![0; bytes];
    secrets.fill(&mut drawn);
    drawn.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digest under which a token of any kind is kept.
fn kept(token: &str) -> String {
    digest(token.as_bytes())
}

impl Desk {
    /// Counts one more of `what`, which is kept as a digest; false where the limit was reached.
    async fn within(&self, what: &str, limit: Limit) -> Result<bool, NotDone> {
        let now = self.moment().now;
        let since: Instant = now.plus_seconds(-limit.seconds);
        let count = house::COUNT_ONE.with([
            digest(what.as_bytes()).into(),
            now.micros().into(),
            since.micros().into(),
            limit.times.into(),
        ]);
        match self.store.commit(Unit::new().claims(count)).await {
            Ok(outcome) => Ok(matches!(outcome, Outcome::Done(_))),
            Err(fault) => Err(self.trouble(&fault)),
        }
    }

    /// Runs a unit that claims; false where the claim came second.
    async fn claimed(&self, unit: Unit) -> Result<bool, NotDone> {
        match self.store.commit(unit).await {
            Ok(outcome) => Ok(matches!(outcome, Outcome::Done(_))),
            Err(fault) => Err(self.trouble(&fault)),
        }
    }
}
