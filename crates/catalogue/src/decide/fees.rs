//! What it costs, and whether it lies ready.

use super::view::View;
use crate::{Fee, FeeTaken, Refusal, Tariff};
use ledger::{Entry, FeeCode, Halalas, HolderId, consume, settle};
use record::{Fact, Facts, Fine, FineKind, Ids};

/// A fee or fine that is due.
pub(super) struct Due<'a> {
    pub fee: &'a Fee,
    pub taken: FeeTaken,
    pub fine: Option<FineKind>,
}

/// Every fee and fine due for this request, in the order of the service file.
pub(super) fn due<'a>(view: &'a View<'a>) -> Vec<Due<'a>> {
    view.in_force(&view.service.fees, |fee| (&fee.in_force, &fee.only_when))
        .map(|fee| Due {
            fee,
            taken: FeeTaken {
                id: fee.id.clone(),
                code: fee.code.clone(),
                payer: view.who(fee.paid_by).id(),
                amount: amount(view, fee),
            },
            fine: fee.fine,
        })
        .filter(|due| due.taken.amount.is_positive())
        .collect()
}

fn amount(view: &View, fee: &Fee) -> Halalas {
    let months = i64::from(view.months_asked());
    match &fee.tariff {
        Tariff::Flat(amount) => *amount,
        Tariff::Stepped { first, first_months, then } => {
            *first + *then * (months - i64::from(*first_months)).max(0)
        }
        Tariff::EachMonth(amount) => *amount * months,
        // Halalas are exact: a yearly fee that twelve does not divide is refused when the file is read.
        Tariff::Yearly(amount) => Halalas(amount.0 * months / 12),
        Tariff::Owed(block) => view.who(fee.paid_by).owed(*block, view.today),
        Tariff::ByTies { tie, steps } => {
            let had = view.subject().ties.iter().filter(|known| known.kind == *tie).count();
            steps.get(had.saturating_sub(1)).or(steps.last()).copied().unwrap_or(Halalas::ZERO)
        }
        Tariff::Ladder(steps) => {
            let before = fee.fine.map_or(0, |kind| view.subject().fines_of(kind));
            steps.get(before).or(steps.last()).copied().unwrap_or(Halalas::ZERO)
        }
    }
}

/// A reason for each fee that does not lie ready. Fees under one code and payer draw on the same deposit, in order.
pub(super) fn not_deposited(view: &View, dues: &[Due]) -> Vec<Refusal> {
    let mut reasons = Vec::new();
    for (i, due) in dues.iter().enumerate() {
        let same = |other: &&Due| other.taken.code == due.taken.code && other.taken.payer == due.taken.payer;
        let before: Halalas = dues[..i].iter().filter(same).map(|other| other.taken.amount).sum();
        let lies_ready = view.who(due.fee.paid_by).deposited(&due.taken.code);
        let held = Halalas((lies_ready - before).0.max(0));
        if held >= due.taken.amount {
            continue;
        }
        let facts = short_of(&due.taken.code, due.taken.amount, held);
        reasons.push(Refusal {
            condition: due.taken.id.clone(),
            says: due.fee.refuse.clone(),
            facts,
            cure: None,
            rule: due.fee.in_force.rule.clone(),
        });
    }
    reasons
}

/// What is said of a deposit that is too small.
pub(super) fn short_of(code: &FeeCode, needed: Halalas, held: Halalas) -> Facts {
    Facts::new()
        .with("needed", Fact::Money(needed))
        .with("held", Fact::Money(held))
        .with("short", Fact::Money(needed - held))
        .with("fee", Fact::Word(format!("fee-{code}")))
}

/// The money that moves.
pub(super) fn entry(dues: &[Due]) -> Entry {
    dues.iter().fold(Entry::empty(), |entry, due| {
        let (payer, taken) = (HolderId(due.taken.payer.0), &due.taken);
        entry.and(match due.fee.tariff {
            Tariff::Owed(_) => settle(payer, &taken.code, taken.amount),
            _ => consume(payer, &taken.code, taken.amount),
        })
    })
}

/// The fines to note on the subject's account.
pub(super) fn fines(view: &View, dues: &[Due], ids: &mut Ids) -> Vec<Fine> {
    dues.iter()
        .filter_map(|due| due.fine.map(|kind| (due, kind)))
        .map(|(due, kind)| Fine {
            id: ids.fresh(),
            party: view.subject().id(),
            kind,
            amount: due.taken.amount,
            on: view.today,
        })
        .collect()
}
