//! The counter: sign in, find, see, serve, print.

mod correct;
mod days;
mod done;
mod find;
mod money;
mod person;
mod print;
mod serve;
mod sign_in;

pub(crate) use correct::decides;
pub(crate) use days::closes;
pub(crate) use print::Printer;
pub(crate) use serve::{field_errors, fresh_key, ready};

use super::front::App;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/counter/sign-in", get(sign_in::form).post(sign_in::enter))
        .route("/counter/sign-out", post(sign_in::leave))
        .route("/counter", get(find::find))
        .route("/counter/person/{id}", get(person::show))
        .route("/counter/person/{id}/money", get(money::show))
        .route("/counter/person/{id}/service/{service}", get(serve::form).post(serve::send))
        .route("/counter/transaction/{reference}", get(done::show))
        .route("/counter/transaction/{reference}/correct", get(correct::form).post(correct::propose))
        .route("/counter/days", get(days::open).post(days::close))
        .route("/counter/days/{number}", get(days::closed))
        .route("/counter/seat", get(days::seat).post(days::sit))
        .route("/counter/corrections", get(correct::list))
        .route("/counter/corrections/{id}", post(correct::decide))
        .route("/print/{reference}", get(print::show))
}
