//! The conditions of a service file.

use super::effects::one_who;
use super::node::Node;
use super::parse::{Context, in_force, sentence};
use super::rules::{
    PRESENCE, WHO, age, document, document_list, fine_kind, narrowed, only_when, party_kinds, tie, who,
};
use crate::{Beyond, Condition, ConditionKind, DayOf, ServiceId, Who};
use ledger::FeeCode;
use record::BlockKind;

const DAYS: &[(&str, DayOf)] =
    &[("issue", DayOf::Issue), ("return", DayOf::Return), ("renewed", DayOf::Renewed)];

/// `[[condition]]`
pub(super) fn condition(node: &Node, context: &Context) -> Option<Condition> {
    let id = node.text("id");
    let kind = condition_kind(node);
    let only_when = only_when(node);
    let refuse = sentence(node, context, "refuse", &["", ".next"]);
    let cure = node.opt_text("try").map(ServiceId);
    let in_force = in_force(node, context, true);
    node.done();
    Some(Condition { id, kind: kind?, only_when, refuse, cure, in_force: in_force? })
}

fn condition_kind(node: &Node) -> Option<ConditionKind> {
    Some(match node.text("kind").as_str() {
        "presence" => ConditionKind::Presence {
            who: looked_at(node)?,
            is: node.word("is", &node.text("is"), PRESENCE)?,
        },
        "document-runs" => ConditionKind::DocumentRuns {
            who: looked_at(node)?,
            document: document(node, "document")?,
            beyond: beyond(node)?,
        },
        "renewal-open" => {
            ConditionKind::RenewalOpen { document: document(node, "document")?, months: node.count("months") }
        }
        "owes-nothing" => ConditionKind::OwesNothing { who: who(node) },
        "free-of" => ConditionKind::FreeOf {
            who: who(node),
            block: block(node)?,
            from_age: node.opt_int("from_age").and_then(|age| i32::try_from(age).ok()),
        },
        "has-block" => ConditionKind::HasBlock { block: open_block(node)? },
        "block-not-older" => {
            ConditionKind::BlockNotOlder { block: open_block(node)?, days: node.int("days") }
        }
        "never-had" => ConditionKind::NeverHad { block: open_block(node)? },
        "no-document" => ConditionKind::NoDocument { documents: document_list(node, "documents") },
        "has-document" => ConditionKind::HasDocument {
            documents: document_list(node, "documents"),
            unused: node.opt_bool("unused"),
        },
        "not-lapsed" => {
            ConditionKind::NotLapsed { documents: document_list(node, "documents"), days: node.int("days") }
        }
        "whole-years" => ConditionKind::WholeYears,
        "return-later" => ConditionKind::ReturnLater,
        "runs-on" => ConditionKind::RunsOn { document: document(node, "document")? },
        "fewer-fines" => ConditionKind::FewerFines {
            fine: fine_kind(node, "fine", &node.text("fine"))?,
            than: node.count("than") as usize,
        },
        "may-leave" => ConditionKind::MayLeave,
        "may-return" => ConditionKind::MayReturn,
        other => circumstance(node, other)?,
    })
}

/// The conditions about ages, ties, entries and windows.
fn circumstance(node: &Node, kind: &str) -> Option<ConditionKind> {
    Some(match kind {
        "age" => ConditionKind::Age { who: who(node), range: age(node) },
        "has-tie" => ConditionKind::HasTie {
            tie: tie(node, "tie")?,
            over: one_who(node, "over").unwrap_or(Who::Subject),
            held_by: one_who(node, "held_by"),
        },
        "no-tie" => ConditionKind::NoTie { tie: tie(node, "tie")? },
        "ties-fewer" => {
            ConditionKind::TiesFewer { tie: tie(node, "tie")?, than: node.count("than") as usize }
        }
        "another-party" => ConditionKind::AnotherParty {
            is: party_kinds(node, "is"),
            unless_tie: node.has("unless_tie").then(|| tie(node, "unless_tie")).flatten(),
        },
        "entered-within" => ConditionKind::EnteredWithin { days: node.int("days") },
        "window" => ConditionKind::Window {
            document: document(node, "document")?,
            before: node.int("before"),
            after: node.int("after"),
        },
        "stay-at-most" => {
            ConditionKind::StayAtMost { document: document(node, "document")?, days: node.int("days") }
        }
        "document-age" => {
            let (at_least, at_most) = (node.opt_int("at_least"), node.opt_int("at_most"));
            if at_least.is_none() && at_most.is_none() {
                node.complain("says no age: write at_least = 10 or at_most = 10, in days");
            }
            ConditionKind::DocumentAge { document: document(node, "document")?, at_least, at_most }
        }
        "not-again-within" => not_again(node),
        "name-differs" => ConditionKind::NameDiffers,
        "payment-unused" => ConditionKind::PaymentUnused,
        "refund-under-way" => ConditionKind::RefundUnderWay,
        "deposited" => deposited(node)?,
        "not-issued-by" => ConditionKind::NotIssuedBy {
            documents: document_list(node, "documents"),
            services: services(node, "[\"final-exit.issue-own\"]"),
        },
        "reentry-open" => ConditionKind::ReentryOpen { hijri_years: node.count("hijri_years") },
        "case" => ConditionKind::Case { so: Box::new(narrowed(node, "so")) },
        "months-at-most" => ConditionKind::MonthsAtMost { months: node.count("months") },
        other => {
            node.complain_of(
                "kind",
                format!("`{other}` is no kind of condition: docs/catalogue.md lists them"),
            );
            return None;
        }
    })
}

/// The one party it looks at: the subject, unless told.
fn looked_at(node: &Node) -> Option<Who> {
    node.opt_text("who").map_or(Some(Who::Subject), |text| node.word("who", &text, WHO))
}

fn not_again(node: &Node) -> ConditionKind {
    let months = if node.has("months") { node.count("months") } else { 0 };
    let days = node.opt_int("days").unwrap_or(0);
    if months == 0 && days <= 0 {
        node.complain("says no time: write months = 60, or days = 1");
    }
    ConditionKind::NotAgainWithin { services: services(node, "[\"passport.update\"]"), months, days }
}

fn services(node: &Node, such_as: &str) -> Vec<ServiceId> {
    node.some_texts("services", such_as).into_iter().map(ServiceId).collect()
}

fn deposited(node: &Node) -> Option<ConditionKind> {
    let who = node.opt_text("who").map_or(Some(Who::Asker), |text| node.word("who", &text, WHO));
    Some(ConditionKind::Deposited {
        who: who?,
        code: FeeCode(node.text("code")),
        amount: node.money("amount"),
    })
}

fn block(node: &Node) -> Option<BlockKind> {
    node.word("block", &node.text("block"), &BlockKind::ALL.map(|kind| (kind.as_str(), kind)))
}

/// A block of which everybody concerned may hear. Its presence or absence would give a hidden one away.
pub(super) fn open_block(node: &Node) -> Option<BlockKind> {
    let block = block(node)?;
    if block.is_hidden_from_the_public() {
        node.complain_of("block", "that somebody has it is never shown: only `free-of` may name it");
        return None;
    }
    Some(block)
}

fn beyond(node: &Node) -> Option<Beyond> {
    let Some(beyond) = node.table("beyond") else {
        if !node.has("beyond") {
            node.complain("`beyond` is missing: write beyond = { day = \"issue\", days = 90 }");
        }
        return None;
    };
    let day = beyond.word("day", &beyond.text("day"), DAYS);
    let days = beyond.int("days");
    beyond.done();
    Some(Beyond { day: day?, days })
}
