//! What is asked, by whom, through which channel.

use record::PartyId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A service of the catalogue: `exit-reentry.issue-single`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceId(pub String);

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An office by its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfficeId(pub i64);

/// The way a request came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// An officer's counter.
    Counter,
    /// The person's own page.
    Portal,
    /// Another system's call.
    Api,
    /// A text message.
    Sms,
    /// The border's feed.
    Border,
    /// Time itself.
    Clock,
}

impl Channel {
    /// All channels.
    pub const ALL: [Channel; 6] =
        [Channel::Counter, Channel::Portal, Channel::Api, Channel::Sms, Channel::Border, Channel::Clock];

    /// The channel's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Channel::Counter => "counter",
            Channel::Portal => "portal",
            Channel::Api => "api",
            Channel::Sms => "sms",
            Channel::Border => "border",
            Channel::Clock => "clock",
        }
    }
}

/// Whose hand it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "actor")]
pub enum Actor {
    /// An officer, for a requester who stands at the counter.
    Officer {
        /// The account.
        account: i64,
        /// The office it is bound to.
        office: OfficeId,
    },
    /// A person, for themself or as the representative of an establishment.
    Person {
        /// Who.
        id: PartyId,
    },
    /// Another system, by its token.
    Token {
        /// The token's row.
        id: i64,
        /// The party it may act for; nothing for the border's own token.
        party: Option<PartyId>,
    },
    /// The system itself.
    System,
}

/// What the form said, field by field, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, String>);

impl Answers {
    /// The trimmed answer to a question; an empty one is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|answer| answer.trim()).filter(|answer| !answer.is_empty())
    }

    /// These and one more.
    pub fn with(mut self, name: &str, answer: &str) -> Answers {
        self.0.insert(name.to_owned(), answer.to_owned());
        self
    }
}

/// A request as it reaches the engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Which service.
    pub service: ServiceId,
    /// On whose authority.
    pub asker: PartyId,
    /// About whom.
    pub subject: PartyId,
    /// Through which channel.
    pub channel: Channel,
    /// By whose hand.
    #[serde(flatten)]
    pub actor: Actor,
    /// What the form said.
    pub answers: Answers,
}
