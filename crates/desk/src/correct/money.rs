//! The money of a transaction that may be reversed, and what stands in the way of moving it back.

use super::reverse::because;
use crate::replay::Register;
use crate::rows::Cells;
use crate::sql::{journal, payments};
use catalogue::{Refusal, Service, ServiceId};
use ledger::{Account, Entry, FeeCode, Halalas, HolderId, Posting};
use record::{Fact, Facts, PartyId};
use std::collections::BTreeMap;
use store::{Fault, Row, Store};

/// What is held for whom under which code.
pub type Held = BTreeMap<(HolderId, FeeCode), Halalas>;

pub(super) fn posting(row: &Row) -> Result<Posting, Fault> {
    let mut cells = Cells::of(row, journal::POSTINGS_OF.name);
    let account = Account::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
    Ok(Posting { account, amount: Halalas(cells.int()?) })
}

/// Whose money an entry moves.
pub(super) fn holders(entry: &Entry) -> impl Iterator<Item = PartyId> {
    entry.postings().iter().filter_map(|posting| match &posting.account {
        Account::Deposit { holder, .. }
        | Account::Held { holder, .. }
        | Account::Returning { holder, .. }
        | Account::Receivable { holder, .. } => Some(PartyId(holder.0)),
        Account::Bank | Account::Revenue { .. } => None,
    })
}

/// What is held now for those whose money an entry moves.
pub(super) async fn held(store: &Store, entry: &Entry) -> Result<Held, Fault> {
    let mut of: Vec<PartyId> = holders(entry).collect();
    of.sort();
    of.dedup();
    let statements = of.iter().map(|party| payments::BALANCES.with([party.0.into()])).collect();
    let mut held = Held::new();
    for (party, rows) in of.into_iter().zip(store.read(statements).await?) {
        for row in &rows {
            let key = (HolderId(party.0), FeeCode(row.text(0)?.to_owned()));
            held.insert(key, Halalas(row.int(2)?));
        }
    }
    Ok(held)
}

/// What a bank was told of is settled with the bank: why it is not reversed, and what is done instead.
pub(super) fn at_bank(service: &Service) -> Option<Refusal> {
    let gives_back = service.id.0 == "fees.refund" || service.id.0 == "fees.settle-refund";
    let says = if gives_back { "correct-bank-refund" } else { "correct-bank-payment" };
    let cure = (!gives_back).then(|| ServiceId("fees.refund".to_owned()));
    service.is_with_banks().then(|| Refusal { cure, ..*because(says, Facts::new()) })
}

/// What moving money back would take from where it no longer lies: ready for somebody, or held for a case.
pub(super) fn short(back: &Entry, register: &Register, held: &Held) -> Vec<Refusal> {
    let mut moved: BTreeMap<&Account, Halalas> = BTreeMap::new();
    for posting in back.postings() {
        let sum = moved.entry(&posting.account).or_insert(Halalas::ZERO);
        *sum = *sum + posting.amount;
    }
    let short = moved.into_iter().filter_map(|(account, moved)| {
        let (lies, fee, says) = match account {
            Account::Deposit { holder, fee } => {
                let ready = register.get(&PartyId(holder.0)).map(|dossier| dossier.deposited(fee));
                (ready.unwrap_or(Halalas::ZERO), fee, "correct-money-used")
            }
            Account::Held { holder, fee } => {
                let aside = held.get(&(*holder, fee.clone())).copied();
                (aside.unwrap_or(Halalas::ZERO), fee, "correct-hold-ended")
            }
            _ => return None,
        };
        let left = lies + moved;
        let facts = || {
            let facts = Facts::new().with("fee", Fact::Word(format!("fee-{fee}")));
            facts.with("short", Fact::Money(-left))
        };
        (left < Halalas::ZERO).then(|| *because(says, facts()))
    });
    short.collect()
}
