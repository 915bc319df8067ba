//! Reading a transaction.

use super::caller::{Caller, Named};
use super::problem::{Code, Problem};
use super::shapes::{FeeShown, FigureShown, ToldShown, WarningShown, fees, figures, part, warnings};
use crate::present::say_pair;
use axum::Json;
use desk::Transaction;
use desk::authority::{Act, Standing, may};
use record::{BlockKind, Fact, Reference};
use serde::Serialize;
use utoipa::ToSchema;

/// A transaction as committed.
#[derive(Serialize, ToSchema)]
pub(crate) struct TransactionShown {
    /// Its number.
    transaction: i64,
    /// What people call it by.
    reference: String,
    /// The service.
    service: String,
    /// The service's title.
    title: String,
    /// When, in UTC.
    at: String,
    /// By which way it was asked.
    channel: String,
    /// What the token's party is in it: `asker`, `subject` or `another`.
    you_are: String,
    /// The figures that mattered.
    figures: Vec<FigureShown>,
    /// What was warned of.
    warnings: Vec<WarningShown>,
    /// The fees and fines taken.
    fees: Vec<FeeShown>,
    /// The document issued or altered.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<i64>,
    /// Who was told, and how far each message has come.
    told: Vec<ToldShown>,
}

/// Who was told, by their part in the transaction.
pub(super) fn told(entry: &Transaction) -> Vec<ToldShown> {
    let told = entry.notices.iter().map(|notice| ToldShown {
        who: part(notice.recipient, entry.asker, entry.subject),
        lane: notice.lane.as_str().to_owned(),
        state: notice.state.clone(),
        suppressed: notice.suppressed.clone(),
    });
    told.collect()
}

/// Read a transaction that the token's party asked for, or that is about it or about somebody it is tied to.
#[utoipa::path(
    get, path = "/transactions/{reference}", tag = "records",
    security(("token" = ["persons:read"]), ("token" = ["requests:submit"])),
    params(("reference" = String, Path, description = "The transaction's reference")),
    responses(
        (status = 200, description = "The transaction", body = TransactionShown),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Absent, or not yours to see", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn read(caller: Caller, Named(reference): Named) -> Result<Json<TransactionShown>, Problem> {
    if !caller.may(Act::See) && !caller.may(Act::Ask) {
        return Err(caller.problem(Code::Forbidden));
    }
    let absent = || caller.problem(Code::NotFound);
    let reference = Reference::parse(&reference).ok_or_else(absent)?;
    let found = caller.desk().transaction(&reference).await.map_err(|not_done| caller.not_done(not_done))?;
    let entry = found.ok_or_else(absent)?;
    let (Some(party), Some(subject)) = (caller.bearer.party, entry.subject) else { return Err(absent()) };
    // Who asked for it had its receipt; whoever else sees it must be tied to its subject today, and leaves a
    // look there.
    let asked = entry.asker == Some(party) && caller.may(Act::Ask);
    if !asked {
        let sees = match entry.asker == Some(party) {
            true => may(&caller.who(), Act::See, Standing::Oneself),
            false => caller.desk().look(subject, &caller.looker()).await.map_err(|n| caller.not_done(n))?,
        };
        if !sees {
            return Err(absent());
        }
    }
    Ok(Json(show(&caller, &entry)))
}

fn show(caller: &Caller, entry: &Transaction) -> TransactionShown {
    let language = caller.language;
    let service = caller.house().catalogue.service(&entry.service);
    let title = service.map(|service| say_pair(language.into(), &service.title));
    let mut recorded = entry.recorded.figures.clone();
    recorded.retain(|figure| !is_hidden(&figure.value));
    TransactionShown {
        transaction: entry.id.0,
        reference: entry.reference.as_str().to_owned(),
        service: entry.service.0.clone(),
        title: title.unwrap_or_else(|| entry.service.0.clone()),
        at: entry.at.to_string(),
        channel: entry.channel.as_str().to_owned(),
        you_are: caller
            .bearer
            .party
            .map_or_else(|| "another".to_owned(), |party| part(party, entry.asker, entry.subject)),
        figures: figures(language, &recorded),
        warnings: warnings(language, &entry.recorded.warnings),
        fees: fees(&entry.recorded.fees, entry.asker, entry.subject),
        document: entry.recorded.document.map(|document| document.0),
        told: told(entry),
    }
}

/// The word of a block whose existence is kept from the public.
fn is_hidden(fact: &Fact) -> bool {
    let mut hidden = BlockKind::ALL.into_iter().filter(|kind| kind.is_hidden_from_the_public());
    matches!(fact, Fact::Word(word) if hidden.any(|kind| word.contains(kind.as_str())))
}
