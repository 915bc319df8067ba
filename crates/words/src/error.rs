//! What can be wrong with the sentence files.

use std::fmt;

/// One fault of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `ar/refusals.ftl`
    pub file: String,
    /// The line, from one; nothing where it is not known.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "i18n/{}:{line}: {}", self.file, self.what),
            None => write!(f, "i18n/{}: {}", self.file, self.what),
        }
    }
}

/// The sentences cannot all be said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the sentence files have {} fault(s), first: {}", problems.len(), problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct WordsError {
    /// Every fault found.
    pub problems: Vec<Problem>,
}
