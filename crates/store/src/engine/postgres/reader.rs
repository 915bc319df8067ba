//! A few connections that only read, each lent to one question at a time.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio_postgres::Config;

use super::connection::{Connection, Setback, Step, all_or_setback, pipeline};
use crate::fault::Fault;
use crate::statement::{Bound, Row};

/// Connections that read.
pub(super) struct Readers {
    config: Config,
    idle: Mutex<Vec<Connection>>,
    permits: Semaphore,
    patience: Duration,
}

impl Readers {
    pub(super) fn new(config: Config, most: usize, patience: Duration) -> Self {
        Readers { config, idle: Mutex::default(), permits: Semaphore::new(most), patience }
    }

    /// Reads on one snapshot; again, on another connection, when one is lost.
    pub(super) async fn read(&self, statements: &[Bound]) -> Result<Vec<Vec<Row>>, Fault> {
        let _permit = self.permits.acquire().await.map_err(|_| Fault::closed())?;
        let until = Instant::now() + self.patience;
        let mut pause = Duration::from_millis(20);
        loop {
            let setback = match self.once(statements).await {
                Ok(rows) => return Ok(rows),
                Err(setback) => setback,
            };
            let again = matches!(setback, Setback::Lost(_) | Setback::Contended(_));
            if !again || Instant::now() + pause >= until || self.permits.is_closed() {
                return Err(setback.into_fault());
            }
            // What broke one connection has broken the others that lie idle.
            self.idle().clear();
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(1));
        }
    }

    /// A connection leaves the idle ones while it is used, so that a question given up halfway takes its
    /// connection with it and never hands on an open transaction.
    async fn once(&self, statements: &[Bound]) -> Result<Vec<Vec<Row>>, Setback> {
        let lent = self.idle().pop();
        let mut connection = match lent {
            Some(connection) => connection,
            None => Connection::open(&self.config).await.map_err(|fault| match fault.again {
                crate::Again::Never => Setback::Unit(fault),
                _ => Setback::Lost(fault),
            })?,
        };
        let read = snapshot(&mut connection, statements).await;
        if matches!(read, Ok(_) | Err(Setback::Unit(_))) && !self.permits.is_closed() {
            self.idle().push(connection);
        }
        read
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn close(&self) {
        self.permits.close();
        self.idle().clear();
    }
}

async fn snapshot(connection: &mut Connection, statements: &[Bound]) -> Result<Vec<Vec<Row>>, Setback> {
    for statement in statements {
        connection.prepare(statement, false).await?;
    }
    if let [one] = statements {
        return Ok(vec![connection.rows(one).await?]);
    }
    let word = |text: &'static str| async { connection.script(text).await.map(|()| Vec::new()) };
    let mut steps: Vec<Step<'_, Vec<Row>>> =
        vec![Box::pin(word("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))];
    for statement in statements {
        steps.push(Box::pin(connection.rows(statement)));
    }
    // Ends the transaction of a failed statement as well.
    steps.push(Box::pin(word("COMMIT")));
    let mut rows = all_or_setback(pipeline(steps).await)?;
    rows.pop();
    rows.remove(0);
    Ok(rows)
}
