//! The A4 sheet of a document, for the officer or for those it concerns.

use super::person::known_reason;
use crate::http::front::{App, Ctx};
use crate::http::guard::{Fields, Member, Officer};
use crate::http::stop::Stop;
use crate::present::sheet;
use crate::present::sheet::Printing;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::Response;
use desk::Looker;
use record::Reference;

/// Whoever prints.
pub(crate) enum Printer {
    Officer(Officer),
    Member(Member),
}

impl FromRequestParts<App> for Printer {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Printer, Stop> {
        match Officer::from_request_parts(parts, app).await {
            Ok(officer) => Ok(Printer::Officer(officer)),
            Err(Stop::SignIn(_)) => Member::from_request_parts(parts, app).await.map(Printer::Member),
            Err(stop) => Err(stop),
        }
    }
}

impl Printer {
    pub fn ctx(&self) -> &Ctx {
        match self {
            Printer::Officer(officer) => &officer.ctx,
            Printer::Member(member) => &member.ctx,
        }
    }

    fn looker(&self) -> Looker {
        match self {
            Printer::Officer(officer) => officer.looker("print"),
            Printer::Member(member) => member.looker(),
        }
    }
}

/// `/print/{reference}`
pub(crate) async fn show(
    printer: Printer,
    Path(reference): Path<String>,
    query: Fields,
) -> Result<Response, Stop> {
    let ctx = printer.ctx().clone();
    let desk = ctx.desk();
    let reference = Reference::parse(&reference).ok_or(Stop::NotShown)?;
    let entry = desk.transaction(&reference).await?.ok_or(Stop::NotShown)?;
    let subject = entry.subject.ok_or(Stop::NotShown)?;
    // The record is opened as by any other look, and only for those who may.
    let opened = desk.sheet(subject, &printer.looker()).await?.ok_or(Stop::NotShown)?;
    let number = entry.recorded.document.ok_or(Stop::NotShown)?;
    let documents = &opened.dossier.documents;
    let document = documents.iter().find(|document| document.id == number).ok_or(Stop::NotShown)?;
    let asker = match entry.asker.filter(|asker| *asker != subject) {
        Some(asker) => desk.dossier(asker).await?.map(|dossier| dossier.party),
        None => None,
    };
    let office = match &entry.actor {
        catalogue::Actor::Officer { office, .. } => desk.office(*office).await?,
        _ => None,
    };
    let (page, back, by) = match &printer {
        Printer::Officer(officer) => (
            officer.page(ctx.word("print")).await?,
            match known_reason(query.get("reason")) {
                Some(reason) => format!("/counter/transaction/{}?reason={reason}", entry.reference),
                None => "/counter".to_owned(),
            },
            Some(officer.account.name.clone()),
        ),
        Printer::Member(member) => (member.page(ctx.word("print")), "/me".to_owned(), None),
    };
    let printing = Printing {
        entry: &entry,
        subject: &opened.dossier.party,
        document,
        asker: asker.as_ref(),
        office: office.as_ref(),
        by,
        now: desk.moment().now,
    };
    ctx.html(&sheet::of(page, back, &printing))
}
