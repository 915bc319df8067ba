//! What was acknowledged is there, whole, whoever is killed; what was not is there whole or not at all.
//!
//! The tests start themselves again as a writer that tells each unit once it is acknowledged, kill it
//! with signal 9 (or its server, or take its disk away) and read what is left.
#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails the test")]

mod world;
mod writer;

use store::testing::{PostgresServer, TempSqlite, TestPostgres};

use world::World;
use writer::Writer;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_writer_on_sqlite_loses_nothing_it_told() {
    let file = TempSqlite::new();
    let mut world = World::new(&file.url());
    for acknowledged in [1, 40, 333, 900, 57] {
        let mut writer = Writer::start(&mut world);
        writer.until(acknowledged);
        world.acknowledged(writer.kill());
        world.must_be_whole().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_writer_on_postgres_loses_nothing_it_told() {
    let mut world = World::new(&TestPostgres::shared().fresh_database().await);
    for acknowledged in [1, 40, 333, 900, 57] {
        let mut writer = Writer::start(&mut world);
        writer.until(acknowledged);
        world.acknowledged(writer.kill());
        world.must_be_whole().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_nothing_and_its_writer_goes_on() {
    let mut server = PostgresServer::start();
    let mut world = World::new(&server.fresh_database().await);
    let mut writer = Writer::start(&mut world);
    for acknowledged in [1, 150, 400] {
        writer.until(acknowledged);
        server.kill();
        server.restart();
    }
    writer.until(300);
    world.acknowledged(writer.kill());
    world.must_be_whole().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_harms_nothing_that_was_told() {
    let file = TempSqlite::new();
    let mut world = World::new(&file.url());
    let mut writer = Writer::start_with_small_disk(&mut world);
    writer.until_told_to_come_later();
    world.acknowledged(writer.kill());
    world.must_be_whole().await;
}
