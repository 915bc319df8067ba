//! What a worker asked for themself, and whoever left and did not return.

use super::conditions::Failure;
use super::fees::short_of;
use super::view::{EXIT_REENTRY, View};
use crate::{ConditionKind, ServiceId};
use calendar::{Day, Hijri, Instant};
use record::{Direction, Document, DocumentKind, DocumentStatus, Fact, Facts, Presence, TieKind};

/// How such a condition fails.
pub(super) fn judge(view: &View, kind: &ConditionKind) -> Option<Failure> {
    match kind {
        ConditionKind::Deposited { who, code, amount } => {
            let held = view.who(*who).deposited(code);
            (held < *amount).then(|| Failure::with(short_of(code, *amount, held)))
        }
        ConditionKind::NotIssuedBy { documents, services } => not_issued_by(view, documents, services),
        ConditionKind::ReentryOpen { hijri_years } => reentry_open(view, *hijri_years),
        _ => None,
    }
}

/// A document was issued by a service if that was granted for its holder on the day it was issued.
fn not_issued_by(view: &View, documents: &[DocumentKind], services: &[ServiceId]) -> Option<Failure> {
    let document = view.subject().document_of(documents)?;
    let past = view.case.past.iter().filter(|past| services.contains(&past.service));
    let facts = Facts::new().with("visa", Fact::Code(document.number.clone()));
    past.map(|past| past.day).any(|day| day == document.issued).then(|| Failure::with(facts))
}

fn reentry_open(view: &View, hijri_years: u32) -> Option<Failure> {
    let crossing = view.asked.direction.is_some();
    if crossing && !(view.asked.direction == Some(Direction::In) && view.crossing_follows()) {
        return None;
    }
    let day = view.asked.at.map_or(view.today, Instant::day);
    let visa = not_returned_on(view, day)?;
    let sponsor_on = |day| view.subject().held_by(TieKind::Sponsorship, day).map(|tie| tie.holder);
    // Who was nobody's worker is a dependent; they are not barred, and neither is who comes back to the same sponsor.
    let then = sponsor_on(visa.issued)?;
    if sponsor_on(view.today) == Some(then) {
        return None;
    }
    let ended = visa.state.return_by?;
    let opens = Hijri::of(ended)?.plus_years(i16::try_from(hijri_years).ok()?)?.to_day();
    let facts = Facts::new()
        .with("visa", Fact::Code(visa.number.clone()))
        .with("ended", Fact::Day(ended))
        .with("opens", Fact::Day(opens));
    (day < opens).then(|| Failure::with(facts))
}

/// The latest visa the subject left on and did not come back by.
fn not_returned_on<'a>(view: &View<'a>, day: Day) -> Option<&'a Document> {
    let subject = view.subject();
    let abroad = |document: &&Document| {
        EXIT_REENTRY.contains(&document.kind)
            && matches!(document.state.status, DocumentStatus::InUse | DocumentStatus::Lapsed)
            && document.state.return_by.is_some_and(|back| back < day)
    };
    // One that ran out unused before its holder left for good bars nobody.
    let left_for_good = |visa: &&Document| {
        subject.documents.iter().any(|document| {
            document.kind == DocumentKind::FinalExit
                && document.state.status == DocumentStatus::Used
                && visa.issued <= document.issued
        })
    };
    if subject.presence() != Presence::Outside {
        return None;
    }
    let documents = subject.documents.iter().filter(abroad).filter(|visa| !left_for_good(visa));
    documents.max_by_key(|document| document.state.return_by)
}
