//! Message ids as operators write them.
//!
//! An id is opaque, yet peers answer in one form and write the receipt in
//! another: hexadecimal and decimal, with zeros added or lost, in another case,
//! with dashes. Numbers are of any size: ids beyond 64 bits are in use.

/// The forms an id may take in a receipt, without repeats, the surest first:
/// as sent; lower case without dashes and leading zeros; the decimal number
/// read as written in hexadecimal; the hexadecimal number written in decimal.
///
/// Look them up in this order and stop at the first that is known: the later
/// a form, the more likely it is another message's id.
#[must_use]
pub fn forms(raw: &str) -> Vec<String> {
    let plain = canonical(raw);
    let mut forms = vec![raw.to_owned(), plain.clone()];
    if !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit()) {
        forms.push(convert(&plain, 10, 16));
    }
    if !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_hexdigit()) {
        forms.push(convert(&plain, 16, 10));
    }
    let mut seen = Vec::with_capacity(forms.len());
    for form in forms {
        if !seen.contains(&form) {
            seen.push(form);
        }
    }
    seen
}

/// Lower case, without spaces, dashes and leading zeros; `0` when nothing else is left of zeros.
#[must_use]
pub fn canonical(raw: &str) -> String {
    let kept: String = raw
        .chars()
        .filter(|c| *c != '-' && !c.is_whitespace() && *c != '\0')
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let trimmed = kept.trim_start_matches('0');
    if trimmed.is_empty() && !kept.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
}

/// A number's digits from one base to another by long division, as ids outgrow every integer type.
/// `digits` are of base `from`; both bases are at most 16.
fn convert(digits: &str, from: u32, to: u32) -> String {
    let mut number: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(from)).collect();
    let mut out = Vec::new();
    while number.iter().any(|d| *d != 0) {
        let mut rest = 0;
        for d in &mut number {
            let value = rest * from + *d;
            *d = value / to;
            rest = value % to;
        }
        out.extend(char::from_digit(rest, to));
    }
    if out.is_empty() {
        out.push('0');
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_answered_in_hexadecimal_is_found_in_a_decimal_receipt() {
        assert!(forms("0000A3F1").contains(&"41969".to_owned()));
        assert!(forms("41969").contains(&"a3f1".to_owned()));
        assert!(forms("000041969").contains(&"a3f1".to_owned()));
    }

    #[test]
    fn an_id_past_64_bits_is_converted_exactly() {
        let wide = forms("ffffffffffffffffffff");
        assert!(wide.contains(&"1208925819614629174706175".to_owned()));
    }

    #[test]
    fn an_id_that_is_no_number_keeps_its_two_forms() {
        assert_eq!(forms("3fb1-xyz"), ["3fb1-xyz", "3fb1xyz"]);
        assert_eq!(forms(""), [""]);
        assert_eq!(canonical("000"), "0");
    }

    proptest! {
        #[test]
        fn conversion_agrees_with_arithmetic(n: u128) {
            prop_assert_eq!(convert(&n.to_string(), 10, 16), format!("{n:x}"));
            prop_assert_eq!(convert(&format!("{n:x}"), 16, 10), n.to_string());
        }

        #[test]
        fn any_id_has_forms_and_the_first_is_itself(raw in "\\PC{0,80}") {
            prop_assert_eq!(&forms(&raw)[0], &raw);
        }
    }
}
