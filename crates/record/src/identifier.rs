//! Stop-gap while identifiers are being written; will be replaced whole.
#![allow(missing_docs, clippy::all)]
use serde::{Deserialize, Serialize};
use std::fmt;
macro_rules! number { ($($n:ident $e:expr),*) => {$(
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)] #[serde(transparent)] pub struct $n(String);
impl $n { pub fn parse(s: &str) -> Result<$n, IdentifierError> { let s = s.trim(); let ok: fn(&str) -> bool = $e; if ok(s) { Ok($n(s.to_owned())) } else { Err(IdentifierError) } } pub fn as_str(&self) -> &str { &self.0 } }
impl fmt::Debug for $n { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("******") } }
)*}; }
fn ten(s: &str, first: &[u8]) -> bool {
    s.len() == 10 && s.bytes().all(|b| b.is_ascii_digit()) && first.contains(&s.as_bytes()[0])
}
fn luhn(s: &str) -> bool {
    s.bytes()
        .enumerate()
        .map(|(i, b)| {
            let d = (b - b'0') as u32;
            if i % 2 == 0 {
                let t = d * 2;
                if t > 9 { t - 9 } else { t }
            } else {
                d
            }
        })
        .sum::<u32>()
        % 10
        == 0
}
number!(
    NationalId | s | ten(s, b"1") && luhn(s),
    IqamaNumber | s | ten(s, b"2") && luhn(s),
    BorderNumber | s | ten(s, b"34"),
    EstablishmentNumber | s | ten(s, b"7"),
    PassportNumber | s | (5..=12).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric())
);
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct IdentifierError;
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "number")]
pub enum Identifier {
    Citizen(NationalId),
    Resident(IqamaNumber),
    Border(BorderNumber),
    Establishment(EstablishmentNumber),
    Passport(PassportNumber),
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentifierKind {
    Citizen,
    Resident,
    Border,
    Establishment,
    Passport,
}
impl Identifier {
    pub fn parse(s: &str) -> Result<Identifier, IdentifierError> {
        NationalId::parse(s)
            .map(Identifier::Citizen)
            .or_else(|_| IqamaNumber::parse(s).map(Identifier::Resident))
            .or_else(|_| BorderNumber::parse(s).map(Identifier::Border))
            .or_else(|_| EstablishmentNumber::parse(s).map(Identifier::Establishment))
            .or_else(|_| PassportNumber::parse(s).map(Identifier::Passport))
    }
    pub fn kind(&self) -> IdentifierKind {
        match self {
            Identifier::Citizen(_) => IdentifierKind::Citizen,
            Identifier::Resident(_) => IdentifierKind::Resident,
            Identifier::Border(_) => IdentifierKind::Border,
            Identifier::Establishment(_) => IdentifierKind::Establishment,
            Identifier::Passport(_) => IdentifierKind::Passport,
        }
    }
    pub fn as_str(&self) -> &str {
        match self {
            Identifier::Citizen(n) => n.as_str(),
            Identifier::Resident(n) => n.as_str(),
            Identifier::Border(n) => n.as_str(),
            Identifier::Establishment(n) => n.as_str(),
            Identifier::Passport(n) => n.as_str(),
        }
    }
    pub fn masked(&self) -> String {
        let s = self.as_str();
        format!("******{}", &s[s.len().saturating_sub(4)..])
    }
    pub fn grouped(&self) -> String {
        self.as_str().to_owned()
    }
}
pub fn luhn_complete(prefix: &str) -> String {
    (0..10).map(|d| format!("{prefix}{d}")).find(|s| luhn(s)).unwrap_or_default()
}
