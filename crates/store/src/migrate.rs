//! The history of the schema: numbered files, one meaning for both engines.
//!
//! `migrations/NNNN_name.sql` serves both engines; where that cannot be, `NNNN_name.sqlite.sql` and
//! `NNNN_name.postgres.sql` are a pair. A step that was run is never edited: its checksum is kept, and a
//! different text is refused rather than guessed about.

use sha2::{Digest, Sha256};

use crate::fault::{Fault, FaultKind};

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// Where the engines keep which steps were run. `BIGINT` and `TEXT` as both understand them.
pub(crate) const HISTORY: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL);";

/// One step of the schema's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// Its number; steps run in this order.
    pub version: i64,
    /// Its name.
    pub name: &'static str,
    /// Its text on SQLite.
    pub sqlite: Script,
    /// Its text on PostgreSQL.
    pub postgres: Script,
}

impl Migration {
    /// A step whose text serves both engines.
    #[must_use]
    pub const fn shared(version: i64, name: &'static str, text: &'static str) -> Self {
        Migration { version, name, sqlite: Script::Shared(text), postgres: Script::Shared(text) }
    }
}

/// The text of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// One text for both engines, whose column types are translated.
    Shared(&'static str),
    /// Written for this engine, and run as it stands.
    Own(&'static str),
}

impl Script {
    /// SHA-256 of the text as written, in hexadecimal.
    pub(crate) fn checksum(self) -> String {
        let (Script::Shared(text) | Script::Own(text)) = self;
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The text that this engine runs.
    pub(crate) fn text(self, translate: fn(&str) -> String) -> String {
        match self {
            Script::Shared(text) => translate(text),
            Script::Own(text) => text.to_owned(),
        }
    }
}

/// What migrating did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MigrationReport {
    /// The steps that were run now, in order: number and name.
    pub applied: Vec<(i64, String)>,
    /// How many had been run before.
    pub already: usize,
}

/// A step as the history of a database tells it.
pub(crate) struct Recorded {
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) checksum: String,
}

/// The steps that are still to be run, or why the history cannot be continued.
pub(crate) fn pending(
    steps: &[Migration],
    recorded: &[Recorded],
    script: fn(&Migration) -> Script,
) -> Result<Vec<Migration>, Fault> {
    for past in recorded {
        let Some(step) = steps.iter().find(|step| step.version == past.version) else {
            return Err(broken(format!(
                "the database has step {} ({}), which this program does not know: the program is older than \
                 its database",
                past.version, past.name
            )));
        };
        if script(step).checksum() != past.checksum {
            return Err(broken(format!(
                "step {} ({}) was edited after it was run; restore its text and write a new step instead",
                step.version, step.name
            )));
        }
    }
    let newest = recorded.iter().map(|past| past.version).max().unwrap_or(i64::MIN);
    let mut todo: Vec<Migration> = steps
        .iter()
        .filter(|step| !recorded.iter().any(|past| past.version == step.version))
        .copied()
        .collect();
    todo.sort_by_key(|step| step.version);
    if let Some(late) = todo.iter().find(|step| step.version < newest) {
        return Err(broken(format!(
            "step {} ({}) comes before step {newest}, which was run already; give it a newer number",
            late.version, late.name
        )));
    }
    if let Some(twice) = todo.windows(2).find(|pair| pair[0].version == pair[1].version) {
        return Err(broken(format!("two steps have the number {}", twice[0].version)));
    }
    Ok(todo)
}

/// The fault of a history that cannot be continued.
pub(crate) fn broken(message: String) -> Fault {
    Fault::never("migrating the schema", FaultKind::Migration(message))
}
