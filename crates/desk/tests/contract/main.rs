//! What the application promises, on both stores.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod asking;
mod border;
mod closing_days;
mod correcting;
mod correcting_money;
mod histories;
mod paying;
mod proving;
mod reading;
mod refused_by_the_schema;
mod rerun;
mod residing;
mod schema;
mod signing_in;
mod sweeping;
mod transfers;
mod units;

/// One scenario, told once and played on both stores.
#[macro_export]
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($house:ident: &TestHouse) $body:block)*) => {
        mod on_sqlite {
            #[allow(unused_imports)]
            use super::*;
            $($(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let house = desk::testing::TestHouse::on_sqlite().await;
                super::$name(&house).await;
                house.close().await;
            })*
        }
        mod on_postgres {
            #[allow(unused_imports)]
            use super::*;
            $($(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let house = desk::testing::TestHouse::on_postgres().await;
                super::$name(&house).await;
                house.close().await;
            })*
        }
        $(async fn $name($house: &desk::testing::TestHouse) $body)*
    };
}
