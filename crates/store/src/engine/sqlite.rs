//! SQLite: one writer thread that commits all waiting units at once, and several reading threads.
//!
//! A file has one writer by nature, and a commit costs a disk sync; so whatever waits while one
//! transaction is being synced goes into the next one together.

mod connection;
mod reader;
mod writer;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::{mpsc, oneshot};

use self::connection::{Connection, Settings};
use self::reader::ReadJob;
use self::writer::{Job, Writer};
use super::Counters;
use crate::fault::Fault;
use crate::migrate::{Migration, MigrationReport};
use crate::statement::{Bound, Row, Statement};
use crate::unit::{BulkTable, Outcome, Unit};
use crate::{Stats, StoreOptions};

/// How many may wait for the writer or the readers before the next one waits to be let in.
const WAITING: usize = 4096;

/// A database file, open.
pub(crate) struct Sqlite {
    doors: Mutex<Option<Doors>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    counters: Arc<Counters>,
}

#[derive(Clone)]
struct Doors {
    writer: mpsc::Sender<Job>,
    readers: mpsc::Sender<ReadJob>,
}

impl Sqlite {
    pub(crate) async fn open(path: &str, options: StoreOptions) -> Result<Sqlite, Fault> {
        if path.is_empty() || path.starts_with(':') || path.starts_with('?') {
            return Err(Fault::settings("sqlite: needs the path of a file, which a crash then survives"));
        }
        let settings = Settings { path: PathBuf::from(path), patience_ms: options.patience_ms };
        tokio::task::spawn_blocking(move || Sqlite::start(&settings, options))
            .await
            .map_err(|_| Fault::never("opening the store", crate::FaultKind::Defect))?
    }

    fn start(settings: &Settings, options: StoreOptions) -> Result<Sqlite, Fault> {
        let counters = Arc::new(Counters::default());
        let (writer_door, jobs) = mpsc::channel(WAITING);
        let (reader_door, reads) = mpsc::channel(WAITING);
        let writer = Writer::open(settings.clone(), counters.clone())?;
        let mut threads = vec![named("store-writer", move || writer.run(jobs, options.batch.max(1)))?];
        let reads = Arc::new(Mutex::new(reads));
        for _ in 0..readers(options) {
            let connection = Connection::open_reader(settings)?;
            let (settings, reads) = (settings.clone(), reads.clone());
            threads.push(named("store-reader", move || reader::run(connection, &settings, &reads))?);
        }
        let doors = Doors { writer: writer_door, readers: reader_door };
        Ok(Sqlite { doors: Mutex::new(Some(doors)), threads: Mutex::new(threads), counters })
    }

    fn doors(&self) -> Result<Doors, Fault> {
        self.doors.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or_else(Fault::closed)
    }

    pub(crate) async fn commit(&self, unit: Unit) -> Result<Outcome, Fault> {
        let (reply, answer) = oneshot::channel();
        self.doors()?.writer.send(Job::Unit(unit, reply)).await.map_err(|_| Fault::closed())?;
        answer.await.map_err(|_| Fault::closed())?
    }

    pub(crate) async fn commit_all(&self, units: Vec<Unit>) -> Vec<Result<Outcome, Fault>> {
        let mut sent = Vec::with_capacity(units.len());
        for unit in units {
            let (reply, answer) = oneshot::channel();
            let handed = match self.doors() {
                Ok(doors) => doors.writer.send(Job::Unit(unit, reply)).await.map_err(|_| Fault::closed()),
                Err(fault) => Err(fault),
            };
            sent.push(handed.map(|()| answer));
        }
        super::answers(sent).await
    }

    pub(crate) async fn read(&self, statements: Vec<Bound>) -> Result<Vec<Vec<Row>>, Fault> {
        let (reply, answer) = oneshot::channel();
        self.doors()?.readers.send(ReadJob { statements, reply }).await.map_err(|_| Fault::closed())?;
        answer.await.map_err(|_| Fault::closed())?
    }

    pub(crate) async fn bulk(&self, tables: Vec<BulkTable>) -> Result<u64, Fault> {
        self.alone(move |writer| writer.bulk(&tables)).await
    }

    pub(crate) async fn migrate(&self, steps: &[Migration]) -> Result<MigrationReport, Fault> {
        let steps = steps.to_vec();
        self.alone(move |writer| writer.migrate(&steps)).await
    }

    pub(crate) async fn check(&self, statements: &[&'static Statement]) -> Result<(), Fault> {
        let statements = statements.to_vec();
        self.alone(move |writer| statements.iter().try_for_each(|it| writer.check(it))).await
    }

    /// Runs work of its own on the writer's connection, between two batches.
    async fn alone<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Writer) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let (reply, answer) = oneshot::channel();
        let job = Job::Alone(Box::new(move |writer| {
            // Whoever asked may have stopped waiting; the work is done all the same.
            let _ = reply.send(work(writer));
        }));
        self.doors()?.writer.send(job).await.map_err(|_| Fault::closed())?;
        let defect = |_| Fault::never("working alone on the store", crate::FaultKind::Defect);
        answer.await.map_err(defect)?
    }

    pub(crate) fn stats(&self) -> Stats {
        self.counters.stats()
    }

    pub(crate) async fn close(&self) {
        drop(self.doors.lock().unwrap_or_else(PoisonError::into_inner).take());
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        let joined = tokio::task::spawn_blocking(move || {
            threads.into_iter().map(JoinHandle::join).filter(Result::is_err).count()
        });
        if joined.await.unwrap_or(1) > 0 {
            tracing::error!("a thread of the store had stopped before it was closed");
        }
    }
}

fn readers(options: StoreOptions) -> usize {
    match options.readers {
        0 => std::thread::available_parallelism().map_or(2, usize::from).max(2),
        told => told,
    }
}

fn named(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, Fault> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).map_err(|error| {
        tracing::error!(%error, "a thread of the store could not be started");
        Fault::new("opening the store", crate::Again::Later, crate::FaultKind::Unavailable)
    })
}
