//! The dated entries of a service file.

use super::node::Node;
use super::parse::{Context, days, in_force, sentence};
use crate::{
    AgeRange, Channel, Fee, Lane, Notice, OnlyWhen, OptIn, Tariff, TermMode, Told, WarningRule, Who,
};
use ledger::{FeeCode, Halalas};
use record::{BlockKind, DocumentKind, FineKind, PartyKind, Presence, Relation, Sex, TieKind};

pub(super) const WHO: &[(&str, Who)] =
    &[("subject", Who::Subject), ("asker", Who::Asker), ("other", Who::Other)];
const SEX: &[(&str, Sex)] = &[("female", Sex::Female), ("male", Sex::Male)];
const PARTY_KINDS: &[(&str, PartyKind)] = &[
    ("citizen", PartyKind::Citizen),
    ("resident", PartyKind::Resident),
    ("visitor", PartyKind::Visitor),
    ("establishment", PartyKind::Establishment),
];
pub(super) const PRESENCE: &[(&str, Presence)] =
    &[("inside", Presence::Inside), ("outside", Presence::Outside)];
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
    ("other", Told::Other),
    ("new-mobile", Told::NewMobile),
];

fn documents() -> Vec<(&'static str, DocumentKind)> {
    DocumentKind::ALL.map(|kind| (kind.as_str(), kind)).to_vec()
}

pub(super) fn document(node: &Node, key: &str) -> Option<DocumentKind> {
    node.word(key, &node.text(key), &documents())
}

pub(super) fn document_list(node: &Node, key: &str) -> Vec<DocumentKind> {
    let texts = node.some_texts(key, "[\"passport\"]");
    texts.iter().filter_map(|text| node.word(key, text, &documents())).collect()
}

pub(super) fn fine_kind(node: &Node, key: &str, text: &str) -> Option<FineKind> {
    node.word(key, text, &FineKind::ALL.map(|kind| (kind.as_str(), kind)))
}

pub(super) fn who(node: &Node) -> Vec<Who> {
    let texts = node.some_texts("who", "[\"subject\"]");
    texts.iter().filter_map(|text| node.word("who", text, WHO)).collect()
}

pub(super) fn only_when(node: &Node) -> OnlyWhen {
    narrowed(node, "only_when")
}

/// The table of a name, in the words of `only_when`.
pub(super) fn narrowed(node: &Node, key: &str) -> OnlyWhen {
    let Some(only) = node.table(key) else { return OnlyWhen::default() };
    let late = only.table("late").map(|late| {
        let late_by = (document(&late, "document"), late.int("days"));
        late.done();
        late_by
    });
    let ends = only.table("ends_within").map(|ends| {
        let within = (document(&ends, "document"), ends.int("days"));
        ends.done();
        within
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
        answer: only.table("answer").map(|answer| {
            let both = (answer.text("ask"), answer.text("is"));
            answer.done();
            both
        }),
        answered_before: only.table("answered_before").map(|answer| long_past(&answer)),
        age: only.table("age").map(|table| {
            let range = age(&table);
            table.done();
            range
        }),
        sex: only.opt_text("sex").and_then(|text| only.word("sex", &text, SEX)),
        channel: only.texts("channel").iter().filter_map(|text| channel(&only, text)).collect(),
        about: only.opt_text("about").and_then(|text| only.word("about", &text, PARTY_KINDS)),
        relation: only.texts("relation").iter().filter_map(|text| relation(&only, text)).collect(),
        tie: only.has("tie").then(|| tie(&only, "tie")).flatten(),
        entered_over: only.opt_int("entered_over"),
        asker: match only.has("asker") {
            true => party_kinds(&only, "asker"),
            false => Vec::new(),
        },
        due: only.opt_text("due"),
        ends_within: ends.and_then(|(kind, days)| kind.map(|kind| (kind, days))),
    };
    only.done();
    if narrowed == OnlyWhen::default() {
        only.complain(format!("`{key}` narrows nothing: leave it out"));
    }
    narrowed
}

/// `answered_before`: so many months, or so many days.
fn long_past(node: &Node) -> (String, u32, i64) {
    let months = if node.has("months") { node.count("months") } else { 0 };
    let before = (node.text("ask"), months, node.opt_int("days").unwrap_or(0));
    if months == 0 && before.2 <= 0 {
        node.complain("says no time: write months = 12, or days = 1");
    }
    node.done();
    before
}

fn channel(node: &Node, text: &str) -> Option<Channel> {
    node.word("channel", text, &Channel::ALL.map(|channel| (channel.as_str(), channel)))
}

fn relation(node: &Node, text: &str) -> Option<Relation> {
    node.word("relation", text, &Relation::ALL.map(|relation| (relation.as_str(), relation)))
}

pub(super) fn tie(node: &Node, key: &str) -> Option<TieKind> {
    node.word(key, &node.text(key), &TieKind::ALL.map(|kind| (kind.as_str(), kind)))
}

pub(super) fn party_kinds(node: &Node, key: &str) -> Vec<PartyKind> {
    let texts = node.some_texts(key, "[\"citizen\", \"resident\"]");
    texts.iter().filter_map(|text| node.word(key, text, PARTY_KINDS)).collect()
}

/// `from`, `under` and `calendar`, beside other keys of the same table.
pub(super) fn age(node: &Node) -> AgeRange {
    let years = |key: &str| node.opt_int(key).and_then(|years| i32::try_from(years).ok());
    let range = AgeRange {
        from: years("age_from"),
        under: years("age_under"),
        hijri: node
            .opt_text("calendar")
            .and_then(|text| node.word("calendar", &text, &[("hijri", true), ("gregorian", false)]))
            .unwrap_or(false),
    };
    if range.from.is_none() && range.under.is_none() {
        node.complain("says no age: write age_from = 21 or age_under = 25");
    }
    range
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
        owed(node),
        by_ties(node),
    ];
    let mut given: Vec<Tariff> = forms.into_iter().flatten().collect();
    let ways = ["amount", "first", "each_month", "yearly", "ladder", "owed", "by_ties"];
    if ways.iter().filter(|way| node.has(way)).count() != 1 {
        node.complain(
            "say how much in one way: amount, first and then, each_month, yearly, ladder, owed, or by_ties",
        );
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

/// `owed`: the block that says how much.
fn owed(node: &Node) -> Option<Tariff> {
    let owed = node.opt_text("owed")?;
    let kinds = [BlockKind::UnpaidFine].map(|kind| (kind.as_str(), kind));
    node.word("owed", &owed, &kinds).map(Tariff::Owed)
}

/// `by_ties`: by how many ties of a kind the subject has had.
fn by_ties(node: &Node) -> Option<Tariff> {
    let table = node.table("by_ties")?;
    let (tie, steps) = (tie(&table, "tie"), table.moneys("steps"));
    table.done();
    Some(Tariff::ByTies { tie: tie?, steps })
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
