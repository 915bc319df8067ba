//! Ties that begin, end and pass on.

use super::documents::last_day;
use super::effects::Deed;
use super::view::View;
use crate::{Lasts, Who};
use record::{Change, Ids, Relation, Tie, TieId, TieKind};

/// A tie that an effect begins.
pub(super) struct Begun<'a> {
    pub kind: TieKind,
    pub holder: Who,
    pub over: Who,
    pub lasts: &'a Option<Lasts>,
    pub relation: &'a Option<String>,
}

pub(super) fn begin(view: &View, begun: &Begun, ids: &mut Ids, deed: &mut Deed) {
    let last = begun.lasts.as_ref().and_then(|lasts| last_day(view, lasts));
    let said = begun.relation.as_ref().and_then(|ask| view.asked.choices.get(ask));
    let relation = said.and_then(|word| Relation::ALL.into_iter().find(|known| known.as_str() == word));
    let tie = Tie {
        id: TieId(ids.fresh()),
        kind: begun.kind,
        holder: view.who(begun.holder).id(),
        subject: view.who(begun.over).id(),
        relation,
        from: view.today,
        to: last.map(|last| last.plus_days(1)),
    };
    deed.open_to = deed.open_to.or(last);
    deed.changes.push(Change::TieBegun { tie });
}

pub(super) fn end(view: &View, kinds: &[TieKind], over: Who, held_by: Option<Who>, deed: &mut Deed) {
    let holder = held_by.map(|who| view.who(who).id());
    let standing = view.who(over).ties.iter().filter(|tie| tie.holds_on(view.today));
    for tie in standing.filter(|tie| kinds.contains(&tie.kind) && holder.is_none_or(|id| tie.holder == id)) {
        deed.changes.push(Change::TieEnded { tie: tie.id, on: view.today });
    }
}

pub(super) fn pass_on(view: &View, kind: TieKind, to: Who, ids: &mut Ids, deed: &mut Deed) {
    let held = view.subject().held_by(kind, view.today);
    if let Some(tie) = held {
        deed.changes.push(Change::TieEnded { tie: tie.id, on: view.today });
    }
    let tie = Tie {
        id: TieId(ids.fresh()),
        kind,
        holder: view.who(to).id(),
        subject: view.subject().id(),
        relation: held.and_then(|tie| tie.relation),
        from: view.today,
        to: None,
    };
    deed.changes.push(Change::TieBegun { tie });
}
