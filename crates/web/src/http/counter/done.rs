//! A transaction, as it was granted.

use super::person::{Open, known_reason};
use crate::http::guard::{Fields, Officer};
use crate::http::stop::Stop;
use crate::present::decision;
use crate::present::lines::title;
use crate::present::told::was;
use crate::view::counter::{Done, Middle};
use crate::view::parts::Act;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
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
    let entry = officer.ctx.desk().transaction(&reference).await?.ok_or(Stop::NotShown)?;
    let open = Open::of(officer, entry.subject.ok_or(Stop::NotShown)?, reason).await?;
    let ctx = open.officer.ctx.clone();
    let mut names = open.names();
    // Others than the holder are named and no more of them is read: a name leaves no look.
    let mut others: Vec<_> = entry.notices.iter().map(|notice| notice.recipient).chain(entry.asker).collect();
    others.retain(|id| !names.contains_key(id));
    names.extend(ctx.desk().parties(&others).await?.into_iter().map(|party| (party.id(), party)));
    let catalogue = &ctx.app.house.catalogue;
    let service = title(ctx.lang, catalogue, &entry.service);
    let mut acts = Vec::new();
    if entry.recorded.document.is_some() {
        let href = format!("/print/{}?reason={reason}", entry.reference);
        acts.push(Act { key: Some("P".to_owned()), ..Act::link(ctx.word("print"), href) });
    }
    acts.push(Act::link(ctx.word("done-another-service"), open.here()));
    let done = Done {
        title: decision::done(ctx.lang, catalogue.service(&entry.service)),
        text: format!("{service} · {}", format_moment(ctx.language(), entry.at)),
        reference: entry.reference.as_str().to_owned(),
        figures: decision::figures(ctx.language(), &entry.recorded.figures, None),
        acts,
        told: was(ctx.lang, &entry, &names),
    };
    ctx.html(&open.page(Middle::Done(Box::new(done))).await?)
}
