//! Where somebody's money is, and what moved.

use super::caller::{Caller, Named};
use super::problem::{Code, Problem};
use super::shapes::{FieldError, Money};
use crate::present::{say_pair, word};
use axum::Json;
use axum::extract::Query;
use calendar::Day;
use desk::authority::Act;
use desk::statement::{Buckets, Place};
use ledger::FeeCode;
use record::{Identifier, Party, TieKind};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A page has so many lines unless told.
const LINES: i64 = 100;
/// A statement begins so many days ago unless told.
const DAYS: i64 = 90;

/// Where the money of a party is.
#[derive(Serialize, ToSchema)]
pub(crate) struct BalancesShown {
    /// National ID, iqama, border or establishment number.
    identifier: String,
    /// What lies under its own number, by code.
    own: Vec<BalanceShown>,
    /// What lies under the numbers of its workers today, together.
    workers: Vec<BalanceUnderShown>,
    /// What lies under the numbers of its dependents today, together.
    dependents: Vec<BalanceUnderShown>,
}

/// What lies under one code.
#[derive(Serialize, ToSchema)]
pub(crate) struct BalanceShown {
    /// The code.
    #[schema(example = "04")]
    fee: String,
    /// What it is for.
    title: String,
    /// What is ready for a transaction to use.
    ready: Money,
    /// What is held for a case that is not decided yet.
    held: Money,
    /// What is on its way back to the account that paid it.
    going_back: Money,
    /// What was charged and is not paid.
    owed: Money,
}

/// What lies under one code and the numbers of several.
#[derive(Serialize, ToSchema)]
pub(crate) struct BalanceUnderShown {
    /// The code.
    fee: String,
    /// What it is for.
    title: String,
    /// What is ready.
    ready: Money,
    /// What is held.
    held: Money,
    /// Under how many numbers.
    parties: i64,
}

/// A page of a statement.
#[derive(Serialize, ToSchema)]
pub(crate) struct StatementShown {
    /// National ID, iqama, border or establishment number.
    identifier: String,
    /// The first day.
    from: String,
    /// The last day, included.
    to: String,
    /// What lay ready, over all codes, before the first line of this page.
    opening: Money,
    /// What moved, in the order in which it did.
    lines: Vec<StatementLineShown>,
    /// What lay ready after the last line of this page.
    closing: Money,
    /// Send it as `after` for the next page; absent where this is the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// One movement.
#[derive(Serialize, ToSchema)]
pub(crate) struct StatementLineShown {
    /// When, in UTC.
    at: String,
    /// The transaction, which is its receipt.
    reference: String,
    /// The service.
    service: String,
    /// The code.
    fee: String,
    /// What came, or below zero went.
    amount: Money,
    /// What lay ready afterwards, over all codes.
    balance: Money,
}

/// Where the money of a party is, by code. A token that speaks for a party reads its own and that of those it
/// represents; one that speaks for none reads everybody's. Each time a look is kept.
#[utoipa::path(
    get, path = "/persons/{identifier}/balances", tag = "records", security(("token" = ["money:read"])),
    params(("identifier" = String, Path, description = "National ID, iqama, border or establishment number")),
    responses(
        (status = 200, description = "The balances", body = BalancesShown),
        (status = 400, description = "No identifier", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Absent, or not yours to see", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn balances(
    caller: Caller,
    Named(identifier): Named,
) -> Result<Json<BalancesShown>, Problem> {
    let party = seen(&caller, &identifier).await?;
    let found = caller.desk().balances(party.id()).await.map_err(|not_done| caller.not_done(not_done))?;
    let under = |kind: TieKind| {
        let those = found.under.iter().filter(move |under| under.kind == kind);
        let shown = those.map(|under| BalanceUnderShown {
            fee: under.fee.to_string(),
            title: title(&caller, &under.fee),
            ready: under.ready.into(),
            held: under.held.into(),
            parties: under.parties,
        });
        shown.collect()
    };
    let own = found.own.iter().map(|(fee, buckets)| {
        let Buckets { ready, held, going_back, owed } = buckets;
        let [ready, held, going_back, owed] =
            [ready, held, going_back, owed].map(|amount| Money::from(*amount));
        BalanceShown { fee: fee.to_string(), title: title(&caller, fee), ready, held, going_back, owed }
    });
    Ok(Json(BalancesShown {
        identifier: party.identifier().as_str().to_owned(),
        own: own.collect(),
        workers: under(TieKind::Sponsorship),
        dependents: under(TieKind::Household),
    }))
}

/// What came to and went from what lies ready for a party. Who may read it is as with its balances.
#[utoipa::path(
    get, path = "/persons/{identifier}/statement", tag = "records", security(("token" = ["money:read"])),
    params(
        ("identifier" = String, Path, description = "National ID, iqama, border or establishment number"),
        ("from" = Option<String>, Query, description = "The first day; ninety days before the last if none is given"),
        ("to" = Option<String>, Query, description = "The last day, included; today if none is given"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "Lines of a page, from 1 to 1000; 100 if none is given"),
    ),
    responses(
        (status = 200, description = "A page of the statement", body = StatementShown),
        (status = 400, description = "Not clear, field by field", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Absent, or not yours to see", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn statement(
    caller: Caller,
    Named(identifier): Named,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Json<StatementShown>, Problem> {
    caller.must(Act::SeeMoney)?;
    let asked = Asked::of(&caller, &query)?;
    let party = seen(&caller, &identifier).await?;
    let page = caller.desk().statement_page(party.id(), asked.days, asked.after, asked.limit).await;
    let page = page.map_err(|not_done| caller.not_done(not_done))?;
    let lines = page.lines.iter().map(|line| StatementLineShown {
        at: line.at.to_string(),
        reference: line.reference.as_str().to_owned(),
        service: line.service.0.clone(),
        fee: line.fee.to_string(),
        amount: line.amount.into(),
        balance: line.balance.into(),
    });
    Ok(Json(StatementShown {
        identifier: party.identifier().as_str().to_owned(),
        from: asked.days.0.to_string(),
        to: asked.days.1.to_string(),
        opening: page.opening.into(),
        lines: lines.collect(),
        closing: page.closing().into(),
        next: page.more.map(|place| place.to_string()),
    }))
}

/// The party of an identifier, after a look was left there; whoever may not see its money finds nobody.
async fn seen(caller: &Caller, identifier: &str) -> Result<Party, Problem> {
    caller.must(Act::SeeMoney)?;
    let absent = || caller.problem(Code::NotFound);
    let identifier = Identifier::parse(identifier).map_err(|error| {
        let detail = match caller.language {
            record::Language::Ar => error.arabic(),
            record::Language::En => error.to_string(),
        };
        unclear(caller, "identifier", "not-an-identifier", detail)
    })?;
    let party = caller.party(&identifier).await?.ok_or_else(absent)?;
    let looked = caller.desk().look_for(Act::SeeMoney, party.id(), &caller.looker()).await;
    match looked.map_err(|not_done| caller.not_done(not_done))? {
        true => Ok(party),
        false => Err(absent()),
    }
}

/// Which page of which days.
struct Asked {
    days: (Day, Day),
    after: Option<Place>,
    limit: i64,
}

impl Asked {
    fn of(caller: &Caller, query: &BTreeMap<String, String>) -> Result<Asked, Problem> {
        let bad = |field: &str, says: &str| unclear(caller, field, says, word(caller.language.into(), says));
        let day = |field: &str, usual: Day| match query.get(field).map(|text| calendar::convert(text)) {
            None => Ok(usual),
            Some(Ok(read)) => Ok(read.gregorian),
            Some(Err(_)) => Err(bad(field, "answer-not-a-date")),
        };
        if let Some(field) =
            query.keys().find(|name| !["from", "to", "after", "limit"].contains(&name.as_str()))
        {
            return Err(bad(field, "field-unknown"));
        }
        let to = day("to", caller.desk().moment().today())?;
        let from = day("from", to.plus_days(-DAYS))?;
        let after = match query.get("after").map(|text| Place::parse(text)) {
            None => None,
            Some(Some(place)) => Some(place),
            Some(None) => return Err(bad("after", "field-not-a-page")),
        };
        let limit = match query.get("limit").map(|text| text.parse::<i64>()) {
            None => LINES,
            Some(Ok(limit @ 1..=desk::statement::LINES)) => limit,
            Some(_) => return Err(bad("limit", "field-not-a-page")),
        };
        Ok(Asked { days: (from, to), after, limit })
    }
}

fn unclear(caller: &Caller, field: &str, code: &str, detail: String) -> Problem {
    let wrong = FieldError { field: field.to_owned(), code: code.to_owned(), detail };
    Problem::at(caller.language, Code::Unclear, vec![wrong])
}

fn title(caller: &Caller, fee: &FeeCode) -> String {
    let known = caller.house().catalogue.fee(fee);
    known.map_or_else(|| fee.to_string(), |title| say_pair(caller.language.into(), title))
}
