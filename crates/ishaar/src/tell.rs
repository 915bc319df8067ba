//! From a notice that is owed to the decision whether, where to and in which words it goes.

use crate::recipient::{is_adult_citizen, key_for};
use crate::segment::{Measure, measure};
use calendar::Day;
use catalogue::{Lane, OptIn, Owed};
use record::{Facts, Language, Mobile, Party, PartyId};
use serde::{Deserialize, Serialize};
use words::{Medium, Words};

/// What becomes of one notice owed to one recipient. Every notice owed has exactly one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDecision {
    /// The notice rule as the service file names it.
    pub rule: String,
    /// To whom.
    pub to: PartyId,
    /// About whom.
    pub about: PartyId,
    /// The key of the text, with its ending.
    pub text: String,
    /// How urgent it is.
    pub lane: Lane,
    /// Sent or not.
    pub outcome: Outcome,
}

/// Sent or not, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum Outcome {
    /// It is sent.
    Send {
        /// Where to.
        mobile: Mobile,
        /// In which language.
        language: Language,
        /// The words. Personal data: never logged.
        body: String,
        /// What they take.
        measure: Measure,
    },
    /// It is not sent.
    Suppress {
        /// Why.
        reason: Reason,
    },
}

/// Why a notice is not sent. `suppressed-NAME` is its word on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The recipient has no verified number.
    NoMobile,
    /// It is sent only to those who asked for it, and they did not.
    NotOptedIn,
    /// Crossings of citizens of age are told to nobody.
    AdultCitizen,
    /// The same news went to the same handset, for another recipient.
    SameHandsetTold,
    /// There is no such text, or a blank of it stays empty: a fault of ours that must be seen.
    NoWords,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 5] = [
        Reason::NoMobile,
        Reason::NotOptedIn,
        Reason::AdultCitizen,
        Reason::SameHandsetTold,
        Reason::NoWords,
    ];

    /// The reason's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::NoMobile => "no-mobile",
            Reason::NotOptedIn => "not-opted-in",
            Reason::AdultCitizen => "adult-citizen",
            Reason::SameHandsetTold => "same-handset-told",
            Reason::NoWords => "no-words",
        }
    }
}

/// Words ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The text.
    pub body: String,
    /// What it takes.
    pub measure: Measure,
}

/// A text message of its own, such as a sign-in code (`sign-in-code`, with `code` and `minutes`); nothing where
/// there is no such text or a blank of it stays empty.
pub fn compose(words: &Words, language: Language, key: &str, facts: &Facts) -> Option<Composed> {
    let body = words.try_say(language, Medium::Sms, key, facts)?;
    let measure = measure(&body);
    Some(Composed { body, measure })
}

/// One decision for each recipient and text, in the order owed; who is owed the same twice is decided on once.
///
/// `party` gives the parties of the case; one it does not know has no number, and is decided on as such.
pub fn decide<'a>(
    words: &Words,
    owed: &[Owed],
    party: impl Fn(PartyId) -> Option<&'a Party>,
    today: Day,
) -> Vec<NoticeDecision> {
    let mut decisions: Vec<NoticeDecision> = Vec::new();
    for (i, notice) in owed.iter().enumerate() {
        let same =
            |other: &&Owed| other.to == notice.to && other.about == notice.about && other.text == notice.text;
        if owed[..i].iter().any(|earlier| same(&earlier)) {
            continue;
        }
        decisions.push(NoticeDecision {
            rule: notice.rule.clone(),
            to: notice.to,
            about: notice.about,
            text: key_for(notice),
            lane: notice.lane,
            outcome: outcome(words, notice, owed, &party, today),
        });
    }
    decisions
}

fn outcome<'a>(
    words: &Words,
    notice: &Owed,
    owed: &[Owed],
    party: &impl Fn(PartyId) -> Option<&'a Party>,
    today: Day,
) -> Outcome {
    let suppress = |reason| Outcome::Suppress { reason };
    if let Some(reason) = kept_back(notice, party, today) {
        return suppress(reason);
    }
    let number = |to: &'a Party| notice.mobile.clone().or_else(|| to.mobile().cloned());
    let Some((recipient, mobile)) = party(notice.to).and_then(|to| Some((to, number(to)?))) else {
        return suppress(Reason::NoMobile);
    };
    if notice.mobile.is_none() && speaks_for_the_handset(notice, &mobile, owed, party, today) != notice.to {
        return suppress(Reason::SameHandsetTold);
    }
    let language = recipient.language();
    match compose(words, language, &key_for(notice), &notice.facts) {
        Some(Composed { body, measure }) => Outcome::Send { mobile, language, body, measure },
        None => suppress(Reason::NoWords),
    }
}

/// Why this recipient may not, or does not want to, be told.
fn kept_back<'a>(notice: &Owed, party: &impl Fn(PartyId) -> Option<&'a Party>, today: Day) -> Option<Reason> {
    let OptIn::Crossings = notice.opt_in?;
    if party(notice.about).is_none_or(|about| is_adult_citizen(about, today)) {
        return Some(Reason::AdultCitizen);
    }
    let wants = party(notice.to).is_some_and(|to| to.wants_crossings());
    (!wants).then_some(Reason::NotOptedIn)
}

/// Of all who would get the same news on one handset, the one whose text is sent: somebody who answers for the
/// subject before the subject, because that text names whom it is about.
fn speaks_for_the_handset<'a>(
    notice: &Owed,
    mobile: &Mobile,
    owed: &[Owed],
    party: &impl Fn(PartyId) -> Option<&'a Party>,
    today: Day,
) -> PartyId {
    let sharers = owed.iter().filter(|other| {
        other.text == notice.text
            && other.about == notice.about
            && party(other.to).and_then(Party::mobile) == Some(mobile)
            && kept_back(other, party, today).is_none()
    });
    sharers.min_by_key(|other| other.to == other.about).map_or(notice.to, |other| other.to)
}
