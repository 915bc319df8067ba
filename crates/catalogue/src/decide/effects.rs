//! What granting a request does to the record.

use super::conditions::lets_leave_on;
use super::view::View;
use super::{clock, documents, payments, persons, ties};
use crate::{AtBank, EffectKind};
use calendar::{Day, Instant};
use ledger::{Entry, FeeCode, Halalas};
use record::{
    Block, BlockId, BlockKind, Change, Crossing, CrossingId, Direction, Document, DocumentId, DocumentKind,
    DocumentState, DocumentStatus, Ids, PersonName, Presence, Term, TieKind, stir,
};

/// The changes a request comes to, and the dates that matter in them.
#[derive(Default)]
pub(super) struct Deed {
    pub changes: Vec<Change>,
    pub entry: Entry,
    pub document: Option<DocumentId>,
    pub depart_by: Option<Day>,
    pub stay: Option<Term>,
    pub return_by: Option<Day>,
    /// Where months count from the day of travel: the day of return of whoever leaves on the last day.
    pub return_at_latest: Option<Day>,
    pub valid_to: Option<Day>,
    /// The last day on which a block raised now can be taken back.
    pub lift_by: Option<Day>,
    /// The last day on which somebody may object to a request made now.
    pub object_by: Option<Day>,
    /// What is paid in, or goes back.
    pub paid_in: Option<Halalas>,
    /// What it was paid for, where a payment goes back.
    pub given_back: Option<(FeeCode, Halalas)>,
    pub bank: Option<AtBank>,
    /// A fine that is owed from now on.
    pub charged: Option<Halalas>,
    /// The last day a tie begun now holds.
    pub open_to: Option<Day>,
    /// Who enters the register.
    pub child: Option<PersonName>,
}

/// Works out everything the effects in force do. Where the record lacks what an effect needs, a condition has
/// said so and the effect comes to nothing.
pub(super) fn plan(view: &View, ids: &mut Ids) -> Deed {
    let mut deed = Deed::default();
    for effect in view.in_force(&view.service.effects, |effect| (&effect.in_force, &effect.only_when)) {
        match &effect.kind {
            EffectKind::IssueVisa { document, fixed, depart_within_months } => {
                let term = fixed.or(view.asked.term);
                issue_visa(view, *document, term, *depart_within_months, ids, &mut deed);
            }
            EffectKind::IssueFinalExit { days, within_permit } => {
                issue_final_exit(view, *days, *within_permit, ids, &mut deed);
            }
            EffectKind::Renew { document } => renew(view, *document, &mut deed),
            EffectKind::ExtendVisa => extend_visa(view, &mut deed),
            EffectKind::Cancel { documents } => cancel(view, documents, &mut deed),
            EffectKind::RaiseBlock { block, lift_within } => {
                raise_block(view, *block, *lift_within, ids, &mut deed);
            }
            EffectKind::LiftBlock { block } => lift_block(view, *block, &mut deed),
            EffectKind::IssueDocument { document, lasts, number, object_within } => {
                deed.object_by = object_within.map(|days| view.today.plus_days(days));
                documents::issue_document(view, *document, lasts, number, ids, &mut deed);
            }
            EffectKind::EndDocument { documents, status } => {
                documents::end_documents(view, documents, *status, &mut deed);
            }
            EffectKind::BeginTie { tie, holder, over, lasts, relation } => {
                let begun = ties::Begun { kind: *tie, holder: *holder, over: *over, lasts, relation };
                ties::begin(view, &begun, ids, &mut deed);
            }
            EffectKind::EndTie { ties, over, held_by } => ties::end(view, ties, *over, *held_by, &mut deed),
            EffectKind::MoveTie { tie, to } => ties::pass_on(view, *tie, *to, ids, &mut deed),
            EffectKind::CorrectName => persons::correct_name(view, &mut deed),
            EffectKind::SetOccupation => persons::set_occupation(view, &mut deed),
            EffectKind::SetContact { set } => persons::set_contact(view, set, &mut deed),
            EffectKind::BecomeResident => persons::become_resident(view, ids, &mut deed),
            EffectKind::EnterDependent => persons::enter_dependent(view, ids, &mut deed),
            EffectKind::ChargeFine { fine, code, ladder, owed_by } => {
                clock::charge_fine(view, (*fine, code, ladder), *owed_by, ids, &mut deed);
            }
            EffectKind::Attest | EffectKind::Remind => {}
            EffectKind::RecordCrossing => record_crossing(view, ids, &mut deed),
            EffectKind::Deposit => payments::pay_in(view, &mut deed),
            EffectKind::SendBack => payments::send_back(view, &mut deed),
            EffectKind::SettleRefund => payments::settle(view, &mut deed),
        }
    }
    deed
}

fn issue_visa(
    view: &View,
    kind: DocumentKind,
    term: Option<Term>,
    depart_within_months: u32,
    ids: &mut Ids,
    deed: &mut Deed,
) {
    let Some(term) = term else { return };
    let (depart_by, return_by, expires) = match term {
        Term::Months(months) => {
            let depart_by = view.today.plus_months(depart_within_months as i32);
            (depart_by, None, depart_by.plus_months(months as i32))
        }
        Term::Days(days) => {
            let back = view.today.plus_days(i64::from(days));
            (back, Some(back), back)
        }
        Term::ReturnBefore(back) => (back, Some(back), back),
    };
    let state =
        DocumentState { status: DocumentStatus::Valid, expires, depart_by: Some(depart_by), return_by };
    close_lapsed(view, deed);
    deed.depart_by = Some(depart_by);
    deed.return_by = return_by;
    deed.stay = return_by.is_none().then_some(term);
    deed.return_at_latest = return_by.is_none().then_some(expires);
    issue(view, kind, Some(term), state, ids, deed);
}

fn issue_final_exit(view: &View, days: i64, within_permit: bool, ids: &mut Ids, deed: &mut Deed) {
    let most = view.today.plus_days(days);
    let permit = view.subject().document(DocumentKind::ResidencePermit).filter(|_| within_permit);
    let expires = permit.map_or(most, |permit| most.min(permit.state.expires));
    let state =
        DocumentState { status: DocumentStatus::Valid, expires, depart_by: Some(expires), return_by: None };
    close_lapsed(view, deed);
    deed.depart_by = Some(expires);
    issue(view, DocumentKind::FinalExit, None, state, ids, deed);
}

fn issue(
    view: &View,
    kind: DocumentKind,
    term: Option<Term>,
    state: DocumentState,
    ids: &mut Ids,
    deed: &mut Deed,
) {
    let id = DocumentId(ids.fresh());
    let document = Document {
        id,
        holder: view.subject().id(),
        kind,
        number: visa_number(id),
        issued: view.today,
        term,
        expires_written: None,
        state,
    };
    deed.document = Some(id);
    deed.changes.push(Change::DocumentIssued { document });
}

/// A visa's number: twelve digits, the first a 6, from its row. The register refuses a second use.
fn visa_number(id: DocumentId) -> String {
    format!("6{:011}", stir(id.0) % 100_000_000_000)
}

/// Only one document may let somebody out: one whose days ran out unused makes way.
fn close_lapsed(view: &View, deed: &mut Deed) {
    let lapsed = view
        .subject()
        .documents
        .iter()
        .filter(|document| document.kind.lets_out() && document.lapsed_by(view.today));
    for document in lapsed {
        alter(document, DocumentState { status: DocumentStatus::Lapsed, ..document.state }, deed);
    }
}

pub(super) fn alter(document: &Document, now: DocumentState, deed: &mut Deed) {
    deed.changes.push(Change::DocumentAltered { document: document.id, was: document.state, now });
}

fn renew(view: &View, kind: DocumentKind, deed: &mut Deed) {
    let (Some(document), Some(months)) = (view.subject().document(kind), view.asked.months) else { return };
    let expires = document.state.expires.plus_months(months as i32);
    deed.valid_to = Some(expires);
    deed.document = Some(document.id);
    alter(document, DocumentState { expires, ..document.state }, deed);
}

fn extend_visa(view: &View, deed: &mut Deed) {
    let (Some(visa), Some(back)) = (view.visa_abroad(), view.return_day()) else { return };
    deed.return_by = Some(back);
    deed.document = Some(visa.id);
    let expires = visa.state.expires.max(back);
    alter(visa, DocumentState { return_by: Some(back), expires, ..visa.state }, deed);
}

fn cancel(view: &View, documents: &[DocumentKind], deed: &mut Deed) {
    let Some(document) = view.subject().document_of(documents) else { return };
    deed.document = Some(document.id);
    alter(document, DocumentState { status: DocumentStatus::Cancelled, ..document.state }, deed);
}

fn raise_block(view: &View, kind: BlockKind, lift_within: Option<i64>, ids: &mut Ids, deed: &mut Deed) {
    deed.lift_by = lift_within.map(|days| view.today.plus_days(days));
    let id = BlockId(ids.fresh());
    let block = Block { id, party: view.subject().id(), kind, amount: None, from: view.today, to: None };
    deed.changes.push(Change::BlockRaised { block });
}

fn lift_block(view: &View, kind: BlockKind, deed: &mut Deed) {
    let standing =
        view.subject().blocks.iter().filter(|block| block.kind == kind && block.stands_on(view.today));
    let lifted = standing.map(|block| Change::BlockLifted { block: block.id, on: view.today });
    deed.changes.extend(lifted);
}

fn record_crossing(view: &View, ids: &mut Ids, deed: &mut Deed) {
    let (Some(person), Some(direction), Some(at), Some(port)) =
        (view.subject().person(), view.asked.direction, view.asked.at, &view.asked.port)
    else {
        return;
    };
    let used = match direction {
        Direction::Out => leave(view, at, deed),
        Direction::In => come_in(view, at, deed),
    };
    let crossing = Crossing {
        id: CrossingId(ids.fresh()),
        person: person.id,
        direction,
        port: port.clone(),
        at,
        document: used,
    };
    deed.changes.insert(0, Change::Crossed { crossing });
    if person.crossed_at.is_none_or(|last| last < at) {
        let now = match direction {
            Direction::Out => Presence::Outside,
            Direction::In => Presence::Inside,
        };
        deed.changes.push(Change::PresenceMoved { person: person.id, now, at });
    }
}

/// Leaving uses the document that lets its holder out that day.
fn leave(view: &View, at: Instant, deed: &mut Deed) -> Option<DocumentId> {
    let day = at.day();
    let document = view
        .subject()
        .documents
        .iter()
        .find(|document| document.kind.lets_out() && lets_leave_on(document, day))?;
    // Heard of only after a later crossing: if that was the way back in, the journey is already over.
    let still_abroad = view.subject().person()?.crossed_at.is_none_or(|last| last < at);
    if document.kind == DocumentKind::FinalExit {
        alter(document, DocumentState { status: DocumentStatus::Used, ..document.state }, deed);
        close_residence(view, day, deed);
        return Some(document.id);
    }
    let return_by = document.state.return_by.or(match document.term {
        Some(Term::Months(months)) => Some(day.plus_months(months as i32)),
        _ => None,
    });
    let status = match (still_abroad, document.kind) {
        (true, _) => DocumentStatus::InUse,
        (false, DocumentKind::ExitReentryMultiple) => DocumentStatus::Valid,
        (false, _) => DocumentStatus::Used,
    };
    deed.return_by = return_by.filter(|_| still_abroad);
    deed.document = Some(document.id).filter(|_| still_abroad);
    let expires = return_by.unwrap_or(document.state.expires);
    alter(document, DocumentState { status, return_by, expires, ..document.state }, deed);
    Some(document.id)
}

/// Coming back ends the journey: a single visa is used up, a multiple one stands until its last day.
fn come_in(view: &View, at: Instant, deed: &mut Deed) -> Option<DocumentId> {
    let late_news = view.subject().person()?.crossed_at.is_some_and(|last| at <= last);
    let visa = view.visa_abroad().filter(|_| !late_news)?;
    let status = match visa.kind {
        DocumentKind::ExitReentryMultiple => DocumentStatus::Valid,
        _ => DocumentStatus::Used,
    };
    alter(visa, DocumentState { status, ..visa.state }, deed);
    Some(visa.id)
}

/// Whoever leaves for good no longer resides here, is nobody's worker or dependent, and acts for nobody.
fn close_residence(view: &View, day: Day, deed: &mut Deed) {
    let subject = view.subject();
    if let Some(permit) = subject.document(DocumentKind::ResidencePermit) {
        alter(permit, DocumentState { status: DocumentStatus::Closed, ..permit.state }, deed);
    }
    for tie in subject.ties.iter().filter(|tie| {
        matches!(tie.kind, TieKind::Sponsorship | TieKind::Household | TieKind::Representation)
            && tie.holds_on(day)
            && tie.to.is_none()
    }) {
        // Half-open: the day of leaving is the last day the tie holds, so that those told today still hold it.
        deed.changes.push(Change::TieEnded { tie: tie.id, on: day.plus_days(1) });
    }
}
