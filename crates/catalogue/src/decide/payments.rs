//! Payments through banks: what comes in, and what goes back to the account that paid.

use super::conditions::Failure;
use super::effects::Deed;
use super::view::View;
use crate::{AtBank, Payment};
use ledger::{FeeCode, Halalas, HolderId, came_back, deposit, paid_back, send_back as on_its_way};
use record::{Fact, Facts};

/// The questions by whose answers a payment through a bank is known; at a counter none of them is asked.
const BANK: &str = "bank";
const REFERENCE: &str = "reference";
const ACCOUNT: &str = "account";

/// The question that tells how a refund ended, and the word for its arrival.
const OUTCOME: &str = "outcome";
const ARRIVED: &str = "arrived";

pub(super) fn pay_in(view: &View, deed: &mut Deed) {
    let (Some(fee), Some(amount)) = (&view.asked.fee, view.asked.amount) else { return };
    deed.paid_in = Some(amount);
    deed.entry = deposit(holder(view), fee, amount);
    let told = |name: &str| view.asked.texts.get(name).cloned();
    if let (Some(bank), Some(reference), Some(account), Some(at)) =
        (told(BANK), told(REFERENCE), told(ACCOUNT), view.asked.at)
    {
        deed.bank = Some(AtBank::Paid { bank, reference, account, at });
    }
}

pub(super) fn send_back(view: &View, deed: &mut Deed) {
    let Some(Payment { id, fee, unused, .. }) = &view.case.payment else { return };
    told(deed, fee, *unused);
    deed.entry = on_its_way(holder(view), fee, *unused);
    let of = (holder(view), fee.clone());
    deed.bank = Some(AtBank::SentBack { payment: *id, of, amount: *unused });
}

pub(super) fn settle(view: &View, deed: &mut Deed) {
    let Some(Payment { id, fee, going_back: Some((refund, amount)), .. }) = &view.case.payment else {
        return;
    };
    let arrived = view.asked.choices.get(OUTCOME).is_some_and(|outcome| outcome == ARRIVED);
    told(deed, fee, *amount);
    deed.entry = match arrived {
        true => paid_back(holder(view), fee, *amount),
        false => came_back(holder(view), fee, *amount),
    };
    let of = (holder(view), fee.clone());
    deed.bank = Some(AtBank::Settled { refund: *refund, payment: *id, of, amount: *amount, arrived });
}

fn told(deed: &mut Deed, fee: &FeeCode, amount: Halalas) {
    deed.paid_in = Some(amount);
    deed.given_back = Some((fee.clone(), amount));
}

fn holder(view: &View) -> HolderId {
    HolderId(view.subject().id().0)
}

/// Why nothing of the payment can go back, if nothing can.
pub(super) fn not_unused(view: &View) -> Option<Failure> {
    let Some(payment) = &view.case.payment else {
        return Some(Failure::saying("payment-not-known".to_owned()));
    };
    if payment.going_back.is_some() {
        return Some(Failure::saying("refund-under-way-already".to_owned()));
    }
    let ready = view.subject().deposited(&payment.fee);
    if payment.unused.is_positive() && ready < payment.unused {
        return Some(Failure::saying("payment-held".to_owned()));
    }
    let facts = Facts::new().with("amount", Fact::Money(payment.amount));
    (!payment.unused.is_positive()).then(|| Failure::with(facts))
}
