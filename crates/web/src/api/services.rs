//! The catalogue: what may be asked for.

use super::caller::Anybody;
use super::shapes::{Money, RuleSource, source};
use crate::present::say_pair;
use crate::view::Lang;
use axum::Json;
use calendar::Day;
use catalogue::{About, AskKind, Catalogue, Fee, Service, Tariff, TermMode, Who};
use serde::Serialize;
use utoipa::ToSchema;

/// All services, under the rules of today.
#[derive(Serialize, ToSchema)]
pub(crate) struct ServicesShown {
    /// Names this state of the rules.
    catalogue_version: String,
    /// The day the fees are of.
    today: String,
    /// The services.
    services: Vec<ServiceShown>,
}

/// One service.
#[derive(Serialize, ToSchema)]
pub(crate) struct ServiceShown {
    /// Its one name.
    id: String,
    /// Its title.
    title: String,
    /// What it is for.
    help: String,
    /// On which tie it may be asked.
    asked_by: Vec<&'static str>,
    /// Whom it may be about.
    about: Vec<&'static str>,
    /// Through which channels.
    channels: Vec<&'static str>,
    /// What it asks.
    asks: Vec<AskShown>,
    /// What it costs today.
    fees: Vec<FeeToday>,
}

/// One question.
#[derive(Serialize, ToSchema)]
pub(crate) struct AskShown {
    /// The answer's name.
    name: String,
    /// `term`, `months`, `direction`, `port`, `instant`, `fee-code` or `money`.
    kind: &'static str,
    /// The answers that are taken, where they are few; for `term` the ways it may be counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    offers: Vec<String>,
    /// The least: of money in riyals, of a term in months or days.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    limits: Vec<Limit>,
}

/// The least and the most of an answer.
#[derive(Serialize, ToSchema)]
pub(crate) struct Limit {
    /// `months`, `days` or `riyals`.
    of: &'static str,
    /// The least.
    min: String,
    /// The most.
    max: String,
}

/// A fee or fine as it stands today.
#[derive(Serialize, ToSchema)]
pub(crate) struct FeeToday {
    /// Its name.
    id: String,
    /// The code it is deposited under.
    code: String,
    /// What the code is called.
    title: String,
    /// From whose deposit: `asker` or `subject`.
    paid_by: &'static str,
    /// `flat`, `stepped`, `each-month`, `yearly` or `ladder`.
    tariff: &'static str,
    /// The amounts of the tariff in its order; of `stepped` for the first months, then for each month more.
    amounts: Vec<Money>,
    /// Of `stepped`: how many the first months are.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_months: Option<u32>,
    /// Whether it is a fine.
    fine: bool,
    /// What the rule rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<RuleSource>,
}

/// What may be asked for, with its questions and its fees today. Needs no token.
#[utoipa::path(
    get, path = "/services", tag = "catalogue",
    responses((status = 200, description = "All services", body = ServicesShown))
)]
pub(crate) async fn list(anybody: Anybody) -> Json<ServicesShown> {
    let catalogue = &anybody.app.house.catalogue;
    let (lang, today) = (Lang::from(anybody.language), anybody.app.desk().moment().today());
    Json(ServicesShown {
        catalogue_version: catalogue.version().to_owned(),
        today: today.to_string(),
        services: catalogue.services().map(|one| service(lang, catalogue, one, today)).collect(),
    })
}

fn service(lang: Lang, catalogue: &Catalogue, service: &Service, today: Day) -> ServiceShown {
    let fees = service.fees.iter().filter(|fee| fee.in_force.holds_on(today));
    ServiceShown {
        id: service.id.0.clone(),
        title: say_pair(lang, &service.title),
        help: say_pair(lang, &service.help),
        asked_by: service.asked_by.iter().map(|by| by.as_str()).collect(),
        about: service
            .about
            .iter()
            .map(|about| match about {
                About::Kind(kind) => kind.as_str(),
                About::Anybody => "anybody",
            })
            .collect(),
        channels: service.channels.iter().map(|channel| channel.as_str()).collect(),
        asks: service.asks.iter().map(|ask| question(&ask.name, &ask.kind)).collect(),
        fees: fees.map(|one| fee(lang, catalogue, one)).collect(),
    }
}

fn question(name: &str, kind: &AskKind) -> AskShown {
    let limit = |of, (min, max): (u32, u32)| Limit { of, min: min.to_string(), max: max.to_string() };
    let (offers, limits) = match kind {
        AskKind::Term { offers, months, days } => {
            let modes = offers.iter().map(|mode| match mode {
                TermMode::Months => "months".to_owned(),
                TermMode::Days => "days".to_owned(),
                TermMode::ReturnBefore => "return-before".to_owned(),
            });
            (modes.collect(), vec![limit("months", *months), limit("days", *days)])
        }
        AskKind::Months { offers } => (offers.iter().map(u32::to_string).collect(), Vec::new()),
        AskKind::FeeCode { offers } => (offers.iter().map(ToString::to_string).collect(), Vec::new()),
        AskKind::Direction => (vec!["in".to_owned(), "out".to_owned()], Vec::new()),
        AskKind::Money { min, max } => {
            let limit = Limit { of: "riyals", min: min.to_string(), max: max.to_string() };
            (Vec::new(), vec![limit])
        }
        AskKind::Choice { offers } => (offers.clone(), Vec::new()),
        AskKind::Text { max } => (Vec::new(), vec![limit("letters", (1, *max))]),
        AskKind::Day { from, to } => {
            let limit = Limit { of: "days-from-today", min: from.to_string(), max: to.to_string() };
            (Vec::new(), vec![limit])
        }
        AskKind::Port | AskKind::Instant | AskKind::Party | AskKind::Mobile | AskKind::Paper => {
            (Vec::new(), Vec::new())
        }
    };
    AskShown { name: name.to_owned(), kind: kind.as_str(), offers, limits }
}

fn fee(lang: Lang, catalogue: &Catalogue, fee: &Fee) -> FeeToday {
    let mut first_months_of = None;
    let (tariff, amounts) = match &fee.tariff {
        Tariff::Flat(amount) => ("flat", vec![*amount]),
        Tariff::Stepped { first, first_months, then } => {
            first_months_of = Some(*first_months);
            ("stepped", vec![*first, *then])
        }
        Tariff::EachMonth(amount) => ("each-month", vec![*amount]),
        Tariff::Yearly(amount) => ("yearly", vec![*amount]),
        Tariff::Ladder(steps) => ("ladder", steps.clone()),
        Tariff::Owed(_) => ("owed", Vec::new()),
        Tariff::ByTies { steps, .. } => ("by-ties", steps.clone()),
    };
    let title = catalogue.fee(&fee.code).map(|titles| say_pair(lang, titles));
    FeeToday {
        id: fee.id.clone(),
        code: fee.code.to_string(),
        title: title.unwrap_or_else(|| fee.code.to_string()),
        paid_by: match fee.paid_by {
            Who::Subject => "subject",
            Who::Asker => "asker",
            Who::Other => "other",
        },
        tariff,
        amounts: amounts.into_iter().map(Money::from).collect(),
        first_months: first_months_of,
        fine: fee.fine.is_some(),
        source: source(catalogue, &fee.in_force.rule.source),
    }
}
