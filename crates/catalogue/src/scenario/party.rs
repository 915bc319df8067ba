//! A party of a scenario's world, read into the dossier the engine sees.

use super::fields::as_table;
use super::fields::{Fields, Wrong};
use super::tree::{Table, Twig, Value};
use crate::{Deposit, Dossier, Past, Payment, ServiceId};
use calendar::{Day, Instant, WrittenDate};
use ledger::FeeCode;
use record::{
    Block, BlockId, BlockKind, Country, Document, DocumentId, DocumentKind, DocumentState, DocumentStatus,
    Establishment, Fine, FineKind, Identifier, Ids, Language, Mobile, NameParts, Party, PartyId, PartyKind,
    Person, PersonName, Presence, Relation, Sex, Term, TieKind, TransactionId, luhn_complete,
};

const KINDS: &[(&str, PartyKind)] = &[
    ("citizen", PartyKind::Citizen),
    ("resident", PartyKind::Resident),
    ("visitor", PartyKind::Visitor),
    ("establishment", PartyKind::Establishment),
];
const VISAS: &[(&str, DocumentKind)] =
    &[("single", DocumentKind::ExitReentrySingle), ("multiple", DocumentKind::ExitReentryMultiple)];
const DATED: [(&str, DocumentKind); 4] = [
    ("passport_to", DocumentKind::Passport),
    ("permit_to", DocumentKind::ResidencePermit),
    ("work_permit_to", DocumentKind::WorkPermit),
    ("insurance_to", DocumentKind::HealthInsurance),
];
const TIES: [(&str, TieKind); 8] = [
    ("sponsors", TieKind::Sponsorship),
    ("employs", TieKind::Sponsorship),
    ("heads", TieKind::Household),
    ("guards", TieKind::Guardianship),
    ("represented_by", TieKind::Representation),
    ("delegates_to", TieKind::Delegation),
    ("is_offered", TieKind::TransferOffer),
    ("has_accepted", TieKind::TransferAcceptance),
];

fn statuses() -> [(&'static str, DocumentStatus); 8] {
    DocumentStatus::ALL.map(|status| (status.as_str(), status))
}

/// A tie as a party of the file names it.
pub(super) struct Named {
    pub kind: TieKind,
    pub whom: String,
    pub relation: Option<Relation>,
    pub line: usize,
    pub from: Option<Day>,
    /// The last day it holds.
    pub to: Option<Day>,
}

/// A party as the file tells it.
pub(super) struct Known {
    pub dossier: Dossier,
    /// The ties it holds over others.
    pub ties: Vec<Named>,
    /// What was granted for it before.
    pub past: Vec<Past>,
    /// What was paid for it through a bank.
    pub paid: Option<Payment>,
}

/// What a party is read with.
pub(super) struct Reading<'a> {
    pub today: Day,
    pub wrong: &'a Wrong<'a>,
    pub ids: Ids,
}

impl Reading<'_> {
    /// Reads a party and the ties it holds over others.
    pub fn party(&mut self, name: &str, id: PartyId, table: Table) -> Option<Known> {
        let mut fields = Fields::of(table, self.wrong);
        let (line, before) = (fields.line(), self.wrong.count());
        let Some(kind) = fields.word("is", KINDS) else {
            if self.wrong.count() == before {
                let says = format!("who is `{name}`? write is = \"resident\", or another kind of party");
                self.wrong.complain(line, says);
            }
            return None;
        };
        let party = match kind {
            PartyKind::Establishment => establishment(name, id, &mut fields),
            _ => self.person(name, id, kind, &mut fields),
        };
        let documents = match kind {
            PartyKind::Establishment => Vec::new(),
            _ => self.documents(id, &mut fields),
        };
        let blocks = self.blocks(id, &mut fields);
        let fines = self.fines(id, &mut fields);
        let deposits = fields
            .moneys("deposited")
            .into_iter()
            .map(|(fee, balance)| Deposit { fee: FeeCode(fee), balance })
            .collect();
        let granted = fields.list("granted_before").unwrap_or_default();
        let past = granted.into_iter().filter_map(|twig| self.past(twig)).collect();
        let paid = fields.table("paid").and_then(|table| self.paid(table));
        let ties = TIES.iter().flat_map(|(key, kind)| self.ties(key, *kind, &mut fields)).collect();
        fields.done();
        let dossier =
            Dossier { party: party?, version: 1, ties: Vec::new(), documents, blocks, fines, deposits };
        Some(Known { dossier, ties, past, paid })
    }

    /// `{ fee = "04", amount = "200.00", unused = "50.00", going_back = "50.00" }`
    fn paid(&mut self, table: Table) -> Option<Payment> {
        let mut fields = Fields::of(table, self.wrong);
        let line = fields.line();
        let (fee, amount) = (fields.text("fee"), fields.money("amount"));
        let (unused, going_back) = (fields.money("unused"), fields.money("going_back"));
        fields.done();
        let (Some(fee), Some(amount)) = (fee, amount) else {
            self.wrong.complain(
                line,
                "`paid` is { fee = \"04\", amount = \"200.00\" }; also unused and going_back",
            );
            return None;
        };
        let (id, refund) = (TransactionId(self.ids.fresh()), TransactionId(self.ids.fresh()));
        Some(Payment {
            id,
            fee: FeeCode(fee),
            amount,
            unused: unused.unwrap_or(amount),
            going_back: going_back.map(|amount| (refund, amount)),
        })
    }

    /// What was granted before: `{ service = "passport.update", day = 2025-01-01 }`.
    fn past(&self, twig: Twig) -> Option<Past> {
        let line = twig.line;
        let mut fields = Fields::of(
            as_table(twig.value).unwrap_or_else(|| Table { line, ..Table::default() }),
            self.wrong,
        );
        let (service, day) = (fields.text("service"), fields.day("day"));
        fields.done();
        let (Some(service), Some(day)) = (service, day) else {
            let says = "`granted_before` lists { service = \"…\", day = 2026-01-01 }";
            self.wrong.complain(line, says);
            return None;
        };
        Some(Past { service: ServiceId(service), day })
    }

    fn person(&self, name: &str, id: PartyId, kind: PartyKind, fields: &mut Fields) -> Option<Party> {
        let first = match kind {
            PartyKind::Citizen => '1',
            PartyKind::Resident => '2',
            _ => '3',
        };
        let age = fields.number("age").and_then(|age| i32::try_from(age).ok()).unwrap_or(30);
        let born = fields.day("born").unwrap_or_else(|| self.today.plus_years(-age));
        let inside = fields.flag("inside").unwrap_or(true);
        let (mobile, wants_crossings) = contact(id, fields);
        let crossed_at = fields.text("crossed_at").and_then(|text| {
            let at: Option<Instant> = text.parse().ok();
            if at.is_none() {
                let says = "`crossed_at` must be a time, as \"2026-03-01T09:00:00+03:00\"";
                self.wrong.complain(fields.line(), says);
            }
            at
        });
        Some(Party::Person(Box::new(Person {
            id,
            kind,
            identifier: number(first, id)?,
            name: PersonName { ar: called(name), latin: called(name) },
            sex: fields.word("sex", &[("female", Sex::Female), ("male", Sex::Male)]).unwrap_or(Sex::Male),
            birth: WrittenDate::gregorian(born),
            nationality: Country(if kind == PartyKind::Citizen { "SA" } else { "IN" }.to_owned()),
            mobile,
            language: Language::Ar,
            wants_crossings,
            presence: if inside { Presence::Inside } else { Presence::Outside },
            crossed_at,
            occupation: fields.text("occupation"),
        })))
    }

    fn documents(&mut self, holder: PartyId, fields: &mut Fields) -> Vec<Document> {
        let mut documents = Vec::new();
        for (key, kind) in DATED {
            if let Some(expires) = fields.day(key) {
                let state = DocumentState {
                    status: DocumentStatus::Valid,
                    expires,
                    depart_by: None,
                    return_by: None,
                };
                let issued = self.today.plus_years(-1).min(expires);
                documents.push(self.document(holder, kind, issued, None, state));
            }
        }
        let visa = fields.table("visa").and_then(|table| self.visa(holder, table));
        let final_exit = fields.table("final_exit").and_then(|table| self.final_exit(holder, table));
        documents.extend(visa.into_iter().chain(final_exit));
        let held = fields.list("holds").unwrap_or_default();
        documents.extend(held.into_iter().filter_map(|twig| self.held(holder, twig)));
        documents
    }

    fn document(
        &mut self,
        holder: PartyId,
        kind: DocumentKind,
        issued: Day,
        term: Option<Term>,
        state: DocumentState,
    ) -> Document {
        let id = DocumentId(self.ids.fresh());
        let number = format!("D{}", id.0);
        Document { id, holder, kind, number, issued, term, expires_written: None, state }
    }

    fn visa(&mut self, holder: PartyId, table: Table) -> Option<Document> {
        let mut fields = Fields::of(table, self.wrong);
        let line = fields.line();
        let kind = fields.word("kind", VISAS);
        let status = fields.word("status", &statuses()).unwrap_or(DocumentStatus::Valid);
        let issued = fields.day("issued");
        let depart_by = fields.day("depart_by");
        let return_by = fields.day("return_by");
        let expires = fields.day("expires");
        let term = self.term(&mut fields);
        fields.done();
        let (Some(kind), Some(issued)) = (kind, issued) else {
            self.wrong.complain(line, "a visa needs at least kind = \"single\" or \"multiple\", and issued");
            return None;
        };
        let last = depart_by.max(return_by);
        let at_most = match (term, return_by) {
            (Some(Term::Months(months)), None) => last.map(|day| day.plus_months(months as i32)),
            _ => last,
        };
        let Some(expires) = expires.or(at_most) else {
            self.wrong.complain(line, "when does the visa end? write depart_by, return_by or expires");
            return None;
        };
        Some(self.document(
            holder,
            kind,
            issued,
            term,
            DocumentState { status, expires, depart_by, return_by },
        ))
    }

    /// Any document: `{ kind = "residence-card", issued = …, expires = … }`.
    fn held(&mut self, holder: PartyId, twig: Twig) -> Option<Document> {
        let line = twig.line;
        let table = as_table(twig.value);
        let mut fields = Fields::of(table.unwrap_or_else(|| Table { line, ..Table::default() }), self.wrong);
        let kind = fields.word("kind", &DocumentKind::ALL.map(|kind| (kind.as_str(), kind)));
        let status = fields.word("status", &statuses()).unwrap_or(DocumentStatus::Valid);
        let (issued, expires) = (fields.day("issued"), fields.day("expires"));
        fields.done();
        let (Some(kind), Some(expires)) = (kind, expires) else {
            let says = "`holds` lists documents, as { kind = \"residence-card\", expires = 2027-01-01 }";
            self.wrong.complain(line, says);
            return None;
        };
        let issued = issued.unwrap_or_else(|| self.today.plus_years(-1).min(expires));
        let state = DocumentState { status, expires, depart_by: None, return_by: None };
        Some(self.document(holder, kind, issued, None, state))
    }

    fn term(&self, fields: &mut Fields) -> Option<Term> {
        let text = fields.text("term")?;
        let read = match text.split_once(' ') {
            Some((count, "month" | "months")) => count.parse().ok().map(Term::Months),
            Some((count, "day" | "days")) => count.parse().ok().map(Term::Days),
            Some(("return", before)) => {
                before.strip_prefix("before ").and_then(|day| day.parse().ok()).map(Term::ReturnBefore)
            }
            _ => None,
        };
        if read.is_none() {
            let says = "`term` must be as \"2 months\", \"45 days\" or \"return before 2026-04-30\"";
            self.wrong.complain(fields.line(), says);
        }
        read
    }

    fn final_exit(&mut self, holder: PartyId, table: Table) -> Option<Document> {
        let mut fields = Fields::of(table, self.wrong);
        let line = fields.line();
        let status = fields.word("status", &statuses()).unwrap_or(DocumentStatus::Valid);
        let expires = fields.day("expires");
        let issued = fields.day("issued");
        fields.done();
        let Some(expires) = expires else {
            self.wrong.complain(line, "when does the final exit end? write expires");
            return None;
        };
        let state = DocumentState { status, expires, depart_by: Some(expires), return_by: None };
        let issued = issued.unwrap_or_else(|| expires.plus_days(-60));
        Some(self.document(holder, DocumentKind::FinalExit, issued, None, state))
    }

    fn blocks(&mut self, party: PartyId, fields: &mut Fields) -> Vec<Block> {
        let from = self.today.plus_days(-30);
        let mut blocks = Vec::new();
        for (text, line) in fields.texts_at("blocks") {
            match BlockKind::ALL.into_iter().find(|kind| kind.as_str() == text) {
                Some(kind) => {
                    let id = BlockId(self.ids.fresh());
                    blocks.push(Block { id, party, kind, amount: None, from, to: None });
                }
                None => {
                    let known = BlockKind::ALL.map(BlockKind::as_str).join(", ");
                    self.wrong.complain(line, format!("`{text}` is no block: use one of {known}"));
                }
            }
        }
        if let Some(from) = fields.day("absent_since") {
            let (id, kind) = (BlockId(self.ids.fresh()), BlockKind::AbsenceReport);
            blocks.push(Block { id, party, kind, amount: None, from, to: None });
        }
        for (text, line) in fields.texts_at("lifted") {
            let id = BlockId(self.ids.fresh());
            match BlockKind::ALL.into_iter().find(|kind| kind.as_str() == text) {
                Some(kind) => {
                    let to = Some(from.plus_days(10));
                    blocks.push(Block { id, party, kind, amount: None, from, to });
                }
                None => self.wrong.complain(line, format!("`{text}` is no block: see `blocks`")),
            }
        }
        for (key, kind) in [("fines", BlockKind::TrafficFines), ("owes", BlockKind::UnpaidFine)] {
            if let Some(amount) = fields.money(key) {
                let id = BlockId(self.ids.fresh());
                blocks.push(Block { id, party, kind, amount: Some(amount), from, to: None });
            }
        }
        blocks
    }

    fn fines(&mut self, party: PartyId, fields: &mut Fields) -> Vec<Fine> {
        let count = fields.number("late_renewals").unwrap_or(0);
        let on = self.today.plus_years(-1);
        let amount = ledger::Halalas::riyals(500);
        let late = (0..count).map(|_| FineKind::LateRenewal);
        let before = fields.texts_at("fined").into_iter().filter_map(|(text, line)| {
            let kind = FineKind::ALL.into_iter().find(|kind| kind.as_str() == text);
            if kind.is_none() {
                let known = FineKind::ALL.map(FineKind::as_str).join(", ");
                self.wrong.complain(line, format!("`{text}` is no fine: use one of {known}"));
            }
            kind
        });
        let kinds: Vec<FineKind> = late.chain(before).collect();
        kinds.into_iter().map(|kind| Fine { id: self.ids.fresh(), party, kind, amount, on }).collect()
    }

    fn ties(&self, key: &'static str, kind: TieKind, fields: &mut Fields) -> Vec<Named> {
        let named = fields.list(key).unwrap_or_default();
        named.into_iter().filter_map(|twig| self.tie(key, kind, twig)).collect()
    }

    /// A tie: the other's name alone, or with its days.
    fn tie(&self, key: &str, kind: TieKind, twig: Twig) -> Option<Named> {
        let line = twig.line;
        match twig.value {
            Value::Text(whom) => Some(Named { kind, whom, relation: None, line, from: None, to: None }),
            Value::Table(table) => {
                let mut fields = Fields::of(table, self.wrong);
                let (whom, from, to) = (fields.text("who"), fields.day("from"), fields.day("to"));
                let relations = Relation::ALL.map(|relation| (relation.as_str(), relation));
                let relation = fields.word("relation", &relations);
                fields.done();
                if whom.is_none() {
                    self.wrong
                        .complain(line, format!("`{key}` whom? write {{ who = \"…\", to = 2026-01-31 }}"));
                }
                whom.map(|whom| Named { kind, whom, relation, line, from, to })
            }
            _ => {
                self.wrong
                    .complain(line, format!("`{key}` lists names, or {{ who = \"…\", to = 2026-01-31 }}"));
                None
            }
        }
    }
}

fn establishment(name: &str, id: PartyId, fields: &mut Fields) -> Option<Party> {
    let (mobile, wants_crossings) = contact(id, fields);
    Some(Party::Establishment(Establishment {
        id,
        identifier: number('7', id)?,
        name_ar: name.to_owned(),
        name_latin: name.to_owned(),
        mobile,
        language: Language::Ar,
        wants_crossings,
    }))
}

fn contact(id: PartyId, fields: &mut Fields) -> (Option<Mobile>, bool) {
    let has_mobile = fields.flag("mobile").unwrap_or(true);
    let mobile = has_mobile.then(|| Mobile::parse(&format!("05{:08}", id.0)).ok()).flatten();
    (mobile, fields.flag("wants_crossings").unwrap_or(false))
}

fn called(name: &str) -> NameParts {
    NameParts { first: name.to_owned(), ..NameParts::default() }
}

/// An identifier nobody has, told apart by the row.
fn number(first: char, id: PartyId) -> Option<Identifier> {
    Identifier::parse(&luhn_complete(&format!("{first}{:08}", id.0))).ok()
}
