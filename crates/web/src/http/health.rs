//! Whether the house stands, whether it can serve, and its assets.

use super::front::App;
use super::metrics;
use crate::assets;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::show))
}

/// The database answers, its schema is there, and the link is bound or none is configured.
async fn ready(State(app): State<App>) -> Response {
    let database = app.desk().answers().await;
    let link = app.house.link.as_ref().map(|link| link.state().is_bound());
    let status = match database && link.unwrap_or(true) {
        true => StatusCode::OK,
        false => StatusCode::SERVICE_UNAVAILABLE,
    };
    let word = |good: bool| if good { "ok" } else { "failing" };
    let link = link.map_or("none", word);
    (status, format!("database {}\nlink {link}\n", word(database))).into_response()
}

/// One asset, under an address that changes with its content.
pub(crate) async fn asset(Path(file): Path<String>) -> Response {
    match assets::find(&file) {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(asset) => (
            [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, assets::CACHE_CONTROL)],
            asset.bytes.as_slice(),
        )
            .into_response(),
    }
}
