//! Stop-gap while names are being written; will be replaced whole.
#![allow(missing_docs, clippy::all)]
use serde::{Deserialize, Serialize};
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NameParts {
    pub first: String,
    pub father: String,
    pub grandfather: String,
    pub family: String,
}
impl NameParts {
    pub fn full(&self) -> String {
        [&self.first, &self.father, &self.grandfather, &self.family]
            .into_iter()
            .filter(|p| !p.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    }
    pub fn short(&self) -> String {
        [&self.first, &self.family]
            .into_iter()
            .filter(|p| !p.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    }
}
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    pub ar: NameParts,
    pub latin: NameParts,
}
pub fn search_key_ar(s: &str) -> String {
    s.to_owned()
}
pub fn search_key_latin(s: &str) -> String {
    s.to_lowercase()
}
