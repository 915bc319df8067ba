//! Persons, identifiers, names, ties, documents, and the changes made to them: the types and what always
//! holds of them.
//!
//! This room does no I/O and knows nothing of services, rules, offices, languages' sentences or databases.

mod block;
mod change;
mod crossing;
mod digits;
mod document;
mod facts;
mod fine;
mod identifier;
mod ids;
mod mobile;
mod name;
mod party;
mod tie;

pub use block::{Block, BlockKind};
pub use change::Change;
pub use crossing::{Crossing, Direction};
pub use document::{Document, DocumentKind, DocumentState, DocumentStatus, Term};
pub use facts::{Fact, Facts};
pub use fine::{Fine, FineKind};
pub use identifier::*;
pub use ids::{
    BlockId, CrossingId, DocumentId, Ids, NoticeId, PartyId, Reference, TieId, TransactionId, stir,
};
pub use mobile::*;
pub use name::*;
pub use party::{Country, Establishment, Language, Particulars, Party, PartyKind, Person, Presence, Sex};
pub use tie::{Relation, Tie, TieKind};
