//! When a service of the clock falls due.

use super::node::Node;
use super::parse::{Context, in_force};
use super::rules::{WHO, document_list, fine_kind};
use crate::{Channel, Due, DueDay, EffectKind, Service};
use ledger::FeeCode;
use record::DocumentStatus;

/// `[[due]]`
pub(super) fn due(node: &Node, context: &Context) -> Option<Due> {
    let id = node.text("id");
    let documents = document_list(node, "documents");
    let status = node.word(
        "status",
        &node.text("status"),
        &DocumentStatus::ALL.map(|status| (status.as_str(), status)),
    );
    let day = node.word("day", &node.text("day"), &DueDay::ALL.map(|day| (day.as_str(), day)));
    let (months, days) = distance(node);
    let within = node.opt_int("within");
    if within.is_some_and(|within| within < 0) {
        node.complain_of("within", "`within` must be a whole number of days from 0 on");
    }
    let in_force = in_force(node, context, true);
    node.done();
    Some(Due { id, documents, status: status?, day: day?, months, days, within, in_force: in_force? })
}

/// `charge-fine`
pub(super) fn charged_fine(node: &Node, context: &Context) -> Option<EffectKind> {
    let code = FeeCode(node.text("code"));
    if !context.fees.contains_key(&code) && !code.0.is_empty() {
        node.complain_of("code", format!("fees.toml has no code `{code}`: add it there"));
    }
    let ladder = node.moneys("ladder");
    if ladder.is_empty() {
        node.complain("says not how much: write ladder = [\"1000.00\", \"2000.00\"]");
    }
    Some(EffectKind::ChargeFine {
        fine: fine_kind(node, "fine", &node.text("fine"))?,
        code,
        ladder,
        owed_by: node.word("owed_by", &node.text("owed_by"), WHO)?,
    })
}

/// `after` or `before`, in months and days.
fn distance(node: &Node) -> (i32, i64) {
    const WAYS: &str =
        "say when in one way: after = { days = 1 } or { months = 2, days = 1 }, or before = { days = 30 }";
    let read = |key: &str| {
        node.table(key).map(|table| {
            let number = |key: &str| match table.has(key) {
                true => table.count(key),
                false => 0,
            };
            let both = (number("months"), number("days"));
            table.done();
            both
        })
    };
    let signed = |(months, days): (u32, u32), sign: i32| {
        (sign * i32::try_from(months).unwrap_or(i32::MAX), i64::from(sign) * i64::from(days))
    };
    match (read("after"), read("before")) {
        (Some(after), None) => signed(after, 1),
        (None, Some(before)) => signed(before, -1),
        _ => {
            node.complain(WAYS);
            (0, 0)
        }
    }
}

/// The clock asks of its own accord, and only what says when it is due.
pub(super) fn check(service: &Service, node: &Node) {
    let by_clock = service.channels.contains(&Channel::Clock);
    match (by_clock, service.dues.is_empty()) {
        (true, true) if !node.has("due") => {
            node.complain("nothing says when the clock asks for it: add a [[due]]");
        }
        (false, false) => {
            node.complain("a [[due]] is for the clock: write channels = [\"clock\"], or leave it out");
        }
        _ => {}
    }
    if by_clock && service.channels.len() > 1 {
        node.complain("what the clock asks, nobody else does: write channels = [\"clock\"] alone");
    }
    let names =
        service.conditions.iter().map(|c| &c.only_when).chain(service.notices.iter().map(|n| &n.only_when));
    let names = names.chain(service.effects.iter().map(|effect| &effect.only_when));
    for name in names.filter_map(|only| only.due.as_ref()) {
        if !service.dues.iter().any(|rule| rule.id == *name) {
            node.complain(format!("`only_when` names the due rule `{name}`, and there is none"));
        }
    }
}
