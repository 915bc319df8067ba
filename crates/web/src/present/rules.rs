//! The rules of a service in plain sentences, for whoever has not signed in.

use super::{blank, say_pair, sentence, word};
use crate::view::Lang;
use crate::view::catalogue::{Detail, FeeLine, Line, Source, Span};
use calendar::Day;
use catalogue::plain::{self, Saying};
use catalogue::{AskKind, Asker, Catalogue, Channel, Fee, InForce, OnlyWhen, Service};
use ledger::Halalas;
use record::Fact;
use std::collections::BTreeMap;
use words::format_day;

/// A rule's sentence, with its lists said as lists.
pub(crate) fn say(lang: Lang, saying: &Saying) -> String {
    let facts = saying.lists.iter().fold(saying.facts.clone(), |facts, (blank, keys)| {
        let words: Vec<String> = keys.iter().map(|key| word(lang, key)).collect();
        facts.with(blank, Fact::Code(list(lang, &words)))
    });
    sentence(lang, &saying.key, &facts)
}

/// `one`, `one and two`, `one, two and three`.
fn list(lang: Lang, words: &[String]) -> String {
    let Some((last, first)) = words.split_last() else { return String::new() };
    if first.is_empty() {
        return last.clone();
    }
    let comma = if lang == Lang::En { ", " } else { "\u{060C} " };
    let first = first.join(comma);
    let both = blank("head", first).with("tail", Fact::Code(last.clone()));
    sentence(lang, "list-and", &both)
}

/// When an entry matters, if it does not always.
fn narrowed(lang: Lang, only: &OnlyWhen) -> Option<String> {
    narrowed_to(lang, &plain::narrowing(only))
}

/// The same, of what an entry is narrowed to.
pub(crate) fn narrowed_to(lang: Lang, sayings: &[Saying]) -> Option<String> {
    let said: Vec<String> = sayings.iter().map(|saying| say(lang, saying)).collect();
    (!said.is_empty()).then(|| said.join(" \u{b7} "))
}

pub(crate) fn source(catalogue: &Catalogue, in_force: &InForce) -> Option<Source> {
    let id = in_force.rule.source.split('#').next().unwrap_or_default();
    let known = catalogue.source(id)?;
    Some(Source { title: known.title.clone(), href: known.address.clone() })
}

pub(crate) fn span(lang: Lang, in_force: &InForce) -> String {
    let from = blank("from", format_day(lang.into(), in_force.from));
    match in_force.to {
        None => sentence(lang, "in-force-since", &from),
        Some(to) => {
            let both = from.with("to", Fact::Code(format_day(lang.into(), to)));
            sentence(lang, "in-force-between", &both)
        }
    }
}

/// Everything a reader may want to know of a service on a day.
pub(crate) fn detail(lang: Lang, catalogue: &Catalogue, service: &Service, today: Day) -> Detail {
    let holds = |in_force: &InForce| in_force.holds_on(today);
    let conditions = service.conditions.iter().filter(|condition| holds(&condition.in_force));
    let conditions = conditions.map(|condition| Line {
        text: say(lang, &plain::condition(&condition.kind)),
        when: narrowed(lang, &condition.only_when),
        span: span(lang, &condition.in_force),
        source: source(catalogue, &condition.in_force),
    });
    let effects = service.effects.iter().filter(|effect| holds(&effect.in_force));
    let effects = effects.map(|effect| Line {
        text: say(lang, &plain::effect(&effect.kind)),
        when: narrowed(lang, &effect.only_when),
        span: span(lang, &effect.in_force),
        source: source(catalogue, &effect.in_force),
    });
    let mut told: Vec<String> = Vec::new();
    for notice in service.notices.iter().filter(|notice| holds(&notice.in_force)) {
        for to in &notice.to {
            let name = word(lang, &format!("told-{}", to.as_str()));
            if !told.contains(&name) {
                told.push(name);
            }
        }
    }
    let papers = service.asks.iter().filter(|ask| ask.kind == AskKind::Paper).map(|ask| {
        let paper = word(lang, &format!("ask-{}", ask.name));
        narrowed(lang, &ask.only_when).map_or(paper.clone(), |when| format!("{paper} ({when})"))
    });
    Detail {
        id: service.id.0.clone(),
        title: say_pair(lang, &service.title),
        lead: say_pair(lang, &service.help),
        asked_by: list(lang, &askers(lang, service)),
        places: places(lang, service).join(" \u{b7} "),
        told: list(lang, &told),
        fees: fees(lang, catalogue, service, today),
        papers: papers.collect(),
        conditions: conditions.collect(),
        effects: effects.collect(),
        warnings: service
            .warnings
            .iter()
            .filter(|rule| {
                holds(&rule.in_force) && words::Words::global().blanks(lang.into(), &rule.says).is_empty()
            })
            .map(|rule| word(lang, &rule.says))
            .collect(),
    }
}

fn askers(lang: Lang, service: &Service) -> Vec<String> {
    let open = service.asked_by.iter().filter(|by| !matches!(by, Asker::Border | Asker::Biller));
    open.map(|by| word(lang, &format!("asked-by-{}", by.as_str()))).collect()
}

/// Where it is asked for.
pub(crate) fn places(lang: Lang, service: &Service) -> Vec<String> {
    let shown = [Channel::Portal, Channel::Counter, Channel::Api, Channel::Border, Channel::Clock];
    let offered = shown.into_iter().filter(|channel| service.channels.contains(channel));
    offered.map(|channel| word(lang, &format!("place-{}", channel.as_str()))).collect()
}

/// The fees by name, each with what it is now and what it was.
fn fees(lang: Lang, catalogue: &Catalogue, service: &Service, today: Day) -> Vec<FeeLine> {
    let mut by_id: BTreeMap<&str, Vec<&Fee>> = BTreeMap::new();
    for fee in &service.fees {
        by_id.entry(&fee.id).or_default().push(fee);
    }
    let mut lines: Vec<FeeLine> = Vec::new();
    for periods in by_id.values_mut() {
        periods.sort_by_key(|fee| std::cmp::Reverse(fee.in_force.from));
        let Some(newest) = periods.first() else { continue };
        let now = periods.iter().find(|fee| fee.in_force.holds_on(today));
        let shown = now.unwrap_or(newest);
        let title = catalogue.fee(&shown.code).map(|titles| say_pair(lang, titles));
        let kind = shown.fine.map(|fine| word(lang, &format!("fine-{}", fine.as_str())));
        lines.push(FeeLine {
            title: kind.or(title).unwrap_or_default(),
            code: shown.code.0.clone(),
            amount: now.map(|fee| say(lang, &plain::tariff(&fee.tariff))),
            when: narrowed(lang, &shown.only_when),
            periods: periods
                .iter()
                .map(|fee| Span {
                    span: span(lang, &fee.in_force),
                    amount: say(lang, &plain::tariff(&fee.tariff)),
                    source: source(catalogue, &fee.in_force),
                    is_now: fee.in_force.holds_on(today),
                })
                .collect(),
        });
    }
    lines.sort_by_key(|line| line.amount.is_none());
    lines
}

/// The least that is paid today where nothing went wrong, in a few words; nothing where there is no fee.
pub(crate) fn least(lang: Lang, service: &Service, today: Day) -> String {
    use catalogue::Tariff;
    let due = service.fees.iter().filter(|fee| fee.in_force.holds_on(today) && fee.fine.is_none());
    let amounts: Vec<Halalas> = due
        .filter_map(|fee| match &fee.tariff {
            Tariff::Flat(amount) | Tariff::EachMonth(amount) | Tariff::Yearly(amount) => Some(*amount),
            Tariff::Stepped { first, .. } => Some(*first),
            Tariff::Ladder(steps) | Tariff::ByTies { steps, .. } => steps.first().copied(),
            Tariff::Owed(_) => None,
        })
        .collect();
    match amounts.iter().min() {
        None => word(lang, "no-fee"),
        Some(least) => {
            let facts = record::Facts::new().with("amount", Fact::Money(*least));
            sentence(lang, "fee-from", &facts)
        }
    }
}
