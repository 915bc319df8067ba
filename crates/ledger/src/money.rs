//! Amounts of money.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};
use std::str::FromStr;

/// An amount in halalas, the hundredth part of a riyal. Exact; never a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Halalas(pub i64);

impl Halalas {
    /// Nothing.
    pub const ZERO: Halalas = Halalas(0);

    /// So many whole riyals; an amount past all money there is stays at the limit.
    pub const fn riyals(riyals: i64) -> Halalas {
        Halalas(riyals.saturating_mul(100))
    }

    /// Whether something is left.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }
}

/// Why a text is not an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is riyals, with two digits of halalas after a point where needed: 200 or 200.50")]
pub struct MoneyError;

impl FromStr for Halalas {
    type Err = MoneyError;

    /// Reads `200`, `200.5` or `200.50`, with commas between thousands, in Western or Arabic digits.
    fn from_str(text: &str) -> Result<Halalas, MoneyError> {
        let plain: String = text.trim().chars().filter_map(western_digit).collect();
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, plain.as_str()),
        };
        let (riyals, halalas) = digits.split_once('.').unwrap_or((digits, ""));
        if riyals.is_empty()
            || halalas.len() > 2
            || !(riyals.to_owned() + halalas).bytes().all(|b| b.is_ascii_digit())
        {
            return Err(MoneyError);
        }
        let whole: i64 = riyals.parse().map_err(|_| MoneyError)?;
        let rest: i64 = format!("{halalas:0<2}").parse().map_err(|_| MoneyError)?;
        whole.checked_mul(100).and_then(|h| h.checked_add(rest)).map(|h| Halalas(sign * h)).ok_or(MoneyError)
    }
}

fn western_digit(c: char) -> Option<char> {
    match c {
        ',' | '٬' | ' ' => None,
        '٫' => Some('.'),
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        other => Some(other),
    }
}

impl fmt::Display for Halalas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

impl Add for Halalas {
    type Output = Halalas;
    fn add(self, other: Halalas) -> Halalas {
        Halalas(self.0.saturating_add(other.0))
    }
}

impl Sub for Halalas {
    type Output = Halalas;
    fn sub(self, other: Halalas) -> Halalas {
        Halalas(self.0.saturating_sub(other.0))
    }
}

impl Neg for Halalas {
    type Output = Halalas;
    fn neg(self) -> Halalas {
        Halalas(self.0.saturating_neg())
    }
}

impl Mul<i64> for Halalas {
    type Output = Halalas;
    fn mul(self, times: i64) -> Halalas {
        Halalas(self.0.saturating_mul(times))
    }
}

impl Sum for Halalas {
    fn sum<I: Iterator<Item = Halalas>>(amounts: I) -> Halalas {
        amounts.fold(Halalas::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for (text, halalas) in
            [("200", 20_000), ("200.5", 20_050), ("1,150.00", 115_000), ("٢٠٠", 20_000), ("-3.07", -307)]
        {
            assert_eq!(text.parse(), Ok(Halalas(halalas)), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", ".", "1.234", "12x", "1.2.3", "9999999999999999999", "--1"] {
            assert_eq!(text.parse::<Halalas>(), Err(MoneyError), "{text}");
        }
    }

    #[test]
    fn it_prints_with_two_digits() {
        assert_eq!(Halalas(-305).to_string(), "-3.05");
        assert_eq!(Halalas::riyals(650).to_string(), "650.00");
    }
}
