//! A browser without script: it keeps cookies, follows links and sends forms as they stand on the page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use catalogue::{Catalogue, Known};
use desk::testing::{CountingSecrets, TestHouse};
use desk::{Clock, Desk, Parts};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt;
use web::House;

/// A clock that reads a test house's own.
struct ClockOf(Desk);

impl Clock for ClockOf {
    fn now(&self) -> calendar::Instant {
        self.0.moment().now
    }
}

/// The pages of a test house, as in the demonstration or not.
pub fn pages_of(house: &TestHouse, one_click: bool) -> Router {
    let catalogue = Arc::new(Catalogue::embedded(&Known::default()).unwrap());
    let desk = Desk::new(Parts {
        store: house.desk.store().clone(),
        catalogue: catalogue.clone(),
        words: Arc::new(words::Words::load().unwrap()),
        clock: Arc::new(ClockOf(house.desk.clone())),
        secrets: Arc::new(CountingSecrets::default()),
        passwords: desk::identity::PasswordCost::CHEAP,
        demo: one_click,
    });
    web::router(House {
        desk,
        catalogue,
        link: None,
        public_url: "http://test".to_owned(),
        stopping: None,
        banks: Vec::new(),
        demo: None,
    })
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn must_say(&self, text: &str) -> &Answer {
        assert!(self.text().contains(text), "no {text:?} in ({}) {}", self.status, self.text());
        self
    }

    /// The page's text without its markup and the marks of isolation.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                '\u{2068}' | '\u{2069}' | '\u{200E}' => {}
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text
    }

    /// The fields of the form that is sent to an address which contains `action`, as they stand.
    pub fn form(&self, action: &str) -> Form {
        let forms = self.body.split("<form").skip(1);
        let form = forms
            .map(|form| form.split("</form>").next().unwrap())
            .find(|form| {
                attribute(form.split('>').next().unwrap(), "action").is_some_and(|to| to.contains(action))
            })
            .unwrap_or_else(|| panic!("no form for {action} in {}", self.text()));
        let to = attribute(form.split('>').next().unwrap(), "action").unwrap();
        let mut fields = Vec::new();
        for tag in form.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            let radio = tag.contains("type=\"radio\"");
            if tag.starts_with("input") && (!radio || tag.contains(" checked")) {
                let value = attribute(tag, "value").unwrap_or_default();
                fields.push((attribute(tag, "name").unwrap(), value));
            }
        }
        for select in form.split("<select").skip(1) {
            let name = attribute(select, "name").unwrap();
            let options: Vec<&str> =
                select.split("</select>").next().unwrap().split("<option").skip(1).collect();
            let chosen = options.iter().find(|o| o.split('>').next().unwrap().contains(" selected"));
            if let Some(option) = chosen.or(options.first()) {
                fields.push((name, attribute(option, "value").unwrap()));
            }
        }
        Form { to, fields }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(value.replace("&#38;", "&").replace("&amp;", "&"))
}

/// A form to be sent.
#[derive(Clone, Debug)]
pub struct Form {
    pub to: String,
    pub fields: Vec<(String, String)>,
}

impl Form {
    pub fn with(mut self, name: &str, value: &str) -> Form {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Form {
        self.fields.retain(|(known, _)| known != name);
        self
    }
}

/// One browser.
#[derive(Clone)]
pub struct Browser {
    pages: Router,
    pub cookies: BTreeMap<String, String>,
    pub origin: Option<String>,
}

impl Browser {
    pub fn of(pages: &Router) -> Browser {
        let cookies = BTreeMap::from([("lang".to_owned(), "en".to_owned())]);
        Browser { pages: pages.clone(), cookies, origin: Some("http://test".to_owned()) }
    }

    /// Another browser at the same pages: somebody else's.
    pub fn another(&self) -> Browser {
        Browser::of(&self.pages)
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), String::new()).await
    }

    /// Follows redirections.
    pub async fn visit(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            if !answer.status.is_redirection() {
                break;
            }
            answer = self.get(answer.location()).await;
        }
        answer
    }

    pub async fn post(&mut self, form: &Form) -> Answer {
        let body = form.fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        let request =
            Request::post(&form.to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, body.collect::<Vec<_>>().join("&")).await
    }

    /// Sends a form and follows where it leads.
    pub async fn send_and_follow(&mut self, form: &Form) -> Answer {
        let answer = self.post(form).await;
        match answer.status.is_redirection() {
            true => self.visit(answer.location()).await,
            false => answer,
        }
    }

    async fn send(&mut self, mut request: axum::http::request::Builder, body: String) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request = request.header(header::COOKIE, cookies.join("; ")).header(header::HOST, "test");
        if let Some(origin) = &self.origin {
            request = request.header(header::ORIGIN, origin);
        }
        let answer = self.pages.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        for value in answer.headers().get_all(header::SET_COOKIE) {
            let (name, value) = value.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

pub fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
