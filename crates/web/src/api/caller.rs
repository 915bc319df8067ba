//! Who calls, and in which language they are answered.

use super::problem::{Code, Problem};
use crate::House;
use crate::http::App;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use catalogue::{Actor, Channel};
use desk::authority::{Act, Standing, Who, may};
use desk::identity::TokenBearer;
use desk::{Desk, Looker, NotDone};
use record::{Identifier, Language, Party};

/// No token of ours is longer.
const LONGEST_TOKEN: usize = 128;

/// The language of `Accept-Language`: of Arabic and English the one that is liked better, Arabic in doubt.
pub(crate) fn language(headers: &HeaderMap) -> Language {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|line| line.to_str().ok());
    let mut best = (Language::Ar, 0.0);
    for range in lines.flat_map(|line| line.split(',')).take(32) {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse::<f32>);
        let Some(spoken) = tag.split('-').next().and_then(Language::parse) else { continue };
        match weight {
            Ok(weight) if weight > best.1 && weight <= 1.0 => best = (spoken, weight),
            _ => {}
        }
    }
    best.0
}

/// Somebody who is answered in their language; who they are does not matter.
pub(crate) struct Anybody {
    pub app: App,
    pub language: Language,
}

impl FromRequestParts<App> for Anybody {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Anybody, Self::Rejection> {
        Ok(Anybody { app: app.clone(), language: language(&parts.headers) })
    }
}

/// The bearer of a token that is in force.
pub(crate) struct Caller {
    app: App,
    pub language: Language,
    pub bearer: TokenBearer,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Caller, Problem> {
        let language = language(&parts.headers);
        let given = token(&parts.headers).ok_or_else(|| Problem::new(language, Code::Unauthorized))?;
        let known = app.desk().token(given).await.map_err(|not_done| Problem::of(language, not_done))?;
        let bearer = known.ok_or_else(|| Problem::new(language, Code::Unauthorized))?;
        Ok(Caller { app: app.clone(), language, bearer })
    }
}

/// The last part of an address, which names what is read. One that is no text names nothing.
pub(crate) struct Named(pub String);

impl FromRequestParts<App> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Named, Problem> {
        let path = Path::<String>::from_request_parts(parts, app).await;
        path.map(|Path(name)| Named(name)).map_err(|_| Problem::new(language(&parts.headers), Code::NotFound))
    }
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    let ours = scheme.eq_ignore_ascii_case("bearer")
        && token.len() <= LONGEST_TOKEN
        && token.strip_prefix("jawaz_").is_some_and(|rest| !rest.is_empty());
    ours.then_some(token)
}

impl Caller {
    pub fn desk(&self) -> &Desk {
        self.app.desk()
    }

    pub fn house(&self) -> &House {
        &self.app.house
    }

    pub fn who(&self) -> Who {
        self.bearer.who()
    }

    pub fn actor(&self) -> Actor {
        Actor::Token { id: self.bearer.id, party: self.bearer.party }
    }

    /// Whether the token is for this at all, whomever it may concern.
    pub fn may(&self, act: Act) -> bool {
        may(&self.who(), act, Standing::Oneself)
    }

    /// Lets nobody pass whose token is not for this.
    pub fn must(&self, act: Act) -> Result<(), Problem> {
        if self.may(act) { Ok(()) } else { Err(self.problem(Code::Forbidden)) }
    }

    pub fn looker(&self) -> Looker {
        Looker { who: self.who(), actor: self.actor(), channel: Channel::Api, why: "api".to_owned() }
    }

    pub fn problem(&self, code: Code) -> Problem {
        Problem::new(self.language, code)
    }

    pub fn not_done(&self, not_done: NotDone) -> Problem {
        Problem::of(self.language, not_done)
    }

    /// The party of exactly this identifier.
    pub async fn party(&self, identifier: &Identifier) -> Result<Option<Party>, Problem> {
        let found = self.desk().find(identifier.as_str(), 8).await;
        let found = found.map_err(|not_done| self.not_done(not_done))?;
        Ok(found.into_iter().find(|party| party.identifier() == identifier))
    }

    /// The header by which a repeated request is known; nothing where there is none.
    pub fn key(&self, headers: &HeaderMap) -> Result<Option<desk::IdempotencyKey>, Problem> {
        let mut lines = headers.get_all("idempotency-key").iter();
        let Some(line) = lines.next() else { return Ok(None) };
        let text = Some(line).filter(|_| lines.next().is_none()).map(HeaderValue::to_str);
        let key = text.and_then(Result::ok).and_then(|text| desk::IdempotencyKey::parse(text.trim()).ok());
        key.map(Some).ok_or_else(|| self.problem(Code::KeyMissing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_liked_language_is_spoken_and_arabic_in_doubt() {
        for (line, spoken) in [
            ("", Language::Ar),
            ("fr, de;q=0.5", Language::Ar),
            ("en", Language::En),
            ("en-GB,ar;q=0.9", Language::En),
            ("en;q=0.3, ar-SA;q=0.8", Language::Ar),
            ("fr, en;q=0.1", Language::En),
            ("en;q=0", Language::Ar),
            ("en;q=nonsense", Language::Ar),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(line));
            assert_eq!(language(&headers), spoken, "{line}");
        }
    }
}
