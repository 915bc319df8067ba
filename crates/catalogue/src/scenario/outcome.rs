//! What a scenario says happens, and what did, as lines that can be compared.

use super::fields::{Fields, Wrong, as_table};
use super::tree::{Table, Twig, Value};
use super::world::Asked;
use crate::{Decision, Grant, Service};
use calendar::Day;
use ledger::Account;
use record::{
    BlockKind, Change, DocumentId, DocumentKind, DocumentState, DocumentStatus, FineKind, Particulars,
    PartyId, Term, TieKind,
};

/// Everything that happens, a line each, sorted; and the warnings, which a scenario need not state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Outcome {
    pub lines: Vec<String>,
    pub warns: Option<String>,
}

impl Outcome {
    /// What differs from `actual`: what was to happen and did not, then what happened unasked.
    pub fn differences(&self, actual: &Outcome) -> Vec<String> {
        let mut actual_lines = actual.lines.clone();
        let mut missing = Vec::new();
        for line in &self.lines {
            match actual_lines.iter().position(|other| other == line) {
                Some(at) => drop(actual_lines.remove(at)),
                None => missing.push(format!("expected: {line}")),
            }
        }
        let mut differences = missing;
        differences.extend(actual_lines.into_iter().map(|line| format!("happened: {line}")));
        if self.warns.is_some() && self.warns != actual.warns {
            differences.extend(self.warns.iter().map(|warns| format!("expected: {warns}")));
            differences.extend(actual.warns.iter().map(|warns| format!("happened: {warns}")));
        }
        differences
    }
}

const AUTHORITY: [&str; 4] =
    ["channel-not-offered", "not-yours-to-ask", "subject-kind-not-served", "not-due"];
const OUTCOMES: &str = "grants, alters, takes, fines, owes, pays_in, pays_back, tells, moves, ends, begins, enters, corrects, identifies, sets_contact, \
     raises, lifts, crosses, refuses or unclear";

/// What a scenario is checked against while it is read.
pub(super) struct Reading<'a> {
    pub service: &'a Service,
    pub asked: &'a Asked,
    pub wrong: &'a Wrong<'a>,
}

impl Reading<'_> {
    /// Reads the outcome a scenario states.
    pub fn expected(&self, fields: &mut Fields) -> Outcome {
        let (line, before) = (fields.line(), self.wrong.count());
        let mut lines = Vec::new();
        lines.extend(self.granted(fields));
        lines.extend(self.altered(fields));
        for (key, words) in [("takes", "takes"), ("pays_in", "pays in"), ("pays_back", "pays back")] {
            let amounts = fields.moneys(key).into_iter();
            lines.extend(amounts.map(|(code, amount)| format!("{words} {code} = {amount}")));
        }
        for (kind, amount) in fields.moneys("fines") {
            self.known(line, &kind, "fine", &FineKind::ALL.map(FineKind::as_str));
            lines.push(format!("fines {kind} = {amount}"));
        }
        for (party, amount) in fields.moneys("owes") {
            let parties: Vec<&str> = self.asked.names.values().map(String::as_str).collect();
            self.known(line, &party, "party", &parties);
            lines.push(format!("owes {party} = {amount}"));
        }
        lines.extend(self.told(fields));
        lines.extend(
            fields
                .word("moves", &[("inside", "inside"), ("outside", "outside")])
                .map(|to| format!("moves {to}")),
        );
        lines.extend(self.ended(fields));
        lines.extend(self.begun(fields));
        lines.extend(said_of_persons(fields));
        lines.extend(self.blocks(fields));
        lines.extend(self.crossed(fields));
        if let Some(reasons) = fields.texts("refuses") {
            let mut known: Vec<&str> = self.service.conditions.iter().map(|c| c.id.as_str()).collect();
            known.extend(self.service.fees.iter().map(|fee| fee.id.as_str()));
            known.extend(AUTHORITY);
            reasons.iter().for_each(|reason| self.known(line, reason, "reason", &known));
            lines.push(format!("refuses {}", reasons.join(", ")));
        }
        if let Some(unclear) = fields.texts("unclear") {
            let known: Vec<&str> = self.service.asks.iter().map(|ask| ask.name.as_str()).collect();
            unclear.iter().for_each(|field| self.known(line, field, "question", &known));
            lines.push(format!("unclear {}", unclear.join(", ")));
        }
        let warns = fields.texts("warns").map(|warns| {
            let known: Vec<&str> = self.service.warnings.iter().map(|rule| rule.says.as_str()).collect();
            warns.iter().for_each(|says| self.known(line, says, "warning", &known));
            warned(warns.iter().map(String::as_str))
        });
        if lines.is_empty() && self.wrong.count() == before {
            self.wrong.complain(line, format!("the scenario says nothing of what happens: write {OUTCOMES}"));
        }
        lines.sort();
        Outcome { lines, warns }
    }

    /// Complains of a word that could never come true.
    fn known(&self, line: usize, word: &str, what: &str, known: &[&str]) {
        if !known.contains(&word) {
            let mut known = known.to_vec();
            known.dedup();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            self.wrong.complain(line, format!("`{word}` is no {what} of this service; it has {known}"));
        }
    }

    fn granted(&self, fields: &mut Fields) -> Vec<String> {
        let mut lines = Vec::new();
        for (kind, table) in self.documents("grants", fields) {
            let mut fields = Fields::of(table, self.wrong);
            lines.push(granted_line(
                &kind,
                fields.day("depart_by"),
                fields.day("return_by"),
                fields.text("stay"),
                fields.day("expires"),
            ));
            fields.done();
        }
        lines
    }

    fn altered(&self, fields: &mut Fields) -> Vec<String> {
        let mut lines = Vec::new();
        for (kind, table) in self.documents("alters", fields) {
            let statuses = DocumentStatus::ALL.map(|status| (status.as_str(), status));
            let mut fields = Fields::of(table, self.wrong);
            let status = fields.word("status", &statuses);
            let days = [
                ("expires", fields.day("expires")),
                ("depart_by", fields.day("depart_by")),
                ("return_by", fields.day("return_by")),
            ];
            fields.done();
            let mut said: Vec<String> =
                status.map(|status| format!("status = {}", status.as_str())).into_iter().collect();
            said.extend(days.iter().filter_map(|(key, day)| day.map(|day| format!("{key} = {day}"))));
            lines.push(format!("alters {kind}: {}", said.join(", ")));
        }
        lines
    }

    fn documents(&self, key: &'static str, fields: &mut Fields) -> Vec<(String, Table)> {
        let Some(table) = fields.table(key) else { return Vec::new() };
        let known = DocumentKind::ALL.map(DocumentKind::as_str);
        let mut documents = Vec::new();
        for (kind, Twig { line, value }) in table.keys {
            if !known.contains(&kind.as_str()) {
                let known = known.join(", ");
                self.wrong.complain(line, format!("`{kind}` is no document: use one of {known}"));
            } else if let Some(table) = as_table(value) {
                documents.push((kind, table));
            } else {
                self.wrong.complain(line, format!("`{key}.{kind}` must be a table, as {{ expires = … }}"));
            }
        }
        documents
    }

    fn told(&self, fields: &mut Fields) -> Vec<String> {
        let parties: Vec<&str> = self.asked.names.values().map(String::as_str).collect();
        let notices: Vec<&str> = self.service.notices.iter().map(|notice| notice.id.as_str()).collect();
        let mut lines = Vec::new();
        for (told, line) in fields.texts_at("tells") {
            match told.split_once(' ') {
                Some((party, notice)) => {
                    if !parties.contains(&party) {
                        self.wrong
                            .complain(line, format!("`tells` names `{party}`, and there is no such party"));
                    }
                    self.known(line, notice, "notice", &notices);
                }
                None => self.wrong.complain(
                    line,
                    format!("`tells` lists a party and a notice, as \"worker issued\", not \"{told}\""),
                ),
            }
            lines.push(format!("tells {told}"));
        }
        lines
    }

    fn ended(&self, fields: &mut Fields) -> Vec<String> {
        let Some(table) = fields.table("ends") else { return Vec::new() };
        let known = TieKind::ALL.map(TieKind::as_str);
        let mut lines = Vec::new();
        for (kind, Twig { line, value }) in table.keys {
            self.known(line, &kind, "tie", &known);
            match value {
                Value::Day(last) => lines.push(ended_line(&kind, last)),
                _ => self.wrong.complain(
                    line,
                    format!("`ends.{kind}` must be the last day it holds, as {kind} = 2026-03-01"),
                ),
            }
        }
        lines
    }

    /// `begins.sponsorship = { by = "woman" }`; with `over` where it is not the subject, `to` where it ends.
    fn begun(&self, fields: &mut Fields) -> Vec<String> {
        let Some(table) = fields.table("begins") else { return Vec::new() };
        let parties: Vec<&str> = self.asked.names.values().map(String::as_str).collect();
        let mut lines = Vec::new();
        for (kind, Twig { line, value }) in table.keys {
            self.known(line, &kind, "tie", &TieKind::ALL.map(TieKind::as_str));
            let Some(table) = as_table(value) else {
                let says = format!("`begins.{kind}` says who holds it, as {kind} = {{ by = \"woman\" }}");
                self.wrong.complain(line, says);
                continue;
            };
            let mut fields = Fields::of(table, self.wrong);
            let (by, over, to) = (fields.text("by"), fields.text("over"), fields.day("to"));
            fields.done();
            for name in [&by, &over].into_iter().flatten().filter(|name| *name != "somebody unknown") {
                self.known(line, name, "party", &parties);
            }
            let over = over.map(|over| format!(" over {over}")).unwrap_or_default();
            lines.push(begun_line(&kind, &by.unwrap_or_default(), &over, to));
        }
        lines
    }

    fn blocks(&self, fields: &mut Fields) -> Vec<String> {
        let mut lines = Vec::new();
        for key in ["raises", "lifts"] {
            for (kind, line) in fields.texts_at(key) {
                self.known(line, &kind, "block", &BlockKind::ALL.map(BlockKind::as_str));
                lines.push(format!("{key} {kind}"));
            }
        }
        lines
    }

    fn crossed(&self, fields: &mut Fields) -> Option<String> {
        let twig = fields.take("crosses")?;
        match twig.value {
            Value::Flag(true) => Some("crosses".to_owned()),
            Value::Text(kind) if DocumentKind::ALL.iter().any(|known| known.as_str() == kind) => {
                Some(format!("crosses on {kind}"))
            }
            _ => {
                let says = "`crosses` must be true, or the document it is made on, as \"final-exit\"";
                self.wrong.complain(twig.line, says);
                None
            }
        }
    }
}

/// What changes of a person itself: `enters`, `corrects`, `identifies`, `sets_contact`.
fn said_of_persons(fields: &mut Fields) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, line) in
        [("enters", "enters a party"), ("identifies", "identifies"), ("sets_contact", "sets contact")]
    {
        lines.extend(fields.flag(key).filter(|happens| *happens).map(|_| line.to_owned()));
    }
    if let Some(table) = fields.table("corrects") {
        let said = table.keys.into_iter().filter_map(|(what, twig)| match twig.value {
            Value::Text(text) => Some(format!("{what} = {text}")),
            _ => None,
        });
        lines.push(format!("corrects {}", said.collect::<Vec<_>>().join(", ")));
    }
    lines
}

fn begun_line(kind: &str, by: &str, over: &str, last: Option<Day>) -> String {
    let to = last.map(|last| format!(" to {last}")).unwrap_or_default();
    format!("begins {kind} of {by}{over}{to}")
}

fn corrected_line(was: &Particulars, now: &Particulars) -> String {
    let part = |what: &str, was: &str, now: &str| (was != now).then(|| format!("{what} = {now}"));
    let occupation = |known: &Particulars| known.occupation.clone().unwrap_or_default();
    let said: Vec<String> = [
        part("ar", &was.name.ar.full(), &now.name.ar.full()),
        part("latin", &was.name.latin.full(), &now.name.latin.full()),
        part("occupation", &occupation(was), &occupation(now)),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("corrects {}", said.join(", "))
}

/// What did happen.
pub(super) fn actual(decision: &Decision, asked: &Asked) -> Outcome {
    match decision {
        Decision::Granted(grant) => {
            let mut lines: Vec<String> = grant.changes.iter().map(|change| changed(change, asked)).collect();
            lines.extend(moved(grant, asked));
            lines.extend(
                grant.owed.iter().map(|owed| format!("tells {} {}", name_of(owed.to, asked), owed.rule)),
            );
            lines.sort();
            let warns = warned(grant.warnings.iter().map(|warning| warning.says.as_str()));
            Outcome { lines, warns: Some(warns) }
        }
        Decision::Refused(refused) => {
            let reasons: Vec<&str> = refused.reasons.iter().map(|reason| reason.condition.as_str()).collect();
            let warns = warned(refused.warnings.iter().map(|warning| warning.says.as_str()));
            Outcome { lines: vec![format!("refuses {}", reasons.join(", "))], warns: Some(warns) }
        }
        Decision::Unclear(unclear) => {
            let fields: Vec<&str> = unclear.iter().map(|answer| answer.field.as_str()).collect();
            Outcome {
                lines: vec![format!("unclear {}", fields.join(", "))],
                warns: Some(warned([].into_iter())),
            }
        }
    }
}

fn name_of(party: PartyId, asked: &Asked) -> &str {
    asked.names.get(&party).map_or("somebody unknown", String::as_str)
}

fn warned<'a>(says: impl Iterator<Item = &'a str>) -> String {
    let says: Vec<&str> = says.collect();
    format!("warns {}", if says.is_empty() { "of nothing".to_owned() } else { says.join(", ") })
}

/// The money that moves, from the entry itself: what a party other than the expected one gives or gets is named.
fn moved(grant: &Grant, asked: &Asked) -> Vec<String> {
    let mut lines = Vec::new();
    let mut deposits = std::collections::BTreeMap::new();
    for posting in grant.entry.postings() {
        if let Account::Deposit { holder, fee } = &posting.account {
            let payer = PartyId(holder.0);
            let taken = posting.amount.0 < 0;
            let expected = if taken { asked.request.asker } else { asked.request.subject };
            let whose = if payer == expected { String::new() } else { format!("{} ", name_of(payer, asked)) };
            *deposits.entry((taken, format!("{whose}{fee}"))).or_insert(0) += posting.amount.0.abs();
        }
    }
    for (from, to, amount) in grant.entry.moves() {
        if let (Account::Returning { fee, .. }, Account::Bank) = (from, to) {
            lines.push(format!("pays back {fee} = {amount}"));
        }
    }
    for ((taken, code), amount) in deposits {
        let words = if taken { "takes" } else { "pays in" };
        lines.push(format!("{words} {code} = {}", ledger::Halalas(amount)));
    }
    lines
}

fn changed(change: &Change, asked: &Asked) -> String {
    let documents = &asked.case.subject.documents;
    let kind_of = |id: &DocumentId| {
        documents.iter().find(|d| d.id == *id).map_or("unknown document", |d| d.kind.as_str())
    };
    match change {
        Change::DocumentIssued { document } => granted_line(
            document.kind.as_str(),
            document.state.depart_by,
            document.state.return_by,
            document.term.map(term),
            Some(document.state.expires),
        ),
        Change::DocumentAltered { document, was, now } => {
            format!("alters {}: {}", kind_of(document), altered(was, now))
        }
        Change::TieEnded { tie, on } => {
            let tie = asked.case.dossiers().flat_map(|known| &known.ties).find(|known| known.id == *tie);
            ended_line(tie.map_or("unknown tie", |tie| tie.kind.as_str()), on.plus_days(-1))
        }
        Change::FineCharged { fine } => format!("fines {} = {}", fine.kind.as_str(), fine.amount),
        Change::FineWaived { fine, .. } => format!("waives {}", fine.kind.as_str()),
        Change::Crossed { crossing } => match &crossing.document {
            Some(document) => format!("crosses on {}", kind_of(document)),
            None => "crosses".to_owned(),
        },
        Change::PresenceMoved { now, .. } => format!("moves {}", now.as_str()),
        Change::PartyEntered { .. } => "enters a party".to_owned(),
        Change::TieBegun { tie } => {
            let over = match tie.subject == asked.request.subject {
                true => String::new(),
                false => format!(" over {}", name_of(tie.subject, asked)),
            };
            begun_line(
                tie.kind.as_str(),
                name_of(tie.holder, asked),
                &over,
                tie.to.map(|to| to.plus_days(-1)),
            )
        }
        Change::PersonCorrected { was, now, .. } => corrected_line(was, now),
        Change::Identified { .. } => "identifies".to_owned(),
        Change::BlockRaised { block } => match block.amount {
            Some(amount) => format!("owes {} = {amount}", name_of(block.party, asked)),
            None => format!("raises {}", block.kind.as_str()),
        },
        Change::BlockLifted { block, .. } => {
            let block = asked.case.subject.blocks.iter().find(|known| known.id == *block);
            format!("lifts {}", block.map_or("unknown block", |block| block.kind.as_str()))
        }
        Change::ContactSet { .. } => "sets contact".to_owned(),
    }
}

fn granted_line(
    kind: &str,
    depart_by: Option<Day>,
    return_by: Option<Day>,
    stay: Option<String>,
    expires: Option<Day>,
) -> String {
    let day = |key: &str, day: Option<Day>| day.map(|day| format!("{key} = {day}"));
    let said: Vec<String> = [
        day("depart_by", depart_by),
        day("return_by", return_by),
        stay.map(|stay| format!("stay = {stay}")),
        day("expires", expires),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("grants {kind}: {}", said.join(", "))
}

fn altered(was: &DocumentState, now: &DocumentState) -> String {
    let mut said = Vec::new();
    if was.status != now.status {
        said.push(format!("status = {}", now.status.as_str()));
    }
    let days = [
        ("expires", Some(was.expires), Some(now.expires)),
        ("depart_by", was.depart_by, now.depart_by),
        ("return_by", was.return_by, now.return_by),
    ];
    for (key, _, now) in days.into_iter().filter(|(_, was, now)| was != now) {
        said.push(now.map_or_else(|| format!("{key} = none"), |now| format!("{key} = {now}")));
    }
    said.join(", ")
}

fn ended_line(kind: &str, last: Day) -> String {
    format!("ends {kind} after {last}")
}

fn term(term: Term) -> String {
    match term {
        Term::Months(1) => "1 month".to_owned(),
        Term::Months(months) => format!("{months} months"),
        Term::Days(days) => format!("{days} days"),
        Term::ReturnBefore(day) => format!("return before {day}"),
    }
}
