//! One service file.

use super::node::{Node, with_document};
use super::{Complaint, Known, Source, checks, clock, conditions, effects, rules};
use crate::{About, Ask, AskKind, Asker, Channel, InForce, RuleRef, Service, ServiceId, TermMode};
use calendar::Day;
use ledger::FeeCode;
use record::PartyKind;
use std::collections::BTreeMap;

/// What a file is read against.
pub(super) struct Context<'a> {
    pub sources: &'a BTreeMap<String, Source>,
    pub fees: &'a BTreeMap<FeeCode, (String, String)>,
    pub known: &'a Known<'a>,
}

/// Reads a service, complaining of all that is wrong.
pub(super) fn service(
    file: &str,
    text: &str,
    sources: &BTreeMap<String, Source>,
    fees: &BTreeMap<FeeCode, (String, String)>,
    known: &Known,
    complaints: &mut Vec<Complaint>,
) -> Option<Service> {
    let context = Context { sources, fees, known };
    let mut service = None;
    with_document(file, text, complaints, |node| service = read(node, &context));
    service
}

fn read(node: &Node, context: &Context) -> Option<Service> {
    let Some(head) = node.table("service") else {
        node.complain("the file has no [service]: begin with one");
        return None;
    };
    let service = Service {
        id: ServiceId(head.text("id")),
        title: both(&head, "title"),
        help: both(&head, "help"),
        asked_by: words(&head, "asked_by", ASKERS),
        about: words(&head, "about", ABOUT),
        channels: words(&head, "channels", CHANNELS),
        other: head.has("other").then(|| rules::tie(&head, "other")).flatten(),
        by_delegate: head.opt_bool("by_delegate").unwrap_or(false),
        with_dependents: head.opt_text("with_dependents").map(ServiceId),
        asks: node.list("ask").iter().filter_map(|ask| self::ask(ask, context)).collect(),
        dues: node.list("due").iter().filter_map(|due| clock::due(due, context)).collect(),
        conditions: node.list("condition").iter().filter_map(|c| conditions::condition(c, context)).collect(),
        fees: node.list("fee").iter().filter_map(|fee| rules::fee(fee, context)).collect(),
        effects: node.list("effect").iter().filter_map(|effect| effects::effect(effect, context)).collect(),
        warnings: node
            .list("warning")
            .iter()
            .filter_map(|warning| rules::warning(warning, context))
            .collect(),
        notices: node.list("notice").iter().filter_map(|notice| rules::notice(notice, context)).collect(),
    };
    head.done();
    node.done();
    checks::of_one(&service, node);
    clock::check(&service, node);
    Some(service)
}

fn both(head: &Node, key: &str) -> (String, String) {
    match head.table(key) {
        Some(both) => {
            let titles = (both.text("ar"), both.text("en"));
            both.done();
            titles
        }
        None => {
            head.complain(format!("`{key}` is missing: write {key} = {{ ar = \"…\", en = \"…\" }}"));
            Default::default()
        }
    }
}

fn words<T: Copy>(node: &Node, key: &str, known: &[(&str, T)]) -> Vec<T> {
    let texts = node.some_texts(key, "[\"…\"]");
    texts.iter().filter_map(|text| node.word(key, text, known)).collect()
}

const ASKERS: &[(&str, Asker)] = &[
    ("self", Asker::Oneself),
    ("sponsor", Asker::Sponsor),
    ("employer", Asker::Employer),
    ("head-of-household", Asker::HeadOfHousehold),
    ("guardian", Asker::Guardian),
    ("border", Asker::Border),
    ("anybody", Asker::Anybody),
    ("biller", Asker::Biller),
    ("offered-sponsor", Asker::OfferedSponsor),
    ("labour-platform", Asker::LabourPlatform),
];

const ABOUT: &[(&str, About)] = &[
    ("citizen", About::Kind(PartyKind::Citizen)),
    ("resident", About::Kind(PartyKind::Resident)),
    ("visitor", About::Kind(PartyKind::Visitor)),
    ("establishment", About::Kind(PartyKind::Establishment)),
    ("anybody", About::Anybody),
];

const CHANNELS: &[(&str, Channel)] = &[
    ("counter", Channel::Counter),
    ("portal", Channel::Portal),
    ("api", Channel::Api),
    ("sms", Channel::Sms),
    ("border", Channel::Border),
    ("clock", Channel::Clock),
];

const MODES: &[(&str, TermMode)] =
    &[("months", TermMode::Months), ("days", TermMode::Days), ("return-before", TermMode::ReturnBefore)];

fn ask(node: &Node, context: &Context) -> Option<Ask> {
    let name = node.text("name");
    let kind = match node.text("kind").as_str() {
        "term" => AskKind::Term {
            offers: words(node, "offers", MODES),
            months: range(node, "months"),
            days: range(node, "days"),
        },
        "months" => AskKind::Months {
            offers: node.ints("offers").into_iter().filter_map(|n| n.try_into().ok()).collect(),
        },
        "direction" => AskKind::Direction,
        "port" => AskKind::Port,
        "instant" => AskKind::Instant,
        "fee-code" => {
            let offers: Vec<FeeCode> = node.texts("offers").into_iter().map(FeeCode).collect();
            for code in offers.iter().filter(|code| !context.fees.contains_key(code)) {
                node.complain_of("offers", format!("fees.toml has no code `{code}`: add it there"));
            }
            AskKind::FeeCode { offers }
        }
        "money" => AskKind::Money { min: node.money("min"), max: node.money("max") },
        "choice" => AskKind::Choice { offers: choices(node, context) },
        "text" => AskKind::Text { max: node.count("max") },
        "day" => AskKind::Day { from: node.int("from"), to: node.int("to") },
        "party" => AskKind::Party,
        "mobile" => AskKind::Mobile,
        "paper" => AskKind::Paper,
        other => {
            let known = "term, months, direction, port, instant, fee-code, money, choice, text, day, party, \
                         mobile, paper";
            node.complain_of("kind", format!("`{other}` is no kind of answer: use one of {known}"));
            return None;
        }
    };
    let is_said = context.known.says.is_none_or(|says| says(&format!("ask-{name}")));
    if is_named(&kind) && !is_said {
        let told = format!("there is no sentence `ask-{name}` in every language: write it in i18n/");
        node.complain_of("name", told);
    }
    let only_when = rules::only_when(node);
    let optional = node.opt_bool("optional").unwrap_or(false);
    node.done();
    Some(Ask { name, kind, only_when, optional })
}

/// Whether a question of this kind is asked in words of its own, `ask-` and its name.
fn is_named(kind: &AskKind) -> bool {
    use AskKind::{Choice, Day, Mobile, Paper, Party, Text};
    matches!(kind, Choice { .. } | Text { .. } | Day { .. } | Party | Mobile | Paper)
}

/// The words of a choice, each of which must be said in every language.
fn choices(node: &Node, context: &Context) -> Vec<String> {
    let offers = node.some_texts("offers", "[\"lost\", \"damaged\"]");
    if let Some(says) = context.known.says {
        for word in offers.iter().filter(|word| !says(&format!("choice-{word}"))) {
            let says = format!("there is no sentence `choice-{word}` in every language: write it in i18n/");
            node.complain_of("offers", says);
        }
    }
    offers
}

fn range(node: &Node, key: &str) -> (u32, u32) {
    let numbers = node.ints(key);
    match numbers.as_slice() {
        [low, high] if 0 < *low && low <= high => {
            (u32::try_from(*low).unwrap_or(1), u32::try_from(*high).unwrap_or(1))
        }
        _ => {
            node.complain(format!("`{key}` must be the least and the most, as {key} = [1, 6]"));
            (1, 1)
        }
    }
}

/// The days an entry holds, with its source.
pub(super) fn in_force(node: &Node, context: &Context, needs_source: bool) -> Option<InForce> {
    let (file, line) = node.place();
    let (from, to) = days(node);
    let source = if needs_source { node.text("source") } else { node.opt_text("source").unwrap_or_default() };
    let name = source.split('#').next().unwrap_or_default();
    if !name.is_empty() && !context.sources.contains_key(name) {
        node.complain_of("source", format!("sources.toml has no `{name}`: add it there"));
    }
    let checked = node.opt_day("checked");
    if needs_source && checked.is_none() && !node.has("checked") {
        node.complain("`checked` is missing: write the day somebody last compared it with its source");
    }
    if let Some(checked) = checked.filter(|checked| context.known.today.is_some_and(|today| *checked > today))
    {
        node.complain_of("checked", format!("{checked} lies in the future: nobody can have checked it then"));
    }
    let rule = RuleRef { file: file.to_owned(), line, source };
    let says = node.opt_text("says");
    let gap = node.opt_text("gap").and_then(|text| node.word("gap", &text, &[("suspended", true)]));
    Some(InForce { from: from?, to, rule, after_gap: gap.unwrap_or(false), says })
}

/// The first and the last day an entry holds.
pub(super) fn days(node: &Node) -> (Option<Day>, Option<Day>) {
    let from = node.opt_day("from");
    if !node.has("from") {
        node.complain("`from` is missing: write the first day it holds, as from = 2016-10-02");
    }
    let to = node.opt_day("to");
    if let (Some(from), Some(to)) = (from, to.filter(|to| from.is_some_and(|from| *to < from))) {
        node.complain_of("to", format!("ends on {to}, before it begins on {from}: both days are included"));
    }
    (from, to)
}

/// A key of a sentence that must exist in every language, with the endings it is used with.
pub(super) fn sentence(node: &Node, context: &Context, key: &str, endings: &[&str]) -> String {
    let text = node.text(key);
    if let (Some(says), false) = (context.known.says, text.is_empty()) {
        for ending in endings.iter().filter(|ending| !says(&format!("{text}{ending}"))) {
            node.complain_of(
                key,
                format!("there is no sentence `{text}{ending}` in every language: write it in i18n/"),
            );
        }
    }
    text
}
