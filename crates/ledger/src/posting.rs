//! Entries: postings that cancel out.

use crate::{Account, FeeCode, Halalas, HolderId};
use serde::{Deserialize, Serialize};

/// One line of an entry: what an account gains (or, below zero, gives).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// The account.
    #[serde(flatten)]
    pub account: Account,
    /// What it gains.
    pub amount: Halalas,
}

/// The postings of one transaction. They always sum to zero: there is no other way to make one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Entry(Vec<Posting>);

impl Entry {
    /// No money moves.
    pub fn empty() -> Entry {
        Entry::default()
    }

    /// Moves `amount` from one account to another, beside what the entry already moves.
    pub fn and_move(mut self, from: Account, to: Account, amount: Halalas) -> Entry {
        if amount.is_positive() {
            self.0.push(Posting { account: from, amount: -amount });
            self.0.push(Posting { account: to, amount });
        }
        self
    }

    /// Everything both entries move.
    pub fn and(mut self, other: Entry) -> Entry {
        self.0.extend(other.0);
        self
    }

    /// An entry from its lines, as the books have it; nothing where they do not add up to zero.
    pub fn of(postings: Vec<Posting>) -> Option<Entry> {
        let entry = Entry(postings);
        (entry.sum() == Halalas::ZERO).then_some(entry)
    }

    /// Everything this entry moves, moved back.
    pub fn reversed(&self) -> Entry {
        let moves = self.moves().map(|(from, to, amount)| (to.clone(), from.clone(), amount));
        moves.fold(Entry::empty(), |entry, (from, to, amount)| entry.and_move(from, to, amount))
    }

    /// The lines.
    pub fn postings(&self) -> &[Posting] {
        &self.0
    }

    /// From where, to where and how much, one by one: an entry is made of nothing else.
    pub fn moves(&self) -> impl Iterator<Item = (&Account, &Account, Halalas)> {
        self.0.chunks_exact(2).map(|pair| (&pair[0].account, &pair[1].account, pair[1].amount))
    }

    /// What the lines add up to; anything but zero is a mistake of the program or of a hand in the books.
    pub fn sum(&self) -> Halalas {
        self.0.iter().map(|posting| posting.amount).sum()
    }

    /// What the holders' deposits give in this entry.
    pub fn taken_from_deposits(&self) -> Halalas {
        self.0
            .iter()
            .filter(|p| matches!(p.account, Account::Deposit { .. }) && p.amount < Halalas::ZERO)
            .map(|p| -p.amount)
            .sum()
    }
}

/// A payment arrives at the bank and lies ready for `holder`.
pub fn deposit(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(Account::Bank, Account::Deposit { holder, fee: fee.clone() }, amount)
}

/// A transaction uses what lay ready. Final.
pub fn consume(holder: HolderId, fee: &FeeCode, amount: Halalas) -> Entry {
    Entry::empty().and_move(
        Account::Deposit { holder, fee: fee.clone() },
        Account::Revenue { fee: fee.clone() },
        amount,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_paid_in_and_used_leaves_nothing_and_sums_to_zero() {
        let (holder, fee) = (HolderId(7), FeeCode("04".to_owned()));
        let both =
            deposit(holder, &fee, Halalas::riyals(200)).and(consume(holder, &fee, Halalas::riyals(200)));

        assert_eq!(both.sum(), Halalas::ZERO);
        assert_eq!(both.taken_from_deposits(), Halalas::riyals(200));
    }

    #[test]
    fn what_is_moved_back_leaves_everything_as_it_was() {
        let (holder, fee) = (HolderId(7), FeeCode("04".to_owned()));
        let used = consume(holder, &fee, Halalas::riyals(200));

        assert_eq!(used.reversed().reversed(), used);
        assert_eq!(used.reversed().taken_from_deposits(), Halalas::ZERO);
        assert!(Entry::of(used.postings()[..1].to_vec()).is_none(), "half an entry is none");
    }

    #[test]
    fn moving_nothing_writes_nothing() {
        assert_eq!(Entry::empty().and_move(Account::Bank, Account::Bank, Halalas::ZERO).postings(), &[]);
    }
}
