//! Sessions: who is signed in, by the digest of a token that only their browser has.

use super::officer::Account;
use super::{kept, secret_text};
use crate::authority::Who;
use crate::rows::Cells;
use crate::sql::house;
use crate::{Desk, NotDone};
use calendar::Instant;
use record::PartyId;
use store::{Fault, Unit, Value};

/// A session as it is opened. The token is told here once and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// What the browser keeps in its cookie.
    pub token: String,
    /// What every form of this session must bring back.
    pub csrf: String,
    /// Until when it lasts.
    pub expires: Instant,
}

/// Shows no token: `{:?}` reaches logs.
impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Somebody signed in.
#[derive(Clone, PartialEq, Eq)]
pub enum SignedIn {
    /// An officer, with the account and its office.
    Officer {
        /// The account.
        account: Box<Account>,
        /// What every form of this session must bring back.
        csrf: String,
    },
    /// Somebody on their own page.
    Person {
        /// Who.
        party: PartyId,
        /// What every form of this session must bring back.
        csrf: String,
    },
}

impl SignedIn {
    /// What every form of this session must bring back.
    pub fn csrf(&self) -> &str {
        match self {
            SignedIn::Officer { csrf, .. } | SignedIn::Person { csrf, .. } => csrf,
        }
    }

    /// For their authority.
    pub fn who(&self) -> Who {
        match self {
            SignedIn::Officer { account, .. } => Who::Officer { account: account.id, role: account.role },
            SignedIn::Person { party, .. } => Who::Person { party: *party },
        }
    }
}

/// A shift, in seconds.
const OFFICER_SECONDS: i64 = 10 * 3_600;
const PERSON_SECONDS: i64 = 30 * 60;

impl Desk {
    pub(super) async fn open_session(&self, whose: Result<i64, PartyId>) -> Result<Session, NotDone> {
        let (token, csrf) = (secret_text(&*self.secrets, 32), secret_text(&*self.secrets, 16));
        let now = self.moment().now;
        let (kind, account, party, seconds) = match whose {
            Ok(account) => ("officer", account.into(), Value::Null, OFFICER_SECONDS),
            Err(party) => ("person", Value::Null, party.0.into(), PERSON_SECONDS),
        };
        let expires = now.plus_seconds(seconds);
        let open = house::OPEN_SESSION.with([
            kept(&token).into(),
            kind.into(),
            account,
            party,
            csrf.as_str().into(),
            now.micros().into(),
            expires.micros().into(),
        ]);
        let unit = Unit::new()
            .writes_any(house::CLEAR_SESSIONS.with([now.plus_seconds(-86_400).micros().into()]))
            .writes(open);
        self.store.commit(unit).await.map_err(|fault| self.trouble(&fault))?;
        Ok(Session { token, csrf, expires })
    }

    /// Who is signed in with this token; nobody if it is unknown or has ended, or the account was closed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn session(&self, token: &str) -> Result<Option<SignedIn>, NotDone> {
        self.read_session(token).await.map_err(|fault| self.trouble(&fault))
    }

    async fn read_session(&self, token: &str) -> Result<Option<SignedIn>, Fault> {
        let now = self.moment().now;
        let found =
            self.store.read_one(house::SESSION.with([kept(token).into(), now.micros().into()])).await?;
        let Some(row) = found.first() else { return Ok(None) };
        let mut cells = Cells::of(row, house::SESSION.name);
        let kind = cells.text()?;
        let (account, party, csrf) = (cells.opt_int()?, cells.opt_int()?, cells.string()?);
        match (kind, account, party) {
            ("officer", Some(account), _) => {
                let account = self.read_account(account).await?;
                Ok(account.map(|account| SignedIn::Officer { account: Box::new(account), csrf }))
            }
            ("person", _, Some(party)) => Ok(Some(SignedIn::Person { party: PartyId(party), csrf })),
            _ => Err(cells.unreadable()),
        }
    }

    /// Ends a session; one that is not there has ended already.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sign_out(&self, token: &str) -> Result<(), NotDone> {
        let close = Unit::new().writes_any(house::CLOSE_SESSION.with([kept(token).into()]));
        self.store.commit(close).await.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }
}
