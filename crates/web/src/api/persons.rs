//! Reading a record.

use super::caller::{Caller, Named};
use super::problem::{Code, Problem};
use super::shapes::{FieldError, Money};
use crate::present::word;
use axum::Json;
use desk::Sheet;
use desk::authority::Act;
use record::{Document, Identifier, Language, Party, Tie};
use serde::Serialize;
use utoipa::ToSchema;

/// A record as its reader may see it.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonShown {
    /// National ID, iqama, border or establishment number.
    identifier: String,
    /// `citizen`, `resident`, `visitor` or `establishment`.
    kind: String,
    /// The name in the caller's language.
    name: String,
    /// Three letters (ICAO 9303).
    #[serde(skip_serializing_if = "Option::is_none")]
    nationality: Option<String>,
    /// The day of birth, Gregorian.
    #[serde(skip_serializing_if = "Option::is_none")]
    born: Option<String>,
    /// `inside` or `outside` the Kingdom.
    #[serde(skip_serializing_if = "Option::is_none")]
    presence: Option<String>,
    /// The papers.
    documents: Vec<DocumentShown>,
    /// What stands in the way, as far as it may be shown.
    blocks: Vec<BlockShown>,
    /// What lies ready, by fee code.
    deposits: Vec<DepositShown>,
    /// Who answers for this person today; identifiers masked.
    answered_for_by: Vec<TieShown>,
    /// Its dependents, wards and the first of its workers today; identifiers masked.
    answers_for: Vec<TieShown>,
    /// The last crossings.
    crossings: Vec<CrossingShown>,
    /// References of the last transactions.
    transactions: Vec<String>,
}

/// A paper.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentShown {
    /// `passport`, `residence-permit`, `exit-reentry-single` …
    kind: String,
    /// As printed.
    number: String,
    /// `valid`, `in-use`, `used`, `cancelled`, `lapsed`, `closed`.
    status: String,
    /// The first day.
    issued: String,
    /// The last day.
    expires: String,
    /// The last day to leave on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    depart_by: Option<String>,
    /// The last day to return on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    return_by: Option<String>,
}

/// Something that stands in the way.
#[derive(Serialize, ToSchema)]
pub(crate) struct BlockShown {
    /// Which.
    kind: String,
    /// In words.
    label: String,
    /// What is owed.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Money>,
}

/// What lies ready under a fee code.
#[derive(Serialize, ToSchema)]
pub(crate) struct DepositShown {
    /// The code.
    fee: String,
    /// How much.
    balance: Money,
}

/// A tie and its other end.
#[derive(Serialize, ToSchema)]
pub(crate) struct TieShown {
    /// `sponsorship`, `household`, `guardianship`, `representation`.
    tie: String,
    /// The other end, masked.
    identifier: String,
    /// Its name.
    name: String,
    /// Since when.
    from: String,
}

/// A crossing.
#[derive(Serialize, ToSchema)]
pub(crate) struct CrossingShown {
    /// `in` or `out`.
    direction: String,
    /// The port's code.
    port: String,
    /// When, in UTC.
    at: String,
}

/// Read a record. A token that speaks for a party reads that party and those it answers for today; one that
/// speaks for none reads everybody. Each time a look is kept, and shown to the holder of the record.
#[utoipa::path(
    get, path = "/persons/{identifier}", tag = "records", security(("token" = ["persons:read"])),
    params(("identifier" = String, Path, description = "National ID, iqama, border or establishment number")),
    responses(
        (status = 200, description = "The record", body = PersonShown),
        (status = 400, description = "No identifier", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Absent, or not yours to see", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn read(caller: Caller, Named(identifier): Named) -> Result<Json<PersonShown>, Problem> {
    caller.must(Act::See)?;
    let identifier = Identifier::parse(&identifier).map_err(|error| {
        let detail = match caller.language {
            Language::Ar => error.arabic(),
            Language::En => error.to_string(),
        };
        let wrong =
            FieldError { field: "identifier".to_owned(), code: "not-an-identifier".to_owned(), detail };
        Problem::at(caller.language, Code::Unclear, vec![wrong])
    })?;
    let absent = || caller.problem(Code::NotFound);
    let party = caller.party(&identifier).await?.ok_or_else(absent)?;
    let sheet = caller.desk().sheet(party.id(), &caller.looker()).await;
    let sheet = sheet.map_err(|not_done| caller.not_done(not_done))?.ok_or_else(absent)?;
    Ok(Json(show(&caller, &sheet)))
}

fn show(caller: &Caller, sheet: &Sheet) -> PersonShown {
    let (language, today) = (caller.language, caller.desk().moment().today());
    let (dossier, party) = (&sheet.dossier, &sheet.dossier.party);
    let person = party.person();
    let blocks = dossier.blocks.iter().filter(|block| block.stands_on(today));
    let tied = |(tie, party): &(Tie, Party)| tie_shown(language, tie, party);
    PersonShown {
        identifier: party.identifier().as_str().to_owned(),
        kind: party.kind().as_str().to_owned(),
        name: party.name_in(language),
        nationality: person.map(|person| person.nationality.0.clone()),
        born: person.map(|person| person.birth.day.to_string()),
        presence: person.map(|person| person.presence.as_str().to_owned()),
        documents: dossier.documents.iter().map(document).collect(),
        blocks: blocks
            .map(|block| BlockShown {
                kind: block.kind.as_str().to_owned(),
                label: word(language.into(), &format!("block-{}", block.kind.as_str())),
                amount: block.amount.map(Money::from),
            })
            .collect(),
        deposits: dossier
            .deposits
            .iter()
            .map(|deposit| DepositShown { fee: deposit.fee.to_string(), balance: deposit.balance.into() })
            .collect(),
        answered_for_by: sheet.holders.iter().map(tied).collect(),
        answers_for: sheet.family.iter().chain(&sheet.workers).map(tied).collect(),
        crossings: sheet
            .crossings
            .iter()
            .map(|crossing| CrossingShown {
                direction: crossing.direction.as_str().to_owned(),
                port: crossing.port.clone(),
                at: crossing.at.to_string(),
            })
            .collect(),
        transactions: sheet.transactions.iter().map(|entry| entry.reference.as_str().to_owned()).collect(),
    }
}

fn document(document: &Document) -> DocumentShown {
    DocumentShown {
        kind: document.kind.as_str().to_owned(),
        number: document.number.clone(),
        status: document.state.status.as_str().to_owned(),
        issued: document.issued.to_string(),
        expires: document.state.expires.to_string(),
        depart_by: document.state.depart_by.map(|day| day.to_string()),
        return_by: document.state.return_by.map(|day| day.to_string()),
    }
}

fn tie_shown(language: Language, tie: &Tie, other: &Party) -> TieShown {
    TieShown {
        tie: tie.kind.as_str().to_owned(),
        identifier: other.identifier().masked(),
        name: other.name_in(language),
        from: tie.from.to_string(),
    }
}
