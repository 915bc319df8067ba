//! Entries that can never come into play, and ways out that lead nowhere.

use super::Complaint;
use super::checks::{asks, complain};
use crate::{
    About, AskKind, Asker, Channel, Condition, ConditionKind, InForce, OnlyWhen, Service, ServiceId, Who,
};
use record::{PartyKind, Presence};
use std::collections::BTreeMap;

/// Why an entry is narrowed to nothing; nothing where it is not.
pub(super) fn unreachable(only: &OnlyWhen, service: &Service) -> Option<String> {
    crossings(only).or_else(|| terms(only, service)).or_else(|| circumstances(only, service))
}

fn crossings(only: &OnlyWhen) -> Option<String> {
    let says = match (only.presence, only.outward, only.entered_over) {
        (Some(Presence::Outside), Some(true), _) => "who is outside does not leave",
        (Some(Presence::Inside), Some(false), _) => "who is inside does not come in",
        (Some(Presence::Outside), _, Some(_)) => "who is outside has not stayed since an entry",
        _ => return None,
    };
    Some(says.to_owned())
}

fn terms(only: &OnlyWhen, service: &Service) -> Option<String> {
    let offered = |mode| {
        let offers = |kind: &AskKind| matches!(kind, AskKind::Term { offers, .. } if offers.contains(&mode));
        service.asks.iter().any(|ask| offers(&ask.kind))
    };
    let as_issued = !asks(service, "term") && only.document.is_some();
    if only.term.is_some_and(|mode| !as_issued && !offered(mode)) {
        return Some("no [[ask]] of the kind `term` offers that way of counting".to_owned());
    }
    if only.outward.is_some() && !asks(service, "direction") {
        return Some("no [[ask]] asks for a direction".to_owned());
    }
    if let Some((ask, word)) = &only.answer {
        let offers =
            |kind: &AskKind| matches!(kind, AskKind::Choice { offers } if offers.iter().any(|w| w == word));
        if !service.asks.iter().any(|known| known.name == *ask && offers(&known.kind)) {
            return Some(format!("no [[ask]] of the kind `choice` called `{ask}` offers `{word}`"));
        }
    }
    if let Some((ask, ..)) = &only.answered_before {
        let is_day = |kind: &AskKind| matches!(kind, AskKind::Day { .. });
        if !service.asks.iter().any(|known| known.name == *ask && is_day(&known.kind)) {
            return Some(format!("no [[ask]] of the kind `day` is called `{ask}`"));
        }
    }
    None
}

fn circumstances(only: &OnlyWhen, service: &Service) -> Option<String> {
    if let Some(kind) = only.about.filter(|kind| !is_about(service, *kind)) {
        return Some(format!("the service is about no {}", kind.as_str()));
    }
    let of_a_person = only.sex.is_some() || only.age.is_some() || !only.relation.is_empty();
    let establishments = About::Kind(PartyKind::Establishment);
    if of_a_person && service.about.iter().all(|about| *about == establishments) {
        return Some("an establishment has no age, sex or relation".to_owned());
    }
    if only.age.is_some_and(|age| age.from.zip(age.under).is_some_and(|(from, under)| under <= from)) {
        return Some("nobody is so old and under that age at once".to_owned());
    }
    let both = only.late.is_some_and(|(kind, _)| only.lapsed == Some(kind));
    both.then(|| "`late` and `lapsed` of one document mean different things: keep one".to_owned())
}

fn is_about(service: &Service, kind: PartyKind) -> bool {
    service.about.iter().any(|about| matches!(about, About::Anybody) || *about == About::Kind(kind))
}

/// Whether one period lies in another on all its days.
fn within(inner: &InForce, outer: &InForce) -> bool {
    outer.from <= inner.from && outer.to.is_none_or(|end| inner.to.is_some_and(|inner_end| inner_end <= end))
}

/// Conditions that another says already, or that are narrowed to the very thing they ask for.
pub(super) fn shadowed(service: &Service, complaints: &mut Vec<Complaint>) {
    for (n, condition) in service.conditions.iter().enumerate() {
        let says_the_same = |other: &&Condition| {
            other.kind == condition.kind
                && (other.only_when == OnlyWhen::default() || other.only_when == condition.only_when)
                && within(&condition.in_force, &other.in_force)
        };
        if let Some(other) = service.conditions[..n].iter().find(says_the_same) {
            let says = format!(
                "condition `{}` never adds anything: `{}` (line {}) demands the same on all its days: leave one out",
                condition.id, other.id, other.in_force.rule.line
            );
            complain(complaints, &condition.in_force, says);
        }
        let narrowed_to = condition.only_when.presence;
        if matches!(&condition.kind, ConditionKind::Presence { who: Who::Subject, is } if narrowed_to == Some(*is))
        {
            let says = format!(
                "condition `{}` can never fail: it matters only where it is so already: drop `only_when`",
                condition.id
            );
            complain(complaints, &condition.in_force, says);
        }
    }
    kept_out(service, complaints);
}

/// Fees, effects and notices for people whom a condition refuses on all their days.
fn kept_out(service: &Service, complaints: &mut Vec<Complaint>) {
    let fees = service.fees.iter().map(|fee| ("fee", &fee.id, &fee.only_when, &fee.in_force));
    let effects = service.effects.iter().map(|e| ("effect", &e.id, &e.only_when, &e.in_force));
    let notices = service.notices.iter().map(|n| ("notice", &n.id, &n.only_when, &n.in_force));
    for (what, id, only, in_force) in fees.chain(effects).chain(notices) {
        let refused = |condition: &&Condition| {
            let elsewhere = matches!(&condition.kind, ConditionKind::Presence { who: Who::Subject, is }
                if only.presence.is_some_and(|presence| presence != *is));
            elsewhere && condition.only_when == OnlyWhen::default() && within(in_force, &condition.in_force)
        };
        if let (Some(condition), Some(presence)) = (service.conditions.iter().find(refused), only.presence) {
            let says = format!(
                "{what} `{id}` can never come about: condition `{}` (line {}) refuses whoever is {}",
                condition.id,
                condition.in_force.rule.line,
                presence.as_str()
            );
            complain(complaints, in_force, says);
        }
    }
}

/// Ways out: `try` names a service that exists, is another, can be asked for by people, and for the same subject.
pub(super) fn cures(
    service: &Service,
    services: &BTreeMap<ServiceId, Service>,
    complaints: &mut Vec<Complaint>,
) {
    for condition in &service.conditions {
        let Some(name) = &condition.cure else { continue };
        let wrong = match services.get(name) {
            None => Some("there is no such service".to_owned()),
            Some(_) if *name == service.id => Some("that is this service itself".to_owned()),
            Some(cure) => leads_nowhere(condition, service, cure),
        };
        if let Some(wrong) = wrong {
            let says = format!("`try` names `{name}`, and {wrong}");
            complain(complaints, &condition.in_force, says);
        }
    }
}

/// What is offered for the dependents in the same go is a service that exists, asks nothing and takes a head's word.
pub(super) fn together(
    service: &Service,
    services: &BTreeMap<ServiceId, Service>,
    complaints: &mut Vec<Complaint>,
) {
    let Some(name) = &service.with_dependents else { return };
    let wrong = match services.get(name) {
        None => "there is no such service",
        Some(each) if !each.asks.is_empty() => "that asks something: each would need an answer of their own",
        Some(each) if !each.asked_by.contains(&Asker::HeadOfHousehold) => {
            "no head of household may ask for that"
        }
        Some(_) => return,
    };
    if let Some(effect) = service.effects.first() {
        complain(complaints, &effect.in_force, format!("`with_dependents` names `{name}`, and {wrong}"));
    }
}

fn leads_nowhere(condition: &Condition, service: &Service, cure: &Service) -> Option<String> {
    let by_people = |channel: &Channel| !matches!(channel, Channel::Border | Channel::Clock);
    if !cure.channels.iter().any(by_people) {
        return Some("nobody can ask for that: it comes in by the border or the clock alone".to_owned());
    }
    if looks_beyond_the_subject(&condition.kind) {
        return None;
    }
    let kinds = [PartyKind::Citizen, PartyKind::Resident, PartyKind::Visitor, PartyKind::Establishment];
    let shared = kinds.into_iter().any(|kind| {
        is_about(service, kind)
            && is_about(cure, kind)
            && condition.only_when.about.is_none_or(|only| only == kind)
    });
    (!shared).then(|| "that is about none of those this service is about".to_owned())
}

/// Whether a condition may fail for another party than the subject.
fn looks_beyond_the_subject(kind: &ConditionKind) -> bool {
    match kind {
        ConditionKind::Presence { who, .. } => *who != Who::Subject,
        ConditionKind::OwesNothing { who }
        | ConditionKind::FreeOf { who, .. }
        | ConditionKind::Age { who, .. } => who.iter().any(|who| *who != Who::Subject),
        ConditionKind::AnotherParty { .. } => true,
        _ => false,
    }
}
