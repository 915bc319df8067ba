//! What narrows an entry to some cases.

use super::{AgeRange, TermMode};
use crate::Channel;
use record::{DocumentKind, PartyKind, Presence, Relation, Sex, TieKind};

/// What narrows an entry beside its dates. Everything given must be so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnlyWhen {
    /// `presence`: where the subject is.
    pub presence: Option<Presence>,
    /// `term`: how the length of the journey is counted, as asked or, where nothing is asked, as the document
    /// named by `document` has it.
    pub term: Option<TermMode>,
    /// `document`: the subject has a live document of this kind.
    pub document: Option<DocumentKind>,
    /// `late`: the live document of this kind ended more than so many days ago.
    pub late: Option<(DocumentKind, i64)>,
    /// `lapsed`: the live document of this kind has run out unused.
    pub lapsed: Option<DocumentKind>,
    /// `direction`: of a crossing; true is out.
    pub outward: Option<bool>,
    /// `answer`: this question was answered with this word.
    pub answer: Option<(String, String)>,
    /// `answered_before`: the day answered to this question lies more than so many months and days back.
    pub answered_before: Option<(String, u32, i64)>,
    /// `age`: the subject's age.
    pub age: Option<AgeRange>,
    /// `sex`: of the subject.
    pub sex: Option<Sex>,
    /// `channel`: the request comes in by one of these.
    pub channel: Vec<Channel>,
    /// `about`: what the subject is to the Kingdom.
    pub about: Option<PartyKind>,
    /// `relation`: what the subject is to the head of household, one of these.
    pub relation: Vec<Relation>,
    /// `tie`: such a tie holds over the subject.
    pub tie: Option<TieKind>,
    /// `entered_over`: the subject came in more than so many days ago.
    pub entered_over: Option<i64>,
    /// `asker`: what the one who asks is to the Kingdom, one of these.
    pub asker: Vec<PartyKind>,
    /// `due`: this rule of the clock brought the request about.
    pub due: Option<String>,
    /// `ends_within`: the live document of this kind ends within so many days.
    pub ends_within: Option<(DocumentKind, i64)>,
}
