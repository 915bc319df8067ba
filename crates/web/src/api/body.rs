//! Reading a body: one flat JSON object whose every field is known.
//!
//! It is read by hand, field by field, so that all that is wrong is told at once, in the caller's language, and
//! so that nothing is overlooked: a field we do not know, or one that is there twice, is refused.

use super::caller::Caller;
use super::problem::{Code, Problem};
use super::shapes::FieldError;
use crate::http::App;
use crate::present::{identifier_error, word};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use catalogue::Answers;
use record::{Identifier, Language};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// The most characters of one answer.
const LONGEST: usize = 600;

/// A JSON value as far as we read it; the fields of an object in their order, one that is there twice twice.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Text(String),
    /// A whole number, in digits.
    Number(String),
    Object(Vec<(String, Node)>),
    /// What no field of ours is.
    Other,
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Node, S::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Node::Other)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Node, M::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Node::Object(fields))
    }
}

/// The fields of a body, and what was found wrong with them so far.
pub(crate) struct Form {
    language: Language,
    fields: Vec<(String, Node)>,
    errors: Vec<FieldError>,
}

impl Form {
    /// Reads a body that may have these fields and no others.
    pub async fn read(caller: &Caller, app: &App, request: Request, known: &[&str]) -> Result<Form, Problem> {
        if !is_json(request.headers()) {
            return Err(caller.problem(Code::NotJson));
        }
        let bytes = bytes(caller, app, request).await?;
        let Ok(Node::Object(fields)) = serde_json::from_slice(&bytes) else {
            return Err(caller.problem(Code::Malformed));
        };
        let mut form = Form { language: caller.language, fields, errors: Vec::new() };
        let names: Vec<String> = form.fields.iter().map(|(name, _)| name.clone()).collect();
        form.know(&names, "", |name| known.contains(&name));
        Ok(form)
    }

    /// Notes every name that is not known, and every one that is there twice.
    fn know(&mut self, names: &[String], before: &str, is_known: impl Fn(&str) -> bool) {
        for (at, name) in names.iter().enumerate() {
            if !is_known(name) {
                self.wrong(&format!("{before}{}", shown(name)), "field-unknown");
            } else if names.iter().take(at).any(|earlier| earlier == name) {
                self.wrong(&format!("{before}{name}"), "field-twice");
            }
        }
    }

    /// Notes what is wrong with a field; the code is the key of the sentence as well.
    pub fn wrong(&mut self, field: &str, code: &str) {
        self.tell(field, code, word(self.language.into(), code));
    }

    /// Notes what is wrong with a field.
    pub fn tell(&mut self, field: &str, code: &str, detail: String) {
        self.errors.push(FieldError { field: field.to_owned(), code: code.to_owned(), detail });
    }

    /// The text of a field that must be there; empty where that was noted as wrong.
    pub fn text(&mut self, name: &str) -> String {
        match self.fields.iter().find(|(known, _)| known == name).map(|(_, node)| node.clone()) {
            Some(node) => self.plain(name, &node),
            None => {
                self.wrong(name, "field-missing");
                String::new()
            }
        }
    }

    fn plain(&mut self, field: &str, node: &Node) -> String {
        match node {
            Node::Text(text) | Node::Number(text)
                if text.chars().count() <= LONGEST && !text.chars().any(char::is_control) =>
            {
                return text.clone();
            }
            Node::Text(_) | Node::Number(_) => self.wrong(field, "field-unreadable"),
            Node::Object(_) | Node::Other => self.wrong(field, "field-not-text"),
        }
        String::new()
    }

    /// The identifier of a field that must be there.
    pub fn identifier(&mut self, name: &str) -> Option<Identifier> {
        let before = self.errors.len();
        let text = self.text(name);
        match Identifier::parse(&text) {
            Ok(identifier) => Some(identifier),
            Err(error) => {
                if self.errors.len() == before {
                    self.tell(name, "not-an-identifier", identifier_error(self.language.into(), &error));
                }
                None
            }
        }
    }

    /// The answers in an object under `name`, which may be left out; only those that `is_known`.
    pub fn answers(&mut self, name: &str, is_known: impl Fn(&str) -> bool) -> Answers {
        let fields = match self.fields.iter().find(|(known, _)| known == name).map(|(_, node)| node.clone()) {
            None => return Answers::default(),
            Some(Node::Object(fields)) => fields,
            Some(_) => {
                self.wrong(name, "field-not-object");
                return Answers::default();
            }
        };
        let names: Vec<String> = fields.iter().map(|(name, _)| name.clone()).collect();
        self.know(&names, &format!("{name}."), &is_known);
        let known = fields.iter().filter(|(name, _)| is_known(name));
        let answers: BTreeMap<String, String> = known
            .map(|(field, node)| (field.clone(), self.plain(&format!("{name}.{field}"), node)))
            .collect();
        Answers(answers)
    }

    /// Stops here if anything was wrong.
    pub fn sound(&mut self) -> Result<(), Problem> {
        match self.errors.is_empty() {
            true => Ok(()),
            false => Err(Problem::at(self.language, Code::Unclear, std::mem::take(&mut self.errors))),
        }
    }
}

/// The whole body, unless it is larger than such a body may be.
pub(super) async fn bytes(caller: &Caller, app: &App, request: Request) -> Result<Bytes, Problem> {
    Bytes::from_request(request, app).await.map_err(|rejection| match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => caller.problem(Code::TooLarge),
        _ => caller.problem(Code::Malformed),
    })
}

/// A name nobody knows, short and without what turns text around.
fn shown(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || "-_.".contains(*c)).take(40).collect()
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}
