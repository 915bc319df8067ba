//! What is said to people, in each language.
//!
//! Sentences lie in `i18n/LANGUAGE/*.ftl` (Fluent) and are part of the binary. A sentence has blanks, which
//! [`record::Facts`] fill; how a value is written is decided here and nowhere else.

mod bundle;
mod dates;
mod error;
mod print;
mod values;

pub use dates::{format_clock, format_day, format_day_long, format_hijri, format_hijri_long, format_moment};
pub use error::{Problem, WordsError};
pub use print::{format_masked, format_money, format_number};

use bundle::Bundle;
use record::{Facts, Language};
use std::sync::OnceLock;

/// Where a sentence will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Medium {
    /// A page, a sheet or an answer of the API: every value stands in an isolate (U+2068, U+2069), so that no
    /// number or foreign name moves its neighbours.
    Page,
    /// A text message: no isolates, which old handsets show as boxes and which cost units.
    Sms,
}

/// Every sentence in every language.
pub struct Words {
    arabic: [Bundle; 2],
    english: [Bundle; 2],
    problems: Vec<Problem>,
    clashes: Vec<Problem>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("problems", &self.problems).finish_non_exhaustive()
    }
}

impl Words {
    /// Reads the sentences that are part of the binary.
    ///
    /// # Errors
    /// When a file is not Fluent; all such places are named.
    pub fn load() -> Result<Words, WordsError> {
        let words = Words::read();
        match words.problems.is_empty() {
            true => Ok(words),
            false => Err(WordsError { problems: words.problems }),
        }
    }

    /// The one copy shared by the whole process. A sentence that cannot be read is missing from it: whoever
    /// starts the process calls [`Words::load`] first and refuses to start on an error.
    pub fn global() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(Words::read)
    }

    fn read() -> Words {
        let (mut problems, mut clashes) = (Vec::new(), Vec::new());
        let arabic = Bundle::pair(Language::Ar, &mut problems, &mut clashes);
        let english = Bundle::pair(Language::En, &mut problems, &mut clashes);
        Words { arabic, english, problems, clashes }
    }

    /// Keys that two files give; the file that comes first by name has its way. A test keeps this empty.
    pub fn clashes(&self) -> &[Problem] {
        &self.clashes
    }

    fn bundle(&self, language: Language, medium: Medium) -> &Bundle {
        let [page, sms] = match language {
            Language::Ar => &self.arabic,
            Language::En => &self.english,
        };
        match medium {
            Medium::Page => page,
            Medium::Sms => sms,
        }
    }

    /// The sentence `key` with its blanks filled; `KEY.next` asks for the attribute `next` of `KEY`.
    ///
    /// A key without a sentence is answered as `⟦key⟧`, and a blank without a value as `{$blank}`: both are
    /// faults of ours, and a tidy place must see to it that they never reach anybody. [`Words::try_say`] is for
    /// that.
    pub fn say(&self, language: Language, medium: Medium, key: &str, facts: &Facts) -> String {
        let said = self.bundle(language, medium).say(key, facts);
        said.map_or_else(|| format!("⟦{key}⟧"), |said| said.text)
    }

    /// The sentence, or nothing where the key is unknown or any blank stays empty.
    pub fn try_say(&self, language: Language, medium: Medium, key: &str, facts: &Facts) -> Option<String> {
        let said = self.bundle(language, medium).say(key, facts)?;
        said.complete.then_some(said.text)
    }

    /// A sentence or word of a page that has no blanks.
    pub fn word(&self, language: Language, key: &str) -> String {
        self.say(language, Medium::Page, key, &Facts::new())
    }

    /// Whether there is such a sentence in every language.
    pub fn knows(&self, key: &str) -> bool {
        Language::ALL.into_iter().all(|language| self.bundle(language, Medium::Sms).knows(key))
    }

    /// All keys of a language, attributes as `KEY.ATTRIBUTE`, sorted.
    pub fn keys(&self, language: Language) -> Vec<String> {
        self.bundle(language, Medium::Sms).keys()
    }

    /// The blanks of a sentence, sorted; empty where the key is unknown.
    pub fn blanks(&self, language: Language, key: &str) -> Vec<String> {
        self.bundle(language, Medium::Sms).blanks(key)
    }

    /// So many of something: `count(Ar, "day", 3)` is ثلاثة أيام, `count(En, "day", 1)` is one day.
    ///
    /// Units are the keys `count-UNIT`: day, month, year, minute, hour, riyal, person, worker, dependent,
    /// message, reason, visa, service.
    pub fn count(&self, language: Language, unit: &str, n: i64) -> String {
        let facts = Facts::new().with("n", record::Fact::Number(n));
        self.say(language, Medium::Sms, &format!("count-{unit}"), &facts)
    }

    /// How long something still holds: `days` from today to its last day, negative once that is past.
    pub fn days_left(&self, language: Language, days: i64) -> String {
        let key = match days {
            0 => "days-left-last-day",
            1.. => "days-left",
            _ => "days-past",
        };
        let facts = Facts::new().with("n", record::Fact::Number(days.saturating_abs()));
        self.say(language, Medium::Sms, key, &facts)
    }
}

/// As [`Words::count`], from the shared copy.
pub fn count(language: Language, unit: &str, n: i64) -> String {
    Words::global().count(language, unit, n)
}

/// As [`Words::days_left`], from the shared copy.
pub fn days_left(language: Language, days: i64) -> String {
    Words::global().days_left(language, days)
}
