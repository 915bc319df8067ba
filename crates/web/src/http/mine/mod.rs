//! One's own page: what is mine, whom I answer for, what I was told, who looked.

mod ask;
mod home;
mod money;
mod people;
mod sign_in;

use super::front::App;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/me/sign-in", get(sign_in::form).post(sign_in::send))
        .route("/me/sign-in/code", post(sign_in::enter))
        .route("/me/sign-out", post(sign_in::leave))
        .route("/me", get(home::home))
        .route("/me/messages", get(home::messages))
        .route("/me/looks", get(home::looks))
        .route("/me/workers/{holder}", get(people::workers))
        .route("/me/for/{party}", get(people::services))
        .route("/me/for/{party}/money", get(money::show))
        .route("/me/for/{party}/service/{service}", get(ask::begin).post(ask::answer))
        .route("/me/done/{reference}", get(ask::done))
}
