//! `jawaz serve`, `migrate` and `token`.

use crate::cli::{ServeArgs, TokenArgs, Trouble};
use crate::config::{self, Smsc};
use crate::doors::catalogue::load;
use crate::house::{self, Sender};
use crate::{logs, sweep};
use desk::Desk;
use desk::authority::Scope;
use desk::identity::NewToken;
use record::PartyId;
use smpp::LinkConfig;
use std::process::ExitCode;
use std::sync::Arc;
use store::{Store, StoreOptions};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// `jawaz serve`
///
/// # Errors
/// When the configuration cannot be used, or what it names cannot be reached at start.
pub async fn run(args: ServeArgs) -> Result<ExitCode, Trouble> {
    let config = config::read(&args.config)?;
    let catalogue = Arc::new(load(config.catalogue.as_deref())?);
    if args.check {
        println!("{}: sound", args.config.display());
        return Ok(ExitCode::SUCCESS);
    }
    logs::start(config.log_json);
    let desk = house::open(&config.database, catalogue.clone(), false).await?;
    let sender = config.smsc.as_ref().map(|smsc| Sender::start(&desk, link(smsc), &smsc.sender));
    let listener = TcpListener::bind(config.listen).await?;
    println!("listening http://{}", listener.local_addr()?);
    let stopping = watch::Sender::new(false);
    let banks: Vec<biller::Peer> = config.bank.iter().filter_map(config::Bank::peer).collect();
    let house = web::House {
        desk: desk.clone(),
        catalogue,
        link: sender.as_ref().map(|sender| sender.link.clone()),
        public_url: config.public_url,
        stopping: Some(stopping.subscribe()),
        banks: banks.clone(),
        demo: None,
    };
    let forgetting = house::forget_hourly(&desk);
    let touching = tokio::spawn(web::banks::keep_in_touch(desk.clone(), banks, stopping.subscribe()));
    let sweeping = sweep::nightly(&desk);
    house::serve(listener, web::router(house), stopping).await?;
    forgetting.abort();
    touching.abort();
    sweeping.abort();
    if let Some(sender) = sender {
        sender.stop().await;
    }
    desk.store().clone().close().await;
    Ok(ExitCode::SUCCESS)
}

fn link(smsc: &Smsc) -> LinkConfig {
    let mut link = LinkConfig::new(smsc.host.clone(), smsc.port);
    link.system_id.clone_from(&smsc.system_id);
    link.password.clone_from(&smsc.password);
    link.window = smsc.window;
    link.rate_per_second = smsc.rate;
    link
}

/// `jawaz migrate`
///
/// # Errors
/// When the database cannot be reached or a step fails.
pub async fn migrate(database: &str) -> Result<ExitCode, Trouble> {
    let store = Store::open(database, StoreOptions::default()).await?;
    let report = store.migrate().await?;
    match report.applied.len() {
        0 => println!("the schema is up to date ({} steps)", report.already),
        steps => println!("{steps} steps applied; the schema is up to date"),
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// `jawaz token`
///
/// # Errors
/// When a scope or the party is not known, or the database cannot be reached.
pub async fn token(args: TokenArgs) -> Result<ExitCode, Trouble> {
    let desk = house::open(&args.database, Arc::new(load(None)?), false).await?;
    let party = match &args.party {
        Some(text) => Some(party_of(&desk, text).await?),
        None => None,
    };
    let unknown = |text: &String| {
        let known = Scope::ALL.map(Scope::as_str).join(", ");
        format!("there is no scope `{text}`: use some of {known}")
    };
    let scopes: Result<Vec<Scope>, String> =
        args.scopes.iter().map(|text| Scope::parse(text).ok_or_else(|| unknown(text))).collect();
    let new = NewToken { name: args.name, scopes: scopes?, party, days: i64::from(args.days) };
    let token = desk.make_token(&new).await?;
    println!("{token}");
    eprintln!("Keep it: it is not shown again, and only a digest of it is stored.");
    desk.store().clone().close().await;
    Ok(ExitCode::SUCCESS)
}

async fn party_of(desk: &Desk, text: &str) -> Result<PartyId, Trouble> {
    let identifier = record::Identifier::parse(text)?;
    let found = desk.find(identifier.as_str(), 1).await?.into_iter().next();
    found.map(|party| party.id()).ok_or_else(|| "nobody in the register has that identifier".into())
}
