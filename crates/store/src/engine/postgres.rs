//! PostgreSQL: a few writing connections that pipeline batches of units, and a pool of readers.

mod alone;
mod connection;
mod queue;
mod reader;
mod value;
mod writer;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

use self::connection::{Connection, Setback};
use self::queue::{Queue, Waiting};
use self::reader::Readers;
use self::writer::Writer;
use super::Counters;
use crate::fault::Fault;
use crate::migrate::{Migration, MigrationReport};
use crate::statement::{Bound, Row, Statement};
use crate::unit::{BulkTable, Outcome, Unit};
use crate::{Stats, StoreOptions};

/// Connections that read, unless the options say otherwise.
const READERS: usize = 6;

/// A database on a server, open.
pub(crate) struct Postgres {
    config: Config,
    queue: Arc<Queue>,
    readers: Readers,
    writers: Mutex<Vec<JoinHandle<()>>>,
    counters: Arc<Counters>,
}

impl Postgres {
    pub(crate) async fn open(url: &str, options: StoreOptions) -> Result<Postgres, Fault> {
        let config = configured(url)?;
        let first = Connection::open(&config).await?;
        check_encoding(&first).await?;
        let patience = Duration::from_millis(options.patience_ms);
        let (queue, counters) = (Arc::new(Queue::default()), Arc::new(Counters::default()));
        let mut first = Some(first);
        let writers = (0..options.writers.max(1)).zip(0..).map(|(_, number)| {
            let writer = Writer {
                config: config.clone(),
                queue: queue.clone(),
                counters: counters.clone(),
                connection: first.take(),
                most: options.batch.max(1),
                patience,
                committing: false,
                number,
            };
            tokio::spawn(writer.run())
        });
        let writers = Mutex::new(writers.collect());
        let most = if options.readers == 0 { READERS } else { options.readers };
        let readers = Readers::new(config.clone(), most, patience);
        Ok(Postgres { config, queue, readers, writers, counters })
    }

    pub(crate) async fn commit(&self, unit: Unit) -> Result<Outcome, Fault> {
        let (reply, answer) = oneshot::channel();
        self.queue.push(Waiting { unit, reply })?;
        answer.await.map_err(|_| Fault::closed())?
    }

    pub(crate) async fn commit_all(&self, units: Vec<Unit>) -> Vec<Result<Outcome, Fault>> {
        let (mut waiting, mut answers) = (Vec::with_capacity(units.len()), Vec::with_capacity(units.len()));
        for unit in units {
            let (reply, answer) = oneshot::channel();
            waiting.push(Waiting { unit, reply });
            answers.push(answer);
        }
        let pushed = self.queue.push_all(waiting);
        let sent = answers.into_iter().map(|answer| match &pushed {
            Ok(()) => Ok(answer),
            Err(fault) => Err(fault.repeat()),
        });
        super::answers(sent.collect()).await
    }

    pub(crate) async fn read(&self, statements: Vec<Bound>) -> Result<Vec<Vec<Row>>, Fault> {
        self.readers.read(&statements).await
    }

    pub(crate) async fn bulk(&self, tables: Vec<BulkTable>) -> Result<u64, Fault> {
        let rows = alone::bulk(&self.config, &tables).await?;
        self.counters.committed(1);
        Ok(rows)
    }

    pub(crate) async fn migrate(&self, steps: &[Migration]) -> Result<MigrationReport, Fault> {
        let report = alone::migrate(&self.config, steps).await?;
        self.counters.committed(report.applied.len());
        Ok(report)
    }

    pub(crate) async fn check(&self, statements: &[&'static Statement], looks: bool) -> Result<(), Fault> {
        let mut connection = Connection::open(&self.config).await?;
        for statement in statements {
            connection.prepare_text(statement, looks).await.map_err(Setback::into_fault)?;
        }
        Ok(())
    }

    pub(crate) fn stats(&self) -> Stats {
        self.counters.stats()
    }

    pub(crate) async fn close(&self) {
        self.queue.close();
        let writers = std::mem::take(&mut *self.writers.lock().unwrap_or_else(PoisonError::into_inner));
        for writer in writers {
            if writer.await.is_err() {
                tracing::error!("a writer of the store had stopped before it was closed");
            }
        }
        self.readers.close();
    }
}

/// Once nobody holds the store, its writers have no one to write for.
impl Drop for Postgres {
    fn drop(&mut self) {
        self.queue.close();
    }
}

fn configured(url: &str) -> Result<Config, Fault> {
    // The driver's own words are kept back: an address may hold a password.
    let mut config: Config =
        url.parse().map_err(|_| Fault::settings("this PostgreSQL address cannot be understood"))?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(Fault::settings(
            "sslmode=require: this program does not speak TLS to PostgreSQL yet; use a socket, loopback or a \
             tunnel",
        ));
    }
    if config.get_application_name().is_none() {
        config.application_name("jawaz");
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(5));
    }
    if config.get_tcp_user_timeout().is_none() {
        // A peer that has gone without a word is noticed.
        config.tcp_user_timeout(Duration::from_secs(30));
        config.keepalives_idle(Duration::from_secs(30));
    }
    Ok(config)
}

async fn check_encoding(connection: &Connection) -> Result<(), Fault> {
    let row = connection.client().query_one("SHOW server_encoding", &[]).await;
    let encoding = row.and_then(|row| row.try_get::<_, String>(0));
    match encoding.map_err(|error| connection::setback("encoding", &error).into_fault())?.as_str() {
        "UTF8" => Ok(()),
        other => {
            Err(Fault::settings(format!("the database holds {other}; it must be made with ENCODING UTF8")))
        }
    }
}
