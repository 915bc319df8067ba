//! What the border reports.

use super::body::Form;
use super::caller::Caller;
use super::feed::{self, LineAnswered};
use super::problem::{Code, Problem};
use super::requests::{Granted, Read};
use crate::http::App;
use axum::extract::{Request as Call, State};
use axum::response::Response;
use desk::authority::Act;
use desk::border::{crossing_request, natural_key};
use utoipa::ToSchema;

/// One crossing.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct CrossingReported {
    /// Who crossed: national ID, iqama number or border number.
    #[schema(example = "2000000006")]
    person: String,
    /// `in` or `out`.
    #[schema(example = "out")]
    direction: String,
    /// The port's code.
    #[schema(example = "RUH")]
    port: String,
    /// When, with its offset.
    #[schema(example = "2026-11-24T14:05:00+03:00")]
    at: String,
}

/// Report a crossing, or many. The same crossing again, with or without a key, is answered as the first time; late
/// ones and those out of order are taken.
///
/// Many are sent as JSON lines, one crossing each, which may have an `id` of the sender's own; they are answered by a
/// JSON line each and a last one with the sum. What is refused there is held for a human; what may not be sent twice
/// need not be known: all lines may be sent again.
#[utoipa::path(
    post, path = "/crossings", tag = "border", security(("token" = ["crossings:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "May be left out: person, direction and time tell a repetition")),
    request_body(content((CrossingReported = "application/json"), (String = "application/x-ndjson"))),
    responses(
        (status = 200, description = "Lines, each with what became of it", body = LineAnswered, content_type = "application/x-ndjson"),
        (status = 201, description = "Recorded", body = Granted),
        (status = 400, description = "Not clear, field by field", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such person", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The record changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 64 KiB, of lines more than 8 MiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Neither JSON nor JSON lines", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "May not cross, for all these reasons; or the key was used for another request", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn report(caller: Caller, State(app): State<App>, call: Call) -> Result<Response, Problem> {
    caller.must(Act::ReportCrossing)?;
    if feed::brings_lines(call.headers()) {
        return feed::feed(caller, &app, call).await;
    }
    let given = caller.key(call.headers())?;
    let mut form = Form::read(&caller, &app, call, &["person", "direction", "port", "at"]).await?;
    let person = form.identifier("person");
    let [direction, port, at] = ["direction", "port", "at"].map(|name| form.text(name));
    form.sound()?;
    let absent = || caller.problem(Code::NotFound);
    let person = person.ok_or_else(absent)?;
    let person = caller.party(&person).await?.ok_or_else(absent)?.id();
    let request = crossing_request(&caller.actor(), person, &direction, &port, &at);
    let service = caller.house().catalogue.service(&request.service).ok_or_else(absent)?;
    let key = match given {
        Some(key) => key,
        None => natural_key(&request).ok_or_else(|| caller.problem(Code::KeyMissing))?,
    };
    let answer = caller.desk().ask(&request, &key).await.map_err(|not_done| caller.not_done(not_done))?;
    Read::made(&caller, service, request).answered(answer, "").await
}
