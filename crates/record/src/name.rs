//! Names in both scripts, and how they are searched for.

use serde::{Deserialize, Serialize};

/// A name's parts in one script. Any but the first may be empty; all are where the script is unknown.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NameParts {
    /// The person's own.
    pub first: String,
    /// The father's.
    pub father: String,
    /// The grandfather's.
    pub grandfather: String,
    /// The family's.
    pub family: String,
}

impl NameParts {
    /// All parts.
    pub fn full(&self) -> String {
        join(&[&self.first, &self.father, &self.grandfather, &self.family])
    }

    /// First and family name.
    pub fn short(&self) -> String {
        join(&[&self.first, &self.family])
    }
}

/// Names do not belong in logs; not even by accident.
impl std::fmt::Debug for NameParts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NameParts({} letters)", self.full().chars().count())
    }
}

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// A person's name in both scripts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// In Arabic.
    pub ar: NameParts,
    /// In Latin letters, as in the passport.
    pub latin: NameParts,
}

/// An Arabic name as it is searched for: letters that people write in several ways are one, marks are gone.
pub fn search_key_ar(text: &str) -> String {
    let folded = text.chars().filter_map(|c| match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ئ' | 'ی' => Some('ي'),
        'ؤ' => Some('و'),
        'ة' => Some('ه'),
        'ک' => Some('ك'),
        'ء' | 'ـ' | '\u{064B}'..='\u{065F}' | '\u{0670}' => None,
        '\u{200E}' | '\u{200F}' | '\u{061C}' => None,
        other => Some(other),
    });
    one_spaced(&folded.collect::<String>())
}

/// A Latin name as it is searched for: lower case, letters and digits only.
pub fn search_key_latin(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).flat_map(char::to_lowercase);
    one_spaced(&plain.collect::<String>())
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_write_differently_are_searched_alike() {
        for (one, other) in [
            ("أحمد", "احمد"),
            ("فاطمة", "فاطمه"),
            ("منى", "مني"),
            ("مُحَمَّـد", "محمد"),
            ("  عبد   الله ", "عبد الله"),
        ] {
            assert_eq!(search_key_ar(one), search_key_ar(other), "{one}");
        }
        assert_eq!(search_key_latin("  AL-Otaibi,  Fahad"), "al otaibi fahad");
    }

    #[test]
    fn a_name_is_joined_from_the_parts_there_are() {
        let parts =
            NameParts { first: "Siti".to_owned(), family: "Wahyuni".to_owned(), ..NameParts::default() };
        assert_eq!((parts.full(), parts.short()), ("Siti Wahyuni".to_owned(), "Siti Wahyuni".to_owned()));
        assert_eq!(format!("{parts:?}"), "NameParts(12 letters)");
    }
}
