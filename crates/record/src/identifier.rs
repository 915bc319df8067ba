//! Identifiers: typed, checked, and never printed whole by accident.

use crate::digits::western_compact;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Why a text is not the identifier it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// Nothing was given.
    #[error("write an identifier")]
    Empty,
    /// Digits, but not ten.
    #[error("an ID has ten digits; this has {}", counted_in_english(*.0))]
    NotTenDigits(usize),
    /// Ten digits, of which one must be mistyped.
    #[error("one of the digits is mistyped: check the number against the card")]
    Mistyped,
    /// Ten digits with a first one that no identifier has.
    #[error(
        "no ID begins with {0}: 1 is a citizen's, 2 a resident's, 3 or 4 a border number, 7 an establishment's"
    )]
    UnknownFirstDigit(char),
    /// Of another kind than is asked for.
    #[error("this is not a number of that kind")]
    OtherKind,
    /// Neither ten digits nor a passport number.
    #[error("write ten digits, or a passport number of 5 to 12 letters and digits")]
    NotAnIdentifier,
}

impl IdentifierError {
    /// A name that does not change.
    pub const fn code(&self) -> &'static str {
        match self {
            IdentifierError::Empty => "identifier-empty",
            IdentifierError::NotTenDigits(_) => "not-ten-digits",
            IdentifierError::Mistyped => "mistyped",
            IdentifierError::UnknownFirstDigit(_) => "unknown-first-digit",
            IdentifierError::OtherKind => "other-kind",
            IdentifierError::NotAnIdentifier => "not-an-identifier",
        }
    }

    /// The same in Arabic.
    pub fn arabic(&self) -> String {
        match self {
            IdentifierError::Empty => "اكتب رقم الهوية".to_owned(),
            IdentifierError::NotTenDigits(has) => format!("رقم الهوية عشرة أرقام، وهذا {}.", counted(*has)),
            IdentifierError::Mistyped => "في الرقم خطأ في الكتابة: قارنه بالبطاقة.".to_owned(),
            IdentifierError::UnknownFirstDigit(first) => {
                format!("لا يبدأ رقم هوية بالرقم {first}: 1 للمواطن، 2 للمقيم، 3 أو 4 لرقم الحدود، 7 للمنشأة.")
            }
            IdentifierError::OtherKind => "هذا الرقم من نوع آخر.".to_owned(),
            IdentifierError::NotAnIdentifier => {
                "اكتب عشرة أرقام، أو رقم جواز من 5 إلى 12 حرفاً ورقماً.".to_owned()
            }
        }
    }
}

fn counted_in_english(digits: usize) -> String {
    const FEW: [&str; 11] =
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    FEW.get(digits).map_or_else(|| digits.to_string(), |word| (*word).to_owned())
}

/// A count of digits in Arabic; above ten the last two digits decide the form.
fn counted(digits: usize) -> String {
    const FEW: [&str; 11] =
        ["", "رقم واحد", "رقمان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"];
    match FEW.get(digits) {
        Some(word) if digits > 0 => (*word).to_owned(),
        _ => match digits % 100 {
            3..=10 => format!("{digits} أرقام"),
            11..=99 => format!("{digits} رقماً"),
            _ => format!("{digits} رقم"),
        },
    }
}

/// Whether ten digits pass the Luhn check (the first, third, … are doubled).
fn passes_luhn(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .enumerate()
        .map(|(i, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            match (i % 2, digit * 2) {
                (0, doubled) if doubled > 9 => doubled - 9,
                (0, doubled) => doubled,
                _ => digit,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Nine digits with the tenth that makes them pass the Luhn check. For synthetic people.
pub fn luhn_complete(nine: &str) -> String {
    (0..10).map(|last| format!("{nine}{last}")).find(|number| passes_luhn(number)).unwrap_or_default()
}

fn ten_digits(text: &str, first: &[char], luhn: bool) -> Result<String, IdentifierError> {
    let number = western_compact(text);
    if number.is_empty() {
        return Err(IdentifierError::Empty);
    }
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(IdentifierError::NotAnIdentifier);
    }
    if number.len() != 10 {
        return Err(IdentifierError::NotTenDigits(number.len()));
    }
    if !number.starts_with(first) {
        return Err(IdentifierError::OtherKind);
    }
    if luhn && !passes_luhn(&number) {
        return Err(IdentifierError::Mistyped);
    }
    Ok(number)
}

fn passport(text: &str) -> Result<String, IdentifierError> {
    let number = western_compact(text).to_ascii_uppercase();
    let fits = (5..=12).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
    let has_digit = number.bytes().any(|b| b.is_ascii_digit());
    if fits && has_digit { Ok(number) } else { Err(IdentifierError::NotAnIdentifier) }
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident: $read:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Reads one as people type it: Arabic and Persian digits, spaces and dashes are forgiven.
            ///
            /// # Errors
            /// What is wrong with it and how to mend it.
            pub fn parse(text: &str) -> Result<$name, IdentifierError> {
                let read: fn(&str) -> Result<String, IdentifierError> = $read;
                read(text).map($name)
            }

            /// The number, whole.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), masked(&self.0))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                $name::parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
            }
        }
    )*};
}

numbers! {
    /// A citizen's number: ten digits, the first a 1, Luhn-checked.
    NationalId: |text| ten_digits(text, &['1'], true);
    /// A resident's number: ten digits, the first a 2, Luhn-checked.
    IqamaNumber: |text| ten_digits(text, &['2'], true);
    /// Given at the first entry on a new visa: ten digits, the first a 3 or 4. No check digit is known.
    BorderNumber: |text| ten_digits(text, &['3', '4'], false);
    /// An establishment's number: ten digits, the first a 7. No check digit is known.
    EstablishmentNumber: |text| ten_digits(text, &['7'], false);
    /// A passport's number: 5 to 12 letters and digits.
    PassportNumber: passport;
}

/// All but the last four characters as asterisks; of a short passport number, at least half of it.
fn masked(number: &str) -> String {
    let hidden = number.len().saturating_sub(4).max(number.len().div_ceil(2));
    number.chars().enumerate().map(|(i, c)| if i < hidden { '*' } else { c }).collect()
}

/// What an identifier is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentifierKind {
    /// A national ID.
    Citizen,
    /// An iqama number.
    Resident,
    /// A border number.
    Border,
    /// An establishment's number.
    Establishment,
    /// A passport's number.
    Passport,
}

impl IdentifierKind {
    /// The kind's one name.
    pub const fn as_str(self) -> &'static str {
        match self {
            IdentifierKind::Citizen => "citizen",
            IdentifierKind::Resident => "resident",
            IdentifierKind::Border => "border",
            IdentifierKind::Establishment => "establishment",
            IdentifierKind::Passport => "passport",
        }
    }
}

/// Any identifier, known by its form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "number")]
pub enum Identifier {
    /// A national ID.
    Citizen(NationalId),
    /// An iqama number.
    Resident(IqamaNumber),
    /// A border number.
    Border(BorderNumber),
    /// An establishment's number.
    Establishment(EstablishmentNumber),
    /// A passport's number.
    Passport(PassportNumber),
}

impl Identifier {
    /// Reads one as people type it. Digits alone are never taken for a passport's number: a mistyped ID shall be
    /// told as such.
    ///
    /// # Errors
    /// What is wrong with it and how to mend it.
    pub fn parse(text: &str) -> Result<Identifier, IdentifierError> {
        let compact = western_compact(text);
        if compact.is_empty() {
            return Err(IdentifierError::Empty);
        }
        if !compact.bytes().all(|b| b.is_ascii_digit()) {
            return PassportNumber::parse(&compact).map(Identifier::Passport);
        }
        if compact.len() != 10 {
            return Err(IdentifierError::NotTenDigits(compact.len()));
        }
        match compact.chars().next() {
            Some('1') => NationalId::parse(&compact).map(Identifier::Citizen),
            Some('2') => IqamaNumber::parse(&compact).map(Identifier::Resident),
            Some('3' | '4') => BorderNumber::parse(&compact).map(Identifier::Border),
            Some('7') => EstablishmentNumber::parse(&compact).map(Identifier::Establishment),
            first => Err(IdentifierError::UnknownFirstDigit(first.unwrap_or_default())),
        }
    }

    /// What it is of.
    pub const fn kind(&self) -> IdentifierKind {
        match self {
            Identifier::Citizen(_) => IdentifierKind::Citizen,
            Identifier::Resident(_) => IdentifierKind::Resident,
            Identifier::Border(_) => IdentifierKind::Border,
            Identifier::Establishment(_) => IdentifierKind::Establishment,
            Identifier::Passport(_) => IdentifierKind::Passport,
        }
    }

    /// The number, whole.
    pub fn as_str(&self) -> &str {
        match self {
            Identifier::Citizen(number) => number.as_str(),
            Identifier::Resident(number) => number.as_str(),
            Identifier::Border(number) => number.as_str(),
            Identifier::Establishment(number) => number.as_str(),
            Identifier::Passport(number) => number.as_str(),
        }
    }

    /// All but the last four characters as asterisks.
    pub fn masked(&self) -> String {
        masked(self.as_str())
    }

    /// As it is read aloud and shown to whoever may see it: `2 123 456 788`.
    pub fn grouped(&self) -> String {
        let number = self.as_str();
        if self.kind() == IdentifierKind::Passport || number.len() != 10 {
            return number.to_owned();
        }
        format!("{} {} {} {}", &number[..1], &number[1..4], &number[4..7], &number[7..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_pass_and_show_their_kind() {
        for (text, kind) in [
            ("1000000008", IdentifierKind::Citizen),
            ("1012345672", IdentifierKind::Citizen),
            ("1099999995", IdentifierKind::Citizen),
            ("2000000006", IdentifierKind::Resident),
            ("2012345670", IdentifierKind::Resident),
            ("2456789011", IdentifierKind::Resident),
            ("2100000013", IdentifierKind::Resident),
            ("١٠٠٠٠٠٠٠٠٨", IdentifierKind::Citizen),
            ("۲۰۰۰۰۰۰۰۰۶", IdentifierKind::Resident),
            (" 2 000 000 006\u{200F}", IdentifierKind::Resident),
            ("3123456789", IdentifierKind::Border),
            ("4123456789", IdentifierKind::Border),
            ("7001234567", IdentifierKind::Establishment),
            ("Z1234567", IdentifierKind::Passport),
        ] {
            assert_eq!(Identifier::parse(text).map(|id| id.kind()), Ok(kind), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_in_both_languages() {
        for (text, error) in [
            ("", IdentifierError::Empty),
            ("100000000", IdentifierError::NotTenDigits(9)),
            ("10000000081", IdentifierError::NotTenDigits(11)),
            ("1000000000", IdentifierError::Mistyped),
            ("0000000000", IdentifierError::UnknownFirstDigit('0')),
            ("8000000000", IdentifierError::UnknownFirstDigit('8')),
            ("AB", IdentifierError::NotAnIdentifier),
            ("محمد", IdentifierError::NotAnIdentifier),
        ] {
            assert_eq!(Identifier::parse(text), Err(error), "{text}");
            assert!(!error.arabic().is_empty() && !error.to_string().is_empty());
        }
        assert_eq!(IdentifierError::NotTenDigits(9).arabic(), "رقم الهوية عشرة أرقام، وهذا تسعة.");
        assert_eq!(IdentifierError::NotTenDigits(9).to_string(), "an ID has ten digits; this has nine");
        for (digits, ending) in [(2, "رقمان."), (11, "11 رقماً."), (100, "100 رقم."), (103, "103 أرقام.")]
        {
            assert!(IdentifierError::NotTenDigits(digits).arabic().ends_with(ending), "{digits}");
        }
        assert_eq!(NationalId::parse("2000000006"), Err(IdentifierError::OtherKind));
    }

    #[test]
    fn a_number_is_never_shown_whole_by_accident() {
        let id = Identifier::parse("2012345670").unwrap();
        assert_eq!(format!("{id:?}"), "Resident(IqamaNumber(******5670))");
        assert_eq!(id.masked(), "******5670");
        assert_eq!(id.grouped(), "2 012 345 670");
        let short = Identifier::parse("ab123").unwrap();
        assert_eq!((short.masked(), short.grouped()), ("***23".to_owned(), "AB123".to_owned()));
    }

    #[test]
    fn nine_digits_are_completed() {
        assert_eq!(luhn_complete("101234567"), "1012345672");
    }

    #[test]
    fn one_mistyped_digit_is_always_found_and_two_swapped_ones_but_for_0_and_9() {
        for seed in 0..400_u64 {
            let number = luhn_complete(&format!("2{:08}", seed * 7_919_317 % 100_000_000));
            assert!(IqamaNumber::parse(&number).is_ok(), "{number}");
            let digits = number.as_bytes();
            for at in 1..10 {
                for other in (b'0'..=b'9').filter(|other| *other != digits[at]) {
                    let mut wrong = digits.to_vec();
                    wrong[at] = other;
                    let wrong = String::from_utf8(wrong).unwrap();
                    assert_eq!(IqamaNumber::parse(&wrong), Err(IdentifierError::Mistyped), "{wrong}");
                }
            }
            for at in 1..9 {
                let (one, next) = (digits[at].min(digits[at + 1]), digits[at].max(digits[at + 1]));
                let mut swapped = digits.to_vec();
                swapped.swap(at, at + 1);
                let passes = IqamaNumber::parse(&String::from_utf8(swapped).unwrap()).is_ok();
                assert_eq!(passes, one == next || (one, next) == (b'0', b'9'), "{number} at {at}");
            }
        }
    }
}
