//! Border crossings.

use crate::{CrossingId, DocumentId, PartyId};
use calendar::Instant;
use serde::{Deserialize, Serialize};

/// Which way somebody went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Into the Kingdom.
    In,
    /// Out of it.
    Out,
}

impl Direction {
    /// `in`, `out`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Direction::In => "in",
            Direction::Out => "out",
        }
    }
}

/// One crossing, as the port reported it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossing {
    /// The row.
    pub id: CrossingId,
    /// Who crossed.
    pub person: PartyId,
    /// Which way.
    pub direction: Direction,
    /// The port's code: `RUH`, `BATHA`.
    pub port: String,
    /// When.
    pub at: Instant,
    /// The visa it was made on, if one was needed.
    pub document: Option<DocumentId>,
}
