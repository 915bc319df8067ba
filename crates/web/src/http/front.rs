//! What every handler is given: the house, the reader's language and the frame of a page.

use super::metrics::Metrics;
use super::stop::Stop;
use crate::House;
use crate::present::say;
use crate::view::{Bar, Lang, Page};
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use desk::Desk;
use record::{Language, stir};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::broadcast;

/// The house with what its pages keep beside it.
pub(crate) struct Front {
    pub house: House,
    pub metrics: Metrics,
    /// Numbers of phones whose face changed by a reply.
    pub replied: broadcast::Sender<String>,
    faults: AtomicI64,
}

/// Shared by all requests.
pub(crate) type App = Arc<Front>;

impl Front {
    pub fn new(house: House) -> Front {
        let (replied, _) = broadcast::channel(64);
        Front { house, metrics: Metrics::default(), replied, faults: AtomicI64::new(0) }
    }

    pub fn desk(&self) -> &Desk {
        &self.house.desk
    }

    /// Whether browsers reach this house by HTTPS.
    pub fn is_secure(&self) -> bool {
        self.house.public_url.starts_with("https://")
    }

    /// Logs a fault of the pages themselves, once, under a short reference.
    pub fn fault(&self, doing: &'static str, error: &dyn std::fmt::Display) -> Stop {
        let n = self.faults.fetch_add(1, Ordering::Relaxed);
        let drawn = stir(self.desk().moment().now.micros() ^ n);
        let reference = format!("{:010x}", drawn & 0xFF_FFFF_FFFF);
        tracing::error!(reference, doing, %error, "a page could not be made");
        Stop::Fault(StatusCode::INTERNAL_SERVER_ERROR, reference)
    }
}

/// One request: the house, and who reads in which language at which address.
#[derive(Clone)]
pub(crate) struct Ctx {
    pub app: App,
    pub lang: Lang,
    /// Path and query of this page, without what was typed to find somebody.
    pub here: String,
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Ctx, Infallible> {
        Ok(Ctx::of(app, parts))
    }
}

impl Ctx {
    pub fn of(app: &App, parts: &Parts) -> Ctx {
        let lang = match cookie(&parts.headers, "lang") {
            Some("en") => Lang::En,
            _ => Lang::Ar,
        };
        let path = parts.uri.path();
        // What was searched for stays out of the address of the other language.
        let query = parts.uri.query().filter(|_| path != "/counter" && path != "/phones");
        let here = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
        Ctx { app: app.clone(), lang, here }
    }

    pub fn desk(&self) -> &Desk {
        self.app.desk()
    }

    pub fn language(&self) -> Language {
        self.lang.into()
    }

    /// The words in the reader's language.
    pub fn say(&self, ar: &str, en: &str) -> String {
        say(self.lang, ar, en)
    }

    /// A page for somebody who is not signed in.
    pub fn page(&self, title: impl Into<String>) -> Page {
        let mut page = Page::new(self.lang, title);
        page.demo = self.app.house.demo.is_some();
        page.switch_href = self.switch();
        page.bar = Bar { today: Some(crate::present::today(self)), ..Bar::default() };
        page
    }

    fn switch(&self) -> String {
        let back = encode(&self.here);
        format!("/language?to={}&back={back}", self.lang.other().tag())
    }

    /// Renders a view.
    pub fn html(&self, view: &impl Template) -> Result<Response, Stop> {
        let text = view.render().map_err(|error| self.app.fault("rendering", &error))?;
        Ok(Html(text).into_response())
    }
}

/// A value of the `Cookie` header.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    pairs
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
}

/// A part of an address, percent-encoded.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte as char)
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
