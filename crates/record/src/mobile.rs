//! Mobile numbers of the Kingdom.

use crate::digits::western_compact;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A mobile number in international form, digits only: `966` and nine digits that begin with 5.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mobile(String);

/// Why a text is not a mobile number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a mobile number as 05XXXXXXXX")]
pub struct MobileError;

impl MobileError {
    /// A name that does not change.
    pub const fn code(&self) -> &'static str {
        "not-a-mobile"
    }

    /// The same in Arabic.
    pub const fn arabic(&self) -> &'static str {
        "اكتب رقم الجوال هكذا: 05XXXXXXXX"
    }
}

impl Mobile {
    /// Reads one as people type it: `05…`, `5…`, `+9665…`, `009665…`, in any digits.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Mobile, MobileError> {
        let compact = western_compact(text);
        let national = ["+966", "00966", "966", "0"]
            .iter()
            .find_map(|prefix| compact.strip_prefix(prefix))
            .unwrap_or(&compact);
        let fits =
            national.len() == 9 && national.starts_with('5') && national.bytes().all(|b| b.is_ascii_digit());
        if fits { Ok(Mobile(format!("966{national}"))) } else { Err(MobileError) }
    }

    /// The number, whole: `9665XXXXXXXX`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As its owner knows it, with all but the last three digits hidden: `05** *** 318`.
    pub fn masked(&self) -> String {
        format!("05** *** {}", &self.0[9..])
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile({})", self.masked())
    }
}

impl Serialize for Mobile {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Mobile {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Mobile, D::Error> {
        Mobile::parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_people_type_it() {
        for text in
            ["0501234567", "501234567", "+966 50 123 4567", "00966501234567", "966501234567", "٠٥٠١٢٣٤٥٦٧"]
        {
            assert_eq!(
                Mobile::parse(text).map(|m| m.as_str().to_owned()),
                Ok("966501234567".to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_none_is_told_and_none_is_shown_whole() {
        for text in ["", "0401234567", "05012345678", "050123456", "+971501234567", "mobile"] {
            assert_eq!(Mobile::parse(text), Err(MobileError), "{text}");
        }
        assert_eq!(format!("{:?}", Mobile::parse("0501234567").unwrap()), "Mobile(05** *** 567)");
    }
}
