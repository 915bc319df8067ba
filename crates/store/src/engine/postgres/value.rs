//! Values on the wire: what PostgreSQL's types mean as an integer or a text.

use std::error::Error;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::statement::Value;

/// A value does not fit the type that the statement gives it.
#[derive(Debug, thiserror::Error)]
#[error("a value does not fit its type")]
pub(super) struct Mismatch;

type Answer<T> = Result<T, Box<dyn Error + Sync + Send>>;

fn is_text(kind: &Type) -> bool {
    matches!(*kind, Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN)
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Answer<IsNull> {
        match self {
            Value::Null => return Ok(IsNull::Yes),
            Value::Text(text) if is_text(kind) => out.extend_from_slice(text.as_bytes()),
            Value::Int(value) => match *kind {
                Type::INT8 => out.extend_from_slice(&value.to_be_bytes()),
                Type::INT4 => out.extend_from_slice(&i32::try_from(*value)?.to_be_bytes()),
                Type::INT2 => out.extend_from_slice(&i16::try_from(*value)?.to_be_bytes()),
                Type::NUMERIC => write_numeric(*value, out),
                _ => return Err(Box::new(Mismatch)),
            },
            Value::Text(_) => return Err(Box::new(Mismatch)),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Answer<Self> {
        Ok(match *kind {
            Type::INT8 => Value::Int(i64::from_be_bytes(raw.try_into()?)),
            Type::INT4 => Value::Int(i32::from_be_bytes(raw.try_into()?).into()),
            Type::INT2 => Value::Int(i16::from_be_bytes(raw.try_into()?).into()),
            Type::BOOL => Value::Int((raw == [1]).into()),
            Type::NUMERIC => Value::Int(read_numeric(raw).ok_or(Mismatch)?),
            _ if is_text(kind) => Value::Text(std::str::from_utf8(raw)?.to_owned()),
            _ => return Err(Box::new(Mismatch)),
        })
    }

    fn from_sql_null(_: &Type) -> Answer<Self> {
        Ok(Value::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

const NEGATIVE: u16 = 0x4000;

/// A whole number as `NUMERIC`, which is what PostgreSQL makes of a sum of `BIGINT`s: the number of
/// digits to base 10,000, the power of the first, the sign, no decimals, the digits.
fn write_numeric(value: i64, out: &mut BytesMut) {
    let mut digits = Vec::new();
    let mut rest = value.unsigned_abs();
    while rest > 0 {
        // A remainder of 10,000 fits 16 bits.
        digits.push((rest % 10_000) as u16);
        rest /= 10_000;
    }
    let count = digits.len() as u16;
    let sign = if value < 0 { NEGATIVE } else { 0 };
    for part in [count, count.saturating_sub(1), sign, 0] {
        out.extend_from_slice(&part.to_be_bytes());
    }
    for digit in digits.iter().rev() {
        out.extend_from_slice(&digit.to_be_bytes());
    }
}

/// A `NUMERIC` that is a whole number of 64 bits.
fn read_numeric(raw: &[u8]) -> Option<i64> {
    let mut parts = raw.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let (count, weight, sign, _decimals) =
        (parts.next()?, parts.next()? as i16, parts.next()?, parts.next()?);
    if sign & !NEGATIVE != 0 {
        return None;
    }
    let mut whole: i128 = 0;
    let last = i32::from(weight).max(i32::from(count) - 1);
    if last > 8 {
        return None;
    }
    for at in 0..=last {
        let digit = if at < i32::from(count) { parts.next()? } else { 0 };
        if at <= i32::from(weight) {
            whole = whole * 10_000 + i128::from(digit);
        } else if digit != 0 {
            return None;
        }
    }
    i64::try_from(if sign == NEGATIVE { -whole } else { whole }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_survive_numeric() {
        for value in [0, 1, -1, 9_999, 10_000, 100_000_000, -123_456_789_012, i64::MAX, i64::MIN] {
            let mut bytes = BytesMut::new();
            write_numeric(value, &mut bytes);
            assert_eq!(read_numeric(&bytes), Some(value));
        }
    }

    #[test]
    fn fractions_and_not_a_number_are_no_integers() {
        let numeric = |parts: &[u16]| parts.iter().flat_map(|part| part.to_be_bytes()).collect::<Vec<u8>>();
        assert_eq!(read_numeric(&numeric(&[2, 0, 0, 1, 1, 5_000])), None, "1.5");
        assert_eq!(read_numeric(&numeric(&[1, u16::MAX, 0, 1, 5_000])), None, "0.5");
        assert_eq!(read_numeric(&numeric(&[0, 0, 0xC000, 0])), None, "NaN");
        assert_eq!(
            read_numeric(&numeric(&[1, 2, 0, 0, 7])),
            Some(700_000_000),
            "trailing zeroes are not sent"
        );
        assert_eq!(read_numeric(&numeric(&[1, 5, 0, 0, 7])), None, "above 64 bits");
    }
}
