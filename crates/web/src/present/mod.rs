//! From the record's own types to what a page shows.

pub(crate) mod asking;
pub(crate) mod days;
pub(crate) mod decision;
pub(crate) mod lines;
pub(crate) mod matters;
pub(crate) mod money;
pub(crate) mod operations;
pub(crate) mod papers;
pub(crate) mod people;
pub(crate) mod phones;
pub(crate) mod rules;
pub(crate) mod services;
pub(crate) mod sheet;
pub(crate) mod stories;
pub(crate) mod told;
pub(crate) mod why;

use crate::http::Ctx;
use crate::view::parts::{Chip, Fact as Row};
use crate::view::{Lang, Tone};
use ledger::Halalas;
use record::{Fact, Facts, IdentifierError, Language, Term};
use words::{Medium, Words, count, format_day, format_hijri};

/// One of a pair that is kept in Arabic and English; the other where it is empty.
pub(crate) fn say_pair(lang: Lang, pair: &(String, String)) -> String {
    let (first, second) = match lang {
        Lang::Ar => (&pair.0, &pair.1),
        Lang::En => (&pair.1, &pair.0),
    };
    if first.is_empty() { second.clone() } else { first.clone() }
}

/// A word of the shared sentences.
pub(crate) fn word(lang: Lang, key: &str) -> String {
    Words::global().word(lang.into(), key)
}

/// A sentence with its blanks filled.
pub(crate) fn sentence(lang: Lang, key: &str, facts: &Facts) -> String {
    Words::global().say(lang.into(), Medium::Page, key, facts)
}

/// A text for the blank of a sentence.
pub(crate) fn blank(name: &str, text: impl Into<String>) -> Facts {
    Facts::new().with(name, Fact::Code(text.into()))
}

/// What is wrong with an identifier.
pub(crate) fn identifier_error(lang: Lang, error: &IdentifierError) -> String {
    match lang {
        Lang::Ar => error.arabic(),
        Lang::En => error.to_string(),
    }
}

/// Today in both calendars, as the header has it.
pub(crate) fn today(ctx: &Ctx) -> String {
    let (language, day) = (ctx.language(), ctx.desk().moment().today());
    format!("{} · {}", words::format_hijri_long(language, day), format_day(language, day))
}

/// Whether messages go out.
pub(crate) fn ishaar_state(ctx: &Ctx) -> Option<(bool, String)> {
    let up = ctx.app.house.link.as_ref()?.state().is_bound();
    Some(match up {
        true => (true, ctx.word("ishaar-up")),
        false => (false, ctx.word("ishaar-waits")),
    })
}

pub(crate) fn chip(text: impl Into<String>, tone: Tone) -> Chip {
    Chip { text: text.into(), tone }
}

pub(crate) fn row(label: impl Into<String>, value: impl Into<String>) -> Row {
    Row { label: label.into(), value: value.into(), note: None, strong: false }
}

/// An amount with its unit.
pub(crate) fn money(language: Language, amount: Halalas) -> String {
    match amount.0 % 100 {
        0 => count(language, "riyal", amount.0 / 100),
        _ => {
            sentence(language.into(), "money-with-halalas", &Facts::new().with("amount", Fact::Money(amount)))
        }
    }
}

/// The length of a journey.
pub(crate) fn term(language: Language, term: Term) -> String {
    match term {
        Term::Months(n) => count(language, "month", i64::from(n)),
        Term::Days(n) => count(language, "day", i64::from(n)),
        Term::ReturnBefore(day) => {
            sentence(language.into(), "term-return-before", &Facts::new().with("day", Fact::Day(day)))
        }
    }
}

/// A value by itself, and the line under it: the other calendar.
pub(crate) fn value(language: Language, fact: &Fact) -> (String, Option<String>) {
    let lang = Lang::from(language);
    let alone = |text: String| (text, None);
    match fact {
        Fact::Number(n) => alone(words::format_number(*n)),
        Fact::Day(day) => (format_day(language, *day), Some(words::format_hijri_long(language, *day))),
        Fact::Instant(at) => (words::format_moment(language, *at), Some(format_hijri(language, at.day()))),
        Fact::Money(amount) => alone(money(language, *amount)),
        Fact::Term(length) => alone(term(language, *length)),
        Fact::Masked(identifier) => alone(identifier.masked()),
        Fact::Person(name) => alone(match language {
            Language::Ar => name.ar.short(),
            Language::En => name.latin.short(),
        }),
        Fact::Establishment(ar, en) => alone(say_pair(lang, &(ar.clone(), en.clone()))),
        Fact::Code(code) => alone(code.clone()),
        Fact::Word(key) => alone(word(lang, key)),
    }
}
