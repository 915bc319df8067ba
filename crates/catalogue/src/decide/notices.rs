//! Who must be told of what.

use super::fees::Due;
use super::view::{View, name_of};
use crate::{Notice, Owed, Told};
use calendar::Day;
use ledger::{FeeCode, Halalas};
use record::{
    Change, Document, DocumentId, DocumentState, Fact, Facts, Mobile, PartyId, PersonName, Reference, TieKind,
};

/// What a transaction is about beside its subject.
pub(super) struct About<'a> {
    /// The document issued or altered.
    pub document: Option<DocumentId>,
    /// The last day on which a block raised now can be taken back, or a tie begun now holds.
    pub day: Option<Day>,
    /// The last day on which somebody may object to a request made now.
    pub object_by: Option<Day>,
    /// Who enters the register.
    pub child: Option<&'a PersonName>,
    /// What goes back of a payment, and what it was paid for.
    pub given_back: Option<&'a (FeeCode, Halalas)>,
    /// What was charged by the clock.
    pub charged: Option<ledger::Halalas>,
    /// What people call the transaction by.
    pub reference: &'a Reference,
}

/// A notice for everyone a rule names, by the ties that hold today. Nobody hears the same thing twice.
pub(super) fn owed(view: &View, changes: &[Change], deed: &About, dues: &[Due]) -> Vec<Owed> {
    let about = view.subject().id();
    let facts = facts(view, changes, deed, dues);
    let mut owed: Vec<Owed> = Vec::new();
    let in_force = view.in_force(&view.service.notices, |notice| (&notice.in_force, &notice.only_when));
    for notice in in_force.filter(|notice| is_about_the_journey(view, notice, deed.document)) {
        for (to, mobile) in recipients(view, notice) {
            if owed.iter().any(|told| told.to == to && told.text == notice.text) {
                continue;
            }
            owed.push(Owed {
                rule: notice.id.clone(),
                to,
                about,
                text: notice.text.clone(),
                lane: notice.lane,
                opt_in: notice.opt_in,
                mobile,
                facts: facts.clone(),
            });
        }
    }
    owed
}

/// A notice narrowed to a crossing and a document is about the journey that begins on it. Without one (the exit was
/// made before the visa, or is heard of after the return) nobody is told when to be back.
fn is_about_the_journey(view: &View, notice: &Notice, document: Option<DocumentId>) -> bool {
    let (Some(kind), Some(_)) = (notice.only_when.document, notice.only_when.outward) else { return true };
    let mut documents = view.subject().documents.iter();
    documents.any(|known| Some(known.id) == document && known.kind == kind)
}

/// Who is told, and at which number where it is not the one on record.
fn recipients(view: &View, notice: &Notice) -> impl Iterator<Item = (PartyId, Option<Mobile>)> {
    let holder = |kind| view.subject().held_by(kind, view.today).map(|tie| tie.holder);
    let known = |id| (id, None);
    let told: Vec<(PartyId, Option<Mobile>)> = notice
        .to
        .iter()
        .filter_map(|told| match told {
            Told::Subject => Some(known(view.subject().id())),
            Told::Asker => Some(known(view.case.asker().id())),
            Told::Sponsor => holder(TieKind::Sponsorship).map(known),
            Told::HeadOfHousehold => holder(TieKind::Household).map(known),
            Told::Guardian => holder(TieKind::Guardianship).map(known),
            Told::Other => view.case.other.as_ref().map(|other| known(other.id())),
            Told::NewMobile => view.asked.mobile.clone().map(|mobile| (view.subject().id(), Some(mobile))),
        })
        .collect();
    told.into_iter()
}

/// Everything a text about this transaction may speak of.
fn facts(view: &View, changes: &[Change], deed: &About, dues: &[Due]) -> Facts {
    let subject = view.subject();
    let mut facts = view
        .sentence_facts(dues)
        .with("name", name_of(&subject.party))
        .with("id", Fact::Masked(subject.party.identifier().clone()))
        .with("ref", Fact::Code(deed.reference.to_string()));
    if let Some(day) = deed.day {
        facts = facts.with("day", Fact::Day(day));
    }
    if let Some(day) = deed.object_by {
        facts = facts.with("object_by", Fact::Day(day));
    }
    if let Some(other) = &view.case.other {
        facts = facts.with("other", name_of(&other.party));
    }
    if let Some(child) = deed.child {
        facts = facts.with("child", Fact::Person(child.clone()));
    }
    if let Some((document, state)) = deed.document.and_then(|id| document(view, changes, id)) {
        facts = facts
            .with("visa", Fact::Code(document.number.clone()))
            .with("kind", Fact::Word(format!("document-{}", document.kind.as_str())))
            .with("day", Fact::Day(day_that_matters(document, state)));
        if let Some(term) = document.term {
            facts = facts.with("term", Fact::Term(term));
        }
    }
    facts = super::clock::facts(view, facts);
    if let Some(amount) = deed.charged {
        facts = facts.with("amount", Fact::Money(amount));
    }
    if let (Some(port), Some(at)) = (&view.asked.port, view.asked.at) {
        facts = facts.with("port", Fact::Word(format!("port-{port}"))).with("time", Fact::Instant(at));
    }
    if let (Some(fee), Some(amount)) = (&view.asked.fee, view.asked.amount) {
        facts = facts
            .with("fee", Fact::Word(format!("fee-{fee}")))
            .with("amount", Fact::Money(amount))
            .with("balance", Fact::Money(subject.deposited(fee) + amount));
    }
    if let Some((fee, amount)) = deed.given_back {
        facts = facts.with("fee", Fact::Word(format!("fee-{fee}"))).with("amount", Fact::Money(*amount));
    }
    facts
}

/// The document the transaction is about, as it is once the changes are made.
fn document<'a>(
    view: &'a View,
    changes: &'a [Change],
    id: DocumentId,
) -> Option<(&'a Document, DocumentState)> {
    changes.iter().find_map(|change| match change {
        Change::DocumentIssued { document } if document.id == id => Some((document, document.state)),
        Change::DocumentAltered { document, now, .. } if *document == id => {
            view.subject().documents.iter().find(|known| known.id == id).map(|known| (known, *now))
        }
        _ => None,
    })
}

/// Back by, where that is known; else out by; else good until.
fn day_that_matters(document: &Document, state: DocumentState) -> Day {
    match (document.kind.lets_out(), state.return_by, state.depart_by) {
        (true, Some(back), _) => back,
        (true, None, Some(out)) => out,
        _ => state.expires,
    }
}
