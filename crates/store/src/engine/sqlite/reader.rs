//! The reading threads: each takes the next question and answers it from one snapshot.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use tokio::sync::{mpsc, oneshot};

use super::connection::{Connection, Settings};
use crate::fault::{Fault, FaultKind};
use crate::statement::{Bound, Row};

/// A question, and whom to answer.
pub(super) struct ReadJob {
    pub(super) statements: Vec<Bound>,
    pub(super) reply: oneshot::Sender<Result<Vec<Vec<Row>>, Fault>>,
}

/// Answers questions until the store is closed.
pub(super) fn run(mut connection: Connection, settings: &Settings, jobs: &Mutex<mpsc::Receiver<ReadJob>>) {
    loop {
        // The lock is held while waiting: whoever holds it takes the next question, then lets go.
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        let Some(ReadJob { statements, reply }) = job else { return };
        if reply.is_closed() {
            continue;
        }
        let read = catch_unwind(AssertUnwindSafe(|| snapshot(&mut connection, &statements)));
        let answer = read.unwrap_or_else(|_| Err(Fault::never("reading", FaultKind::Defect)));
        // Whoever asked may have stopped waiting.
        let _ = reply.send(answer);
        if connection.abandon().is_err()
            && let Ok(fresh) = Connection::open_reader(settings)
        {
            connection = fresh;
        }
    }
}

fn snapshot(connection: &mut Connection, statements: &[Bound]) -> Result<Vec<Vec<Row>>, Fault> {
    if let [one] = statements {
        return Ok(vec![connection.rows(one)?]);
    }
    connection.word("BEGIN DEFERRED")?;
    let rows = statements.iter().map(|statement| connection.rows(statement)).collect::<Result<_, _>>()?;
    connection.word("COMMIT")?;
    Ok(rows)
}
