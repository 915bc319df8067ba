//! The history of the schema: numbered files, one meaning for both engines.

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

/// The text of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// One text for both engines, whose column types are translated.
    Shared(&'static str),
    /// Written for this engine, and run as it stands.
    Own(&'static str),
}

/// What migrating did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationReport {
    /// The steps that were run now, in order: number and name.
    pub applied: Vec<(i64, String)>,
    /// How many had been run before.
    pub already: usize,
}
