//! Documents that come and go as the service file says.

use super::effects::{Deed, alter};
use super::view::View;
use crate::{Lasts, NumberOf};
use calendar::Day;
use record::{Change, Document, DocumentId, DocumentKind, DocumentState, DocumentStatus, Ids, stir};

/// The last day of something that begins today, if the case says it.
pub(super) fn last_day(view: &View, lasts: &Lasts) -> Option<Day> {
    match lasts {
        Lasts::Months(months) => Some(view.today.plus_months(*months as i32)),
        Lasts::Days(days) => Some(view.today.plus_days(*days)),
        Lasts::Asked => view.asked.months.map(|months| view.today.plus_months(months as i32)),
        Lasts::Until(ask) => view.asked.days.get(ask).copied(),
        Lasts::LikeTie(kind) => {
            let tie = view.subject().held_by(*kind, view.today);
            tie.and_then(|tie| tie.to).map(|to| to.plus_days(-1))
        }
        Lasts::Like(kind, who) => view.who(*who).document(*kind).map(|document| document.state.expires),
    }
}

pub(super) fn issue_document(
    view: &View,
    kind: DocumentKind,
    lasts: &Lasts,
    number: &NumberOf,
    ids: &mut Ids,
    deed: &mut Deed,
) {
    let Some(expires) = last_day(view, lasts) else { return };
    let id = DocumentId(ids.fresh());
    let number = match number {
        NumberOf::Ours(first) => format!("{first}{:08}", stir(id.0) % 100_000_000),
        NumberOf::Asked(ask) => match view.asked.texts.get(ask) {
            Some(number) => number.to_uppercase(),
            None => return,
        },
    };
    end_documents(view, &[kind], DocumentStatus::Closed, deed);
    let state = DocumentState { status: DocumentStatus::Valid, expires, depart_by: None, return_by: None };
    let document = Document {
        id,
        holder: view.subject().id(),
        kind,
        number,
        issued: view.today,
        term: None,
        expires_written: None,
        state,
    };
    deed.document = Some(id);
    deed.valid_to = Some(expires);
    deed.changes.push(Change::DocumentIssued { document });
}

/// Ends what is live of these kinds; what an effect before has ended stays as that left it.
pub(super) fn end_documents(view: &View, kinds: &[DocumentKind], status: DocumentStatus, deed: &mut Deed) {
    let live = view.subject().documents.iter().filter(|known| known.state.status.is_live());
    for document in live.filter(|known| kinds.contains(&known.kind)) {
        let ended = deed.changes.iter().any(|change| {
            matches!(change, Change::DocumentAltered { document: altered, .. } if *altered == document.id)
        });
        if !ended {
            deed.document = deed.document.or(Some(document.id));
            alter(document, DocumentState { status, ..document.state }, deed);
        }
    }
}
