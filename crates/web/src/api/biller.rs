//! What banks tell and ask: enquiry, payment, refund, its outcome, status.
//!
//! A bank shows its token, and signs each message with the secret that both know. The signature covers the path from
//! `/biller` on, the time, the message's number and the body.

use super::body::Form;
use super::caller::Caller;
use super::problem::{Code, Problem};
use super::requests::refusal;
use super::shapes::Money;
use crate::http::App;
use crate::present::say_pair;
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Request as Call, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use biller::Seal;
use calendar::Instant;
use desk::authority::Act;
use desk::payments::{BankPayment, Booked, PaymentState};
use desk::{Answer, IdempotencyKey};
use ledger::{FeeCode, Halalas};
use record::PartyId;
use serde::Serialize;
use utoipa::ToSchema;

/// The most octets of a message.
const LONGEST: usize = 64 * 1024;
/// A bank that enquired and told nothing is asked after so many seconds.
const ASKED_AFTER: i64 = 20;

/// What is paid for, before it is paid.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct Enquiry {
    /// The reference that the payment will have, never used twice.
    #[schema(example = "P18c2f-7")]
    reference: String,
    /// For whom: national ID, iqama, border or establishment number.
    #[schema(example = "1000000008")]
    beneficiary: String,
    /// The code it is paid under.
    #[schema(example = "04")]
    fee: String,
}

/// A payment that the bank has taken.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct PaymentTold {
    /// The bank's reference of the payment.
    reference: String,
    /// The bank's token for the account that paid; money goes back to it and to no other.
    #[schema(example = "acct-7f3a")]
    account: String,
    /// For whom.
    beneficiary: String,
    /// The code it is paid under.
    fee: String,
    /// Riyals, with two digits of halalas after a point.
    #[schema(example = "200.00")]
    amount: String,
    /// When the bank took it, in seconds since 1970.
    #[schema(example = 1_795_519_500)]
    paid_at: i64,
}

/// Which payment.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct PaymentNamed {
    /// The bank's reference of the payment.
    reference: String,
}

/// How a refund ended.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body, which is read by hand")]
pub(crate) struct Outcome {
    /// The bank's reference of the payment.
    reference: String,
    /// `arrived` or `failed`.
    outcome: String,
}

/// What lies ready. Names nobody.
#[derive(Serialize, ToSchema)]
pub(crate) struct Ready {
    /// The code.
    fee: String,
    /// What it is for.
    title: String,
    /// What lies ready under it already.
    ready: Money,
}

/// A payment as it stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct PaymentShown {
    /// The bank's reference.
    reference: String,
    /// What people call its entry by.
    receipt: String,
    /// The code it was paid under.
    fee: String,
    /// How much was paid.
    amount: Money,
    /// What of it is neither used nor on its way back.
    unused: Money,
    /// What went back of it, or was to, newest first.
    refunds: Vec<RefundShown>,
}

/// A refund as it stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct RefundShown {
    /// What people call its entry by.
    receipt: String,
    /// How much.
    amount: Money,
    /// `asked`, `sent`, `confirmed` or `failed`.
    state: String,
}

impl From<&PaymentState> for PaymentShown {
    fn from(payment: &PaymentState) -> PaymentShown {
        PaymentShown {
            reference: payment.told.reference.clone(),
            receipt: payment.receipt.as_str().to_owned(),
            fee: payment.told.fee.to_string(),
            amount: payment.told.amount.into(),
            unused: payment.unused.into(),
            refunds: payment
                .refunds
                .iter()
                .map(|refund| RefundShown {
                    receipt: refund.receipt.as_str().to_owned(),
                    amount: refund.amount.into(),
                    state: refund.state.clone(),
                })
                .collect(),
        }
    }
}

/// The bank that speaks, and its message, once it is believed.
async fn sealed(caller: &Caller, app: &App, call: Call, path: &str) -> Result<(String, Call), Problem> {
    caller.must(Act::TellPayments)?;
    let (parts, body) = call.into_parts();
    let body = to_bytes(body, LONGEST).await.map_err(|_| caller.problem(Code::TooLarge))?;
    let seal = Seal::read(|name| parts.headers.get(name).and_then(|value| value.to_str().ok()));
    let bank = seal.ok().and_then(|seal| {
        let bank = app.house.banks.iter().find(|bank| bank.bank == seal.bank)?;
        let now = caller.desk().moment().now.micros() / 1_000_000;
        seal.check(&bank.secret, now, path, &body).ok().map(|()| seal)
    });
    let seal = bank.ok_or_else(|| caller.problem(Code::NotSealed))?;
    let is_new = caller.desk().see_bank_message(&seal.bank, &seal.message).await;
    if !is_new.map_err(|not_done| caller.not_done(not_done))? {
        return Err(caller.problem(Code::Replayed));
    }
    Ok((seal.bank, Call::from_parts(parts, Body::from(body))))
}

async fn beneficiary(caller: &Caller, form: &mut Form) -> Result<PartyId, Problem> {
    let identifier = form.identifier("beneficiary");
    form.sound()?;
    let absent = || caller.problem(Code::NotFound);
    Ok(caller.party(&identifier.ok_or_else(absent)?).await?.ok_or_else(absent)?.id())
}

async fn payment(caller: &Caller, bank: &str, reference: &str) -> Result<PaymentState, Problem> {
    let found = caller.desk().payment_at_bank(bank, reference).await;
    found.map_err(|not_done| caller.not_done(not_done))?.ok_or_else(|| caller.problem(Code::NotFound))
}

/// Ask what lies ready for a number under a code, and announce a payment. If it is never told of, the bank is asked.
#[utoipa::path(
    post, path = "/biller/enquiries", tag = "biller", security(("token" = ["payments:write"])),
    request_body(content = Enquiry, content_type = "application/json"),
    responses(
        (status = 200, description = "It may be paid for", body = Ready),
        (status = 400, description = "Not clear, field by field", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token, or not signed as it must be", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such beneficiary or code", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "This message was taken before", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn enquire(caller: Caller, State(app): State<App>, call: Call) -> Result<Response, Problem> {
    let (bank, call) = sealed(&caller, &app, call, "/biller/enquiries").await?;
    let mut form = Form::read(&caller, &app, call, &["reference", "beneficiary", "fee"]).await?;
    let [reference, fee] = ["reference", "fee"].map(|name| form.text(name));
    let party = beneficiary(&caller, &mut form).await?;
    let fee = FeeCode(fee);
    let title = caller.house().catalogue.fee(&fee).ok_or_else(|| caller.problem(Code::NotFound))?;
    let (title, desk) = (say_pair(caller.language.into(), title), caller.desk());
    let dossier = desk.dossier(party).await.map_err(|not_done| caller.not_done(not_done))?;
    let ready = dossier.map_or(Halalas::ZERO, |dossier| dossier.deposited(&fee));
    let expected = desk.expect_payment((&bank, &reference), party, &fee, ASKED_AFTER).await;
    expected.map_err(|not_done| caller.not_done(not_done))?;
    Ok(Json(Ready { fee: fee.to_string(), title, ready: ready.into() }).into_response())
}

/// Tell of a payment. The same payment again, under a new message, is answered as the first time.
#[utoipa::path(
    post, path = "/biller/payments", tag = "biller", security(("token" = ["payments:write"])),
    request_body(content = PaymentTold, content_type = "application/json"),
    responses(
        (status = 201, description = "Booked: it lies ready", body = PaymentShown),
        (status = 200, description = "Booked before", body = PaymentShown),
        (status = 400, description = "Not clear, field by field", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token, or not signed as it must be", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token for other things", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such beneficiary", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "This message was taken before", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The reference stands for another payment", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not available now: tell again", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn pay(caller: Caller, State(app): State<App>, call: Call) -> Result<Response, Problem> {
    let (bank, call) = sealed(&caller, &app, call, "/biller/payments").await?;
    let known = ["reference", "account", "beneficiary", "fee", "amount", "paid_at"];
    let mut form = Form::read(&caller, &app, call, &known).await?;
    let [reference, account, fee, amount, at] =
        ["reference", "account", "fee", "amount", "paid_at"].map(|name| form.text(name));
    let amount: Option<Halalas> = amount.parse().ok();
    if amount.is_none() {
        form.wrong("amount", "answer-not-money");
    }
    let at: Option<i64> = at.parse().ok().filter(|seconds| (0..=i64::MAX / 1_000_000).contains(seconds));
    if at.is_none() {
        form.wrong("paid_at", "answer-not-a-number");
    }
    let party = beneficiary(&caller, &mut form).await?;
    let (Some(amount), Some(at)) = (amount, at) else { return Err(caller.problem(Code::Unclear)) };
    let told = BankPayment {
        bank: bank.clone(),
        reference: reference.clone(),
        account,
        beneficiary: party,
        fee: FeeCode(fee),
        amount,
        // A bank's clock may run a little before ours.
        at: Instant::from_micros(at * 1_000_000).min(caller.desk().moment().now),
    };
    let booked = caller.desk().book_payment(&told, &caller.actor()).await;
    let status = match booked.map_err(|not_done| caller.not_done(not_done))? {
        Booked::Now(_) => StatusCode::CREATED,
        Booked::Before(_) => StatusCode::OK,
        Booked::AnotherPayment => return Err(caller.problem(Code::KeyUsedForAnother)),
        Booked::Unclear(bad) => {
            let errors = super::shapes::unclear(caller.language, &bad, "");
            return Err(Problem::at(caller.language, Code::Unclear, errors));
        }
        Booked::Refused(_) => return Err(caller.problem(Code::Refused)),
    };
    let shown = PaymentShown::from(&payment(&caller, &bank, &reference).await?);
    Ok((status, Json(shown)).into_response())
}

/// Ask that what is unused of a payment goes back to the account that paid it.
#[utoipa::path(
    post, path = "/biller/refunds", tag = "biller", security(("token" = ["payments:write"])),
    request_body(content = PaymentNamed, content_type = "application/json"),
    responses(
        (status = 202, description = "It is on its way: the bank hears of it, and tells how it ended", body = PaymentShown),
        (status = 400, description = "Not clear, field by field", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token, or not signed as it must be", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such payment of this bank", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Nothing of it can go back, for these reasons", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn refund(caller: Caller, State(app): State<App>, call: Call) -> Result<Response, Problem> {
    let (bank, call) = sealed(&caller, &app, call, "/biller/refunds").await?;
    let message = call.headers().get(biller::MESSAGE).and_then(|value| value.to_str().ok());
    let key = IdempotencyKey::parse(&format!("refund-{}", message.unwrap_or_default()));
    let key = key.map_err(|_| caller.problem(Code::NotSealed))?;
    let mut form = Form::read(&caller, &app, call, &["reference"]).await?;
    let reference = form.text("reference");
    form.sound()?;
    let known = payment(&caller, &bank, &reference).await?;
    let answer = caller.desk().ask_refund(&known, &caller.actor(), &key).await;
    match answer.map_err(|not_done| caller.not_done(not_done))? {
        Answer::Granted(_) => {
            let shown = PaymentShown::from(&payment(&caller, &bank, &reference).await?);
            Ok((StatusCode::ACCEPTED, Json(shown)).into_response())
        }
        answer => Err(refused(&caller, "fees.refund", &answer)?),
    }
}

/// Tell how a refund ended: it has arrived at the account that paid, or it failed.
#[utoipa::path(
    post, path = "/biller/outcomes", tag = "biller", security(("token" = ["payments:write"])),
    request_body(content = Outcome, content_type = "application/json"),
    responses(
        (status = 200, description = "It is booked", body = PaymentShown),
        (status = 400, description = "Not clear, field by field", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token, or not signed as it must be", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such payment of this bank", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Nothing of it is on its way back", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn settle(caller: Caller, State(app): State<App>, call: Call) -> Result<Response, Problem> {
    let (bank, call) = sealed(&caller, &app, call, "/biller/outcomes").await?;
    let mut form = Form::read(&caller, &app, call, &["reference", "outcome"]).await?;
    let [reference, outcome] = ["reference", "outcome"].map(|name| form.text(name));
    if !["arrived", "failed"].contains(&outcome.as_str()) {
        form.wrong("outcome", "answer-not-offered");
    }
    form.sound()?;
    let known = payment(&caller, &bank, &reference).await?;
    let answer = caller.desk().settle_refund(&known, outcome == "arrived", &caller.actor()).await;
    match answer.map_err(|not_done| caller.not_done(not_done))? {
        Answer::Granted(_) => {
            let shown = PaymentShown::from(&payment(&caller, &bank, &reference).await?);
            Ok(Json(shown).into_response())
        }
        answer => Err(refused(&caller, "fees.settle-refund", &answer)?),
    }
}

/// Ask how a payment stands.
#[utoipa::path(
    post, path = "/biller/status", tag = "biller", security(("token" = ["payments:write"])),
    request_body(content = PaymentNamed, content_type = "application/json"),
    responses(
        (status = 200, description = "As it stands", body = PaymentShown),
        (status = 401, description = "No valid token, or not signed as it must be", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such payment of this bank", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn status(caller: Caller, State(app): State<App>, call: Call) -> Result<Response, Problem> {
    let (bank, call) = sealed(&caller, &app, call, "/biller/status").await?;
    let mut form = Form::read(&caller, &app, call, &["reference"]).await?;
    let reference = form.text("reference");
    form.sound()?;
    Ok(Json(PaymentShown::from(&payment(&caller, &bank, &reference).await?)).into_response())
}

/// The problem that a refusal comes to.
fn refused(caller: &Caller, service: &str, answer: &Answer) -> Result<Problem, Problem> {
    let id = catalogue::ServiceId(service.to_owned());
    let service = caller.house().catalogue.service(&id).ok_or_else(|| caller.problem(Code::NotFound))?;
    Ok(match answer {
        Answer::Refused(refused) => refusal(caller, service, refused),
        _ => caller.problem(Code::Refused),
    })
}
