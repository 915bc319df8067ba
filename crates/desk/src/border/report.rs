//! What became of each line, and the words for it.

use super::lines::Unread;
use crate::{Answer, NotDone, Receipt};
use record::{Facts, Language, Reference};
use serde::Serialize;
use words::{Medium, Words};

/// The same in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// In Arabic.
    pub ar: String,
    /// In English.
    pub en: String,
}

impl Said {
    pub(super) fn of(words: &Words, key: &str, facts: &Facts) -> Said {
        let say = |language| words.say(language, Medium::Page, key, facts);
        Said { ar: say(Language::Ar), en: say(Language::En) }
    }
}

/// One reason why a line was not recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// The condition, or the kind of mistake: the same in every language.
    pub code: String,
    /// The field it is about, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What it is.
    pub detail: Said,
}

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Recorded now, under this reference.
    Recorded(Reference),
    /// Recorded before, under this reference.
    Known(Reference),
    /// Not recorded, and held for a human.
    Refused(Vec<Because>),
    /// Not a crossing: the sender must mend the line and send it again.
    Unread(Vec<Because>),
}

impl Outcome {
    /// `recorded`, `known`, `refused`, `unread`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Outcome::Recorded(_) => "recorded",
            Outcome::Known(_) => "known",
            Outcome::Refused(_) => "refused",
            Outcome::Unread(_) => "unread",
        }
    }

    /// Why it was not recorded; nothing if it was.
    pub fn because(&self) -> &[Because] {
        match self {
            Outcome::Recorded(_) | Outcome::Known(_) => &[],
            Outcome::Refused(because) | Outcome::Unread(because) => because,
        }
    }

    /// Under which it stands in the journal.
    pub fn reference(&self) -> Option<&Reference> {
        match self {
            Outcome::Recorded(reference) | Outcome::Known(reference) => Some(reference),
            Outcome::Refused(_) | Outcome::Unread(_) => None,
        }
    }

    /// The line of a report: number, name, outcome and reasons. Names no traveller.
    pub fn json(&self, number: u64, id: Option<&str>) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            line: u64,
            #[serde(skip_serializing_if = "Option::is_none")]
            id: Option<&'a str>,
            outcome: &'static str,
            #[serde(skip_serializing_if = "Option::is_none")]
            reference: Option<&'a str>,
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            reasons: &'a [Because],
        }
        let reference = self.reference().map(Reference::as_str);
        crate::change::json(&Line {
            line: number,
            id,
            outcome: self.as_str(),
            reference,
            reasons: self.because(),
        })
    }

    /// Of an answer; of what was not answered, only what asking again cannot change.
    pub(super) fn of(words: &Words, answer: Result<(Answer, bool), NotDone>) -> Result<Outcome, NotDone> {
        match answer {
            Ok((Answer::Granted(Receipt { reference, .. }), false)) => Ok(Outcome::Recorded(reference)),
            Ok((Answer::Granted(Receipt { reference, .. }), true)) => Ok(Outcome::Known(reference)),
            Ok((Answer::Refused(refused), _)) => {
                let because = refused.reasons.iter().map(|reason| Because {
                    code: reason.condition.clone(),
                    field: None,
                    detail: Said::of(words, &reason.says, &reason.facts),
                });
                Ok(Outcome::Refused(because.collect()))
            }
            Ok((Answer::Unclear(bad), _)) => {
                let because = bad.iter().map(|bad| Because {
                    code: bad.says.clone(),
                    field: Some(bad.field.clone()),
                    detail: Said::of(words, &bad.says, &bad.facts),
                });
                Ok(Outcome::Unread(because.collect()))
            }
            Err(NotDone::KeyUsedForAnother) => Ok(refused(words, "line-id-used-for-another")),
            Err(not_done) => Err(not_done),
        }
    }
}

/// Held for a reason that no rule gave.
pub(super) fn refused(words: &Words, code: &str) -> Outcome {
    Outcome::Refused(vec![because(words, code, None)])
}

fn because(words: &Words, code: &str, field: Option<&str>) -> Because {
    let detail = Said::of(words, code, &Facts::new());
    Because { code: code.to_owned(), field: field.map(str::to_owned), detail }
}

/// Of a line that is no crossing.
pub(super) fn unread(words: &Words, why: &Unread) -> Outcome {
    let because = match why {
        Unread::TooLong => because(words, "line-too-long", None),
        Unread::NotJson => because(words, "line-not-json", None),
        Unread::OtherFields => because(words, "line-other-fields", None),
        Unread::Missing(field) => because(words, "field-missing", Some(field)),
        Unread::Field(field) => because(words, "field-unreadable", Some(field)),
        Unread::Direction => because(words, "answer-not-offered", Some("direction")),
        Unread::Instant => because(words, "answer-not-an-instant", Some("at")),
        Unread::Traveller(error) => Because {
            code: error.code().to_owned(),
            field: Some("person".to_owned()),
            detail: Said { ar: error.arabic(), en: error.to_string() },
        },
    };
    Outcome::Unread(vec![because])
}
