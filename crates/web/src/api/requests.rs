//! Asking for a service, and asking what would be answered.

use super::body::Form;
use super::caller::Caller;
use super::problem::{Code, Problem};
use super::shapes::{
    FeeShown, FigureShown, ToldShown, WarningShown, fees, figures, part, reason, unclear, warnings,
};
use crate::http::App;
use axum::Json;
use axum::extract::{Query, Request as Call, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalogue::{
    Ask, AskKind, Asker, BadAnswer, Channel, Decision, Explained, Grant, Refusal, Refused, Request, RuleRef,
    Service, ServiceId, Verdict, What,
};
use desk::authority::Act;
use desk::{Answer, Receipt};
use record::{Identifier, PartyId};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What is asked.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct Asked {
    /// The service, as `/services` names it.
    #[schema(example = "exit-reentry.issue-single")]
    service: String,
    /// On whose authority: the token's own party, by its identifier.
    #[schema(example = "1000000008")]
    asker: String,
    /// About whom, by their identifier.
    #[schema(example = "2000000006")]
    subject: String,
    /// The answers to the service's questions, each a text or a whole number.
    #[schema(required = false, example = json!({"term": "2 months"}))]
    answers: BTreeMap<String, String>,
}

/// What would be granted now.
#[derive(Serialize, ToSchema)]
pub(crate) struct Checked {
    /// Always `granted`.
    decision: &'static str,
    /// The figures that matter.
    figures: Vec<FigureShown>,
    /// What cannot be undone or costs money.
    warnings: Vec<WarningShown>,
    /// The fees and fines that would be taken.
    fees: Vec<FeeShown>,
    /// Whether a document would be issued or altered.
    document: bool,
    /// Who would be told.
    told: Vec<ToldShown>,
}

/// What was granted, the same however often it is asked under its key.
#[derive(Serialize, ToSchema)]
pub(crate) struct Granted {
    /// Always `granted`.
    decision: &'static str,
    /// The transaction's number.
    transaction: i64,
    /// What people call it by.
    #[schema(example = "7K3M9QXA")]
    reference: String,
    /// The figures that matter.
    figures: Vec<FigureShown>,
    /// What was warned of.
    warnings: Vec<WarningShown>,
    /// The fees and fines taken.
    fees: Vec<FeeShown>,
    /// The document issued or altered.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<i64>,
    /// Who is told, and how far each message has come.
    told: Vec<ToldShown>,
}

/// A request as read, with the parties of this call.
pub(super) struct Read<'c> {
    caller: &'c Caller,
    service: &'c Service,
    request: Request,
}

/// Ask what would be answered. Nothing is written, nothing promised.
#[utoipa::path(
    post, path = "/requests/check", tag = "requests", security(("token" = ["requests:check"])),
    request_body(content = Asked, content_type = "application/json"),
    responses(
        (status = 200, description = "It would be granted", body = Checked),
        (status = 400, description = "Not clear, field by field", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "It would be refused, for all these reasons", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn check(caller: Caller, State(app): State<App>, call: Call) -> Result<Response, Problem> {
    caller.must(Act::Check)?;
    let read = Read::of(&caller, &app, call).await?;
    match caller.desk().preview(&read.request).await.map_err(|not_done| caller.not_done(not_done))? {
        Decision::Granted(grant) => Ok(Json(read.would(&grant)).into_response()),
        Decision::Refused(refused) => Err(read.refused(&refused)),
        Decision::Unclear(bad) => Err(read.unclear(&bad, "answers.")),
    }
}

/// One line of a service and what it came to.
#[derive(Serialize, ToSchema)]
pub(crate) struct LineShown {
    /// `condition`, `fee` or `effect`.
    what: &'static str,
    /// Its name in the service.
    id: String,
    /// `holds`, `fails`, `not-in-force` or `not-in-question`.
    verdict: &'static str,
    /// What it demands or does.
    says: String,
    /// When it matters, if not always.
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<String>,
    /// How much, of a fee that is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<super::shapes::Money>,
    /// What is told where it fails.
    reasons: Vec<String>,
    /// Its first day.
    from: String,
    /// Its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// Where it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<super::shapes::RuleSource>,
}

/// A request explained.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExplainedShown {
    /// `granted`, `refused` or `unclear`.
    decision: &'static str,
    /// By the rules of which day.
    #[schema(example = "2019-03-01")]
    as_of: String,
    /// The version of the rules.
    catalogue_version: String,
    /// Every line; none where the party may not ask or the form is unclear.
    lines: Vec<LineShown>,
}

/// Ask what would be answered by the rules of a day, with every line of the service explained. Nothing is written.
#[utoipa::path(
    post, path = "/requests/explain", tag = "requests", security(("token" = ["requests:check"])),
    params(("as_of" = Option<String>, Query, description = "The day whose rules are asked for; today if none is given")),
    request_body(content = Asked, content_type = "application/json"),
    responses(
        (status = 200, description = "What each line came to", body = ExplainedShown),
        (status = 400, description = "Not clear, field by field", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The party may not ask this", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn explain(
    caller: Caller,
    State(app): State<App>,
    Query(query): Query<BTreeMap<String, String>>,
    call: Call,
) -> Result<Response, Problem> {
    caller.must(Act::Check)?;
    let as_of = match query.get("as_of").map(|day| calendar::convert(day)) {
        None => caller.desk().moment().today(),
        Some(Ok(read)) => read.gregorian,
        Some(Err(_)) => {
            let bad = BadAnswer {
                field: "as_of".to_owned(),
                says: "answer-not-a-date".to_owned(),
                facts: record::Facts::new(),
            };
            return Err(Problem::at(caller.language, Code::Unclear, unclear(caller.language, &[bad], "")));
        }
    };
    let read = Read::of(&caller, &app, call).await?;
    let told =
        caller.desk().explain(&read.request, as_of).await.map_err(|not_done| caller.not_done(not_done))?;
    if let (Decision::Refused(refused), true) = (&told.decision, told.lines.is_empty()) {
        return Err(read.refused(refused));
    }
    let decision = match &told.decision {
        Decision::Granted(_) => "granted",
        Decision::Refused(_) => "refused",
        Decision::Unclear(_) => "unclear",
    };
    let lines = told.lines.iter().map(|line| shown(&caller, read.service, line)).collect();
    let catalogue_version = app.house.catalogue.version().to_owned();
    Ok(Json(ExplainedShown { decision, as_of: as_of.to_string(), catalogue_version, lines }).into_response())
}

fn shown(caller: &Caller, service: &Service, line: &Explained) -> LineShown {
    let lang = crate::view::Lang::from(caller.language);
    let (amount, reasons) = match &line.verdict {
        Verdict::Holds { amount } => (*amount, Vec::new()),
        Verdict::Fails { reasons, amount } => {
            (*amount, reasons.iter().map(|refusal| reason(caller, service, refusal).detail).collect())
        }
        Verdict::NotInForce | Verdict::NotInQuestion => (None, Vec::new()),
    };
    let rule = &line.in_force.rule.source;
    let hidden = super::shapes::is_hidden(service, &line.id);
    LineShown {
        what: match line.what {
            What::Condition => "condition",
            What::Fee => "fee",
            What::Effect => "effect",
        },
        id: line.id.clone(),
        verdict: crate::present::why::verdict(&line.verdict),
        says: crate::present::rules::say(lang, &line.saying),
        when: crate::present::rules::narrowed_to(lang, &line.narrowed),
        amount: amount.map(Into::into),
        reasons,
        from: line.in_force.from.to_string(),
        to: line.in_force.to.map(|day| day.to_string()),
        source: super::shapes::source(&caller.house().catalogue, rule).filter(|_| !hidden),
    }
}

/// Ask. Granted at most once for each key.
#[utoipa::path(
    post, path = "/requests", tag = "requests", security(("token" = ["requests:submit"])),
    params(("Idempotency-Key" = String, Header, description = "8 to 128 letters, digits and -_.: chosen by you; the same when you repeat")),
    request_body(content = Asked, content_type = "application/json"),
    responses(
        (status = 201, description = "Granted and committed", body = Granted),
        (status = 400, description = "Not clear, field by field; or no key", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The record changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Refused, for all these reasons; or the key was used for another request", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn submit(caller: Caller, State(app): State<App>, call: Call) -> Result<Response, Problem> {
    caller.must(Act::Ask)?;
    let key = caller.key(call.headers())?.ok_or_else(|| caller.problem(Code::KeyMissing))?;
    let read = Read::of(&caller, &app, call).await?;
    let answer =
        caller.desk().ask(&read.request, &key).await.map_err(|not_done| caller.not_done(not_done))?;
    read.answered(answer, "answers.").await
}

impl<'c> Read<'c> {
    /// A request that needs no reading.
    pub(super) fn made(caller: &'c Caller, service: &'c Service, request: Request) -> Read<'c> {
        Read { caller, service, request }
    }

    async fn of(caller: &'c Caller, app: &App, call: Call) -> Result<Read<'c>, Problem> {
        let mut form = Form::read(caller, app, call, &["service", "asker", "subject", "answers"]).await?;
        let id = ServiceId(form.text("service"));
        let (asker, subject) = (form.identifier("asker"), form.identifier("subject"));
        let service = caller.house().catalogue.service(&id);
        if service.is_none() && !id.0.is_empty() {
            let language = caller.language;
            let detail = crate::present::word(language.into(), "no-such-service");
            form.tell("service", "no-such-service", detail);
        }
        let asks = service.map(|service| service.asks.as_slice()).unwrap_or_default();
        let answers =
            form.answers("answers", |name| service.is_none() || asks.iter().any(|ask| is_of(ask, name)));
        form.sound()?;
        let (Some(service), Some(asker), Some(subject)) = (service, asker, subject) else {
            return Err(caller.problem(Code::Unclear));
        };
        let absent = |_| absent(caller, service);
        let asker = party(caller, &asker).await?.ok_or(()).map_err(absent)?;
        let subject = party(caller, &subject).await?.ok_or(()).map_err(absent)?;
        let (channel, actor) = (Channel::Api, caller.actor());
        let request = Request { service: service.id.clone(), asker, subject, channel, actor, answers };
        Ok(Read { caller, service, request })
    }

    /// What an answer comes to.
    pub(super) async fn answered(&self, answer: Answer, before: &str) -> Result<Response, Problem> {
        match answer {
            Answer::Granted(receipt) => Ok(self.granted(&receipt).await),
            Answer::Refused(refused) => Err(self.refused(&refused)),
            Answer::Unclear(bad) => Err(self.unclear(&bad, before)),
        }
    }

    fn would(&self, grant: &Grant) -> Checked {
        let language = self.caller.language;
        let (asker, subject) = (Some(self.request.asker), Some(self.request.subject));
        let told = grant.owed.iter().map(|owed| ToldShown {
            who: part(owed.to, asker, subject),
            lane: owed.lane.as_str().to_owned(),
            state: None,
            suppressed: None,
        });
        Checked {
            decision: "granted",
            figures: figures(language, &grant.figures),
            warnings: warnings(language, &grant.warnings),
            fees: fees(&grant.fees, asker, subject),
            document: grant.document.is_some(),
            told: told.collect(),
        }
    }

    async fn granted(&self, receipt: &Receipt) -> Response {
        let language = self.caller.language;
        let (asker, subject) = (Some(self.request.asker), Some(self.request.subject));
        // It is committed: that its messages cannot be read just now takes nothing back.
        let entry = self.caller.desk().transaction(&receipt.reference).await.ok().flatten();
        let told = entry.map(|entry| super::transactions::told(&entry)).unwrap_or_default();
        let granted = Granted {
            decision: "granted",
            transaction: receipt.transaction.0,
            reference: receipt.reference.as_str().to_owned(),
            figures: figures(language, &receipt.figures),
            warnings: warnings(language, &receipt.warnings),
            fees: fees(&receipt.fees, asker, subject),
            document: receipt.document.map(|document| document.0),
            told,
        };
        let place = format!("{}/transactions/{}", super::PREFIX, receipt.reference.as_str());
        (StatusCode::CREATED, [(header::LOCATION, place)], Json(granted)).into_response()
    }

    fn refused(&self, refused: &Refused) -> Problem {
        refusal(self.caller, self.service, refused)
    }

    fn unclear(&self, bad: &[catalogue::BadAnswer], before: &str) -> Problem {
        let language = self.caller.language;
        Problem::at(language, Code::Unclear, unclear(language, bad, before))
    }
}

pub(super) fn refusal(caller: &Caller, service: &Service, refused: &Refused) -> Problem {
    let mut problem = caller.problem(Code::Refused);
    problem.because.reasons =
        refused.reasons.iter().map(|refusal| reason(caller, service, refusal)).collect();
    problem.because.figures = figures(caller.language, &refused.figures);
    problem.because.warnings = warnings(caller.language, &refused.warnings);
    problem
}

async fn party(caller: &Caller, identifier: &Identifier) -> Result<Option<PartyId>, Problem> {
    Ok(caller.party(identifier).await?.map(|party| party.id()))
}

/// What is answered of somebody who is not there: word for word what is answered of somebody whom the caller
/// may not ask for. Only the biller, who asks for everybody, hears the truth.
fn absent(caller: &Caller, service: &Service) -> Problem {
    let offered = service.channels.contains(&Channel::Api);
    if offered && caller.bearer.party.is_none() && service.asked_by.contains(&Asker::Biller) {
        return caller.problem(Code::NotFound);
    }
    let key = if offered { "not-yours-to-ask" } else { "channel-not-offered" };
    let reason = Refusal {
        condition: key.to_owned(),
        says: key.to_owned(),
        facts: record::Facts::new(),
        cure: None,
        rule: RuleRef::default(),
    };
    let refused = Refused { reasons: vec![reason], figures: Vec::new(), warnings: Vec::new() };
    refusal(caller, service, &refused)
}

/// Whether an answer of this name belongs to a question.
fn is_of(ask: &Ask, name: &str) -> bool {
    let parts = ["mode", "months", "days", "date"];
    let part = name.strip_prefix(&ask.name);
    part == Some("")
        || matches!(ask.kind, AskKind::Term { .. })
            && part.and_then(|part| part.strip_prefix('-')).is_some_and(|part| parts.contains(&part))
}
