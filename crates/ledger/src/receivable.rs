//! Fines that are owed before they are paid.

use crate::{Account, Entry, FeeCode, Halalas, HolderId};

/// A fine falls due: `holder` owes it from now on.
pub fn charge(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(
        Account::Receivable { holder, fee: fee.clone() },
        Account::Revenue { fee: fee.clone() },
        amount,
    )
}

/// What is owed is paid from what lay ready.
pub fn settle(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(
        Account::Deposit { holder, fee: fee.clone() },
        Account::Receivable { holder, fee: fee.clone() },
        amount,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deposit;
    use std::collections::BTreeMap;

    #[test]
    fn a_fine_charged_and_settled_is_revenue_once_and_owed_no_more() {
        let (holder, fee) = (HolderId(7), FeeCode("54".to_owned()));
        let thousand = Halalas::riyals(1_000);
        let all = charge(holder, &fee, thousand)
            .and(deposit(holder, &fee, thousand))
            .and(settle(holder, &fee, thousand));

        let mut balances: BTreeMap<String, i64> = BTreeMap::new();
        for posting in all.postings() {
            *balances.entry(posting.account.key()).or_default() += posting.amount.0;
        }
        assert_eq!(all.sum(), Halalas::ZERO);
        assert_eq!(balances["receivable:7:54"], 0);
        assert_eq!(balances["deposit:7:54"], 0);
        assert_eq!(balances["revenue:54"], thousand.0);
    }
}
