//! My money: what lies ready, what I paid, what moved.

use super::people::Mine;
use crate::http::guard::{Fields, Member};
use crate::http::stop::Stop;
use crate::present::money::{books, csv, view};
use crate::view::parts::Act;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// `/me/for/{party}/money?from=…&to=…`: mine, or that of an establishment I act for.
pub(crate) async fn show(member: Member, Path(party): Path<String>, query: Fields) -> Result<Response, Stop> {
    let mine = Mine::of(member, &party).await?;
    let ctx = mine.member.ctx.clone();
    let id = mine.subject.id();
    // To be tied to somebody is not yet to know their money.
    if !mine.voices.iter().any(|voice| voice.id() == id) {
        return Err(Stop::NotShown);
    }
    let books = books(&ctx, id, &query).await?;
    if query.get("as") == "csv" {
        let kind = [(header::CONTENT_TYPE, "text/csv; charset=utf-8")];
        return Ok((kind, csv(&books.statement)).into_response());
    }
    let page = mine.member.page(ctx.word("money-title"));
    let about = format!("{} · {}", mine.name(), mine.subject.party.identifier().masked());
    let here = format!("/me/for/{}/money", id.0);
    let back = Act::link(ctx.word("title-services"), mine.services_href());
    let refund = |paid: &desk::payments::PaymentState| {
        Some(format!("{}?payment={}", mine.href("fees.refund"), paid.receipt.as_str()))
    };
    ctx.html(&view(&ctx, page, about, &books, &here, (None, back), refund))
}
