//! Where money lies.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Whoever the money was paid in for. The ledger does not know who that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HolderId(pub i64);

/// The code under which a fee is paid, as the biller lists it: `03`, `04`, `54`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FeeCode(pub String);

impl fmt::Display for FeeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One side of an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "account")]
pub enum Account {
    /// The banks that take the payments.
    Bank,
    /// What lies ready for a holder under a fee code. Never below zero.
    Deposit {
        /// For whom it lies there.
        holder: HolderId,
        /// What it may be used for.
        fee: FeeCode,
    },
    /// What is set aside for a case that is not decided yet. Never below zero.
    Held {
        /// For whom it was paid in.
        holder: HolderId,
        /// What it may be used for.
        fee: FeeCode,
    },
    /// What is on its way back to the account that paid it. Never below zero.
    Returning {
        /// For whom it was paid in.
        holder: HolderId,
        /// What it could have been used for.
        fee: FeeCode,
    },
    /// What has been consumed under a fee code.
    Revenue {
        /// The fee code.
        fee: FeeCode,
    },
    /// What a holder owes under a fee code: below zero until it is settled.
    Receivable {
        /// Who owes it.
        holder: HolderId,
        /// What it is owed under.
        fee: FeeCode,
    },
}

impl Account {
    /// The account's name in the books: `bank`, `deposit:7:04`, `revenue:04`, `receivable:7:54`.
    pub fn key(&self) -> String {
        match self {
            Account::Bank => "bank".to_owned(),
            Account::Deposit { holder, fee } => format!("deposit:{}:{fee}", holder.0),
            Account::Held { holder, fee } => format!("held:{}:{fee}", holder.0),
            Account::Returning { holder, fee } => format!("returning:{}:{fee}", holder.0),
            Account::Revenue { fee } => format!("revenue:{fee}"),
            Account::Receivable { holder, fee } => format!("receivable:{}:{fee}", holder.0),
        }
    }

    /// The account of a name in the books; nothing where it names none.
    pub fn parse(key: &str) -> Option<Account> {
        let code = |fee: &str| Some(FeeCode(fee.to_owned())).filter(|code| !code.0.is_empty());
        match key.split_once(':') {
            None => (key == "bank").then_some(Account::Bank),
            Some(("revenue", fee)) => Some(Account::Revenue { fee: code(fee)? }),
            Some((kind, rest)) => {
                let (holder, fee) = rest.split_once(':')?;
                let (holder, fee) = (HolderId(holder.parse().ok()?), code(fee)?);
                match kind {
                    "deposit" => Some(Account::Deposit { holder, fee }),
                    "held" => Some(Account::Held { holder, fee }),
                    "returning" => Some(Account::Returning { holder, fee }),
                    "receivable" => Some(Account::Receivable { holder, fee }),
                    _ => None,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_account_is_found_again_by_its_name() {
        let (holder, fee) = (HolderId(7), FeeCode("04".to_owned()));
        let all = [
            Account::Bank,
            Account::Deposit { holder, fee: fee.clone() },
            Account::Held { holder, fee: fee.clone() },
            Account::Returning { holder, fee: fee.clone() },
            Account::Revenue { fee: fee.clone() },
            Account::Receivable { holder, fee },
        ];
        for account in all {
            assert_eq!(Account::parse(&account.key()), Some(account));
        }
        for key in ["", "banks", "deposit", "deposit:7", "deposit:x:04", "revenue:", "till:7:04"] {
            assert_eq!(Account::parse(key), None, "{key}");
        }
    }
}
