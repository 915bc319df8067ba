//! The habits of the house, as functions from a file to its faults; `tests/tree.rs` runs them on the tree.
//!
//! This room knows nothing of passports. It reads files, and changes none.

mod code;
mod graph;
mod rules;
mod tree;

pub use code::{blank, without_tests, without_texts};
pub use graph::{Room, rests_on, rooms, wrong_edges};
pub use rules::*;
pub use tree::{File, root, tree};

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1; 0 when it is the whole file.
    pub line: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

impl Fault {
    /// A fault at a line.
    #[must_use]
    pub fn at(line: usize, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}
