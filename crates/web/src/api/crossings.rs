//! What the border reports.

use super::body::Form;
use super::caller::Caller;
use super::problem::{Code, Problem};
use super::requests::{Granted, Read};
use crate::http::App;
use axum::extract::{Request as Call, State};
use axum::response::Response;
use calendar::Instant;
use catalogue::{Answers, Channel, Request, ServiceId};
use desk::IdempotencyKey;
use desk::authority::Act;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use utoipa::ToSchema;

/// The service behind it.
const SERVICE: &str = "border.cross";

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

/// Report a crossing. The same crossing again, with or without a key, is answered as the first time; late ones
/// and those out of order are taken.
#[utoipa::path(
    post, path = "/crossings", tag = "border", security(("token" = ["crossings:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "May be left out: person, direction and time tell a repetition")),
    request_body(content = CrossingReported, content_type = "application/json"),
    responses(
        (status = 201, description = "Recorded", body = Granted),
        (status = 400, description = "Not clear, field by field", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such person", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The record changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "May not cross, for all these reasons; or the key was used for another request", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn report(caller: Caller, State(app): State<App>, call: Call) -> Result<Response, Problem> {
    caller.must(Act::ReportCrossing)?;
    let given = caller.key(call.headers())?;
    let mut form = Form::read(&caller, &app, call, &["person", "direction", "port", "at"]).await?;
    let person = form.identifier("person");
    let [direction, port, at] = ["direction", "port", "at"].map(|name| form.text(name));
    form.sound()?;
    // However it is written, the same time is the same crossing.
    let at = at.parse::<Instant>().map_or(at, |at| at.to_string());
    let port = port.trim().to_ascii_uppercase();
    let answers = Answers::default().with("direction", &direction).with("port", &port).with("at", &at);

    let absent = || caller.problem(Code::NotFound);
    let person = person.ok_or_else(absent)?;
    let person = caller.party(&person).await?.ok_or_else(absent)?.id();
    let id = ServiceId(SERVICE.to_owned());
    let service = caller.house().catalogue.service(&id).ok_or_else(absent)?;
    let key = match given {
        Some(key) => key,
        None => natural(&format!("{}/{direction}/{port}/{at}", person.0))
            .ok_or_else(|| caller.problem(Code::KeyMissing))?,
    };
    let request = Request {
        service: id.clone(),
        asker: person,
        subject: person,
        channel: Channel::Border,
        actor: caller.actor(),
        answers,
    };
    let answer = caller.desk().ask(&request, &key).await.map_err(|not_done| caller.not_done(not_done))?;
    Read::made(&caller, service, request).answered(answer, "").await
}

/// The key that a crossing has by itself.
fn natural(crossing: &str) -> Option<IdempotencyKey> {
    let mut key = String::from("crossing-");
    for byte in Sha256::digest(crossing.as_bytes()) {
        // Writing to a String cannot fail.
        let _ = write!(key, "{byte:02x}");
    }
    IdempotencyKey::parse(&key).ok()
}
