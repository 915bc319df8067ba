//! Requests in, pages out.

mod front;
mod guard;
mod health;
mod metrics;
mod shell;
mod stop;
mod together;

mod bank;
mod counter;
mod messages;
mod mine;
mod operations;
mod phones;
mod services;
mod start;

use crate::House;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
pub(crate) use front::App;
pub(crate) use front::Ctx;
use front::Front;
pub(crate) use guard::Fields;
use std::sync::Arc;
use stop::Stop;

/// The most octets a form may have.
const BODY_LIMIT: usize = 64 * 1024;

/// All pages of a house.
pub fn router(house: House) -> Router {
    let app: App = Arc::new(Front::new(house));
    let pages = Router::new()
        .merge(start::routes(&app))
        .merge(counter::routes())
        .merge(mine::routes())
        .merge(messages::routes())
        .merge(operations::routes())
        .merge(services::routes())
        .merge(phones::routes(&app))
        .merge(bank::routes(&app))
        .fallback(absent)
        .method_not_allowed_fallback(not_so)
        .layer(from_fn_with_state(app.clone(), shell::shell));
    Router::new()
        .merge(pages)
        .merge(crate::api::router())
        .route("/assets/{file}", get(health::asset))
        .merge(health::routes())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(shell::headers))
        .layer(from_fn_with_state(app.clone(), metrics::measure))
        .with_state(app)
}

async fn absent() -> Stop {
    Stop::NotShown
}

async fn not_so() -> Stop {
    Stop::NotTaken(axum::http::StatusCode::METHOD_NOT_ALLOWED)
}
