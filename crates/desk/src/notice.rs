//! What becomes of each notice that is owed. Whether and how it is sent is Ish'ar's to say.

use calendar::Instant;
use catalogue::Owed;
use record::{Language, Mobile, NoticeId};

/// A notice with its decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The row; its message, if there is one, has the same.
    pub id: NoticeId,
    /// To whom, about what.
    pub owed: Owed,
    /// The language it is written in.
    pub language: Language,
    /// The key of the whole text, ending included.
    pub text: String,
    /// Sent, or not.
    pub told: Told,
}

/// The decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It is sent.
    Send(OutboundText),
    /// It is not, and why.
    Suppress {
        /// The reason's one name.
        reason: String,
    },
}

/// A text message ready to be queued.
#[derive(Clone, PartialEq, Eq)]
pub struct OutboundText {
    /// Where to.
    pub destination: Mobile,
    /// The text.
    pub body: String,
    /// `gsm7` or `ucs2`.
    pub encoding: &'static str,
    /// How many segments it takes.
    pub parts: u32,
    /// When it is of no use any more.
    pub useful_until: Instant,
}

/// Shows neither the number nor the text: both are personal, and `{:?}` reaches logs.
impl std::fmt::Debug for OutboundText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OutboundText").field("parts", &self.parts).finish_non_exhaustive()
    }
}
