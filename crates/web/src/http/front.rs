//! What every handler is given: the house, the reader's language and the frame of a page.

use super::metrics::Metrics;
use super::stop::Stop;
use crate::House;
use crate::present::{sentence, word};
use crate::view::{Bar, Lang, Page};
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use desk::Desk;
use record::{Facts, Language, stir};
use std::convert::Infallible;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{broadcast, watch};

/// The house with what its pages keep beside it.
pub(crate) struct Front {
    pub house: House,
    pub metrics: Metrics,
    /// Numbers of phones whose face changed by a reply.
    pub replied: broadcast::Sender<String>,
    /// Turns true when the house closes: streams end then.
    pub stopping: watch::Receiver<bool>,
    pub rate: Rate,
    faults: AtomicI64,
    _open: Option<watch::Sender<bool>>,
}

/// How fast a counter grows between two looks at it.
#[derive(Default)]
pub(crate) struct Rate(Mutex<Option<(Instant, u64, Option<f64>)>>);

impl Rate {
    /// The growth a second since the last look that is at least a second old; nothing at the first.
    pub fn of(&self, count: u64) -> Option<f64> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        match *last {
            Some((since, _, rate)) if now - since < Duration::from_secs(1) => rate,
            Some((since, before, _)) => {
                let rate = count.saturating_sub(before) as f64 / (now - since).as_secs_f64();
                *last = Some((now, count, Some(rate)));
                Some(rate)
            }
            None => {
                *last = Some((now, count, None));
                None
            }
        }
    }
}

/// Shared by all requests.
pub(crate) type App = Arc<Front>;

impl Front {
    pub fn new(house: House) -> Front {
        let (replied, _) = broadcast::channel(64);
        let (open, stopping) = match house.stopping.clone() {
            Some(stopping) => (None, stopping),
            None => {
                let (open, stopping) = watch::channel(false);
                (Some(open), stopping)
            }
        };
        let faults = AtomicI64::new(0);
        let (metrics, rate) = (Metrics::default(), Rate::default());
        Front { house, metrics, replied, stopping, rate, faults, _open: open }
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

    /// The word or sentence `key` in the reader's language.
    pub fn word(&self, key: &str) -> String {
        word(self.lang, key)
    }

    /// The sentence `key` with its blanks filled.
    pub fn sentence(&self, key: &str, facts: &Facts) -> String {
        sentence(self.lang, key, facts)
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
