//! The simulated bank, in the demonstration and only there. It knows the house by HTTP alone.

use super::front::{App, Ctx, encode};
use super::guard::{Fields, OpenForm};
use super::start::hidden;
use super::stop::Stop;
use crate::present::{money, say_pair};
use crate::view::bank::{Bank as View, Payment};
use crate::view::parts::{Act, Field, FieldError, Kind, Opt};
use crate::view::phones::Fault;
use crate::view::{Flash, Tone};
use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use biller::simulator::{Bank, Faults, NotPaid, Paid, Stage};
use biller::{Reply, Seal};
use calendar::{Instant, Moment};
use ledger::{FeeCode, Halalas};
use record::Identifier;
use serde_json::{Value, json};

pub(crate) fn routes(app: &App) -> Router<App> {
    match app.house.demo {
        None => Router::new(),
        Some(_) => Router::new()
            .route("/bank", get(show))
            .route("/bank/pay", post(pay))
            .route("/bank/back", post(ask_back))
            .route("/bank/tell", post(tell))
            .route("/bank/faults", post(fault))
            .route("/bank/file", get(file))
            .route("/bank/api/status", post(asked))
            .route("/bank/api/refunds", post(ordered)),
    }
}

fn bank(ctx: &Ctx) -> Result<Bank, Stop> {
    ctx.app.house.demo.as_ref().map(|demo| demo.bank.clone()).ok_or(Stop::NotShown)
}

/// What went wrong with a field, by the key of its sentence.
type Wrong = (&'static str, String);

/// `/bank?beneficiary=…&fee=…&amount=…`
async fn show(ctx: Ctx, query: Fields) -> Result<Response, Stop> {
    page(&ctx, &query, &[], None).await
}

async fn page(ctx: &Ctx, typed: &Fields, wrong: &[Wrong], ready: Option<String>) -> Result<Response, Stop> {
    let bank = bank(ctx)?;
    let mut page = ctx.page(ctx.word("bank-name"));
    page.errors = wrong
        .iter()
        .map(|(field, text)| FieldError { field: (*field).to_owned(), text: text.clone() })
        .collect();
    page.errors_title = ctx.word("bank-not-paid");
    let told = typed.get("told");
    if ["bank-paid", "bank-asked-back", "bank-told"].contains(&told) {
        page.flashes.push(Flash { tone: Tone::Good, text: ctx.word(told) });
    }
    if !typed.get("no").is_empty() {
        page.flashes.push(Flash { tone: Tone::Stop, text: typed.get("no").to_owned() });
    }
    let today = ctx.desk().moment().today();
    let view = View {
        fields: fields(ctx, &bank, typed, wrong),
        ready,
        accounts: bank
            .customers()
            .into_iter()
            .map(|customer| (customer.token, money(ctx.language(), Halalas(customer.balance))))
            .collect(),
        payments: bank.payments().iter().take(50).map(|paid| payment(ctx, paid)).collect(),
        faults: FAULTS
            .iter()
            .map(|name| Fault {
                label: ctx.word(&format!("bank-fault-{name}")),
                on: switched(bank.faults(), name).1,
                action: "/bank/faults".to_owned(),
                value: (*name).to_owned(),
            })
            .collect(),
        hidden: Vec::new(),
        file: format!("/bank/file?day={today}"),
        page,
    };
    ctx.html(&view)
}

fn fields(ctx: &Ctx, bank: &Bank, typed: &Fields, wrong: &[Wrong]) -> Vec<Field> {
    let error = |name: &str| wrong.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone());
    let field = |name: &str, kind: Kind| {
        let mut field = Field::new(name, kind, ctx.word(&format!("bank-field-{name}")));
        field.value = typed.get(name).to_owned();
        field.error = error(name);
        field
    };
    let option = |value: String, label: String, name: &str| {
        let chosen = value == typed.get(name);
        Opt { value, label, note: None, chosen }
    };
    let mut fee = field("fee", Kind::Choice);
    fee.options = ctx
        .app
        .house
        .catalogue
        .fees()
        .map(|(code, titles)| {
            option(code.0.clone(), format!("{code} · {}", say_pair(ctx.lang, titles)), "fee")
        })
        .collect();
    let mut account = field("account", Kind::Choice);
    account.options = bank
        .customers()
        .into_iter()
        .map(|customer| {
            let label = format!("{} · {}", customer.token, money(ctx.language(), Halalas(customer.balance)));
            option(customer.token, label, "account")
        })
        .collect();
    vec![fee, field("beneficiary", Kind::Code), field("amount", Kind::Money), account]
}

fn payment(ctx: &Ctx, paid: &Paid) -> Payment {
    let title = ctx.app.house.catalogue.fee(&FeeCode(paid.fee.clone()));
    let title = title.map_or_else(|| paid.fee.clone(), |title| say_pair(ctx.lang, title));
    let masked = Identifier::parse(&paid.beneficiary).map(|identifier| identifier.masked());
    let act = |key: &str, href: &str| Act {
        hidden: vec![hidden("reference", paid.reference.clone())],
        ..Act::button(ctx.word(key), href)
    };
    let (tone, acts) = match paid.stage {
        Stage::Taken => (Tone::Warn, vec![act("bank-tell", "/bank/tell")]),
        Stage::Known => (Tone::Good, vec![act("bank-ask-back", "/bank/back")]),
        Stage::TurnedDown => (Tone::Stop, Vec::new()),
        Stage::GoingBack => (Tone::Warn, Vec::new()),
        Stage::GoneBack => (Tone::Plain, Vec::new()),
    };
    Payment {
        reference: paid.reference.clone(),
        when: words::format_moment(ctx.language(), Instant::from_micros(paid.at)),
        what: format!("{title} · {}", masked.unwrap_or_default()),
        account: paid.account.clone(),
        amount: money(ctx.language(), Halalas(paid.amount)),
        state: ctx.word(&format!("bank-stage-{}", paid.stage.as_str())),
        tone,
        receipt: paid.receipt.clone(),
        acts,
    }
}

/// Pays, or only asks what lies ready.
async fn pay(OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    let bank = bank(&ctx)?;
    let mut wrong: Vec<Wrong> = Vec::new();
    let beneficiary = Identifier::parse(form.get("beneficiary"));
    if let Err(error) = &beneficiary {
        wrong.push(("beneficiary", crate::present::identifier_error(ctx.lang, error)));
    }
    let only_asks = form.get("act") == "enquire";
    let amount: Option<Halalas> =
        form.get("amount").parse().ok().filter(|amount: &Halalas| amount.is_positive());
    if amount.is_none() && !only_asks {
        wrong.push(("amount", ctx.word("answer-not-money")));
    }
    let (Ok(beneficiary), true) = (beneficiary, wrong.is_empty()) else {
        return page(&ctx, &form, &wrong, None).await;
    };
    let fee = form.get("fee");
    if only_asks {
        let reply =
            bank.enquire(&format!("Q{}", ctx.desk().moment().now.micros()), beneficiary.as_str(), fee).await;
        return match reply {
            Ok(reply) if reply.status == 200 => page(&ctx, &form, &[], Some(said(&ctx, &reply))).await,
            Ok(_) => page(&ctx, &form, &[("beneficiary", ctx.word("bank-not-known"))], None).await,
            Err(_) => page(&ctx, &form, &[("beneficiary", ctx.word("bank-not-reached"))], None).await,
        };
    }
    let amount = amount.unwrap_or(Halalas::ZERO);
    match bank.pay(form.get("account"), beneficiary.as_str(), fee, amount.0).await {
        Ok(_) => Ok(Redirect::to("/bank?told=bank-paid").into_response()),
        Err(not_paid) => {
            let wrong = match not_paid {
                NotPaid::NoSuchAccount => ("account", ctx.word("bank-no-such-account")),
                NotPaid::TooLittle => ("account", ctx.word("bank-too-little")),
                NotPaid::TurnedDown(_) => ("beneficiary", ctx.word("bank-not-known")),
                NotPaid::NotReached => ("beneficiary", ctx.word("bank-not-reached")),
            };
            page(&ctx, &form, &[wrong], None).await
        }
    }
}

fn said(ctx: &Ctx, reply: &Reply) -> String {
    let ready = Halalas(reply.body["ready"]["halalas"].as_i64().unwrap_or_default());
    let facts = record::Facts::new().with("balance", record::Fact::Money(ready));
    ctx.sentence("bank-ready", &facts)
}

async fn ask_back(OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    match bank(&ctx)?.ask_back(form.get("reference")).await {
        Ok(()) => Ok(Redirect::to("/bank?told=bank-asked-back").into_response()),
        Err(why) if why.is_empty() => Ok(no(&ctx.word("bank-not-reached"))),
        Err(why) => Ok(no(&why)),
    }
}

fn no(why: &str) -> Response {
    Redirect::to(&format!("/bank?no={}", encode(why))).into_response()
}

async fn tell(OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    bank(&ctx)?.tell(form.get("reference")).await;
    Ok(Redirect::to("/bank?told=bank-told").into_response())
}

/// What can go wrong, by its one name.
const FAULTS: [&str; 4] = ["silent", "twice", "slow", "stuck"];

/// The faults with one switched, and whether it was on.
fn switched(mut faults: Faults, name: &str) -> (Faults, bool) {
    let fault = match name {
        "silent" => &mut faults.silent,
        "twice" => &mut faults.twice,
        "slow" => &mut faults.slow,
        "stuck" => &mut faults.stuck,
        _ => return (faults, false),
    };
    let was = *fault;
    *fault = !was;
    (faults, was)
}

async fn fault(OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    let bank = bank(&ctx)?;
    bank.set_faults(switched(bank.faults(), form.get("fault")).0);
    Ok(Redirect::to("/bank").into_response())
}

/// `/bank/file?day=2026-11-24`: what the bank took and paid back that day.
async fn file(ctx: Ctx, query: Fields) -> Result<Response, Stop> {
    let bank = bank(&ctx)?;
    let day = query.get("day").parse().unwrap_or_else(|_| ctx.desk().moment().today());
    let from = Moment::on(day).now.micros();
    let to = Moment::on(day.plus_days(1)).now.micros() - 1;
    let name = format!("attachment; filename=\"{}-{day}.csv\"", bank.name());
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bank.file((from, to))).into_response())
}

/// A message of the house, once it is believed.
async fn believed(ctx: &Ctx, request: Request, path: &str) -> Result<(Bank, Value), Stop> {
    let bank = bank(ctx)?;
    let (parts, body) = request.into_parts();
    let body: Bytes =
        to_bytes(body, 64 * 1024).await.map_err(|_| Stop::NotTaken(StatusCode::PAYLOAD_TOO_LARGE))?;
    let seal = Seal::read(|name| parts.headers.get(name).and_then(|value| value.to_str().ok()));
    let now = ctx.desk().moment().now.micros() / 1_000_000;
    let sound = seal.and_then(|seal| seal.check(bank.secret(), now, path, &body));
    sound.map_err(|_| Stop::NotTaken(StatusCode::UNAUTHORIZED))?;
    let body = serde_json::from_slice(&body).map_err(|_| Stop::NotTaken(StatusCode::BAD_REQUEST))?;
    Ok((bank, body))
}

async fn asked(ctx: Ctx, request: Request) -> Result<Response, Stop> {
    let (bank, body) = believed(&ctx, request, "/status").await?;
    let reference = body["reference"].as_str().unwrap_or_default();
    Ok(axum::Json(bank.status(reference)).into_response())
}

async fn ordered(ctx: Ctx, request: Request) -> Result<Response, Stop> {
    let (bank, body) = believed(&ctx, request, "/refunds").await?;
    let text = |name: &str| body[name].as_str().unwrap_or_default();
    let amount: Halalas = text("amount").parse().unwrap_or_default();
    let state = bank.pay_back(text("reference"), amount.0);
    Ok(axum::Json(json!({ "state": state })).into_response())
}
