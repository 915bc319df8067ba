//! Reads a date as it is typed into a field.

/// A date as typed: three numbers and the calendar they are meant in. Whether
/// that calendar has such a day is for `calendar` to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedDate {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day, 1 to 31.
    pub day: i8,
    /// Whether the year is Hijri.
    pub hijri: bool,
}

/// Years below this are Hijri: 1700 H falls in 2271, and no document of anyone
/// alive is dated before 1700.
const FIRST_GREGORIAN_YEAR: i16 = 1700;

/// Reads `24/05/2027`, `2027-05-24`, `17/9/1448هـ`, `1448-09-17H`, each also in
/// Arabic-Indic or Persian digits and with direction marks around. `None` for
/// anything else.
pub fn typed_date(text: &str) -> Option<TypedDate> {
    let plain: String = text.chars().filter_map(plain_digit).collect();
    let plain = plain.trim();
    let numbers =
        ["هـ", "ه", "هــ", "H", "h"].iter().find_map(|mark| plain.strip_suffix(mark)).unwrap_or(plain).trim();
    let parts: Vec<&str> = numbers.split(['/', '-', '.']).map(str::trim).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if year.len() != 4 || !digits(year) || !digits(month) || !digits(day) {
        return None;
    }
    let date = TypedDate {
        year: year.parse().ok()?,
        month: month.parse().ok()?,
        day: day.parse().ok()?,
        hijri: year.parse::<i16>().ok()? < FIRST_GREGORIAN_YEAR,
    };
    let real = (1..=12).contains(&date.month) && (1..=31).contains(&date.day);
    real.then_some(date)
}

/// Western digits for the others; direction marks are dropped.
fn plain_digit(c: char) -> Option<char> {
    let from = |zero: char| char::from_digit(u32::from(c) - u32::from(zero), 10);
    match c {
        '٠'..='٩' => from('٠'),
        '۰'..='۹' => from('۰'),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i16, month: i8, day: i8, hijri: bool) -> Option<TypedDate> {
        Some(TypedDate { year, month, day, hijri })
    }

    #[test]
    fn given_either_order_and_either_digits_then_it_is_the_same_day() {
        for text in ["24/05/2027", "2027-05-24", "٢٤/٥/٢٠٢٧", "۲۴/۵/۲۰۲۷", " 24.5.2027 "] {
            assert_eq!(typed_date(text), date(2027, 5, 24, false), "{text}");
        }
    }

    #[test]
    fn given_a_hijri_year_then_it_is_known_as_such_with_or_without_the_mark() {
        for text in ["17/09/1448", "17/9/1448هـ", "1448-09-17H", "\u{200E}١٧/٩/١٤٤٨ هـ"] {
            assert_eq!(typed_date(text), date(1448, 9, 17, true), "{text}");
        }
    }

    #[test]
    fn given_what_is_no_date_then_nothing_is_read() {
        for text in
            ["", "24/05", "24/13/2027", "0/1/2027", "24/05/27", "+1/05/2027", "a/b/2027", "1/2/3/2027"]
        {
            assert_eq!(typed_date(text), None, "{text}");
        }
    }
}
