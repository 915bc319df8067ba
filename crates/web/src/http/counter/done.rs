//! A transaction, as it was granted.

use super::person::{Open, known_reason};
use crate::http::front::Ctx;
use crate::http::guard::{Fields, Officer};
use crate::http::stop::Stop;
use crate::present::decision;
use crate::present::lines::title;
use crate::present::told::was;
use crate::present::{blank, say_pair};
use crate::view::counter::{Done, Middle};
use crate::view::parts::{Act, Line};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use desk::authority::Act as May;
use desk::{Correction, CorrectionState, Transaction};
use record::Reference;
use words::format_moment;

/// `/counter/transaction/{reference}`
pub(crate) async fn show(
    officer: Officer,
    Path(reference): Path<String>,
    query: Fields,
) -> Result<Response, Stop> {
    let reference = Reference::parse(&reference).ok_or(Stop::NotShown)?;
    let Some(reason) = known_reason(query.get("reason")) else {
        return Ok(Redirect::to("/counter").into_response());
    };
    page(officer, &reference, reason, Vec::new()).await
}

/// The receipt; with what came of asking for the dependents, where that was done in the same go.
pub(crate) async fn page(
    officer: Officer,
    reference: &Reference,
    reason: &'static str,
    each: Vec<Line>,
) -> Result<Response, Stop> {
    let entry = officer.ctx.desk().transaction(reference).await?.ok_or(Stop::NotShown)?;
    let open = Open::of(officer, entry.subject.ok_or(Stop::NotShown)?, reason).await?;
    let ctx = open.officer.ctx.clone();
    let mut names = open.names();
    // Others than the holder are named and no more of them is read: a name leaves no look.
    let mut others: Vec<_> = entry.notices.iter().map(|notice| notice.recipient).chain(entry.asker).collect();
    others.retain(|id| !names.contains_key(id));
    names.extend(ctx.desk().parties(&others).await?.into_iter().map(|party| (party.id(), party)));
    let catalogue = &ctx.app.house.catalogue;
    let service = title(ctx.lang, catalogue, &entry.service);
    let done_title = match entry.service.0.as_str() {
        desk::REVERSE => ctx.word("done-corrections-reverse"),
        _ => decision::done(ctx.lang, catalogue.service(&entry.service)),
    };
    let mut acts = Vec::new();
    if entry.recorded.document.is_some() {
        let href = format!("/print/{}?reason={reason}", entry.reference);
        acts.push(Act { key: Some("P".to_owned()), ..Act::link(ctx.word("print"), href) });
    }
    acts.push(Act::link(ctx.word("done-another-service"), open.here()));
    let correction = ctx.desk().correction_of(entry.id).await?;
    if correction.is_none() && open.officer.must(May::ProposeCorrection).is_ok() {
        let href = format!("/counter/transaction/{}/correct?reason={reason}", entry.reference);
        acts.push(Act::link(ctx.word("correct-link"), href));
    }
    let done = Done {
        title: done_title,
        text: format!("{service} · {}", format_moment(ctx.language(), entry.at)),
        corrected: correction.iter().flat_map(|known| said_of(&ctx, &entry, known)).collect(),
        reference: entry.reference.as_str().to_owned(),
        figures: decision::figures(ctx.language(), &entry.recorded.figures, None),
        each,
        acts,
        told: was(ctx.lang, &entry, &names),
    };
    ctx.html(&open.page(Middle::Done(Box::new(done))).await?)
}

/// Who proposed and who decided that a transaction is reversed, and the reference of the other one.
fn said_of(ctx: &Ctx, entry: &Transaction, known: &Correction) -> Vec<String> {
    let by = |who: &(i64, (String, String))| blank("by", say_pair(ctx.lang, &who.1));
    let mut said = Vec::new();
    match (&known.reversal, known.state) {
        (Some(reversal), _) if *reversal == entry.reference => {
            said.push(ctx.sentence("correct-reverses", &blank("of", known.of.to_string())));
        }
        (Some(reversal), _) => {
            said.push(ctx.sentence("correct-reversed-in", &blank("of", reversal.to_string())));
        }
        (None, CorrectionState::Open) => said.push(ctx.word("correct-waits")),
        (None, _) => {}
    }
    said.push(ctx.sentence("correct-proposed-by", &by(&known.proposed_by)));
    said.extend(known.decided_by.as_ref().map(|who| ctx.sentence("correct-confirmed-by", &by(who))));
    said.push(ctx.sentence("correct-because", &blank("reason", known.reason.clone())));
    said
}
