//! Many crossings in one call: a JSON line each, answered by a JSON line each.

use super::caller::Caller;
use super::problem::{Code, Problem};
use crate::http::App;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Request as Call};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use desk::NotDone;
use desk::border::{Cut, Lines, Outcome, WINDOW};
use futures_util::stream;
use serde::Serialize;
use std::collections::BTreeMap;
use std::convert::Infallible;
use tokio::sync::mpsc;
use utoipa::ToSchema;

/// The type of both the body and the answer.
pub(crate) const KIND: &str = "application/x-ndjson";

/// The most bytes of a body: some 80,000 crossings.
const LIMIT: usize = 8 * 1024 * 1024;

/// What became of a line. The last line of the answer is another: `ended`, or `stopped` where the rest was not
/// answered.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes lines that the desk writes")]
pub(crate) struct LineAnswered {
    /// Its number in the body, from 1 on; empty lines count and are not answered.
    line: u64,
    /// What it is called, if it had an `id`.
    #[schema(required = false)]
    id: Option<String>,
    /// `recorded`; `known` if it was before; `refused`, and held for a human; `unread` where it must be mended.
    #[schema(example = "recorded")]
    outcome: String,
    /// With `recorded` and `known`: the transaction.
    #[schema(required = false)]
    reference: Option<String>,
    /// With `refused` and `unread`: why.
    #[schema(required = false)]
    reasons: Option<Vec<LineReason>>,
}

/// Why a line was not recorded.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes lines that the desk writes")]
pub(crate) struct LineReason {
    /// The same in every language.
    #[schema(example = "may-leave")]
    code: String,
    /// The field it is about.
    #[schema(required = false)]
    field: Option<String>,
    /// What it is, by language: `ar`, `en`.
    detail: BTreeMap<String, String>,
}

/// The last line.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Last {
    Ended(Sum),
    Stopped {
        code: &'static str,
        detail: String,
        /// The last line that was answered.
        after: u64,
    },
}

#[derive(Default, Serialize)]
struct Sum {
    lines: u64,
    recorded: u64,
    known: u64,
    refused: u64,
    unread: u64,
}

impl Sum {
    fn count(&mut self, outcome: &Outcome) {
        *match outcome {
            Outcome::Recorded(_) => &mut self.recorded,
            Outcome::Known(_) => &mut self.known,
            Outcome::Refused(_) => &mut self.refused,
            Outcome::Unread(_) => &mut self.unread,
        } += 1;
        self.lines += 1;
    }
}

/// Whether a call brings lines.
pub(super) fn brings_lines(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(KIND)
}

/// Takes the whole body first, so that a sender who listens only once it has sent everything is not waited for;
/// answers window by window.
pub(super) async fn feed(caller: Caller, app: &App, mut call: Call) -> Result<Response, Problem> {
    DefaultBodyLimit::max(LIMIT).apply(&mut call);
    let body = super::body::bytes(&caller, app, call).await?;
    let (door, answers) = mpsc::channel::<Bytes>(2);
    tokio::spawn(answer(caller, body, door));
    let chunks = stream::unfold(answers, |mut answers| async {
        let chunk = answers.recv().await?;
        Some((Ok::<_, Infallible>(chunk), answers))
    });
    Ok(([(header::CONTENT_TYPE, KIND)], Body::from_stream(chunks)).into_response())
}

async fn answer(caller: Caller, body: Bytes, door: mpsc::Sender<Bytes>) {
    let (mut cutting, mut sum, mut after) = (Lines::of(std::io::Cursor::new(body)), Sum::default(), 0);
    let last = loop {
        // Reading from memory cannot fail.
        let window: Vec<Cut> =
            std::iter::from_fn(|| cutting.next_line().ok().flatten()).take(WINDOW).collect();
        if window.is_empty() {
            break Last::Ended(sum);
        }
        let outcomes = match caller.desk().feed(&caller.actor(), &window).await {
            Ok(outcomes) => outcomes,
            Err(not_done) => break stopped(&caller, not_done, after),
        };
        let mut text = String::new();
        for (line, outcome) in window.iter().zip(&outcomes) {
            sum.count(outcome);
            after = line.number;
            text.push_str(&outcome.json(line.number, line.id.as_deref()));
            text.push('\n');
        }
        if door.send(text.into()).await.is_err() {
            // Nobody listens any more; whoever sends the lines again is told what became of them.
            return;
        }
    };
    if let Ok(mut text) = serde_json::to_string(&last) {
        text.push('\n');
        let _ = door.send(text.into()).await;
    }
}

fn stopped(caller: &Caller, not_done: NotDone, after: u64) -> Last {
    let code = match not_done {
        NotDone::ChangedMeanwhile => Code::ChangedMeanwhile,
        NotDone::Unavailable { .. } => Code::Unavailable,
        _ => Code::Failed,
    };
    Last::Stopped { code: code.as_str(), detail: code.words(caller.language).1, after }
}
