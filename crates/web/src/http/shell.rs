//! What lies around every page: the look at a form's origin, a limit of time, the words for trouble, headers.

use super::front::{App, Ctx};
use super::guard::is_ours;
use super::stop::Stop;
use crate::assets::CONTENT_SECURITY_POLICY;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;

/// Longer than the store's own patience, so that its word comes first.
const LONGEST: Duration = Duration::from_secs(20);

/// Runs a page's handler, and words whatever kept it from answering.
pub(crate) async fn shell(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let ctx = Ctx::of(&app, &parts);
    if parts.method == Method::POST && !is_ours(&parts.headers, &app.house.public_url) {
        return trouble(&ctx, &Stop::Forged);
    }
    let request = Request::from_parts(parts, body);
    let response = match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(elapsed) => app.fault("waiting for a page", &elapsed).into_response(),
    };
    let status = response.status();
    match response.extensions().get::<Stop>() {
        Some(stop) => trouble(&ctx, stop),
        None if status.is_client_error() && !is_page(&response) => trouble(&ctx, &Stop::of(status)),
        None => response,
    }
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

fn trouble(ctx: &Ctx, stop: &Stop) -> Response {
    let view = stop.page(ctx.page(String::new()), &ctx.here);
    match ctx.html(&view) {
        Ok(response) => (stop.status(), response).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The headers of every answer.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Not `no-referrer`: with that, browsers hide the origin of our own forms from us as well.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What is not known to be for everybody is kept by nobody.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
