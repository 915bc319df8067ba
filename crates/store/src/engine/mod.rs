//! The two engines behind one interface.

use crate::fault::Fault;
use crate::migrate::{Migration, MigrationReport};
use crate::statement::{Bound, Row};
use crate::unit::{BulkTable, Outcome, Unit};
use crate::{Stats, StoreOptions};

#[derive(Clone)]
pub(crate) enum Engine {}

impl Engine {
    pub(crate) async fn open(_url: &str, _options: StoreOptions) -> Result<Engine, Fault> {
        Err(Fault::settings("no engine is built in yet"))
    }

    pub(crate) async fn migrate(&self, _steps: &[Migration]) -> Result<MigrationReport, Fault> {
        match *self {}
    }

    pub(crate) async fn read(&self, _statements: Vec<Bound>) -> Result<Vec<Vec<Row>>, Fault> {
        match *self {}
    }

    pub(crate) async fn commit(&self, _unit: Unit) -> Result<Outcome, Fault> {
        match *self {}
    }

    pub(crate) async fn bulk(&self, _tables: Vec<BulkTable>) -> Result<u64, Fault> {
        match *self {}
    }

    pub(crate) fn name(&self) -> &'static str {
        match *self {}
    }

    pub(crate) fn stats(&self) -> Stats {
        match *self {}
    }

    pub(crate) async fn close(&self) {
        match *self {}
    }
}
