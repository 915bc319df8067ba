//! `jawaz demo`: everything in one process, with a synthetic Riyadh and simulated phones.

mod bank;
mod dice;
mod names;
mod newcomers;
mod population;
mod settle;
mod stories;

use crate::cli::{DemoArgs, Trouble};
use crate::doors::catalogue::load;
use crate::house::{self, Sender};
use crate::sweep;
use crate::{clock, logs};
use settle::{Scene, settle};
use smpp::simulator::SimConfig;
use smpp::{LinkConfig, Simulator};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The short code the house writes from and people reply to.
const SHORT_CODE: &str = "88988";

/// Runs the demonstration until it is interrupted.
///
/// # Errors
/// When the data folder, the database or an address cannot be used.
pub async fn run(args: DemoArgs) -> Result<ExitCode, Trouble> {
    logs::start(false);
    std::fs::create_dir_all(&args.data)
        .map_err(|error| format!("{} cannot be made: {error}", args.data.display()))?;
    let database = match &args.database {
        Some(url) => url.clone(),
        None => format!("sqlite:{}", args.data.join("jawaz.db").display()),
    };
    let catalogue = Arc::new(load(None)?);
    let desk = house::open(&database, catalogue.clone(), true).await?;
    let scene = settle(&desk, &args).await?;

    let sim = SimConfig { listen: args.smsc, seed: args.seed, ..SimConfig::default() };
    let simulator = Simulator::start(sim, || clock::now().micros()).await?;
    let mut link = LinkConfig::new(simulator.addr().ip().to_string(), simulator.addr().port());
    link.system_id = "jawaz".to_owned();
    link.window = 100;
    let sender = Sender::start(&desk, link, SHORT_CODE);

    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        format!("{} cannot be listened on: {error}; try --listen 127.0.0.1:0", args.listen)
    })?;
    let address = listener.local_addr()?;
    let stopping = watch::Sender::new(false);
    let (bank, to_bank) = bank::open(&desk, address).await?;
    welcome(&scene, &format!("http://{address}"), &simulator);
    let house = web::House {
        desk: desk.clone(),
        catalogue,
        link: Some(sender.link.clone()),
        public_url: format!("http://{address}"),
        stopping: Some(stopping.subscribe()),
        banks: vec![to_bank.clone()],
        demo: Some(web::Demo {
            simulator: simulator.clone(),
            bank,
            short_code: SHORT_CODE.to_owned(),
            people: args.people,
            password: settle::PASSWORD.to_owned(),
            totp_secret: settle::TOTP_SECRET.to_owned(),
            stories: scene.stories,
        }),
    };
    let forgetting = house::forget_hourly(&desk);
    let touching = web::banks::keep_in_touch(desk.clone(), vec![to_bank], stopping.subscribe());
    let touching = tokio::spawn(touching);
    let sweeping = sweep::nightly(&desk);
    house::serve(listener, web::router(house), stopping).await?;
    forgetting.abort();
    touching.abort();
    sweeping.abort();
    sender.stop().await;
    simulator.shutdown();
    desk.store().clone().close().await;
    Ok(ExitCode::SUCCESS)
}

/// Says on standard output where everything is and what to try.
fn welcome(scene: &Scene, address: &str, simulator: &Simulator) {
    println!("listening {address}");
    println!("  start here   {address}/");
    println!("  counter      {address}/counter");
    println!("  my page      {address}/me");
    println!("  phones       {address}/phones");
    println!("  bank         {address}/bank");
    println!("  operations   {address}/operations");
    println!("  API          {address}/api/v1");
    println!("  SMPP         {}", simulator.addr());
    let logins: Vec<&str> = scene.accounts.iter().map(|account| account.login.as_str()).collect();
    println!(
        "accounts {}; password {}; authenticator secret {}",
        logins.join(", "),
        settle::PASSWORD,
        settle::TOTP_SECRET
    );
    for story in &scene.stories {
        println!("  {:14} asked by {} about {}", story.key, story.asker.1, story.subject.1);
    }
}
