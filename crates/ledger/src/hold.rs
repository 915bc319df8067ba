//! Money that is neither ready nor spent: held for a case, or on its way back.

use crate::{Account, Entry, FeeCode, Halalas, HolderId};

fn ready(holder: HolderId, fee: &FeeCode) -> Account {
    Account::Deposit { holder, fee: fee.clone() }
}

fn held(holder: HolderId, fee: &FeeCode) -> Account {
    Account::Held { holder, fee: fee.clone() }
}

fn returning(holder: HolderId, fee: &FeeCode) -> Account {
    Account::Returning { holder, fee: fee.clone() }
}

/// What lies ready is set aside: nothing else can be paid with it.
pub fn hold(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(ready(holder, fee), held(holder, fee), amount)
}

/// What was set aside is needed no more and lies ready again.
pub fn release(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(held(holder, fee), ready(holder, fee), amount)
}

/// What was set aside is used. Final.
pub fn consume_held(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(held(holder, fee), Account::Revenue { fee: fee.clone() }, amount)
}

/// What lies unused starts on its way back to the account that paid it: nothing can be paid with it meanwhile.
pub fn send_back(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(ready(holder, fee), returning(holder, fee), amount)
}

/// The bank has paid it back. Final.
pub fn paid_back(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(returning(holder, fee), Account::Bank, amount)
}

/// The bank could not pay it back: it lies ready again.
pub fn came_back(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(returning(holder, fee), ready(holder, fee), amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deposit;
    use std::collections::BTreeMap;

    fn balances(entries: &[Entry]) -> BTreeMap<String, i64> {
        let mut sums = BTreeMap::new();
        for posting in entries.iter().flat_map(Entry::postings) {
            *sums.entry(posting.account.key()).or_insert(0) += posting.amount.0;
        }
        sums.retain(|_, sum| *sum != 0);
        sums
    }

    #[test]
    fn what_is_held_is_used_once_or_lies_ready_again() {
        let (holder, fee, amount) = (HolderId(7), FeeCode("04".to_owned()), Halalas::riyals(200));
        let begun = [deposit(holder, &fee, amount), hold(holder, &fee, amount)];

        let used = balances(&[&begun[..], &[consume_held(holder, &fee, amount)]].concat());
        let released = balances(&[&begun[..], &[release(holder, &fee, amount)]].concat());

        assert_eq!(used, [("bank".to_owned(), -20_000), ("revenue:04".to_owned(), 20_000)].into());
        assert_eq!(released, [("bank".to_owned(), -20_000), ("deposit:7:04".to_owned(), 20_000)].into());
    }

    #[test]
    fn what_is_paid_back_leaves_nothing_behind_and_what_comes_back_lies_ready() {
        let (holder, fee, amount) = (HolderId(7), FeeCode("04".to_owned()), Halalas::riyals(200));
        let begun = [deposit(holder, &fee, amount), send_back(holder, &fee, amount)];

        let gone = balances(&[&begun[..], &[paid_back(holder, &fee, amount)]].concat());
        let back = balances(&[&begun[..], &[came_back(holder, &fee, amount)]].concat());

        assert_eq!(gone, BTreeMap::new());
        assert_eq!(back, [("bank".to_owned(), -20_000), ("deposit:7:04".to_owned(), 20_000)].into());
    }

    #[test]
    fn an_entry_tells_from_where_to_where_each_amount_moved() {
        let (holder, fee) = (HolderId(7), FeeCode("04".to_owned()));
        let entry = deposit(holder, &fee, Halalas(5)).and(hold(holder, &fee, Halalas(3)));

        let moves: Vec<_> =
            entry.moves().map(|(from, to, amount)| (from.key(), to.key(), amount.0)).collect();

        assert_eq!(
            moves,
            [
                ("bank".to_owned(), "deposit:7:04".to_owned(), 5),
                ("deposit:7:04".to_owned(), "held:7:04".to_owned(), 3)
            ]
        );
    }
}
