//! The money of whoever stands at the counter.

use super::person::{Open, known_reason};
use crate::http::guard::{Fields, Officer};
use crate::http::stop::Stop;
use crate::present::money::{books, csv, view};
use crate::view::parts::Act;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use record::PartyId;

/// `/counter/person/{id}/money?reason=…&from=…&to=…`
pub(crate) async fn show(officer: Officer, Path(id): Path<String>, query: Fields) -> Result<Response, Stop> {
    let id = id.parse().map(PartyId).map_err(|_| Stop::NotShown)?;
    let Some(reason) = known_reason(query.get("reason")) else {
        return Ok(Redirect::to("/counter").into_response());
    };
    let open = Open::of(officer, id, reason).await?;
    let ctx = open.officer.ctx.clone();
    let books = books(&ctx, id, &query).await?;
    if query.get("as") == "csv" {
        let kind = [(header::CONTENT_TYPE, "text/csv; charset=utf-8")];
        return Ok((kind, csv(&books.statement)).into_response());
    }
    let page = open.officer.page(ctx.word("money-title")).await?;
    let party = &open.sheet.dossier.party;
    let about = format!("{} · {}", party.name_in(ctx.language()), party.identifier().masked());
    let here = format!("/counter/person/{}/money", id.0);
    let back = Act::link(ctx.word("title-record"), open.here());
    let refund = |paid: &desk::payments::PaymentState| {
        Some(format!("{}&payment={}", open.service_href("fees.refund"), paid.receipt.as_str()))
    };
    ctx.html(&view(&ctx, page, about, &books, &here, (Some(reason.to_owned()), back), refund))
}
