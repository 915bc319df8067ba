//! The user data header: which part of a long message this is (3GPP TS 23.040, 9.2.3.24).

/// One part's place in a long message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Part {
    /// The same for all parts; the phone keys on (sender, reference, total).
    pub reference: Reference,
    /// How many parts, 1 to 255.
    pub total: u8,
    /// Which one this is, from 1.
    pub number: u8,
}

/// A concatenation reference in one of its two widths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reference {
    /// Eight bits: a header of 6 octets.
    Short(u8),
    /// Sixteen bits: a header of 7 octets. Collides 256 times less often.
    Long(u16),
}

/// The header octets of a part, with their length octet: put them before the text.
#[must_use]
pub fn build(part: Part) -> Vec<u8> {
    let Part { total, number, .. } = part;
    match part.reference {
        Reference::Short(r) => vec![5, 0x00, 3, r, total, number],
        Reference::Long(r) => {
            let [high, low] = r.to_be_bytes();
            vec![6, 0x08, 4, high, low, total, number]
        }
    }
}

/// Cuts user data that begins with a header into (part, text).
///
/// Elements of other kinds are passed over. The part is `None` when there is
/// no concatenation element or it makes no sense (number 0 or over the total),
/// as 3GPP TS 23.040 asks receivers to ignore such an element. A header longer
/// than the data leaves no text.
#[must_use]
pub fn parse(data: &[u8]) -> (Option<Part>, &[u8]) {
    let Some((&length, rest)) = data.split_first() else {
        return (None, data);
    };
    let length = usize::from(length);
    if length > rest.len() {
        return (None, &[]);
    }
    let (mut header, text) = rest.split_at(length);
    let mut part = None;
    while let [id, size, tail @ ..] = header {
        let size = usize::from(*size);
        if size > tail.len() {
            break;
        }
        let (value, next) = tail.split_at(size);
        match (*id, value) {
            (0x00, &[r, total, number]) => part = sensible(Reference::Short(r), total, number),
            (0x08, &[high, low, total, number]) => {
                let reference = Reference::Long(u16::from_be_bytes([high, low]));
                part = sensible(reference, total, number);
            }
            _ => {}
        }
        header = next;
    }
    (part, text)
}

fn sensible(reference: Reference, total: u8, number: u8) -> Option<Part> {
    (number > 0 && number <= total).then_some(Part { reference, total, number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_built_is_read(wide: bool, r: u16, total in 1u8.., n: u8, text: Vec<u8>) {
            let reference = if wide { Reference::Long(r) } else { Reference::Short(r.to_be_bytes()[1]) };
            let part = Part { reference, total, number: n % total + 1 };
            let mut data = build(part);
            data.extend(&text);
            prop_assert_eq!(parse(&data), (Some(part), text.as_slice()));
        }

        #[test]
        fn any_octets_are_read_without_fear(data: Vec<u8>) {
            let (_, text) = parse(&data);
            prop_assert!(text.len() <= data.len());
        }
    }

    #[test]
    fn a_port_element_before_the_part_is_passed_over() {
        let data = [11, 0x05, 4, 1, 2, 3, 4, 0x00, 3, 9, 2, 1, b'x'];
        let part = Part { reference: Reference::Short(9), total: 2, number: 1 };
        assert_eq!(parse(&data), (Some(part), &b"x"[..]));
    }

    #[test]
    fn part_zero_or_past_the_last_is_no_part() {
        assert_eq!(parse(&[5, 0, 3, 9, 2, 0, b'x']), (None, &b"x"[..]));
        assert_eq!(parse(&[5, 0, 3, 9, 2, 3, b'x']), (None, &b"x"[..]));
    }
}
