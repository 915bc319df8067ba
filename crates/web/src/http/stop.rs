//! Why there is no page, and the page shown instead.

use crate::present::word;
use crate::view::parts::Act;
use crate::view::trouble::{Trouble, TroubleKind};
use crate::view::{Lang, Page};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use desk::NotDone;

/// Why a request ends without the page it asked for. The shell around all pages words it in the reader's
/// language.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    /// Absent, or not the reader's to see: the two cannot be told apart.
    NotShown,
    /// Nobody is signed in; where one does so.
    SignIn(&'static str),
    /// A form that did not come from a page of ours.
    Forged,
    /// Not understood, too much, too often.
    NotTaken(StatusCode),
    /// The record changed meanwhile, or the form was used before.
    Changed,
    /// Ours; under this reference it was logged.
    Fault(StatusCode, String),
}

impl From<NotDone> for Stop {
    fn from(not_done: NotDone) -> Stop {
        match not_done {
            NotDone::NoSuchParty | NotDone::NoSuchService => Stop::NotShown,
            NotDone::ChangedMeanwhile | NotDone::KeyUsedForAnother => Stop::Changed,
            NotDone::Unavailable { reference } => Stop::Fault(StatusCode::SERVICE_UNAVAILABLE, reference),
            NotDone::Failed { reference } => Stop::Fault(StatusCode::INTERNAL_SERVER_ERROR, reference),
        }
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        if let Stop::SignIn(to) = self {
            return Redirect::to(to).into_response();
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl Stop {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Stop::NotShown => StatusCode::NOT_FOUND,
            Stop::SignIn(_) => StatusCode::SEE_OTHER,
            Stop::Forged => StatusCode::FORBIDDEN,
            Stop::Changed => StatusCode::CONFLICT,
            Stop::NotTaken(status) | Stop::Fault(status, _) => *status,
        }
    }

    /// What a bare status means.
    pub(crate) fn of(status: StatusCode) -> Stop {
        match status {
            StatusCode::NOT_FOUND => Stop::NotShown,
            StatusCode::FORBIDDEN => Stop::Forged,
            status => Stop::NotTaken(status),
        }
    }

    /// The page that says so.
    pub(crate) fn page(&self, mut page: Page, back: &str) -> Trouble {
        let lang = page.lang;
        let (kind, title, text) = self.words(lang);
        page.title.clone_from(&title);
        let reference = match self {
            Stop::Fault(_, reference) => Some(reference.to_uppercase()),
            _ => None,
        };
        let mut acts = vec![Act::link(word(lang, "trouble-to-start"), "/")];
        if matches!(self, Stop::Changed | Stop::Forged) {
            acts.insert(0, Act::link(word(lang, "trouble-see-new"), back));
        }
        Trouble { page, kind, title, text, reference, changed: Vec::new(), acts }
    }

    fn words(&self, lang: Lang) -> (TroubleKind, String, String) {
        let (kind, key) = match self {
            Stop::NotShown | Stop::SignIn(_) => (TroubleKind::NotShown, "trouble-not-shown"),
            Stop::Forged => (TroubleKind::NotTaken, "trouble-forged"),
            Stop::Changed => (TroubleKind::Changed, "trouble-changed"),
            Stop::NotTaken(status) if *status == StatusCode::TOO_MANY_REQUESTS => {
                (TroubleKind::NotTaken, "trouble-too-often")
            }
            Stop::NotTaken(_) => (TroubleKind::NotTaken, "trouble-not-taken"),
            // Whether a commit that nobody heard the end of was made is not known here: its key tells.
            Stop::Fault(..) => (TroubleKind::Fault, "trouble-fault"),
        };
        (kind, word(lang, key), word(lang, &format!("{key}.text")))
    }
}
