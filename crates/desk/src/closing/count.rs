//! What entries with money come to: by counter, service, code and what became of it. Pure.

use crate::correct::REVERSE;
use crate::proof_money::taken;
use crate::unit_of::Recorded;
use calendar::Day;
use catalogue::ServiceId;
use ledger::{Account, Entry, FeeCode, Halalas};
use record::Reference;
use std::collections::{BTreeMap, BTreeSet};

/// One entry of the journal that moved money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The row.
    pub id: i64,
    /// What people call it by.
    pub reference: Reference,
    /// The service.
    pub service: ServiceId,
    /// The counter it was written at, if the officer sat at one.
    pub counter: Option<i64>,
    /// The day it was written.
    pub day: Day,
    /// The decision.
    pub recorded: Recorded,
    /// The money.
    pub money: Entry,
}

/// What became of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Became {
    /// It was paid in.
    PaidIn,
    /// It was used: a fee, or a fine that was owed.
    Consumed,
    /// It was set aside for a case.
    Held,
    /// It was set aside and lies ready again.
    Released,
    /// It started on its way back to the account that paid.
    Refunded,
    /// A fine fell due.
    Charged,
    /// It was used, and was given back by a reversal.
    Reversed,
    /// It was paid in, and was taken out by a reversal.
    TakenBack,
}

impl Became {
    /// All there are.
    pub const ALL: [Became; 8] = [
        Became::PaidIn,
        Became::Consumed,
        Became::Held,
        Became::Released,
        Became::Refunded,
        Became::Charged,
        Became::Reversed,
        Became::TakenBack,
    ];

    /// Its one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Became::PaidIn => "paid-in",
            Became::Consumed => "consumed",
            Became::Held => "held",
            Became::Released => "released",
            Became::Refunded => "refunded",
            Became::Charged => "charged",
            Became::Reversed => "reversed",
            Became::TakenBack => "taken-back",
        }
    }
}

/// One line of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLine {
    /// The counter; none where the officer sat at none.
    pub counter: Option<i64>,
    /// The service.
    pub service: ServiceId,
    /// The code.
    pub fee: FeeCode,
    /// What became of the money.
    pub became: Became,
    /// In how many transactions.
    pub transactions: usize,
    /// How much.
    pub amount: Halalas,
}

/// A transaction whose decision took something else than the books say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayDifference {
    /// The transaction.
    pub reference: Reference,
    /// The code.
    pub fee: FeeCode,
    /// What its decision took.
    pub taken: Halalas,
    /// What the books say that it used.
    pub booked: Halalas,
}

/// What entries come to, in the order of counters.
pub fn lines(entries: &[Counted]) -> Vec<DayLine> {
    type Key = (Option<i64>, String, FeeCode, Became);
    let mut sums: BTreeMap<Key, (BTreeSet<i64>, Halalas)> = BTreeMap::new();
    for entry in entries {
        let reverses = entry.service.0 == REVERSE;
        for (from, to, amount) in entry.money.moves() {
            let Some((became, fee)) = became(from, to, reverses) else { continue };
            let key = (entry.counter, entry.service.0.clone(), fee.clone(), became);
            let sum = sums.entry(key).or_default();
            sum.0.insert(entry.id);
            sum.1 = sum.1 + amount;
        }
    }
    let line = |((counter, service, fee, became), (ids, amount)): (Key, (BTreeSet<i64>, Halalas))| DayLine {
        counter,
        service: ServiceId(service),
        fee,
        became,
        transactions: ids.len(),
        amount,
    };
    sums.into_iter().map(line).collect()
}

/// What a move was, and under which code; nothing where only a bank's word moves it, which no counter does.
fn became<'a>(from: &'a Account, to: &'a Account, reverses: bool) -> Option<(Became, &'a FeeCode)> {
    use Account::{Bank, Deposit, Held, Receivable, Returning, Revenue};
    let became = match (from, to) {
        (Bank, Deposit { .. }) => Became::PaidIn,
        (Deposit { .. }, Bank) => Became::TakenBack,
        (Deposit { .. } | Held { .. }, Revenue { .. } | Receivable { .. }) => Became::Consumed,
        (Revenue { .. } | Receivable { .. }, Deposit { .. } | Held { .. }) => Became::Reversed,
        (Revenue { .. }, Receivable { .. }) if reverses => Became::Reversed,
        (Receivable { .. }, Revenue { .. }) => Became::Charged,
        (Deposit { .. }, Held { .. }) => Became::Held,
        (Held { .. }, Deposit { .. }) => Became::Released,
        (Deposit { .. }, Returning { .. }) => Became::Refunded,
        _ => return None,
    };
    let code = |account: &'a Account| match account {
        Bank => None,
        Deposit { fee, .. }
        | Held { fee, .. }
        | Returning { fee, .. }
        | Receivable { fee, .. }
        | Revenue { fee } => Some(fee),
    };
    code(from).or(code(to)).map(|fee| (became, fee))
}

/// Where decisions and books tell different stories. What a reversal gives back was taken by what it names.
pub fn differences(entries: &[Counted]) -> Vec<DayDifference> {
    let mut found = Vec::new();
    for entry in entries.iter().filter(|entry| entry.service.0 != REVERSE) {
        let mut both: BTreeMap<String, (i64, i64)> = BTreeMap::new();
        for (fee, amount) in taken(&entry.recorded) {
            both.entry(fee).or_default().0 += amount;
        }
        for posting in entry.money.postings() {
            if let Account::Revenue { fee } | Account::Receivable { fee, .. } = &posting.account {
                both.entry(fee.0.clone()).or_default().1 += posting.amount.0;
            }
        }
        let differ = both.into_iter().filter(|(_, (taken, booked))| taken != booked);
        found.extend(differ.map(|(fee, (taken, booked))| DayDifference {
            reference: entry.reference.clone(),
            fee: FeeCode(fee),
            taken: Halalas(taken),
            booked: Halalas(booked),
        }));
    }
    found
}
