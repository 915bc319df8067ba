//! Stop-gap while mobiles are being written; will be replaced whole.
#![allow(missing_docs, clippy::all)]
use serde::{Deserialize, Serialize};
use std::fmt;
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mobile(String);
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a mobile")]
pub struct MobileError;
impl Mobile {
    pub fn parse(s: &str) -> Result<Mobile, MobileError> {
        let d = s.trim().trim_start_matches('+');
        if d.len() == 12 && d.starts_with("9665") && d.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Mobile(d.to_owned()))
        } else {
            Err(MobileError)
        }
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
    pub fn masked(&self) -> String {
        format!("05*** ***{}", &self.0[9..])
    }
}
impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("9665*****")
    }
}
