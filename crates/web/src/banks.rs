//! Keeping in touch with the banks: they hear of refunds, and are asked about what they never told.
//!
//! Everything is kept in the database, so that several processes may do this at once and any may die.

use biller::{Peer, Reply};
use catalogue::Actor;
use desk::payments::{BankPayment, RefundDue};
use desk::{Desk, NotDone};
use ledger::{FeeCode, Halalas};
use record::Identifier;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::watch;

/// How many of each are seen to in one round.
const AT_ONCE: i64 = 50;
/// Between two rounds.
const PAUSE: Duration = Duration::from_secs(2);
/// A bank that enquired and never took anything is asked so often.
const MOST: i64 = 12;

/// Goes round until the house closes.
pub async fn keep_in_touch(desk: Desk, banks: Vec<Peer>, mut stopping: watch::Receiver<bool>) {
    while !banks.is_empty() {
        // What went wrong is logged where it was handled; the next round tries again.
        let _ = round(&desk, &banks).await;
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            changed = stopping.changed() => if changed.is_err() || *stopping.borrow() { return },
        }
    }
}

/// Tells the banks of every refund they have not heard of, and asks about what they have not told.
///
/// # Errors
/// When the store fails.
pub async fn round(desk: &Desk, banks: &[Peer]) -> Result<(), NotDone> {
    for due in desk.refunds_due(AT_ONCE).await? {
        if let Some(bank) = banks.iter().find(|bank| bank.bank == due.bank) {
            see_to_refund(desk, bank, &due).await?;
        }
    }
    for (bank, reference, asked) in desk.payments_unheard_of(AT_ONCE).await? {
        if let Some(bank) = banks.iter().find(|known| known.bank == bank) {
            see_to_payment(desk, bank, &reference, asked).await?;
        }
    }
    Ok(())
}

/// Seconds until the next try: longer each time, an hour at most.
fn later(tries: i64) -> i64 {
    5_i64.saturating_mul(1 << tries.clamp(0, 10)).min(3_600)
}

async fn say(desk: &Desk, bank: &Peer, path: &str, body: &Value) -> Option<Reply> {
    let number = desk.ids().take(1).await.ok()?.fresh();
    let now = desk.moment().now.micros() / 1_000_000;
    match bank.say(path, body, &format!("j{number}"), now).await {
        Ok(reply) => Some(reply),
        Err(error) => {
            tracing::warn!(bank = bank.bank, path, %error, "a bank gave no answer");
            None
        }
    }
}

async fn see_to_refund(desk: &Desk, bank: &Peer, due: &RefundDue) -> Result<(), NotDone> {
    if !due.sent {
        let body = json!({
            "reference": due.payment,
            "amount": due.amount.to_string(),
            "refund": due.receipt.as_str(),
        });
        let reply = say(desk, bank, "/refunds", &body).await;
        let taken = reply.is_some_and(|reply| reply.status == 200 && reply.text("state") == "accepted");
        return desk.refund_tried(due, taken, later(due.tries)).await;
    }
    let reply = say(desk, bank, "/status", &json!({ "reference": due.payment })).await;
    let arrived = match reply.as_ref().map(|reply| reply.text("refund")) {
        Some("arrived") => true,
        Some("none") => false,
        _ => return desk.refund_tried(due, true, later(due.tries)).await,
    };
    let payment = desk.payment_at_bank(&due.bank, &due.payment).await?;
    if let Some(payment) = payment {
        desk.settle_refund(&payment, arrived, &Actor::System).await?;
    }
    Ok(())
}

async fn see_to_payment(desk: &Desk, bank: &Peer, reference: &str, asked: i64) -> Result<(), NotDone> {
    let reply = say(desk, bank, "/status", &json!({ "reference": reference })).await;
    let paid = reply.as_ref().filter(|reply| reply.status == 200 && reply.text("state") == "paid");
    if let Some(told) = paid.and_then(told) {
        let expected = desk.expected_for(&bank.bank, reference).await?;
        let known = desk.find(told.beneficiary.as_str(), 1).await?.into_iter().next();
        if let (Some((party, fee)), Some(known)) = (expected, known)
            && party == known.id()
            && fee == told.fee
        {
            let payment = BankPayment {
                bank: bank.bank.clone(),
                reference: reference.to_owned(),
                account: told.account,
                beneficiary: party,
                fee,
                amount: told.amount,
                at: calendar::Instant::from_micros(told.at * 1_000_000).min(desk.moment().now),
            };
            desk.book_payment(&payment, &Actor::System).await?;
        }
    }
    desk.ask_bank_again(&bank.bank, reference, (asked < MOST && paid.is_none()).then(|| later(asked))).await
}

/// A payment as a bank's answer tells it.
struct Told {
    account: String,
    beneficiary: Identifier,
    fee: FeeCode,
    amount: Halalas,
    at: i64,
}

fn told(reply: &Reply) -> Option<Told> {
    Some(Told {
        account: reply.text("account").to_owned(),
        beneficiary: Identifier::parse(reply.text("beneficiary")).ok()?,
        fee: FeeCode(reply.text("fee").to_owned()),
        amount: reply.text("amount").parse().ok()?,
        at: reply.body["paid_at"].as_i64().filter(|at| (0..=i64::MAX / 1_000_000).contains(at))?,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_bank_is_left_in_peace_for_longer_each_time() {
        let waits: Vec<i64> = [0, 1, 5, 20, i64::MAX].map(super::later).into();
        assert_eq!(waits, [5, 10, 160, 3_600, 3_600]);
    }
}
