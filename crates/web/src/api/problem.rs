//! What is answered instead of what was asked for: problem details (RFC 9457).

use super::shapes::{FieldError, FigureShown, Reason, WarningShown};
use crate::present::word;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::NotDone;
use record::Language;
use serde::Serialize;
use utoipa::ToSchema;

/// Every kind of problem there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    Unauthorized,
    NotSealed,
    Replayed,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotJson,
    TooLarge,
    Malformed,
    Unclear,
    KeyMissing,
    Refused,
    ChangedMeanwhile,
    KeyUsedForAnother,
    Unavailable,
    Failed,
}

impl Code {
    pub const ALL: [Code; 16] = [
        Code::Unauthorized,
        Code::NotSealed,
        Code::Replayed,
        Code::Forbidden,
        Code::NotFound,
        Code::MethodNotAllowed,
        Code::NotJson,
        Code::TooLarge,
        Code::Malformed,
        Code::Unclear,
        Code::KeyMissing,
        Code::Refused,
        Code::ChangedMeanwhile,
        Code::KeyUsedForAnother,
        Code::Unavailable,
        Code::Failed,
    ];

    /// The code's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::Unauthorized => "unauthorized",
            Code::NotSealed => "not-sealed",
            Code::Replayed => "replayed",
            Code::Forbidden => "forbidden",
            Code::NotFound => "not-found",
            Code::MethodNotAllowed => "method-not-allowed",
            Code::NotJson => "not-json",
            Code::TooLarge => "too-large",
            Code::Malformed => "malformed",
            Code::Unclear => "unclear",
            Code::KeyMissing => "idempotency-key-missing",
            Code::Refused => "refused",
            Code::ChangedMeanwhile => "changed-meanwhile",
            Code::KeyUsedForAnother => "key-used-for-another",
            Code::Unavailable => "unavailable",
            Code::Failed => "failed",
        }
    }

    pub const fn status(self) -> StatusCode {
        match self {
            Code::Unauthorized | Code::NotSealed => StatusCode::UNAUTHORIZED,
            Code::Replayed => StatusCode::CONFLICT,
            Code::Forbidden => StatusCode::FORBIDDEN,
            Code::NotFound => StatusCode::NOT_FOUND,
            Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Code::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Code::Malformed | Code::Unclear | Code::KeyMissing => StatusCode::BAD_REQUEST,
            Code::Refused | Code::KeyUsedForAnother => StatusCode::UNPROCESSABLE_ENTITY,
            Code::ChangedMeanwhile => StatusCode::CONFLICT,
            Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Code::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What it is, and what to do about it.
    pub fn words(self, language: Language) -> (String, String) {
        let key = format!("problem-{}", self.as_str());
        (word(language.into(), &key), word(language.into(), &format!("{key}.next")))
    }
}

/// What belongs to some kinds of problem only.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub(crate) struct Because {
    /// With `refused`: every reason against, in the order of the rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub reasons: Vec<Reason>,
    /// With `refused`: the figures as far as they could be worked out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub figures: Vec<FigureShown>,
    /// With `refused`: what would have been warned of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub warnings: Vec<WarningShown>,
    /// With `unclear` and `malformed`: what is wrong, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
}

/// Problem details (RFC 9457), in the language of `Accept-Language`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Where this kind of problem is explained.
    #[serde(rename = "type")]
    #[schema(example = "/api/v1#refused")]
    kind: String,
    /// What it is.
    #[schema(value_type = String)]
    title: Box<str>,
    /// The HTTP status.
    status: u16,
    /// What to do about it.
    #[schema(value_type = String)]
    detail: Box<str>,
    /// The kind's one name, the same in every language.
    #[schema(example = "refused")]
    code: &'static str,
    #[serde(flatten)]
    pub because: Box<Because>,
    /// With `unavailable` and `failed`: under which it was logged.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(skip)]
    #[schema(ignore)]
    what: Code,
    #[serde(skip)]
    #[schema(ignore)]
    language: Language,
}

impl Problem {
    pub fn new(language: Language, what: Code) -> Problem {
        let (title, detail) = what.words(language);
        Problem {
            kind: format!("{}#{}", super::PREFIX, what.as_str()),
            title: title.into(),
            status: what.status().as_u16(),
            detail: detail.into(),
            code: what.as_str(),
            because: Box::default(),
            reference: None,
            what,
            language,
        }
    }

    pub fn of(language: Language, not_done: NotDone) -> Problem {
        let (code, reference) = match not_done {
            NotDone::NoSuchService | NotDone::NoSuchParty => (Code::NotFound, None),
            NotDone::ChangedMeanwhile => (Code::ChangedMeanwhile, None),
            NotDone::KeyUsedForAnother => (Code::KeyUsedForAnother, None),
            NotDone::Unavailable { reference } => (Code::Unavailable, Some(reference)),
            NotDone::Failed { reference } => (Code::Failed, Some(reference)),
        };
        Problem { reference, ..Problem::new(language, code) }
    }

    /// With what is wrong, field by field.
    pub fn at(language: Language, what: Code, errors: Vec<FieldError>) -> Problem {
        let because = Box::new(Because { errors, ..Because::default() });
        Problem { because, ..Problem::new(language, what) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (what, language) = (self.what, self.language);
        let mut response = (what.status(), Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.as_str()));
        match what {
            Code::Unauthorized => {
                let scheme = HeaderValue::from_static("Bearer realm=\"jawaz\"");
                headers.insert(header::WWW_AUTHENTICATE, scheme);
            }
            Code::Forbidden => {
                let scheme = HeaderValue::from_static("Bearer realm=\"jawaz\", error=\"insufficient_scope\"");
                headers.insert(header::WWW_AUTHENTICATE, scheme);
            }
            Code::Unavailable => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            _ => {}
        }
        response
    }
}
