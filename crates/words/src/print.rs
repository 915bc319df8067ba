//! How values are written.

use ledger::Halalas;
use record::Identifier;

use crate::Medium;

/// A whole number with its digits in threes: `20,000`.
pub fn format_number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::from(if n < 0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An amount in riyals, without the unit: `1,150`, or `1,150.50` where there are halalas.
pub fn format_money(amount: Halalas) -> String {
    let (riyals, halalas) = (amount.0 / 100, amount.0.unsigned_abs() % 100);
    let sign = if amount.0 < 0 && riyals == 0 { "-" } else { "" };
    match halalas {
        0 => format_number(riyals),
        halalas => format!("{sign}{}.{halalas:02}", format_number(riyals)),
    }
}

/// A number as a sentence prints it, with so many digits after the point.
pub(crate) fn grouped(value: f64, fraction_digits: usize) -> String {
    let whole = format_number(value.trunc() as i64);
    match fraction_digits {
        0 => whole,
        digits => {
            let plain = format!("{:.digits$}", value.abs());
            format!("{whole}.{}", plain.split_once('.').map(|(_, rest)| rest).unwrap_or_default())
        }
    }
}

/// What of an identifier may be shown: its last four. In a text message a left-to-right mark keeps the
/// asterisks before the digits; on a page the isolate around it does.
pub fn format_masked(identifier: &Identifier, medium: Medium, arabic: bool) -> String {
    let masked = identifier.masked();
    let start = masked.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    match medium {
        Medium::Page => masked,
        Medium::Sms if arabic => format!("\u{200E}****{}", &masked[start..]),
        Medium::Sms => format!("****{}", &masked[start..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_money_have_their_digits_in_threes() {
        for (n, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (-1234567, "-1,234,567")] {
            assert_eq!(format_number(n), text);
        }
        for (halalas, text) in
            [(0, "0"), (115_000, "1,150"), (20_050, "200.50"), (-5, "-0.05"), (-20_005, "-200.05")]
        {
            assert_eq!(format_money(Halalas(halalas)), text);
        }
        assert_eq!(grouped(1200.5, 2), "1,200.50");
    }
}
