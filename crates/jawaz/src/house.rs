//! Putting a house together: store, application, sender, pages; and letting it down gently.

use crate::cli::Trouble;
use crate::clock;
use catalogue::Catalogue;
use desk::dispatch::{DispatchConfig, Dispatcher};
use desk::{Desk, Parts};
use smpp::{Address, Link, LinkConfig};
use std::sync::Arc;
use std::time::Duration;
use store::{Store, StoreOptions};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use words::Words;

/// The application over an open store.
///
/// # Errors
/// When the store cannot be opened or its schema not brought up to date.
pub async fn open(database: &str, catalogue: Arc<Catalogue>, demo: bool) -> Result<Desk, Trouble> {
    let store = Store::open(database, StoreOptions::default()).await?;
    store.migrate().await?;
    // Whatever is decided from here on can be judged again by these rules.
    desk::rerun::keep(&store, &catalogue, clock::now()).await?;
    Ok(Desk::new(Parts {
        store,
        catalogue,
        words: Arc::new(Words::load()?),
        clock: Arc::new(clock::SystemClock),
        secrets: Arc::new(clock::SystemSecrets),
        passwords: desk::identity::PasswordCost::default(),
        demo,
    }))
}

/// A sender at work.
pub struct Sender {
    /// Its link to the operator.
    pub link: Link,
    stop: watch::Sender<bool>,
    work: JoinHandle<()>,
}

impl Sender {
    /// Connects to the operator and sends what waits.
    pub fn start(desk: &Desk, link: LinkConfig, sender: &str) -> Sender {
        let (inbound, events) = mpsc::channel(1_000);
        let name = format!("{}:{}", link.host, link.port);
        let link = Link::start(link, inbound, clock::jitter);
        let source = match sender.bytes().all(|b| b.is_ascii_digit()) {
            true => Address::short_code(sender),
            false => Address::name(sender),
        };
        let owner = format!("{}-{}", std::process::id(), clock::now().micros());
        let dispatcher = Dispatcher::new(desk, link.clone(), DispatchConfig::new(&name, source, &owner));
        let (stop, stopped) = watch::channel(false);
        let work = tokio::spawn(dispatcher.run(events, stopped));
        Sender { link, stop, work }
    }

    /// Lets what is under way end, unbinds, and closes.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.work.await {
            tracing::error!(%error, "the sender ended badly");
        }
    }
}

/// Forgets what has had its time (sessions, codes, keys), once an hour, for as long as the process lives.
pub fn forget_hourly(desk: &Desk) -> JoinHandle<()> {
    let desk = desk.clone();
    tokio::spawn(async move {
        let mut hourly = tokio::time::interval(Duration::from_secs(3_600));
        loop {
            hourly.tick().await;
            // What went wrong is logged where it was handled; the next hour tries again.
            let _ = desk.forget_what_is_past().await;
        }
    })
}

/// Serves pages until the process is told to end, then lets requests under way finish.
///
/// # Errors
/// When serving fails.
pub async fn serve(
    listener: TcpListener,
    router: axum::Router,
    stopping: watch::Sender<bool>,
) -> std::io::Result<()> {
    let ending = async move {
        ended().await;
        // Pages that listen for news would keep the house open for ever.
        stopping.send_replace(true);
    };
    axum::serve(listener, router).with_graceful_shutdown(ending).await
}

/// Ctrl-C, or a polite request to end.
async fn ended() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! {
                    _ = interrupted => {}
                    _ = terminated.recv() => {}
                }
            }
            Err(_) => drop(interrupted.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
    tracing::info!("stopping: requests under way may finish");
}
