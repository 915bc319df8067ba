//! What a sound catalogue holds beyond each line.

use super::node::Node;
use super::reach::{self, unreachable};
use super::{Complaint, told};
use crate::{EffectKind, InForce, OnlyWhen, Service, ServiceId, Tariff};
use calendar::Day;
use std::collections::BTreeMap;

/// A dated entry as the checks look at it.
struct Entry<'a> {
    what: &'static str,
    id: &'a str,
    only_when: Option<&'a OnlyWhen>,
    in_force: &'a InForce,
}

fn entries(service: &Service) -> Vec<Entry<'_>> {
    let entry = |what, id, only_when, in_force| Entry { what, id, only_when: Some(only_when), in_force };
    let conditions =
        service.conditions.iter().map(|c| entry("condition", c.id.as_str(), &c.only_when, &c.in_force));
    let fees = service.fees.iter().map(|f| entry("fee", f.id.as_str(), &f.only_when, &f.in_force));
    let effects = service.effects.iter().map(|e| entry("effect", e.id.as_str(), &e.only_when, &e.in_force));
    let notices = service.notices.iter().map(|n| entry("notice", n.id.as_str(), &n.only_when, &n.in_force));
    let dues = service.dues.iter().map(|due| Entry {
        what: "due rule",
        id: due.id.as_str(),
        only_when: None,
        in_force: &due.in_force,
    });
    dues.chain(conditions).chain(fees).chain(effects).chain(notices).collect()
}

/// The checks within one service.
pub(super) fn of_one(service: &Service, node: &Node) {
    if !node.has("effect") {
        node.complain("the service does nothing: add an [[effect]]");
    }
    if !node.has("notice") && node.has("effect") {
        node.complain("nobody is told of what it does: add a [[notice]]");
    }
    let conditions: Vec<&str> = service.conditions.iter().map(|condition| condition.id.as_str()).collect();
    for fee in service.fees.iter().filter(|fee| conditions.contains(&fee.id.as_str())) {
        node.complain(format!("fee and condition are both called `{}`: rename one", fee.id));
    }
}

/// The checks that look beyond a file, or compare entries of one.
pub(super) fn across(services: &BTreeMap<ServiceId, Service>, complaints: &mut Vec<Complaint>) {
    for service in services.values() {
        periods(service, complaints);
        served_every_day(service, complaints);
        let warnings = service.warnings.iter().map(|w| Entry {
            what: "warning",
            id: w.says.as_str(),
            only_when: Some(&w.only_when),
            in_force: &w.in_force,
        });
        for entry in entries(service).into_iter().chain(warnings) {
            if let Some(why) = entry.only_when.and_then(|only| unreachable(only, service)) {
                complain(
                    complaints,
                    entry.in_force,
                    format!("{} `{}` can never matter: {why}", entry.what, entry.id),
                );
            }
        }
        reach::shadowed(service, complaints);
        reach::cures(service, services, complaints);
        reach::together(service, services, complaints);
        told::in_every_case(service, complaints);
        for effect in &service.effects {
            for kind in answers_of(&effect.kind).iter().filter(|kind| !asks(service, kind)) {
                complain(complaints, &effect.in_force, format!("needs an [[ask]] of the kind `{kind}`"));
            }
        }
        let by_months = service.fees.iter().filter(|fee| {
            !matches!(
                fee.tariff,
                Tariff::Flat(_) | Tariff::Ladder(_) | Tariff::Owed(_) | Tariff::ByTies { .. }
            )
        });
        for fee in by_months.filter(|_| !asks(service, "months") && !asks(service, "term")) {
            let says = "counts months: it needs an [[ask]] of the kind `months` or `term`";
            complain(complaints, &fee.in_force, says.to_owned());
        }
    }
}

/// The answers an effect comes to nothing without.
fn answers_of(effect: &EffectKind) -> &'static [&'static str] {
    match effect {
        EffectKind::IssueVisa { fixed: None, .. } => &["term"],
        EffectKind::ExtendVisa | EffectKind::Renew { .. } => &["months"],
        EffectKind::RecordCrossing => &["direction", "port", "instant"],
        EffectKind::Deposit => &["fee-code", "money"],
        EffectKind::SendBack => &["text"],
        EffectKind::SettleRefund => &["text", "choice"],
        EffectKind::SetOccupation => &["text"],
        EffectKind::EnterDependent => &["text", "day", "choice"],
        EffectKind::IssueDocument { lasts: crate::Lasts::Asked, .. } => &["months"],
        EffectKind::IssueFinalExit { .. }
        | EffectKind::IssueVisa { .. }
        | EffectKind::IssueDocument { .. }
        | EffectKind::EndDocument { .. }
        | EffectKind::BeginTie { .. }
        | EffectKind::EndTie { .. }
        | EffectKind::MoveTie { .. }
        | EffectKind::CorrectName
        | EffectKind::SetContact { .. }
        | EffectKind::BecomeResident
        | EffectKind::Attest
        | EffectKind::ChargeFine { .. }
        | EffectKind::Remind
        | EffectKind::Cancel { .. }
        | EffectKind::RaiseBlock { .. }
        | EffectKind::LiftBlock { .. } => &[],
    }
}

pub(super) fn asks(service: &Service, kind: &str) -> bool {
    service.asks.iter().any(|ask| ask.kind.as_str() == kind)
}

pub(super) fn complain(complaints: &mut Vec<Complaint>, at: &InForce, says: String) {
    complaints.push(Complaint { file: at.rule.file.clone(), line: at.rule.line, says });
}

/// Periods of one id neither overlap nor leave a gap.
fn periods(service: &Service, complaints: &mut Vec<Complaint>) {
    let mut by_id: BTreeMap<(&str, &str), Vec<Entry>> = BTreeMap::new();
    for entry in entries(service) {
        by_id.entry((entry.what, entry.id)).or_default().push(entry);
    }
    for ((what, id), mut entries) in by_id {
        entries.sort_by_key(|entry| entry.in_force.from);
        for pair in entries.windows(2) {
            let [earlier, later] = pair else { continue };
            let next = earlier.in_force.to.map(|to| to.plus_days(1));
            let (from, line) = (later.in_force.from, earlier.in_force.rule.line);
            if next.is_none_or(|next| from < next) {
                let says = format!(
                    "{what} `{id}` is in force twice from {from} (line {line} too): end the first on {}",
                    from.plus_days(-1)
                );
                complain(complaints, later.in_force, says);
            } else if let Some(next) = next.filter(|next| *next < from && !later.in_force.after_gap) {
                let says = format!(
                    "{what} `{id}` is not in force from {next} to {}: close the gap, or say gap = \"suspended\"",
                    from.plus_days(-1)
                );
                complain(complaints, later.in_force, says);
            }
        }
    }
}

/// A service is open from the first day any of its entries holds: from then on it does something every day, and
/// somebody is told of each thing it does.
fn served_every_day(service: &Service, complaints: &mut Vec<Complaint>) {
    let effects: Vec<&InForce> = service.effects.iter().map(|effect| &effect.in_force).collect();
    let notices: Vec<&InForce> = service.notices.iter().map(|notice| &notice.in_force).collect();
    let opens = entries(service).iter().map(|entry| entry.in_force.from).min();
    if let (Some(opens), Some(first)) = (opens, effects.first()) {
        for (from, to) in uncovered(opens, None, &effects) {
            let says = format!("the service is open and does nothing {}: let an effect hold", days(from, to));
            complain(complaints, first, says);
        }
    }
    for effect in service.effects.iter().filter(|_| !notices.is_empty()) {
        for (from, to) in uncovered(effect.in_force.from, effect.in_force.to, &notices) {
            let says =
                format!("nobody is told of effect `{}` {}: let a notice hold", effect.id, days(from, to));
            complain(complaints, &effect.in_force, says);
        }
    }
}

fn days(from: Day, to: Option<Day>) -> String {
    to.map_or(format!("from {from} on"), |to| format!("from {from} to {to}"))
}

/// The stretches of `from … to` on which none of these holds.
fn uncovered(from: Day, to: Option<Day>, holding: &[&InForce]) -> Vec<(Day, Option<Day>)> {
    let mut periods: Vec<(Day, Option<Day>)> = holding.iter().map(|held| (held.from, held.to)).collect();
    periods.sort();
    let (mut next, mut bare) = (from, Vec::new());
    let over = |day: Day| to.is_some_and(|to| to < day);
    for (begins, ends) in periods {
        if over(next) {
            return bare;
        }
        if next < begins {
            let last = begins.plus_days(-1);
            bare.push((next, Some(to.map_or(last, |to| to.min(last)))));
            next = begins;
        }
        let Some(ends) = ends else { return bare };
        next = next.max(ends.plus_days(1));
    }
    if !over(next) {
        bare.push((next, to));
    }
    bare
}
