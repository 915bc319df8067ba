//! What can go wrong with a store, told so that a caller knows what to do next.
//!
//! No message here carries a row's values: faults reach logs, and rows are about people. What an engine
//! says is therefore kept only where it names tables, columns and constraints.

/// When the same work may be tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// At once: nothing was written, and the cause passes by itself.
    Now,
    /// After a while: the store is away, full or busy, or it is not known whether the work was done. The
    /// work's own key (its claim) keeps a repetition from being done twice.
    Later,
    /// Never: the work itself, or the program, is wrong.
    Never,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// A rule of the schema forbids the write; nothing of the unit was written.
    #[error("constraint {name} forbids it")]
    Constraint {
        /// The constraint as this engine names it; SQLite names a unique key by its columns
        /// (`hold.request`) and tells no name for a foreign key.
        name: String,
    },
    /// A value is not what its column or parameter holds.
    #[error("statement {statement} disagrees with its value {column}")]
    Inconsistent {
        /// The statement's name.
        statement: &'static str,
        /// The column or parameter, numbered from 0.
        column: usize,
    },
    /// A write that must change exactly one row changed another number; nothing of the unit was written.
    #[error("statement {statement} changed {changed} rows instead of one")]
    NotOneRow {
        /// The statement's name.
        statement: &'static str,
        /// How many rows it would have changed.
        changed: u64,
    },
    /// The engine refuses the statement: it is misspelt, or the schema is not the one it was written for.
    #[error("statement {statement} is refused")]
    Refused {
        /// The statement's name, or what took its place.
        statement: &'static str,
    },
    /// The connection was lost, or the disk failed, while the commit was under way.
    #[error("outcome unknown: the store was lost while committing")]
    OutcomeUnknown,
    /// The store cannot be reached, is full, or is kept busy by somebody else.
    #[error("the store is not available")]
    Unavailable,
    /// Others changed the same rows at the same time, and kept doing so.
    #[error("others are changing the same rows")]
    Contended,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// The address or an option cannot be used.
    #[error("{0}")]
    Settings(String),
    /// The history of migrations cannot be brought up to date.
    #[error("{0}")]
    Migration(String),
    /// A defect of this program, caught so that others are not harmed.
    #[error("a defect stopped this work")]
    Defect,
}

/// A failure, with what was being done and whether doing it again makes sense.
#[derive(Debug, thiserror::Error)]
#[error("{doing}: {kind}")]
pub struct Fault {
    /// What the store was doing.
    pub doing: &'static str,
    /// Whether to try again.
    pub again: Again,
    /// What happened.
    pub kind: FaultKind,
    /// What the engine said, without values.
    #[source]
    pub source: Option<EngineError>,
}

/// What an engine said, reduced to what never holds a row's values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{engine} {code}: {message}")]
pub struct EngineError {
    pub(crate) engine: &'static str,
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(doing: &'static str, again: Again, kind: FaultKind) -> Self {
        Fault { doing, again, kind, source: None }
    }

    pub(crate) fn never(doing: &'static str, kind: FaultKind) -> Self {
        Fault::new(doing, Again::Never, kind)
    }

    pub(crate) fn because(mut self, source: EngineError) -> Self {
        self.source = Some(source);
        self
    }

    pub(crate) fn settings(message: impl Into<String>) -> Self {
        Fault::never("opening the store", FaultKind::Settings(message.into()))
    }

    pub(crate) fn closed() -> Self {
        Fault::new("asking the store", Again::Later, FaultKind::Closed)
    }

    /// Whether a rule of the schema forbade the write.
    #[must_use]
    pub fn is_constraint(&self) -> bool {
        matches!(self.kind, FaultKind::Constraint { .. })
    }

    /// The same fault, told to each unit of a batch that failed together.
    pub(crate) fn repeat(&self) -> Fault {
        Fault { doing: self.doing, again: self.again, kind: self.kind.clone(), source: self.source.clone() }
    }
}
