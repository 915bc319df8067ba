//! The dated entries of a service file.

use super::node::Node;
use super::parse::{Context, days, in_force, sentence};
use crate::{
    Beyond, Condition, ConditionKind, DayOf, Effect, EffectKind, Fee, Lane, Notice, OnlyWhen, OptIn,
    ServiceId, Tariff, TermMode, Told, WarningRule, Who,
};
use ledger::{FeeCode, Halalas};
use record::{BlockKind, DocumentKind, FineKind, Presence};

const WHO: &[(&str, Who)] = &[("subject", Who::Subject), ("asker", Who::Asker)];
const PRESENCE: &[(&str, Presence)] = &[("inside", Presence::Inside), ("outside", Presence::Outside)];
const DAYS: &[(&str, DayOf)] = &[("issue", DayOf::Issue), ("return", DayOf::Return)];
const MODES: &[(&str, TermMode)] =
    &[("months", TermMode::Months), ("days", TermMode::Days), ("return-before", TermMode::ReturnBefore)];
const LANES: &[(&str, Lane)] =
    &[("code", Lane::Code), ("record-change", Lane::RecordChange), ("reminder", Lane::Reminder)];
const TOLD: &[(&str, Told)] = &[
    ("subject", Told::Subject),
    ("asker", Told::Asker),
    ("sponsor", Told::Sponsor),
    ("head-of-household", Told::HeadOfHousehold),
    ("guardian", Told::Guardian),
];

fn documents() -> Vec<(&'static str, DocumentKind)> {
    DocumentKind::ALL.map(|kind| (kind.as_str(), kind)).to_vec()
}

fn document(node: &Node, key: &str) -> Option<DocumentKind> {
    node.word(key, &node.text(key), &documents())
}

fn document_list(node: &Node, key: &str) -> Vec<DocumentKind> {
    let texts = node.some_texts(key, "[\"passport\"]");
    texts.iter().filter_map(|text| node.word(key, text, &documents())).collect()
}

fn fine_kind(node: &Node, key: &str, text: &str) -> Option<FineKind> {
    node.word(key, text, &FineKind::ALL.map(|kind| (kind.as_str(), kind)))
}

fn who(node: &Node) -> Vec<Who> {
    let texts = node.some_texts("who", "[\"subject\"]");
    texts.iter().filter_map(|text| node.word("who", text, WHO)).collect()
}

fn only_when(node: &Node) -> OnlyWhen {
    let Some(only) = node.table("only_when") else { return OnlyWhen::default() };
    let late = only.table("late").map(|late| {
        let late_by = (document(&late, "document"), late.int("days"));
        late.done();
        late_by
    });
    let narrowed = OnlyWhen {
        presence: only.opt_text("presence").and_then(|text| only.word("presence", &text, PRESENCE)),
        term: only.opt_text("term").and_then(|text| only.word("term", &text, MODES)),
        document: only.has("document").then(|| document(&only, "document")).flatten(),
        late: late.and_then(|(kind, days)| kind.map(|kind| (kind, days))),
        lapsed: only.has("lapsed").then(|| document(&only, "lapsed")).flatten(),
        outward: only
            .opt_text("direction")
            .and_then(|text| only.word("direction", &text, &[("out", true), ("in", false)])),
    };
    only.done();
    if narrowed == OnlyWhen::default() {
        only.complain("`only_when` narrows nothing: leave it out");
    }
    narrowed
}

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
        "presence" => {
            let who = node.opt_text("who").map_or(Some(Who::Subject), |text| node.word("who", &text, WHO));
            ConditionKind::Presence { who: who?, is: node.word("is", &node.text("is"), PRESENCE)? }
        }
        "document-runs" => {
            ConditionKind::DocumentRuns { document: document(node, "document")?, beyond: beyond(node)? }
        }
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
        other => {
            node.complain_of(
                "kind",
                format!("`{other}` is no kind of condition: docs/catalogue.md lists them"),
            );
            return None;
        }
    })
}

fn block(node: &Node) -> Option<BlockKind> {
    node.word("block", &node.text("block"), &BlockKind::ALL.map(|kind| (kind.as_str(), kind)))
}

/// A block of which everybody concerned may hear. Its presence or absence would give a hidden one away.
fn open_block(node: &Node) -> Option<BlockKind> {
    let block = block(node)?;
    if block.is_hidden_from_the_public() {
        node.complain_of("block", "that somebody has it is never shown: only `free-of` may name it");
        return None;
    }
    Some(block)
}

/// `raise-block`
fn raised_block(node: &Node) -> Option<EffectKind> {
    let (block, lift_within) = (open_block(node)?, node.opt_int("lift_within"));
    if block == BlockKind::TrafficFines {
        node.complain_of("block", "it carries an amount, and no service says how much");
        return None;
    }
    Some(EffectKind::RaiseBlock { block, lift_within })
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

/// `[[fee]]`
pub(super) fn fee(node: &Node, context: &Context) -> Option<Fee> {
    let id = node.text("id");
    let code = FeeCode(node.text("code"));
    if !context.fees.contains_key(&code) && !code.0.is_empty() {
        node.complain_of("code", format!("fees.toml has no code `{code}`: add it there"));
    }
    let paid_by = node.word("paid_by", &node.text("paid_by"), WHO);
    let fine = node.opt_text("fine").and_then(|text| fine_kind(node, "fine", &text));
    let tariff = tariff(node);
    let only_when = only_when(node);
    let refuse = sentence(node, context, "refuse", &["", ".next"]);
    let in_force = in_force(node, context, true);
    node.done();
    if matches!(tariff, Some(Tariff::Ladder(_))) && fine.is_none() {
        node.complain("a ladder counts fines: write fine = \"late-renewal\" too");
    }
    Some(Fee { id, code, paid_by: paid_by?, tariff: tariff?, only_when, fine, refuse, in_force: in_force? })
}

fn tariff(node: &Node) -> Option<Tariff> {
    let stepped = node.table("first").map(|first| {
        let of_first = (first.money("amount"), first.count("months"));
        first.done();
        of_first
    });
    let forms = [
        node.opt_money("amount").map(Tariff::Flat),
        stepped.map(|(first, first_months)| Tariff::Stepped {
            first,
            first_months,
            then: node.money("then"),
        }),
        node.opt_money("each_month").map(Tariff::EachMonth),
        node.opt_money("yearly").map(Tariff::Yearly),
        node.has("ladder").then(|| Tariff::Ladder(node.moneys("ladder"))),
    ];
    let mut given: Vec<Tariff> = forms.into_iter().flatten().collect();
    let ways = ["amount", "first", "each_month", "yearly", "ladder"];
    if ways.iter().filter(|way| node.has(way)).count() != 1 {
        node.complain("say how much in one way: amount, first and then, each_month, yearly, or ladder");
    }
    let tariff = given.pop()?;
    if let Tariff::Yearly(amount) = &tariff {
        // Halalas are exact: a quarter of the year must be a whole number of them.
        if *amount != Halalas(amount.0 / 4 * 4) {
            node.complain_of("yearly", "a quarter of it is no whole number of halalas");
        }
    }
    Some(tariff)
}

/// `[[effect]]`
pub(super) fn effect(node: &Node, context: &Context) -> Option<Effect> {
    let id = node.text("id");
    let kind = match node.text("kind").as_str() {
        "issue-visa" => Some(EffectKind::IssueVisa {
            document: document(node, "document")?,
            depart_within_months: node.count("depart_within_months"),
        }),
        "issue-final-exit" => Some(EffectKind::IssueFinalExit {
            days: node.int("days"),
            within_permit: node.opt_bool("within_permit").unwrap_or(false),
        }),
        "renew" => Some(EffectKind::Renew { document: document(node, "document")? }),
        "extend-visa" => Some(EffectKind::ExtendVisa),
        "cancel" => Some(EffectKind::Cancel { documents: document_list(node, "documents") }),
        "raise-block" => raised_block(node),
        "lift-block" => Some(EffectKind::LiftBlock { block: open_block(node)? }),
        "record-crossing" => Some(EffectKind::RecordCrossing),
        "deposit" => Some(EffectKind::Deposit),
        other => {
            node.complain_of("kind", format!("`{other}` is no kind of effect: docs/catalogue.md lists them"));
            None
        }
    };
    let only_when = only_when(node);
    let in_force = in_force(node, context, true);
    node.done();
    Some(Effect { id, kind: kind?, only_when, in_force: in_force? })
}

/// `[[warning]]`
pub(super) fn warning(node: &Node, context: &Context) -> Option<WarningRule> {
    let says = sentence(node, context, "says", &[""]);
    let only_when = only_when(node);
    let (file, line) = node.place();
    let (from, to) = days(node);
    node.done();
    let rule = crate::RuleRef { file: file.to_owned(), line, source: String::new() };
    Some(WarningRule {
        says,
        only_when,
        in_force: crate::InForce { from: from?, to, rule, after_gap: false, says: None },
    })
}

/// `[[notice]]`
pub(super) fn notice(node: &Node, context: &Context) -> Option<Notice> {
    let id = node.text("id");
    let tell = node.some_texts("tell", "[\"subject\", \"sponsor\"]");
    let to: Vec<Told> = tell.iter().filter_map(|text| node.word("tell", text, TOLD)).collect();
    let of_subject = to.contains(&Told::Subject) || to.contains(&Told::Asker);
    let of_others = to.iter().any(|told| *told != Told::Subject);
    let mut endings = Vec::new();
    endings.extend(of_subject.then_some("-to-you"));
    endings.extend(of_others.then_some("-for-yours"));
    let text = sentence(node, context, "text", &endings);
    let lane = node.word("lane", &node.text("lane"), LANES);
    let opt_in = node
        .opt_text("opt_in")
        .and_then(|text| node.word("opt_in", &text, &[("crossings", OptIn::Crossings)]));
    let only_when = only_when(node);
    let in_force = in_force(node, context, false);
    node.done();
    Some(Notice { id, to, text, lane: lane?, opt_in, only_when, in_force: in_force? })
}
