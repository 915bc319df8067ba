//! A bank's file of a day beside our books of that day: what differs. Pure but for the reading of the books.

use crate::payments::PaymentState;
use crate::{Desk, NotDone};
use calendar::Day;
use ledger::Halalas;
use std::collections::BTreeMap;

/// What a line of either side is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Money that came in.
    Payment,
    /// Money that went back.
    Refund,
}

impl Kind {
    /// The kind's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Payment => "payment",
            Kind::Refund => "refund",
        }
    }
}

/// One line of a bank's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub kind: Kind,
    /// The bank's reference of the payment.
    pub reference: String,
    /// How much.
    pub amount: Halalas,
}

/// One difference between the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub kind: Kind,
    /// The bank's reference of the payment.
    pub reference: String,
    /// What differs.
    pub what: What,
}

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The bank has it and we have not.
    MissingHere(Halalas),
    /// We have it and the bank has not.
    MissingThere(Halalas),
    /// The bank's amount, and ours.
    AmountDiffers(Halalas, Halalas),
    /// The bank's file has it so often.
    Doubled(usize),
}

/// A line of a file that cannot be read, by its number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {says}")]
pub struct Unreadable {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub says: &'static str,
}

/// Reads a bank's file: a heading and then `kind,reference,beneficiary,fee,amount` on each line.
///
/// # Errors
/// The first line that cannot be read.
pub fn read(file: &str) -> Result<Vec<Line>, Unreadable> {
    let mut lines = Vec::new();
    for (n, text) in file.lines().enumerate() {
        let wrong = |says| Unreadable { line: n + 1, says };
        let cells: Vec<&str> = text.trim().split(',').map(str::trim).collect();
        if cells == [""] || (n == 0 && cells.first() == Some(&"kind")) {
            continue;
        }
        let [kind, reference, _, _, amount] = cells[..] else {
            return Err(wrong("five columns are needed: kind,reference,beneficiary,fee,amount"));
        };
        let kind = match kind {
            "payment" => Kind::Payment,
            "refund" => Kind::Refund,
            _ => return Err(wrong("the first column is payment or refund")),
        };
        if reference.is_empty() {
            return Err(wrong("the second column is the bank's reference of the payment"));
        }
        let amount: Halalas =
            amount.parse().map_err(|_| wrong("the amount is riyals with two digits of halalas: 200.00"))?;
        lines.push(Line { kind, reference: reference.to_owned(), amount });
    }
    Ok(lines)
}

/// What differs between the bank's lines and ours, by kind and reference.
pub fn differences(theirs: &[Line], ours: &[Line]) -> Vec<Difference> {
    let by = |lines: &[Line]| {
        let mut known: BTreeMap<(Kind, String), Vec<Halalas>> = BTreeMap::new();
        for line in lines {
            known.entry((line.kind, line.reference.clone())).or_default().push(line.amount);
        }
        known
    };
    let (theirs, ours) = (by(theirs), by(ours));
    let mut found = Vec::new();
    let mut tell = |(kind, reference): &(Kind, String), what| {
        found.push(Difference { kind: *kind, reference: reference.clone(), what });
    };
    for (key, amounts) in &theirs {
        if amounts.len() > 1 {
            tell(key, What::Doubled(amounts.len()));
        }
        match ours.get(key) {
            None => tell(key, What::MissingHere(amounts[0])),
            Some(known) if known[0] != amounts[0] => tell(key, What::AmountDiffers(amounts[0], known[0])),
            Some(_) => {}
        }
    }
    for (key, amounts) in ours.iter().filter(|(key, _)| !theirs.contains_key(key)) {
        tell(key, What::MissingThere(amounts[0]));
    }
    found
}

impl Desk {
    /// What differs between a bank's file of a day and our books of that day.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reconcile(&self, bank: &str, day: Day, theirs: &[Line]) -> Result<Vec<Difference>, NotDone> {
        let (payments, refunds) = self.bank_day(bank, day).await?;
        let came = payments.into_iter().map(|PaymentState { told, .. }| Line {
            kind: Kind::Payment,
            reference: told.reference,
            amount: told.amount,
        });
        let went =
            refunds.into_iter().map(|(reference, amount)| Line { kind: Kind::Refund, reference, amount });
        Ok(differences(theirs, &came.chain(went).collect::<Vec<_>>()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn line(kind: Kind, reference: &str, riyals: i64) -> Line {
        Line { kind, reference: reference.to_owned(), amount: Halalas::riyals(riyals) }
    }

    #[test]
    fn a_file_is_read_line_by_line_and_the_first_wrong_one_is_named() {
        let head = "kind,reference,beneficiary,fee,amount\n";
        let file = format!("{head}payment,P1,1000000008,04,200.00\n\nrefund,P1,1000000008,04,50.00\n");
        assert_eq!(read(&file), Ok(vec![line(Kind::Payment, "P1", 200), line(Kind::Refund, "P1", 50)]));
        for wrong in ["payment,P1,1,04", "gift,P1,1,04,5", "payment,,1,04,5", "payment,P1,1,04,much"] {
            assert_eq!(read(&format!("{head}{wrong}\n")).unwrap_err().line, 2, "{wrong}");
        }
    }

    #[test]
    fn what_agrees_is_passed_over_and_each_way_to_differ_is_told() {
        let ours = [
            line(Kind::Payment, "same", 1),
            line(Kind::Payment, "other", 2),
            line(Kind::Payment, "here", 3),
            line(Kind::Refund, "same", 1),
        ];
        let theirs = [
            line(Kind::Payment, "same", 1),
            line(Kind::Payment, "other", 5),
            line(Kind::Payment, "there", 4),
            line(Kind::Payment, "there", 4),
        ];
        let found: Vec<(String, What)> =
            differences(&theirs, &ours).into_iter().map(|found| (found.reference, found.what)).collect();
        let riyals = Halalas::riyals;
        assert_eq!(
            found,
            [
                ("other".to_owned(), What::AmountDiffers(riyals(5), riyals(2))),
                ("there".to_owned(), What::Doubled(2)),
                ("there".to_owned(), What::MissingHere(riyals(4))),
                ("here".to_owned(), What::MissingThere(riyals(3))),
                ("same".to_owned(), What::MissingThere(riyals(1))),
            ]
        );
        assert_eq!(differences(&ours, &ours), []);
    }
}
