//! Statements as data: a name, a text written once for both engines, and the values bound to it.

use crate::fault::{Fault, FaultKind};

/// One value sent to or read from a column. Every column of ours is `BIGINT` or `TEXT`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// No value.
    Null,
    /// A 64-bit integer: an id, an instant, an amount, a yes or no (1 or 0).
    Int(i64),
    /// UTF-8 text without NUL characters (PostgreSQL cannot hold them, so neither engine may).
    Text(String),
}

/// Shows the kind of a value and never the value: values are personal data and `{:?}` reaches logs.
impl std::fmt::Debug for Value {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Value::Null => "Null",
            Value::Int(_) => "Int(_)",
            Value::Text(_) => "Text(_)",
        })
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Int(i64::from(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Text(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// A statement with a name, its parameters written `$1`, `$2`, …
///
/// The text is the same for both engines. What differs is translated once, when it is prepared: `$n`
/// becomes `?n` on SQLite (where `$n` would be numbered by first appearance), and the marker
/// `/*skip-locked*/` becomes `FOR UPDATE SKIP LOCKED` on PostgreSQL and nothing on SQLite, which has
/// one writer. Where PostgreSQL cannot tell a parameter's type (`SELECT $1`), write
/// `CAST($1 AS BIGINT)`, which both understand.
#[derive(Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its name, as faults and measurements tell it: `ledger.write_hold`.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
}

impl Statement {
    /// Names a text.
    #[must_use]
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Statement { name, sql }
    }

    /// Binds `$1`, `$2`, … in order.
    #[must_use]
    pub fn with<const N: usize>(&'static self, params: [Value; N]) -> Bound {
        self.with_vec(Vec::from(params))
    }

    /// Binds `$1`, `$2`, … in order, when their number is not known beforehand.
    #[must_use]
    pub fn with_vec(&'static self, params: Vec<Value>) -> Bound {
        Bound { statement: self, params }
    }
}

/// A statement with its values: plain data that can be printed, compared and replayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// What is run.
    pub statement: &'static Statement,
    /// What `$1`, `$2`, … stand for.
    pub params: Vec<Value>,
}

impl Bound {
    /// Refuses what only one of the engines could hold.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        match self.params.iter().position(|value| matches!(value, Value::Text(text) if text.contains('\0'))) {
            None => Ok(()),
            Some(at) => Err(Fault::never(
                "binding a statement's values",
                FaultKind::Inconsistent { statement: self.statement.name, column: at },
            )),
        }
    }
}

/// One row that came back, its columns numbered from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    statement: &'static str,
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(statement: &'static str, values: Vec<Value>) -> Self {
        Row { statement, values }
    }

    /// The integer in a column that is never empty.
    ///
    /// # Errors
    /// `Inconsistent` when the column is missing, empty or text.
    pub fn int(&self, column: usize) -> Result<i64, Fault> {
        match self.values.get(column) {
            Some(Value::Int(value)) => Ok(*value),
            _ => Err(self.inconsistent(column)),
        }
    }

    /// The integer in a column that may be empty.
    ///
    /// # Errors
    /// `Inconsistent` when the column is missing or text.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, Fault> {
        match self.values.get(column) {
            Some(Value::Int(value)) => Ok(Some(*value)),
            Some(Value::Null) => Ok(None),
            _ => Err(self.inconsistent(column)),
        }
    }

    /// The text in a column that is never empty.
    ///
    /// # Errors
    /// `Inconsistent` when the column is missing, empty or an integer.
    pub fn text(&self, column: usize) -> Result<&str, Fault> {
        match self.values.get(column) {
            Some(Value::Text(value)) => Ok(value),
            _ => Err(self.inconsistent(column)),
        }
    }

    /// The text in a column that may be empty.
    ///
    /// # Errors
    /// `Inconsistent` when the column is missing or an integer.
    pub fn opt_text(&self, column: usize) -> Result<Option<&str>, Fault> {
        match self.values.get(column) {
            Some(Value::Text(value)) => Ok(Some(value)),
            Some(Value::Null) => Ok(None),
            _ => Err(self.inconsistent(column)),
        }
    }

    /// All columns, in order.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    fn inconsistent(&self, column: usize) -> Fault {
        Fault::never("reading a row's column", FaultKind::Inconsistent { statement: self.statement, column })
    }
}
