//! Officers: an account bound to an office, a password and the code of an authenticator.

use super::password::{hash_password, is_password};
use super::session::Session;
use super::{Limit, SignInRefused};
use crate::authority::Role;
use crate::rows::{self, Cells};
use crate::sql::house;
use crate::{Desk, NotDone};
use catalogue::OfficeId;
use store::{Fault, Row, Unit};
use tokio::sync::Semaphore;
use totp_rs::{Builder, Secret};

/// An office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The row.
    pub id: OfficeId,
    /// Its name in Arabic and English.
    pub name: (String, String),
    /// Where it is, in Arabic and English.
    pub address: (String, String),
}

/// An officer's account, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The row.
    pub id: i64,
    /// What is typed to sign in.
    pub login: String,
    /// What it is for.
    pub role: Role,
    /// The office it is bound to.
    pub office: OfficeId,
    /// The officer's name in Arabic and English.
    pub name: (String, String),
    /// The officer's rank in Arabic and English.
    pub rank: (String, String),
    /// The counter they sit at now, if at one.
    pub counter: Option<i64>,
}

/// An account to be opened.
#[derive(Clone)]
pub struct NewAccount {
    /// As it will be; its id is given.
    pub account: Account,
    /// Its password in clear; kept as a hash.
    pub password: String,
    /// The authenticator's secret in base32, at least 16 bytes.
    pub totp_secret: String,
}

/// What an officer types.
#[derive(Clone)]
pub struct OfficerSignIn {
    /// The account.
    pub login: String,
    /// The password.
    pub password: String,
    /// The six digits of the authenticator.
    pub code: String,
}

/// Ten tries in a quarter of an hour, for each account.
const TRIES: Limit = Limit { times: 10, seconds: 15 * 60 };

/// An account that does not exist is compared with this, so that it takes as long as one that does.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$\
                       lXG2v5wYw4Qp1oQ0fZ8eM6hNqk3b7tR9sJcD5uVxAyE";

/// Passwords compared at once: each takes 19 MiB and a core, and whoever knocks with made-up logins must not take
/// them all.
static COMPARING: Semaphore = Semaphore::const_new(4);

/// An account with its secrets.
struct Known {
    account: Account,
    password_hash: String,
    totp_secret: String,
}

impl Desk {
    /// Opens an office.
    ///
    /// # Errors
    /// When its id is taken, or the store fails.
    pub async fn open_office(&self, office: &Office) -> Result<(), NotDone> {
        let open = house::OPEN_OFFICE.with([
            office.id.0.into(),
            office.name.0.as_str().into(),
            office.name.1.as_str().into(),
            office.address.0.as_str().into(),
            office.address.1.as_str().into(),
        ]);
        let done = self.store.commit(Unit::new().writes(open)).await;
        done.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }

    /// All offices.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn offices(&self) -> Result<Vec<Office>, NotDone> {
        let found = self.store.read_one(house::OFFICES.with([])).await;
        found.and_then(|found| rows::all(&found, office)).map_err(|fault| self.trouble(&fault))
    }

    /// An office.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn office(&self, id: OfficeId) -> Result<Option<Office>, NotDone> {
        let found = self.store.read_one(house::OFFICE.with([id.0.into()])).await;
        let found = found.and_then(|found| found.first().map(office).transpose());
        found.map_err(|fault| self.trouble(&fault))
    }

    /// Opens an account.
    ///
    /// # Errors
    /// When its id or login is taken or its office unknown, or the store fails.
    pub async fn open_account(&self, new: NewAccount) -> Result<(), NotDone> {
        let (cost, secrets, password) = (self.passwords, self.secrets.clone(), new.password);
        let hashed = tokio::task::spawn_blocking(move || hash_password(&password, cost, &*secrets)).await;
        let Ok(Some(hashed)) = hashed else { return Err(self.trouble(&broken("hashing a password"))) };
        let account = &new.account;
        let open = house::OPEN_ACCOUNT.with([
            account.id.into(),
            account.login.as_str().into(),
            hashed.into(),
            new.totp_secret.as_str().into(),
            account.role.as_str().into(),
            account.office.0.into(),
            account.name.0.as_str().into(),
            account.name.1.as_str().into(),
            account.rank.0.as_str().into(),
            account.rank.1.as_str().into(),
            account.counter.into(),
        ]);
        let done = self.store.commit(Unit::new().writes(open)).await;
        done.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }

    /// All open accounts, without their secrets.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn accounts(&self) -> Result<Vec<Account>, NotDone> {
        let found = self.store.read_one(house::ACCOUNTS.with([])).await;
        let known = found.and_then(|found| rows::all(&found, known));
        known
            .map(|known| known.into_iter().map(|known| known.account).collect())
            .map_err(|fault| self.trouble(&fault))
    }

    /// Signs an officer in. A code of the authenticator counts once.
    ///
    /// # Errors
    /// `NotRecognised` whatever was wrong; `TooOften` after ten tries in a quarter of an hour.
    pub async fn sign_in_officer(&self, typed: OfficerSignIn) -> Result<Session, SignInRefused> {
        let login = typed.login.trim().to_lowercase();
        if !self.within(&format!("officer/{login}"), TRIES).await? {
            return Err(SignInRefused::TooOften);
        }
        let found = self.store.read_one(house::ACCOUNT_BY_LOGIN.with([login.as_str().into()])).await;
        let known = found.and_then(|found| found.first().map(known).transpose());
        let known = known.map_err(|fault| self.trouble(&fault))?;
        let hash = known.as_ref().map_or(NOBODYS.to_owned(), |known| known.password_hash.clone());
        let password = typed.password;
        let turn = COMPARING.acquire().await.ok();
        let compare = move || {
            let _turn = turn;
            is_password(&password, &hash)
        };
        let right = tokio::task::spawn_blocking(compare).await.unwrap_or(false);
        let Some(known) = known.filter(|_| right) else { return Err(SignInRefused::NotRecognised) };
        let seconds = u64::try_from(self.moment().now.micros() / 1_000_000).unwrap_or(0);
        let Some(step) = totp_step(&known.totp_secret, typed.code.trim(), seconds) else {
            return Err(SignInRefused::NotRecognised);
        };
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        let used = Unit::new().claims(house::USE_TOTP_STEP.with([known.account.id.into(), step.into()]));
        if !self.claimed(used).await? {
            return Err(SignInRefused::NotRecognised);
        }
        Ok(self.open_session(Ok(known.account.id)).await?)
    }

    /// Signs in as an officer without any secret: in the demonstration, and only there.
    ///
    /// # Errors
    /// `NotOffered` anywhere else; `NotRecognised` for an account that is not there.
    pub async fn sign_in_as_officer(&self, account: i64) -> Result<Session, SignInRefused> {
        if !self.demo {
            return Err(SignInRefused::NotOffered);
        }
        match self.read_account(account).await.map_err(|fault| self.trouble(&fault))? {
            None => Err(SignInRefused::NotRecognised),
            Some(account) => Ok(self.open_session(Ok(account.id)).await?),
        }
    }

    pub(super) async fn read_account(&self, id: i64) -> Result<Option<Account>, Fault> {
        let found = self.store.read_one(house::ACCOUNT.with([id.into()])).await?;
        Ok(found.first().map(known).transpose()?.map(|known| known.account))
    }
}

/// The step whose code this is: the present one, the one before, or the one after (RFC 6238, 5.2).
fn totp_step(secret: &str, code: &str, seconds: u64) -> Option<u64> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).build().ok()?.check(code, seconds)
}

fn known(row: &Row) -> Result<Known, Fault> {
    let mut cells = Cells::of(row, house::ACCOUNT.name);
    let (id, login) = (cells.int()?, cells.string()?);
    let (password_hash, totp_secret) = (cells.string()?, cells.string()?);
    cells.skip(1);
    let account = Account {
        id,
        login,
        role: cells.word()?,
        office: OfficeId(cells.int()?),
        name: (cells.string()?, cells.string()?),
        rank: (cells.string()?, cells.string()?),
        counter: cells.opt_int()?,
    };
    Ok(Known { account, password_hash, totp_secret })
}

fn office(row: &Row) -> Result<Office, Fault> {
    let mut cells = Cells::of(row, house::OFFICE.name);
    Ok(Office {
        id: OfficeId(cells.int()?),
        name: (cells.string()?, cells.string()?),
        address: (cells.string()?, cells.string()?),
    })
}

fn broken(doing: &'static str) -> Fault {
    Fault { doing, again: store::Again::Never, kind: store::FaultKind::Defect, source: None }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_login_nobody_has_costs_as_much_as_one_that_somebody_has() {
        let hash =
            argon2::password_hash::phc::PasswordHash::new(super::NOBODYS).expect("a hash that is compared");
        assert_eq!(hash.hash.map(|output| output.len()), Some(32));
    }
}
