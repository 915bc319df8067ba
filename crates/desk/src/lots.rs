//! What an entry does to lots, to what is held, and to payments: the part of a unit that is about banks.

use crate::sql::payments as sql;
use crate::unit_of::Granted;
use catalogue::AtBank;
use ledger::{Account, Entry, FeeCode, HolderId};
use std::collections::BTreeMap;
use store::{Overtaken, Unit};

/// A look found that a payment was used, or that its refund ended, since the case was loaded.
pub const PAYMENT_MOVED: Overtaken = Overtaken("the payment moved");
/// A look found less held than the decision uses or releases.
pub const HOLD_MOVED: Overtaken = Overtaken("the hold moved");

/// The answer by which a reversal names what it reverses.
pub(crate) const REVERSES: &str = "reverses";

/// What becomes of a deposit beside its balance, in halalas.
#[derive(Debug, Default, PartialEq, Eq)]
struct Moved {
    /// Paid in anew.
    brought: i64,
    /// Used up.
    used: i64,
    /// Used before, and not used after all.
    given_back: i64,
    /// Paid in before, and not paid in after all.
    taken_back: i64,
    /// What is held grows, or below zero shrinks, by so much.
    held: i64,
}

fn whose(account: &Account) -> Option<(HolderId, FeeCode)> {
    match account {
        Account::Deposit { holder, fee } | Account::Held { holder, fee } => Some((*holder, fee.clone())),
        _ => None,
    }
}

/// What was taken for something, or for a fine that is owed. What is on its way back keeps the lot it came from, which
/// the refund itself moves.
fn is_for_something(other: &Account) -> bool {
    matches!(other, Account::Revenue { .. } | Account::Receivable { .. })
}

fn moved(entry: &Entry) -> BTreeMap<(HolderId, FeeCode), Moved> {
    let mut all: BTreeMap<(HolderId, FeeCode), Moved> = BTreeMap::new();
    for (from, to, amount) in entry.moves() {
        if let Some(deposit) = whose(to) {
            let moved = all.entry(deposit).or_default();
            moved.brought += if matches!(from, Account::Bank) { amount.0 } else { 0 };
            moved.given_back += if is_for_something(from) { amount.0 } else { 0 };
            moved.held += if matches!(to, Account::Held { .. }) { amount.0 } else { 0 };
        }
        if let Some(deposit) = whose(from) {
            let moved = all.entry(deposit).or_default();
            moved.used += if is_for_something(to) { amount.0 } else { 0 };
            moved.taken_back += if matches!(to, Account::Bank) { amount.0 } else { 0 };
            moved.held -= if matches!(from, Account::Held { .. }) { amount.0 } else { 0 };
        }
    }
    all
}

/// What the money of a decision rests on, beside what lies ready.
pub(crate) fn guards(unit: Unit, granted: &Granted) -> Unit {
    let unit = moved(&granted.grant.entry).into_iter().fold(unit, |unit, ((holder, fee), moved)| {
        let unit = unit.touches(holder.0);
        if moved.held >= 0 {
            return unit;
        }
        let look = sql::STILL_HELD.with([holder.0.into(), fee.0.into(), (-moved.held).into()]);
        unit.only_if(look, HOLD_MOVED)
    });
    match &granted.grant.bank {
        None | Some(AtBank::Paid { .. }) => unit,
        Some(AtBank::SentBack { payment, of: (holder, fee), amount }) => {
            let lot = [payment.0.into(), holder.0.into(), fee.0.as_str().into(), amount.0.into()];
            unit.only_if(sql::STILL_UNUSED.with(lot), PAYMENT_MOVED).touches(holder.0)
        }
        Some(AtBank::Settled { refund, of: (holder, _), .. }) => {
            unit.only_if(sql::STILL_UNDER_WAY.with([refund.0.into()]), PAYMENT_MOVED).touches(holder.0)
        }
    }
}

/// Writes lots, what is held, and the payment or refund itself.
pub(crate) fn writes(unit: Unit, granted: &Granted) -> Unit {
    let (entry, now) = (granted.grant.transaction.0, granted.moment.now.micros());
    let unit = moved(&granted.grant.entry).into_iter().fold(unit, |unit, ((holder, fee), moved)| {
        let (holder, fee) = (holder.0, fee.0);
        let mut unit = unit;
        if moved.brought > 0 {
            let lot = [entry.into(), holder.into(), fee.as_str().into(), now.into(), moved.brought.into()];
            unit = unit.writes(sql::WRITE_LOT.with(lot));
        }
        if moved.held != 0 {
            let held = [holder.into(), fee.as_str().into(), moved.held.into()];
            unit = unit.writes(sql::MOVE_HELD.with(held));
        }
        if moved.used > 0 {
            let used = [holder.into(), fee.as_str().into(), moved.used.into()];
            unit = unit.writes_any(sql::USE_LOTS.with(used));
        }
        if moved.given_back > 0 {
            let (fee, amount) = (fee.as_str(), moved.given_back);
            let rest = [entry.into(), holder.into(), fee.into(), now.into(), amount.into()];
            unit = unit.writes_any(sql::GIVE_BACK_UNKNOWN.with(rest));
            unit = unit.writes_any(sql::GIVE_BACK_LOTS.with([holder.into(), fee.into(), amount.into()]));
        }
        if moved.taken_back > 0 {
            let reversed = granted.request.answers.get(REVERSES);
            let taken = || [holder.into(), fee.as_str().into(), moved.taken_back.into(), reversed.into()];
            unit = unit.writes_any(sql::USE_OTHER_LOTS.with(taken()));
            unit = unit.writes_any(sql::TAKE_BACK_LOT.with(taken()));
        }
        unit
    });
    at_bank(unit, granted)
}

fn at_bank(unit: Unit, granted: &Granted) -> Unit {
    let (entry, now) = (granted.grant.transaction.0, granted.moment.now.micros());
    let day = granted.moment.today().epoch_days();
    match &granted.grant.bank {
        None => unit,
        Some(AtBank::Paid { bank, reference, account, at }) => {
            let paid_in = granted.grant.entry.moves().next();
            let Some((_, Account::Deposit { holder, fee }, amount)) = paid_in else { return unit };
            unit.writes(sql::WRITE_PAYMENT.with([
                entry.into(),
                bank.as_str().into(),
                reference.as_str().into(),
                account.as_str().into(),
                holder.0.into(),
                fee.0.as_str().into(),
                amount.0.into(),
                at.micros().into(),
                day.into(),
            ]))
            .writes_any(sql::EXPECTATION_MET.with([bank.as_str().into(), reference.as_str().into()]))
        }
        Some(AtBank::SentBack { payment, of: (holder, fee), amount }) => {
            let lot = [payment.0.into(), holder.0.into(), fee.0.as_str().into(), (-amount.0).into()];
            let refund = [entry.into(), payment.0.into(), amount.0.into(), now.into()];
            unit.writes(sql::MOVE_LOT.with(lot)).writes(sql::WRITE_REFUND.with(refund))
        }
        Some(AtBank::Settled { refund, payment, of: (holder, fee), amount, arrived }) => {
            let state = if *arrived { "confirmed" } else { "failed" };
            let settled = [refund.0.into(), state.into(), entry.into(), day.into()];
            let unit = unit.writes(sql::SETTLE_REFUND.with(settled));
            let lot = [payment.0.into(), holder.0.into(), fee.0.as_str().into(), amount.0.into()];
            if *arrived { unit } else { unit.writes(sql::MOVE_LOT.with(lot)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{Halalas, came_back, consume, consume_held, deposit, hold, release, send_back, settle};

    fn of(entry: &Entry) -> Moved {
        moved(entry).into_values().next().unwrap_or_default()
    }

    #[test]
    fn what_comes_in_is_a_lot_and_only_what_leaves_for_good_is_used() {
        let (holder, fee, amount) = (HolderId(7), FeeCode("04".to_owned()), Halalas(5));
        let moved = |brought, used, held| Moved { brought, used, held, ..Moved::default() };
        assert_eq!(of(&deposit(holder, &fee, amount)), moved(5, 0, 0));
        assert_eq!(of(&consume(holder, &fee, amount)), moved(0, 5, 0));
        assert_eq!(of(&hold(holder, &fee, amount)), moved(0, 0, 5));
        assert_eq!(of(&release(holder, &fee, amount)), moved(0, 0, -5));
        assert_eq!(of(&consume_held(holder, &fee, amount)), moved(0, 5, -5));
        assert_eq!(of(&send_back(holder, &fee, amount)), moved(0, 0, 0));
        assert_eq!(of(&came_back(holder, &fee, amount)), moved(0, 0, 0));
        assert_eq!(of(&settle(holder, &fee, amount)), moved(0, 5, 0));
    }

    #[test]
    fn what_is_reversed_is_no_new_lot_and_uses_none() {
        let (holder, fee, amount) = (HolderId(7), FeeCode("04".to_owned()), Halalas(5));
        let given_back = |held| Moved { given_back: 5, held, ..Moved::default() };
        let taken_back = Moved { taken_back: 5, ..Moved::default() };
        assert_eq!(of(&deposit(holder, &fee, amount).reversed()), taken_back);
        assert_eq!(of(&consume(holder, &fee, amount).reversed()), given_back(0));
        assert_eq!(of(&settle(holder, &fee, amount).reversed()), given_back(0));
        assert_eq!(of(&consume_held(holder, &fee, amount).reversed()), given_back(5));
    }
}
