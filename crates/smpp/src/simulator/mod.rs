//! A simulated operator: an SMPP 3.4 message centre over TCP, with phones and faults.
//!
//! It lets clients bind, answers submissions with ids, joins the parts of long
//! messages and shows them on phones, sends receipts until they are taken, and
//! carries what is written on a phone back to a client. Faults are rolled with
//! seeded dice. It is a server of its own: nothing but the TCP port connects it
//! with a [`crate::Link`].

mod centre;
mod config;
mod dice;
mod mail;
mod phones;
mod session;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::sync::{broadcast, oneshot};

pub use centre::SimCounters;
pub use config::{Faults, IdBase, SimConfig};
pub use mail::ReplyError;
pub use phones::{HandsetEvent, HandsetMessage};

use centre::Centre;
use mail::Delivery;

/// How long to rest when the system has no room for another connection.
const REST: Duration = Duration::from_millis(50);

/// A handle to a running simulator; clones share it. It runs until
/// [`Simulator::shutdown`] or the end of the runtime.
#[derive(Clone)]
pub struct Simulator {
    centre: Arc<Centre>,
    addr: SocketAddr,
}

impl std::fmt::Debug for Simulator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Simulator").field("addr", &self.addr).finish_non_exhaustive()
    }
}

impl Simulator {
    /// Listens and serves. `clock` gives microseconds since 1970.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn start(
        config: SimConfig,
        clock: impl Fn() -> i64 + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(config.listen).await?;
        let addr = listener.local_addr()?;
        let centre = Arc::new(Centre::new(config, Arc::new(clock)));
        tokio::spawn(Arc::clone(&centre).deliver());
        tokio::spawn(accept(Arc::clone(&centre), listener));
        Ok(Self { centre, addr })
    }

    /// Where it listens.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Events of all phones from now on. A slow reader misses the oldest.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<HandsetEvent> {
        self.centre.events.subscribe()
    }

    /// The messages on one phone, oldest first.
    #[must_use]
    pub fn handset(&self, number: &str) -> Vec<HandsetMessage> {
        self.centre.phones().of(number)
    }

    /// The numbers of the phones that have messages.
    #[must_use]
    pub fn handsets(&self) -> Vec<String> {
        self.centre.phones().numbers()
    }

    /// Writes a text on a phone and sends it to a short code, number or name.
    /// Comes back when a bound client has taken all its parts.
    ///
    /// # Errors
    /// [`ReplyError`] when no client took it; parts before may have been taken.
    pub async fn reply(&self, from_number: &str, to_short_code: &str, text: &str) -> Result<(), ReplyError> {
        let reference = self.centre.roll().to_be_bytes()[0];
        let parts =
            phones::written(from_number, to_short_code, text, reference).ok_or(ReplyError::TooLong)?;
        for message in parts {
            let system_id = self.centre.any_receiver().ok_or(ReplyError::NotBound)?;
            let (outcome, answer) = oneshot::channel();
            let delivery = Delivery { system_id, message, attempts: 0, outcome: Some(outcome) };
            self.centre.post(Instant::now(), delivery);
            answer.await.unwrap_or(Err(ReplyError::NoAnswer))?;
        }
        Ok(())
    }

    /// What goes wrong now.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.centre.faults()
    }

    /// Changes what goes wrong, for all connections at once.
    pub fn set_faults(&self, faults: Faults) {
        self.centre.set_faults(faults);
    }

    /// Drops all connections without a word; clients may come back.
    pub fn cut_links(&self) {
        self.centre.cut.send_modify(|n| *n += 1);
    }

    /// What it has done.
    #[must_use]
    pub fn counters(&self) -> SimCounters {
        self.centre.counters()
    }

    /// Closes all connections and stops listening.
    pub fn shutdown(&self) {
        self.centre.stop.send_replace(true);
    }
}

async fn accept(centre: Arc<Centre>, listener: TcpListener) {
    let mut stop = centre.stop.subscribe();
    let mut connection = 0;
    while !*stop.borrow() {
        tokio::select! {
            came = listener.accept() => match came {
                Ok((stream, _)) => {
                    connection += 1;
                    tokio::spawn(session::serve(Arc::clone(&centre), connection, stream));
                }
                Err(error) => {
                    tracing::warn!(%error, "the simulator could not take a connection");
                    tokio::time::sleep(REST).await;
                }
            },
            _ = stop.changed() => {}
        }
    }
}
