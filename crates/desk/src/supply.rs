//! Fresh ids for a process that shares its database with others.

use crate::rows::Cells;
use crate::sql::house;
use record::Ids;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Again, Fault, FaultKind, Outcome, Store, Unit};
use tokio::sync::Mutex;

/// Takes ids from the database in blocks and gives them out one after the other; what a process did not use
/// when it ends is lost, and no id is ever given twice.
#[derive(Clone)]
pub struct IdSupply {
    store: Store,
    left: Arc<Mutex<(i64, i64)>>,
}

/// How many ids are taken at once.
const BLOCK: i64 = 65_536;

impl IdSupply {
    /// A supply with nothing taken yet.
    pub fn new(store: Store) -> IdSupply {
        IdSupply { store, left: Arc::new(Mutex::new((0, 0))) }
    }

    /// `count` ids in a row that nobody else has or will have.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take(&self, count: i64) -> Result<Ids, Fault> {
        let mut left = self.left.lock().await;
        if left.1 - left.0 < count {
            *left = self.block(count.max(BLOCK)).await?;
        }
        let start = left.0;
        left.0 += count;
        Ok(Ids::from(start))
    }

    /// A counter over ids set aside at once, for those who cannot wait for the store: 2^28 of them, more than a
    /// process meets in its life.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn counter(&self) -> Result<Arc<dyn Fn() -> i64 + Send + Sync>, Fault> {
        let next = AtomicI64::new(self.take(1 << 28).await?.fresh());
        Ok(Arc::new(move || next.fetch_add(1, Ordering::Relaxed)))
    }

    async fn block(&self, count: i64) -> Result<(i64, i64), Fault> {
        let unit = Unit::new().returns(house::TAKE_IDS.with([count.into()]));
        match self.store.commit(unit).await? {
            Outcome::Done(rows) if !rows.is_empty() => {
                let end = Cells::of(&rows[0], house::TAKE_IDS.name).int()?;
                Ok((end - count, end))
            }
            _ => Err(Fault {
                doing: "taking ids",
                again: Again::Never,
                kind: FaultKind::Refused { statement: house::TAKE_IDS.name },
                source: None,
            }),
        }
    }
}
