//! The questions of a service as the fields of a form, and the answers of a form as the engine reads them.

use super::{say_pair, sentence, word};
use crate::http::Fields;
use crate::view::parts::{Field, Kind, Opt};
use crate::view::{Lang, typed_date};
use calendar::Moment;
use catalogue::{Answers, Ask, AskKind, BadAnswer, Catalogue, Dossier, Service, TermMode, questions_put};
use record::{Fact, Facts, Language};
use words::count;

/// The one name of a way of counting.
const fn mode_name(mode: TermMode) -> &'static str {
    match mode {
        TermMode::Months => "months",
        TermMode::Days => "days",
        TermMode::ReturnBefore => "return-before",
    }
}

/// The field that a way of counting needs beside it.
const fn mode_field(mode: TermMode) -> &'static str {
    match mode {
        TermMode::Months => "months",
        TermMode::Days => "days",
        TermMode::ReturnBefore => "date",
    }
}

fn mode_of(offers: &[TermMode], name: &str) -> Option<TermMode> {
    offers.iter().copied().find(|mode| mode_name(*mode) == name)
}

/// The answers as the engine reads them: only those the service asks for, dates in the order it reads.
pub(crate) fn answers(service: &Service, typed: &Fields) -> Answers {
    let mut answers = Answers::default();
    for ask in &service.asks {
        let AskKind::Term { offers, .. } = &ask.kind else {
            let told = typed.get(&ask.name);
            let is_day = matches!(ask.kind, AskKind::Day { .. });
            answers = answers.with(&ask.name, &if is_day { date(told) } else { told.to_owned() });
            continue;
        };
        let mode_key = format!("{}-mode", ask.name);
        let whole = typed.get(&ask.name);
        if !whole.is_empty() && typed.get(&mode_key).is_empty() {
            answers = answers.with(&ask.name, whole);
            continue;
        }
        answers = answers.with(&mode_key, typed.get(&mode_key));
        if let Some(mode) = mode_of(offers, typed.get(&mode_key)) {
            let key = format!("{}-{}", ask.name, mode_field(mode));
            let value = typed.get(&key);
            let value = if mode == TermMode::ReturnBefore { date(value) } else { value.to_owned() };
            answers = answers.with(&key, &value);
        }
    }
    answers
}

fn date(typed: &str) -> String {
    typed_date(typed).map_or_else(
        || typed.to_owned(),
        |date| {
            let mark = if date.hijri { "H" } else { "" };
            format!("{:04}-{:02}-{:02}{mark}", date.year, date.month, date.day)
        },
    )
}

/// What a form shows before anybody has answered: the usual answer, where there is one.
pub(crate) fn usual(service: &Service) -> Fields {
    let mut pairs = Vec::new();
    for ask in &service.asks {
        match &ask.kind {
            AskKind::Term { offers, months, days } => {
                if let Some(mode) = offers.first() {
                    pairs.push((format!("{}-mode", ask.name), mode_name(*mode).to_owned()));
                }
                pairs.push((format!("{}-months", ask.name), months.0.max(2).min(months.1).to_string()));
                pairs.push((format!("{}-days", ask.name), days.0.max(30).min(days.1).to_string()));
            }
            AskKind::Months { offers } => {
                let usual = offers.iter().find(|months| **months == 12).or(offers.first());
                pairs.extend(usual.map(|months| (ask.name.clone(), months.to_string())));
            }
            AskKind::FeeCode { offers } => {
                pairs.extend(offers.first().map(|code| (ask.name.clone(), code.0.clone())));
            }
            _ => {}
        }
    }
    Fields::of(pairs)
}

/// One page of the public's form at a time; the counter shows all of them together. Only what is put about the subject
/// is shown.
pub(crate) fn questions(
    lang: Lang,
    (service, catalogue): (&Service, &Catalogue),
    (subject, moment): (&Dossier, Moment),
    typed: &Fields,
    wrong: &[BadAnswer],
) -> Vec<Field> {
    let put = questions_put(subject, service, &answers(service, typed), moment);
    put.into_iter().flat_map(|ask| fields(lang, ask, catalogue, typed, wrong)).collect()
}

fn fields(lang: Lang, ask: &Ask, catalogue: &Catalogue, typed: &Fields, wrong: &[BadAnswer]) -> Vec<Field> {
    let language = Language::from(lang);
    let told = typed.get(&ask.name);
    let bad = wrong.iter().find(|bad| bad.field == ask.name);
    let error = bad.map(|bad| sentence(lang, &bad.says, &bad.facts));
    let choice = |value: String, label: String| {
        let chosen = value == told;
        Opt { value, label, note: None, chosen }
    };
    let mut field = match &ask.kind {
        AskKind::Term { offers, months, days } => {
            return term(lang, ask, offers, *months, *days, typed, error);
        }
        AskKind::Months { offers } => {
            let kind = if offers.len() <= 4 { Kind::Segmented } else { Kind::Choice };
            let mut field = Field::new(&ask.name, kind, word(lang, "field-length"));
            let label = |months: u32| count(language, "month", i64::from(months));
            field.options = offers.iter().map(|n| choice(n.to_string(), label(*n))).collect();
            field
        }
        AskKind::FeeCode { offers } => {
            let mut field = Field::new(&ask.name, Kind::Choice, word(lang, "figure-fee"));
            let title = |code| catalogue.fee(code).map(|titles| say_pair(lang, titles));
            field.options = offers
                .iter()
                .map(|code| choice(code.0.clone(), title(code).unwrap_or_else(|| code.0.clone())))
                .collect();
            field
        }
        AskKind::Money { min, max } => {
            let mut field = Field::new(&ask.name, Kind::Money, word(lang, "figure-amount"));
            let amounts = Facts::new().with("least", Fact::Money(*min)).with("most", Fact::Money(*max));
            field.hint = Some(sentence(lang, "field-amount-hint", &amounts));
            field
        }
        AskKind::Direction => {
            let mut field = Field::new(&ask.name, Kind::Segmented, word(lang, "field-direction"));
            field.options = ["in", "out"]
                .map(|way| choice(way.to_owned(), word(lang, &format!("direction-{way}"))))
                .into();
            field
        }
        AskKind::Port => Field::new(&ask.name, Kind::Code, word(lang, "field-port")),
        AskKind::Instant => Field::new(&ask.name, Kind::Text, word(lang, "field-time")),
        _ => named(lang, ask, told),
    };
    field.value = told.to_owned();
    field.error = error;
    vec![field]
}

/// A question whose label is its own: `ask-` and its name.
fn named(lang: Lang, ask: &Ask, told: &str) -> Field {
    let field = |kind| Field::new(&ask.name, kind, word(lang, &format!("ask-{}", ask.name)));
    let option = |value: &str| Opt {
        value: value.to_owned(),
        label: word(lang, &format!("choice-{value}")),
        note: None,
        chosen: value == told,
    };
    match &ask.kind {
        AskKind::Choice { offers } => {
            let mut field = field(if offers.len() <= 3 { Kind::Segmented } else { Kind::Choice });
            field.options = offers.iter().map(|word| option(word)).collect();
            field
        }
        AskKind::Paper => {
            let mut field = field(Kind::Segmented);
            field.options = vec![option("seen")];
            field
        }
        AskKind::Day { .. } => field(Kind::Date),
        AskKind::Party | AskKind::Mobile => field(Kind::Code),
        _ => field(Kind::Text),
    }
}

fn term(
    lang: Lang,
    ask: &Ask,
    offers: &[TermMode],
    months: (u32, u32),
    days: (u32, u32),
    typed: &Fields,
    error: Option<String>,
) -> Vec<Field> {
    let mode_key = format!("{}-mode", ask.name);
    let chosen = mode_of(offers, typed.get(&mode_key));
    let mut mode = Field::new(mode_key, Kind::Segmented, word(lang, "field-term-mode"));
    mode.options = offers
        .iter()
        .map(|offer| Opt {
            value: mode_name(*offer).to_owned(),
            label: match offer {
                TermMode::Months => word(lang, "field-term-mode-months"),
                TermMode::Days => word(lang, "field-term-mode-days"),
                TermMode::ReturnBefore => word(lang, "field-term-mode-return-before"),
            },
            note: None,
            chosen: chosen == Some(*offer),
        })
        .collect();
    let Some(chosen) = chosen else {
        mode.error = error;
        return vec![mode];
    };
    let mut length = length(lang, &ask.name, chosen, months, days, typed);
    length.error = error;
    vec![mode, length]
}

fn length(
    lang: Lang,
    name: &str,
    mode: TermMode,
    months: (u32, u32),
    days: (u32, u32),
    typed: &Fields,
) -> Field {
    let key = format!("{name}-{}", mode_field(mode));
    let told = typed.get(&key).to_owned();
    let mut field = match mode {
        TermMode::Months => {
            let mut field = Field::new(key, Kind::Choice, word(lang, "field-length"));
            field.options = (months.0..=months.1)
                .map(|n| Opt {
                    value: n.to_string(),
                    label: count(lang.into(), "month", i64::from(n)),
                    note: None,
                    chosen: n.to_string() == told,
                })
                .collect();
            field
        }
        TermMode::Days => {
            let mut field = Field::new(key, Kind::Number, word(lang, "field-days"));
            let number = |n| Fact::Number(i64::from(n));
            let range = Facts::new().with("min", number(days.0)).with("max", number(days.1));
            field.hint = Some(sentence(lang, "field-days-hint", &range));
            field
        }
        TermMode::ReturnBefore => {
            let mut field = Field::new(key, Kind::Date, word(lang, "field-return-before"));
            field.hint = Some(word(lang, "field-return-before-hint"));
            field
        }
    };
    field.value = told;
    field
}

/// The one question at hand, by what a service asks first.
pub(crate) fn question(lang: Lang, service: &Service) -> String {
    match service.asks.first().map(|ask| &ask.kind) {
        None => word(lang, "question-none"),
        Some(AskKind::Term { .. }) => word(lang, "question-term"),
        Some(AskKind::Months { .. }) => word(lang, "question-months"),
        Some(AskKind::FeeCode { .. } | AskKind::Money { .. }) => word(lang, "question-fee"),
        Some(AskKind::Direction | AskKind::Port | AskKind::Instant) => word(lang, "question-crossing"),
        Some(_) => say_pair(lang, &service.title),
    }
}

/// Whether every question of a service has an answer of some kind.
pub(crate) fn is_whole(service: &Service, subject: &Dossier, moment: Moment, typed: &Fields) -> bool {
    let answers = answers(service, typed);
    let put = questions_put(subject, service, &answers, moment);
    put.into_iter().filter(|ask| !ask.optional).all(|ask| match &ask.kind {
        AskKind::Term { offers, .. } => {
            answers.get(&ask.name).is_some()
                || mode_of(offers, answers.get(&format!("{}-mode", ask.name)).unwrap_or_default())
                    .is_some_and(|mode| answers.get(&format!("{}-{}", ask.name, mode_field(mode))).is_some())
        }
        _ => answers.get(&ask.name).is_some(),
    })
}
