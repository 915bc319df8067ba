//! From facts to the values of a sentence.

use crate::bundle::Bundle;
use crate::dates::{self, format_day, format_day_long, format_hijri, format_hijri_long};
use crate::print::{format_masked, format_money};
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentValue};
use ledger::Halalas;
use record::{Fact, Facts, Language, Term};

/// Every fact under the names a sentence may use for it; and whether all words among them were found.
///
/// A blank `x` also offers, by what it is:
/// - a number: `x_form`, its plural form; `x_days`, `x_months`, `x_minutes` with the unit, and `x_days_after` as it stands after a preposition;
/// - a day: `x_hijri`, `x_long`, `x_hijri_long`, `x_both` (Gregorian and Hijri);
/// - an instant: `x` is the clock in Riyadh, `x_day` its day;
/// - money: `x_riyals` with the unit;
/// - a term: `x_mode`, one of `months`, `days`, `return-before`.
pub(crate) fn args<'a>(bundle: &Bundle, facts: &'a Facts) -> (FluentArgs<'a>, bool) {
    let mut args = FluentArgs::new();
    let mut complete = true;
    for (blank, fact) in facts.iter() {
        complete &= add(&mut args, bundle, blank, fact);
    }
    (args, complete)
}

fn add<'a>(args: &mut FluentArgs<'a>, bundle: &Bundle, blank: &'a str, fact: &'a Fact) -> bool {
    let language = bundle.language();
    match fact {
        Fact::Number(n) => {
            args.set(blank, *n);
            args.set(format!("{blank}_form"), plural_form(language, *n));
            args.set(format!("{blank}_days"), counted(bundle, "count-day", *n));
            args.set(format!("{blank}_days_after"), counted(bundle, "count-day-after", *n));
            args.set(format!("{blank}_months"), counted(bundle, "count-month", *n));
            args.set(format!("{blank}_minutes"), counted(bundle, "count-minute", *n));
        }
        Fact::Day(day) => {
            args.set(blank, format_day(language, *day));
            args.set(format!("{blank}_hijri"), format_hijri(language, *day));
            args.set(format!("{blank}_long"), format_day_long(language, *day));
            args.set(format!("{blank}_hijri_long"), format_hijri_long(language, *day));
            args.set(format!("{blank}_both"), dates::both(language, *day));
        }
        Fact::Instant(at) => {
            args.set(blank, dates::format_clock(*at));
            args.set(format!("{blank}_day"), format_day(language, at.day()));
        }
        Fact::Money(amount) => {
            args.set(blank, format_money(*amount));
            args.set(format!("{blank}_riyals"), riyals(bundle, *amount));
        }
        Fact::Term(term) => {
            args.set(format!("{blank}_mode"), mode(*term));
            args.set(blank, term_in_words(bundle, *term));
        }
        Fact::Masked(identifier) => {
            args.set(blank, format_masked(identifier, bundle.medium(), language == Language::Ar));
        }
        Fact::Person(name) => {
            let (first_choice, second_choice) = match language {
                Language::Ar => (name.ar.short(), name.latin.short()),
                Language::En => (name.latin.short(), name.ar.short()),
            };
            args.set(blank, if first_choice.is_empty() { second_choice } else { first_choice });
        }
        Fact::Establishment(ar, latin) => {
            let (first_choice, second_choice) = match language {
                Language::Ar => (ar, latin),
                Language::En => (latin, ar),
            };
            args.set(
                blank,
                if first_choice.is_empty() { second_choice.as_str() } else { first_choice.as_str() },
            );
        }
        Fact::Code(code) => args.set(blank, code.as_str()),
        Fact::Word(key) => match bundle.fill(key, &FluentArgs::new()) {
            Some(said) => {
                args.set(blank, said.text);
                return said.complete;
            }
            None => {
                let code = open_code(key);
                args.set(blank, code.map_or_else(|| format!("⟦{key}⟧"), str::to_owned));
                return code.is_some();
            }
        },
    }
    true
}

/// The code in a key of a list that others keep and we only name in part: a port or a country without a word is
/// said by its code.
fn open_code(key: &str) -> Option<&str> {
    key.strip_prefix("port-").or_else(|| key.strip_prefix("nationality-"))
}

/// The plural form a number takes (CLDR: `few`, `many` or `other` in Arabic; one, two and zero have variants of
/// their own). Fluent's own choice is not used for Arabic: it takes 103 for `other`, while the last two digits
/// decide.
fn plural_form(language: Language, n: i64) -> &'static str {
    match (language, n.unsigned_abs() % 100) {
        (Language::Ar, 3..=10) => "few",
        (Language::Ar, 11..=99) => "many",
        (Language::En, _) if n == 1 => "one",
        _ => "other",
    }
}

fn counted(bundle: &Bundle, key: &str, n: i64) -> String {
    let mut args = FluentArgs::new();
    args.set("n", n);
    args.set("n_form", plural_form(bundle.language(), n));
    said(bundle, key, &args)
}

/// A sentence of our own; the tests know that it exists.
fn said(bundle: &Bundle, key: &str, args: &FluentArgs) -> String {
    bundle.fill(key, args).map_or_else(|| format!("⟦{key}⟧"), |said| said.text)
}

fn riyals(bundle: &Bundle, amount: Halalas) -> String {
    if amount.0 % 100 == 0 {
        return counted(bundle, "count-riyal", amount.0 / 100);
    }
    // A fraction takes the plural of fractions; an amount beyond 2^53 halalas does not exist.
    let options = FluentNumberOptions { minimum_fraction_digits: Some(2), ..FluentNumberOptions::default() };
    let mut args = FluentArgs::new();
    args.set("n", FluentValue::Number(FluentNumber::new(amount.0 as f64 / 100.0, options)));
    args.set("n_form", "other");
    said(bundle, "count-riyal", &args)
}

fn mode(term: Term) -> &'static str {
    match term {
        Term::Months(_) => "months",
        Term::Days(_) => "days",
        Term::ReturnBefore(_) => "return-before",
    }
}

fn term_in_words(bundle: &Bundle, term: Term) -> String {
    match term {
        Term::Months(months) => counted(bundle, "count-month", i64::from(months)),
        Term::Days(days) => counted(bundle, "count-day", i64::from(days)),
        Term::ReturnBefore(day) => {
            let mut args = FluentArgs::new();
            args.set("day", format_day(bundle.language(), day));
            said(bundle, "term-return-before", &args)
        }
    }
}
