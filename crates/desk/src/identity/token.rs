//! Tokens of other systems.

use super::{kept, secret_text};
use crate::authority::{Scope, Who};
use crate::rows::{self, Cells};
use crate::sql::house;
use crate::{Desk, NotDone};
use calendar::Instant;
use record::PartyId;
use store::{Fault, Row, Unit};

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What it is called in lists.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// The party it speaks for, if it speaks for one.
    pub party: Option<PartyId>,
    /// How long it lasts, in days.
    pub days: i64,
}

/// Who calls with a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenBearer {
    /// The token's row.
    pub id: i64,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// The party it speaks for, if it speaks for one.
    pub party: Option<PartyId>,
}

impl TokenBearer {
    /// For its authority.
    pub fn who(&self) -> Who {
        Who::Token { id: self.id, scopes: self.scopes.clone(), party: self.party }
    }
}

/// A token as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenListed {
    /// What it is called.
    pub name: String,
    /// Who calls with it.
    pub bearer: TokenBearer,
    /// Until when it lasts.
    pub expires: Instant,
}

/// Found by leak scanners, and by people.
const PREFIX: &str = "jawaz_";

impl Desk {
    /// Makes a token. What is returned is told once and kept nowhere.
    ///
    /// # Errors
    /// When its party is not there, or the store fails.
    pub async fn make_token(&self, new: &NewToken) -> Result<String, NotDone> {
        let token = format!("{PREFIX}{}", secret_text(&*self.secrets, 32));
        let mut ids = self.ids.take(1).await.map_err(|fault| self.trouble(&fault))?;
        let now = self.moment().now;
        let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.as_str()).collect();
        let make = house::MAKE_TOKEN.with([
            ids.fresh().into(),
            kept(&token).into(),
            new.name.as_str().into(),
            scopes.join(" ").into(),
            new.party.map(|party| party.0).into(),
            now.micros().into(),
            now.plus_seconds(new.days * 86_400).micros().into(),
        ]);
        let done = self.store.commit(Unit::new().writes(make)).await;
        done.map(|_| token).map_err(|fault| self.trouble(&fault))
    }

    /// Who calls with this token; nobody if it is unknown, ended or was revoked.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn token(&self, token: &str) -> Result<Option<TokenBearer>, NotDone> {
        let now = self.moment().now.micros();
        let found = self.store.read_one(house::TOKEN.with([kept(token).into(), now.into()])).await;
        let found = found.and_then(|found| found.first().map(listed).transpose());
        found.map(|found| found.map(|listed| listed.bearer)).map_err(|fault| self.trouble(&fault))
    }

    /// All tokens that were not revoked.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn tokens(&self) -> Result<Vec<TokenListed>, NotDone> {
        let found = self.store.read_one(house::TOKENS.with([])).await;
        found.and_then(|found| rows::all(&found, listed)).map_err(|fault| self.trouble(&fault))
    }

    /// Revokes a token; false if there was none to revoke.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn revoke_token(&self, id: i64) -> Result<bool, NotDone> {
        let now = self.moment().now.micros();
        self.claimed(Unit::new().claims(house::REVOKE_TOKEN.with([id.into(), now.into()]))).await
    }
}

fn listed(row: &Row) -> Result<TokenListed, Fault> {
    let mut cells = Cells::of(row, house::TOKEN.name);
    let (id, name) = (cells.int()?, cells.string()?);
    let words = cells.text()?.split_whitespace();
    let scopes: Option<Vec<Scope>> = words.map(Scope::parse).collect();
    let scopes = scopes.ok_or_else(|| cells.unreadable())?;
    let party = cells.opt_int()?.map(PartyId);
    Ok(TokenListed { name, bearer: TokenBearer { id, scopes, party }, expires: cells.instant()? })
}
