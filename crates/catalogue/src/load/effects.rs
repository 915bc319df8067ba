//! The effects of a service file.

use super::clock;
use super::conditions::open_block;
use super::node::Node;
use super::parse::{Context, in_force};
use super::rules::{WHO, document, document_list, only_when, tie};
use crate::{Contact, Effect, EffectKind, Lasts, NumberOf, Who};
use record::{DocumentKind, DocumentStatus, Term, TieKind};

const CONTACT: &[(&str, Contact)] =
    &[("mobile", Contact::Mobile), ("language", Contact::Language), ("crossings", Contact::Crossings)];

/// `[[effect]]`
pub(super) fn effect(node: &Node, context: &Context) -> Option<Effect> {
    let id = node.text("id");
    let kind = effect_kind(node, context);
    let only_when = only_when(node);
    let in_force = in_force(node, context, true);
    node.done();
    Some(Effect { id, kind: kind?, only_when, in_force: in_force? })
}

fn effect_kind(node: &Node, context: &Context) -> Option<EffectKind> {
    match node.text("kind").as_str() {
        "issue-visa" => issue_visa(node),
        "issue-final-exit" => Some(EffectKind::IssueFinalExit {
            days: node.int("days"),
            within_permit: node.opt_bool("within_permit").unwrap_or(false),
        }),
        "renew" => Some(EffectKind::Renew { document: document(node, "document")? }),
        "extend-visa" => Some(EffectKind::ExtendVisa),
        "cancel" => Some(EffectKind::Cancel { documents: document_list(node, "documents") }),
        "raise-block" => raised_block(node),
        "charge-fine" => clock::charged_fine(node, context),
        "remind" => Some(EffectKind::Remind),
        "lift-block" => Some(EffectKind::LiftBlock { block: open_block(node)? }),
        "issue-document" => Some(EffectKind::IssueDocument {
            document: document(node, "document")?,
            lasts: lasts(node)?,
            number: number(node)?,
            object_within: node.opt_int("object_within"),
        }),
        "end-document" => {
            let statuses = DocumentStatus::ALL.map(|status| (status.as_str(), status));
            let documents = document_list(node, "documents");
            let status = node.word("status", &node.text("status"), &statuses)?;
            if status.is_live() {
                node.complain_of("status", "a document that ends is not live any more");
            }
            Some(EffectKind::EndDocument { documents, status })
        }
        "begin-tie" => begin_tie(node),
        "end-tie" => Some(EffectKind::EndTie {
            ties: ties(node),
            over: one_who(node, "over").unwrap_or(Who::Subject),
            held_by: one_who(node, "held_by"),
        }),
        "move-tie" => Some(EffectKind::MoveTie {
            tie: tie(node, "tie")?,
            to: node.word("holder", &node.text("holder"), WHO)?,
        }),
        "correct-name" => Some(EffectKind::CorrectName),
        "set-occupation" => Some(EffectKind::SetOccupation),
        "set-contact" => {
            let set = node.some_texts("set", "[\"mobile\"]");
            Some(EffectKind::SetContact {
                set: set.iter().filter_map(|text| node.word("set", text, CONTACT)).collect(),
            })
        }
        "become-resident" => Some(EffectKind::BecomeResident),
        "enter-dependent" => Some(EffectKind::EnterDependent),
        "attest" => Some(EffectKind::Attest),
        "record-crossing" => Some(EffectKind::RecordCrossing),
        "deposit" => Some(EffectKind::Deposit),
        "send-back" => Some(EffectKind::SendBack),
        "settle-refund" => Some(EffectKind::SettleRefund),
        other => {
            node.complain_of("kind", format!("`{other}` is no kind of effect: docs/catalogue.md lists them"));
            None
        }
    }
}

/// `issue-visa`
fn issue_visa(node: &Node) -> Option<EffectKind> {
    let document = document(node, "document")?;
    let fixed = node.table("term").map(|term| {
        let days = term.count("days");
        term.done();
        Term::Days(days)
    });
    let depart_within_months = match fixed {
        Some(_) => 0,
        None => node.count("depart_within_months"),
    };
    Some(EffectKind::IssueVisa { document, fixed, depart_within_months })
}

/// `raise-block`
fn raised_block(node: &Node) -> Option<EffectKind> {
    let (block, lift_within) = (open_block(node)?, node.opt_int("lift_within"));
    if block.carries_an_amount() {
        node.complain_of("block", "it carries an amount, and no service says how much");
        return None;
    }
    Some(EffectKind::RaiseBlock { block, lift_within })
}

fn begin_tie(node: &Node) -> Option<EffectKind> {
    Some(EffectKind::BeginTie {
        tie: tie(node, "tie")?,
        holder: node.word("holder", &node.text("holder"), WHO)?,
        over: one_who(node, "over").unwrap_or(Who::Subject),
        lasts: node.has("lasts").then(|| lasts(node)).flatten(),
        relation: node.opt_text("relation"),
    })
}

fn ties(node: &Node) -> Vec<TieKind> {
    let kinds = TieKind::ALL.map(|kind| (kind.as_str(), kind));
    let texts = node.some_texts("ties", "[\"household\"]");
    texts.iter().filter_map(|text| node.word("ties", text, &kinds)).collect()
}

pub(super) fn one_who(node: &Node, key: &str) -> Option<Who> {
    node.opt_text(key).and_then(|text| node.word(key, &text, WHO))
}

/// `lasts`, in one of its ways.
fn lasts(node: &Node) -> Option<Lasts> {
    const WAYS: &str = "say how long in one way: lasts = { months = 60 }, { days = 15 }, { asked = true }, \
                        { until = \"the question\" }, { like = \"residence-permit\", of = \"subject\" } or \
                        { like_tie = \"transfer-offer\" }";
    let Some(way) = node.table("lasts") else {
        if !node.has("lasts") {
            node.complain(format!("`lasts` is missing: {WAYS}"));
        }
        return None;
    };
    let ways = [
        way.has("months").then(|| Lasts::Months(way.count("months"))),
        way.has("days").then(|| Lasts::Days(way.int("days"))),
        way.opt_bool("asked").filter(|asked| *asked).map(|_| Lasts::Asked),
        way.opt_text("until").map(Lasts::Until),
        way.has("like").then(|| like(&way)).flatten(),
        way.has("like_tie").then(|| tie(&way, "like_tie").map(Lasts::LikeTie)).flatten(),
    ];
    way.done();
    let mut given: Vec<Lasts> = ways.into_iter().flatten().collect();
    if given.len() != 1 {
        node.complain_of("lasts", WAYS);
    }
    given.pop()
}

fn like(way: &Node) -> Option<Lasts> {
    let kind: Option<DocumentKind> = document(way, "like");
    Some(Lasts::Like(kind?, one_who(way, "of").unwrap_or(Who::Subject)))
}

/// `number`: ours, or as asked.
fn number(node: &Node) -> Option<NumberOf> {
    let Some(way) = node.table("number") else {
        if !node.has("number") {
            node.complain(
                "`number` is missing: write number = { ours = \"6\" } or { asked = \"the question\" }",
            );
        }
        return None;
    };
    let ours = way.opt_text("ours").and_then(|first| first.chars().next()).map(NumberOf::Ours);
    let asked = way.opt_text("asked").map(NumberOf::Asked);
    way.done();
    if ours.is_some() == asked.is_some() {
        node.complain_of("number", "say it in one way: { ours = \"6\" } or { asked = \"the question\" }");
    }
    ours.or(asked)
}
