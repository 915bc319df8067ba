//! `/api/v1`: other systems ask, read and report. Nothing here decides: every change goes through
//! [`desk::Desk::ask`], as it does from a page.
//!
//! The paths and their description come from one list, so that no route is missing from the description.

mod biller;
mod body;
mod caller;
mod crossings;
mod feed;
mod index;
mod money;
mod persons;
mod problem;
mod requests;
mod services;
mod shapes;
mod transactions;

use crate::http::App;
use axum::Router;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use caller::language;
use problem::{Code, Problem};
use std::time::Duration;
use utoipa::openapi::OpenApi as Description;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where everything of this room is.
pub(crate) const PREFIX: &str = "/api/v1";

/// Longer than the store's own patience, so that its word comes first.
const LONGEST: Duration = Duration::from_secs(20);

/// What the description says beside its paths.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Jawaz",
        version = "1",
        description = "Ask for services, read the records one may read, report border crossings. Every change \
                       is the same decision as at a counter or on one's own page. Sentences come in the \
                       language of `Accept-Language` (`ar`, the default, or `en`); codes never change.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    modifiers(&Token),
    tags(
        (name = "requests", description = "Ask, or ask what would be answered"),
        (name = "records", description = "Read what one may read"),
        (name = "border", description = "Report crossings"),
        (name = "biller", description = "Tell of payments and refunds, as a bank: each message signed"),
        (name = "catalogue", description = "What may be asked for")
    )
)]
struct Head;

/// How one says who calls.
struct Token;

impl Modify for Token {
    fn modify(&self, description: &mut Description) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("jawaz_…")
            .description(Some(
                "Made by `jawaz token`. Scopes: requests:check, requests:submit, persons:read, money:read, crossings:write, \
                 payments:write.",
            ))
            .build();
        description
            .components
            .get_or_insert_default()
            .add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

fn all() -> OpenApiRouter<App> {
    let paths = OpenApiRouter::new()
        .routes(routes!(requests::check))
        .routes(routes!(requests::explain))
        .routes(routes!(requests::submit))
        .routes(routes!(persons::read))
        .routes(routes!(money::balances))
        .routes(routes!(money::statement))
        .routes(routes!(crossings::report))
        .routes(routes!(biller::enquire))
        .routes(routes!(biller::pay))
        .routes(routes!(biller::refund))
        .routes(routes!(biller::settle))
        .routes(routes!(biller::status))
        .routes(routes!(transactions::read))
        .routes(routes!(services::list))
        .routes(routes!(index::page))
        .routes(routes!(index::description));
    OpenApiRouter::with_openapi(Head::openapi()).nest(PREFIX, paths)
}

/// The description, as `/api/v1/openapi.json` gives it.
pub(crate) fn description() -> Description {
    all().into_openapi()
}

/// The routes, with what they say of themselves.
pub(crate) fn router() -> Router<App> {
    let (routes, _) = all().split_for_parts();
    // What lies under the prefix and is no route of ours is answered here as well, not by a page.
    let astray = Router::new().fallback(absent);
    routes
        .route(&format!("{PREFIX}/{{*astray}}"), axum::routing::any_service(astray.clone()))
        .route(&format!("{PREFIX}/"), axum::routing::any_service(astray))
        .method_not_allowed_fallback(not_so)
        .layer(from_fn(patience))
}

async fn absent(headers: HeaderMap) -> Problem {
    Problem::new(language(&headers), Code::NotFound)
}

async fn not_so(headers: HeaderMap) -> Problem {
    Problem::new(language(&headers), Code::MethodNotAllowed)
}

/// Waits for an answer, but not for ever; and says of what is answered that it depends on the language.
async fn patience(request: Request, next: Next) -> Response {
    let language = language(request.headers());
    let mut response = match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("a call of the API was not answered in time");
            Problem::new(language, Code::Unavailable).into_response()
        }
    };
    let vary = axum::http::HeaderValue::from_static("accept-language");
    response.headers_mut().append(axum::http::header::VARY, vary);
    response
}
