//! Whether somebody is told of each thing a service does, in the very case in which it does it.

use super::Complaint;
use crate::{AskKind, ConditionKind, Effect, InForce, Notice, OnlyWhen, Service, TermMode, Who};
use calendar::Day;
use record::{Presence, Sex};
use std::collections::{BTreeMap, BTreeSet};

/// What a case is told apart by, and which of its values an entry is narrowed to.
type Narrowing = BTreeMap<String, BTreeSet<String>>;

/// More cases than these are not gone through one by one: a service so finely divided is left to its scenarios.
const MOST_CASES: usize = 4_096;

/// Complains of effects that some case brings about without a notice, on days on which notices hold.
pub(super) fn in_every_case(service: &Service, complaints: &mut Vec<Complaint>) {
    for effect in &service.effects {
        let said = turning_days(effect, &service.notices).into_iter().find_map(|day| {
            let holding = |notice: &&Notice| notice.in_force.holds_on(day);
            let notices: Vec<&Notice> = service.notices.iter().filter(holding).collect();
            if notices.is_empty() { None } else { untold(service, effect, &notices).map(|case| (day, case)) }
        });
        if let Some((day, case)) = said {
            let rule = &effect.in_force.rule;
            complaints.push(Complaint {
                file: rule.file.clone(),
                line: rule.line,
                says: format!(
                    "nobody is told of effect `{}` where {case} (from {day} on): let a notice hold there",
                    effect.id
                ),
            });
        }
    }
}

/// The days of an effect on which the notices that hold are others than the day before.
fn turning_days(effect: &Effect, notices: &[Notice]) -> BTreeSet<Day> {
    let turns = notices.iter().flat_map(|notice| {
        let InForce { from, to, .. } = &notice.in_force;
        [Some(*from), to.map(|to| to.plus_days(1))].into_iter().flatten()
    });
    let mut days: BTreeSet<Day> = turns.filter(|day| effect.in_force.holds_on(*day)).collect();
    days.insert(effect.in_force.from);
    days
}

/// The first case, in words, in which the effect comes about and none of these notices is owed.
fn untold(service: &Service, effect: &Effect, notices: &[&Notice]) -> Option<String> {
    let done_when = narrowing(&effect.only_when, service);
    let told_when: Vec<Narrowing> =
        notices.iter().map(|notice| narrowing(&notice.only_when, service)).collect();
    let names: BTreeSet<&String> = told_when.iter().flat_map(Narrowing::keys).collect();
    let mut cases: Vec<BTreeMap<&str, String>> = vec![BTreeMap::new()];
    for name in names {
        let mut values = values_of(name, service, &told_when, &done_when);
        if let Some(only) = done_when.get(name) {
            values.retain(|value| only.contains(value));
        }
        if cases.len() * values.len() > MOST_CASES {
            return None;
        }
        cases = cases
            .into_iter()
            .flat_map(|case| {
                values.iter().map(move |value| {
                    let mut case = case.clone();
                    case.insert(name.as_str(), value.clone());
                    case
                })
            })
            .collect();
    }
    let is_told = |case: &BTreeMap<&str, String>| {
        let covers = |told: &Narrowing| {
            told.iter()
                .all(|(name, values)| case.get(name.as_str()).is_some_and(|value| values.contains(value)))
        };
        told_when.iter().any(covers)
    };
    let bare = cases.into_iter().find(|case| is_possible(case, service) && !is_told(case))?;
    let words: Vec<String> = bare.iter().map(|(name, value)| format!("{name} is {value}")).collect();
    Some(words.join(", "))
}

/// Whether the service's own conditions let the case through.
fn is_possible(case: &BTreeMap<&str, String>, service: &Service) -> bool {
    let always = service.conditions.iter().filter(|condition| condition.only_when == OnlyWhen::default());
    always.into_iter().all(|condition| match &condition.kind {
        ConditionKind::Presence { who: Who::Subject, is } => {
            case.get("presence").is_none_or(|value| value == is.as_str())
        }
        ConditionKind::HasDocument { documents, .. } => {
            let has = documents.iter().map(|kind| case.get(format!("document {}", kind.as_str()).as_str()));
            has.into_iter().any(|value| value.is_none_or(|value| value == YES))
        }
        _ => true,
    })
}

const YES: &str = "so";
const NO: &str = "not so";

fn narrowing(only: &OnlyWhen, service: &Service) -> Narrowing {
    let mut narrowed = Narrowing::new();
    let mut one = |name: String, value: &str| {
        narrowed.insert(name, BTreeSet::from([value.to_owned()]));
    };
    if let Some(presence) = only.presence {
        one("presence".to_owned(), presence.as_str());
    }
    if let Some(outward) = only.outward {
        one("direction".to_owned(), if outward { "out" } else { "in" });
    }
    if let Some(sex) = only.sex {
        one("sex".to_owned(), if sex == Sex::Female { "female" } else { "male" });
    }
    if let Some(kind) = only.about {
        one("about".to_owned(), kind.as_str());
    }
    if let Some((ask, word)) = &only.answer {
        one(format!("answer {ask}"), word);
    }
    // Where a document's own term is meant, it is one of three whatever the form offers.
    if let Some(mode) = only.term {
        one("term".to_owned(), mode_word(mode));
    }
    if let Some(kind) = only.document {
        one(format!("document {}", kind.as_str()), YES);
    }
    if let Some(kind) = only.lapsed {
        one(format!("lapsed {}", kind.as_str()), YES);
    }
    if let Some((kind, days)) = only.late {
        one(format!("late {} {days}", kind.as_str()), YES);
    }
    if let Some((ask, months, days)) = &only.answered_before {
        one(format!("answered before {ask} {months} {days}"), YES);
    }
    if let Some(tie) = only.tie {
        one(format!("tie {}", tie.as_str()), YES);
    }
    if let Some(days) = only.entered_over {
        one(format!("entered over {days}"), YES);
    }
    if let Some((kind, days)) = only.ends_within {
        one(format!("ends within {} {days}", kind.as_str()), YES);
    }
    if !only.relation.is_empty() {
        let words = only.relation.iter().map(|relation| relation.as_str().to_owned());
        narrowed.insert("relation".to_owned(), words.collect());
    }
    if let Some(range) = only.age {
        let within = |age: &i32| {
            range.from.is_none_or(|from| *age >= from) && range.under.is_none_or(|under| *age < under)
        };
        let ages = ages(service).into_iter().filter(within);
        narrowed.insert("age".to_owned(), ages.map(|age| age.to_string()).collect());
    }
    narrowed
}

/// One age of each stretch between the ages at which an effect or a notice begins or stops to matter.
fn ages(service: &Service) -> BTreeSet<i32> {
    let effects = service.effects.iter().map(|effect| &effect.only_when);
    let notices = service.notices.iter().map(|notice| &notice.only_when);
    let bounds = effects.chain(notices).filter_map(|only| only.age).flat_map(|age| [age.from, age.under]);
    bounds.flatten().chain([0]).collect()
}

fn mode_word(mode: TermMode) -> &'static str {
    match mode {
        TermMode::Months => "months",
        TermMode::Days => "days",
        TermMode::ReturnBefore => "return-before",
    }
}

/// All that could be, of what a case is told apart by.
fn values_of(name: &str, service: &Service, told: &[Narrowing], done: &Narrowing) -> BTreeSet<String> {
    let texts = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match name {
        "presence" => texts(&[Presence::Inside.as_str(), Presence::Outside.as_str()]),
        "direction" => texts(&["in", "out"]),
        "sex" => texts(&["female", "male"]),
        "about" => texts(&["citizen", "resident", "visitor", "establishment"]),
        "term" => texts(&["months", "days", "return-before"]),
        "relation" => record::Relation::ALL.iter().map(|relation| relation.as_str().to_owned()).collect(),
        "age" => ages(service).into_iter().map(|age| age.to_string()).collect(),
        _ => match name.strip_prefix("answer ").filter(|_| !name.starts_with("answered")) {
            Some(ask) => {
                let offers = service.asks.iter().find(|known| known.name == ask).map(|ask| match &ask.kind {
                    AskKind::Choice { offers } => offers.clone(),
                    _ => Vec::new(),
                });
                let known = told.iter().chain([done]).filter_map(|narrowed| narrowed.get(name)).flatten();
                offers.into_iter().flatten().chain(known.cloned()).collect()
            }
            None => texts(&[NO, YES]),
        },
    }
}
