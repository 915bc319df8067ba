//! The contract of a store: one suite, run on both engines. An engine that cannot be had is a failure.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod alike;
mod house;
mod schema;
mod together;
mod units;
mod values;

/// Runs each of these on SQLite and on PostgreSQL.
macro_rules! contract {
    ($given:ident, $given_postgres:ident: $($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(crate::house::House::$given().await).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(crate::house::House::$given_postgres().await).await;
            })+
        }
    };
}
pub(crate) use contract;
