//! What a transaction changes. A journal of these, replayed from an empty register, gives the register.

use crate::{
    Block, BlockId, Crossing, Document, DocumentId, DocumentState, Fine, Identifier, Language, Mobile,
    Particulars, Party, PartyId, PartyKind, Presence, Tie, TieId,
};
use calendar::{Day, Instant};
use serde::{Deserialize, Serialize};

/// One change to one row, complete: it needs nothing but the row's earlier state to be applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "change")]
pub enum Change {
    /// A party enters the register.
    PartyEntered {
        /// The party.
        party: Party,
    },
    /// A document is issued, or reported to us.
    DocumentIssued {
        /// The document.
        document: Document,
    },
    /// A document's life goes on.
    DocumentAltered {
        /// The document.
        document: DocumentId,
        /// As it was; the store refuses the change where the row says otherwise.
        was: DocumentState,
        /// As it is now.
        now: DocumentState,
    },
    /// A tie begins.
    TieBegun {
        /// The tie.
        tie: Tie,
    },
    /// A tie ends.
    TieEnded {
        /// The tie.
        tie: TieId,
        /// The first day it no longer holds.
        on: Day,
    },
    /// A block begins to stand.
    BlockRaised {
        /// The block.
        block: Block,
    },
    /// A block no longer stands.
    BlockLifted {
        /// The block.
        block: BlockId,
        /// The first day it no longer stands.
        on: Day,
    },
    /// A fine was charged.
    FineCharged {
        /// The fine.
        fine: Fine,
    },
    /// A fine was waived: it counts no longer.
    FineWaived {
        /// The fine, as it was charged.
        fine: Fine,
        /// The day from which it does not count.
        on: Day,
    },
    /// Somebody crossed the border.
    Crossed {
        /// The crossing.
        crossing: Crossing,
    },
    /// Where somebody is, by their latest crossing.
    PresenceMoved {
        /// Who.
        person: PartyId,
        /// Where they are now.
        now: Presence,
        /// Since when.
        at: Instant,
    },
    /// What a person is called or works as was corrected.
    PersonCorrected {
        /// Who.
        person: PartyId,
        /// As it was; the store refuses the change where the row says otherwise.
        was: Box<Particulars>,
        /// As it is now.
        now: Box<Particulars>,
    },
    /// A party is found by another number from now on; the old one still leads to them.
    Identified {
        /// Who.
        party: PartyId,
        /// What they were found by.
        was: Identifier,
        /// What they are found by.
        now: Identifier,
        /// What they are to the Kingdom from now on.
        kind: PartyKind,
    },
    /// Where and how a party is written to.
    ContactSet {
        /// Who.
        party: PartyId,
        /// The one verified number.
        mobile: Option<Mobile>,
        /// The language.
        language: Language,
        /// Whether they asked to be told of crossings by those they answer for.
        wants_crossings: bool,
    },
}
