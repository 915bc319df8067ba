//! One connection: statements prepared once, run in a pipeline, and what its errors mean.

use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use tokio_postgres::error::DbError;
use tokio_postgres::{Client, Config, NoTls};

use super::value::Mismatch;
use crate::engine::{StatementKey, dialect};
use crate::fault::{Again, EngineError, Fault, FaultKind};
use crate::statement::{Bound, Row, Statement, Value};

/// What every connection is set to: durable commits, and no lock held for ever by a peer that went away.
const SETTINGS: &str = "SET synchronous_commit = on; SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; \
     SET idle_in_transaction_session_timeout = '60s'";

/// Why something was not done.
#[derive(Debug)]
pub(super) enum Setback {
    /// The statement, or its values, are at fault.
    Unit(Fault),
    /// Others were changing the same rows; nothing was done, and doing it again may work.
    Contended(Fault),
    /// The connection is of no more use; nothing was committed.
    Lost(Fault),
    /// The connection was lost while committing.
    Unknown(Fault),
}

impl Setback {
    pub(super) fn into_fault(self) -> Fault {
        match self {
            Setback::Unit(fault)
            | Setback::Contended(fault)
            | Setback::Lost(fault)
            | Setback::Unknown(fault) => fault,
        }
    }
}

/// A connection, with the statements it has prepared: as they are, and as looks.
pub(super) struct Connection {
    client: Client,
    prepared: HashMap<(StatementKey, bool), tokio_postgres::Statement>,
}

impl Connection {
    pub(super) async fn open(config: &Config) -> Result<Connection, Fault> {
        let (client, link) = config.connect(NoTls).await.map_err(refused)?;
        tokio::spawn(async move {
            // Its error reaches whoever waits for an answer.
            let _ = link.await;
        });
        client.batch_execute(SETTINGS).await.map_err(refused)?;
        Ok(Connection { client, prepared: HashMap::new() })
    }

    /// Runs text without parameters.
    pub(super) async fn script(&self, text: &str) -> Result<(), Setback> {
        self.client.batch_execute(text).await.map_err(|error| setback("script", &error))
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Prepares a statement unless it is, and checks that it takes as many values as it is given.
    pub(super) async fn prepare(&mut self, bound: &Bound, look: bool) -> Result<(), Setback> {
        self.prepare_text(bound.statement, look).await?;
        let (given, statement) = (bound.params.len(), bound.statement.name);
        if self.prepared(bound, look)?.params().len() == given {
            return Ok(());
        }
        let kind = FaultKind::Inconsistent { statement, column: given };
        Err(Setback::Unit(Fault::never("running a statement", kind)))
    }

    /// Prepares a statement unless it is.
    pub(super) async fn prepare_text(
        &mut self,
        statement: &'static Statement,
        look: bool,
    ) -> Result<(), Setback> {
        let key = (StatementKey::of(statement), look);
        if !self.prepared.contains_key(&key) {
            let text = dialect::for_postgres(statement.sql, look);
            let prepared = self.client.prepare(&text).await;
            self.prepared.insert(key, prepared.map_err(|error| setback(statement.name, &error))?);
        }
        Ok(())
    }

    fn prepared(&self, bound: &Bound, look: bool) -> Result<&tokio_postgres::Statement, Setback> {
        let unprepared = || Setback::Unit(Fault::never("running a statement", FaultKind::Defect));
        self.prepared.get(&(StatementKey::of(bound.statement), look)).ok_or_else(unprepared)
    }

    /// Runs a prepared statement; tells how many rows it found or changed.
    pub(super) async fn count(&self, bound: &Bound, look: bool) -> Result<u64, Setback> {
        let prepared = self.prepared(bound, look)?;
        let counted = self.client.execute_raw(prepared, &bound.params).await;
        counted.map_err(|error| setback(bound.statement.name, &error))
    }

    /// Runs a prepared statement and brings its rows.
    pub(super) async fn rows(&self, bound: &Bound) -> Result<Vec<Row>, Setback> {
        use futures_util::TryStreamExt as _;
        let name = bound.statement.name;
        let told = |error| setback(name, &error);
        let prepared = self.prepared(bound, false)?;
        let stream = self.client.query_raw(prepared, &bound.params).await.map_err(told)?;
        let rows: Vec<tokio_postgres::Row> = stream.try_collect().await.map_err(told)?;
        rows.iter()
            .map(|row| {
                let values = (0..row.len()).map(|column| {
                    row.try_get::<_, Value>(column).map_err(|_| {
                        let kind = FaultKind::Inconsistent { statement: name, column };
                        Setback::Unit(Fault::never("reading a row", kind))
                    })
                });
                Ok(Row::new(name, values.collect::<Result<_, _>>()?))
            })
            .collect()
    }
}

/// A request that waits for its turn in a pipeline.
pub(super) type Step<'a, T> = Pin<Box<dyn Future<Output = Result<T, Setback>> + Send + 'a>>;

/// Sends all requests, in order, before it waits for the first answer; answers come in the same order.
///
/// Every answer is awaited, failed or not, so that the next request is not answered by an old one.
pub(super) async fn pipeline<T>(steps: Vec<Step<'_, T>>) -> Vec<Result<T, Setback>> {
    enum Place<'a, T> {
        Sent(Step<'a, T>),
        Answered(Result<T, Setback>),
    }
    let mut places: Vec<Place<'_, T>> = steps.into_iter().map(Place::Sent).collect();
    // The first poll of a request is what sends it.
    poll_fn(|context| {
        for place in &mut places {
            if let Place::Sent(step) = place
                && let Poll::Ready(answer) = step.as_mut().poll(context)
            {
                *place = Place::Answered(answer);
            }
        }
        Poll::Ready(())
    })
    .await;
    let mut answers = Vec::with_capacity(places.len());
    for place in places {
        answers.push(match place {
            Place::Sent(step) => step.await,
            Place::Answered(answer) => answer,
        });
    }
    answers
}

/// The first failure among the answers, the worst kind first: a connection that is gone explains what
/// else failed.
pub(super) fn all_or_setback<T>(answers: Vec<Result<T, Setback>>) -> Result<Vec<T>, Setback> {
    let mut good = Vec::with_capacity(answers.len());
    let mut first = None;
    for answer in answers {
        match answer {
            Ok(value) => good.push(value),
            Err(lost @ Setback::Lost(_)) => return Err(lost),
            Err(other) => first = first.or(Some(other)),
        }
    }
    first.map_or(Ok(good), Err)
}

/// Why a connection could not be had.
fn refused(error: tokio_postgres::Error) -> Fault {
    let doing = "connecting to PostgreSQL";
    let Some(told) = error.as_db_error() else {
        return Fault::new(doing, Again::Later, FaultKind::Unavailable).because(driver_error(&error));
    };
    let source = engine_error(told);
    match told.code().code() {
        // Neither the password nor the name of the database gets better by waiting.
        code if code.starts_with("28") || code.starts_with("3D") => {
            Fault::settings("PostgreSQL refuses this user or database").because(source)
        }
        _ => Fault::new(doing, Again::Later, FaultKind::Unavailable).because(source),
    }
}

/// What an error of a statement means.
pub(super) fn setback(statement: &'static str, error: &tokio_postgres::Error) -> Setback {
    let doing = "running a statement";
    let Some(told) = error.as_db_error() else {
        let mut cause = std::error::Error::source(error);
        while let Some(inner) = cause {
            if inner.is::<Mismatch>() || inner.is::<std::num::TryFromIntError>() {
                return Setback::Unit(Fault::never(doing, FaultKind::Refused { statement }));
            }
            cause = inner.source();
        }
        let fault = Fault::new(doing, Again::Later, FaultKind::Unavailable).because(driver_error(error));
        return Setback::Lost(fault);
    };
    let source = engine_error(told);
    let code = told.code().code();
    let fault = |again, kind| Fault::new(doing, again, kind).because(source.clone());
    match (&code[..2], code) {
        ("23", _) | (_, "P0001") => {
            Setback::Unit(fault(Again::Never, FaultKind::Constraint { name: constraint_of(told) }))
        }
        (_, "40001" | "40P01") => Setback::Contended(fault(Again::Now, FaultKind::Contended)),
        // Somebody has held the rows for as long as a lock is waited for.
        (_, "55P03") => Setback::Unit(fault(Again::Later, FaultKind::Contended)),
        // Shut down, crashed, out of disk or memory; or this is now a standby, which only reads.
        ("08" | "53" | "57" | "58" | "XX", _) | (_, "25006") => {
            Setback::Lost(fault(Again::Later, FaultKind::Unavailable))
        }
        // A migration has changed what a prepared statement brings, or the statement is gone.
        (_, "0A000") if told.message().contains("cached plan") => {
            Setback::Lost(fault(Again::Now, FaultKind::Unavailable))
        }
        (_, "26000") => Setback::Lost(fault(Again::Now, FaultKind::Unavailable)),
        _ => Setback::Unit(fault(Again::Never, FaultKind::Refused { statement })),
    }
}

/// What a failed `COMMIT` means: known to be undone only when PostgreSQL says why.
pub(super) fn commit_setback(error: &tokio_postgres::Error) -> Setback {
    match setback("commit", error) {
        known @ Setback::Unit(_) if error.as_db_error().is_some() => known,
        contended @ Setback::Contended(_) => contended,
        other => {
            let unknown = Fault::new("committing", Again::Later, FaultKind::OutcomeUnknown);
            Setback::Unknown(match other.into_fault().source {
                Some(source) => unknown.because(source),
                None => unknown,
            })
        }
    }
}

fn constraint_of(told: &DbError) -> String {
    match (told.constraint(), told.table(), told.column()) {
        (Some(name), _, _) => name.to_owned(),
        (None, Some(table), Some(column)) => format!("{table}.{column}"),
        _ if told.code().code() == "P0001" => told.message().to_owned(),
        _ => told.code().code().to_owned(),
    }
}

/// PostgreSQL's word, where it cannot hold a value: its details, and messages about data, do.
fn engine_error(told: &DbError) -> EngineError {
    let code = told.code().code();
    let about_data = code.starts_with("22");
    let message = if about_data { "a value is not acceptable" } else { told.message() };
    EngineError { engine: "postgres", code: code.to_owned(), message: message.to_owned() }
}

fn driver_error(error: &tokio_postgres::Error) -> EngineError {
    use std::error::Error as _;
    let cause = error.source().map_or(String::new(), |cause| format!(": {cause}"));
    EngineError { engine: "postgres", code: "driver".into(), message: format!("{error}{cause}") }
}
