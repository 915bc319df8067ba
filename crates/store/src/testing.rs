//! A private PostgreSQL server and throw-away files, for tests (feature `testing`).
//!
//! A test that cannot have its database fails and says why: a store that is not run rots.
#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests: what fails here fails the test")]

mod postgres;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::statement::Bound;
use crate::unit::Unit;
pub use postgres::{PostgresServer, TestPostgres};

/// A folder of this process's own under the system's temporary folder.
fn fresh_folder(kind: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("jawaz-{kind}-{}-{number}", std::process::id()));
        match std::fs::create_dir(&folder) {
            Ok(()) => return folder,
            // Left behind by an earlier process of the same number.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => panic!("cannot make the folder {}: {error}", folder.display()),
        }
    }
}

/// A SQLite file that is removed when this goes.
pub struct TempSqlite {
    folder: PathBuf,
}

impl TempSqlite {
    /// A file that does not exist yet, in a folder of its own.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "it makes a folder, which a default should not")]
    pub fn new() -> Self {
        TempSqlite { folder: fresh_folder("sqlite") }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join("store.db")
    }

    /// Its address for [`crate::Store::open`].
    #[must_use]
    pub fn url(&self) -> String {
        format!("sqlite:{}", self.path().display())
    }
}

impl Drop for TempSqlite {
    fn drop(&mut self) {
        remove(&self.folder);
    }
}

/// A unit laid open: what it runs, in the order in which it is run.
#[derive(Debug, Clone)]
pub struct LaidOpen {
    /// What must be found.
    pub looks: Vec<Bound>,
    /// What it claims.
    pub claim: Option<Bound>,
    /// What it then writes.
    pub writes: Vec<Bound>,
}

/// The statements of a unit, for those who measure what they cost by themselves.
#[must_use]
pub fn laid_open(unit: &Unit) -> LaidOpen {
    LaidOpen {
        looks: unit.looks.iter().map(|(look, _)| look.clone()).collect(),
        claim: unit.claim.clone(),
        writes: unit.writes.iter().map(|write| write.bound.clone()).collect(),
    }
}

fn remove(folder: &Path) {
    // A folder that stays behind harms nobody.
    let _ = std::fs::remove_dir_all(folder);
}
