//! The phones: they join the parts of long messages and show what is whole.

use std::collections::{BTreeMap, HashMap, VecDeque};

use crate::alphabet::{Encoding, gsm7_septets, ucs2_octets};
use crate::codec::{Address, ShortMessage, UDH_BIT, tag};
use crate::udh::{self, Part, Reference};

/// Half-received messages kept over all phones; the oldest goes first.
const MOST_INCOMPLETE: usize = 10_000;

/// One message on a phone.
#[derive(Clone, PartialEq, Eq)]
pub struct HandsetMessage {
    /// The sender shown.
    pub from: String,
    /// The phone's number.
    pub to: String,
    /// The text, whole.
    pub text: String,
    /// How it was coded.
    pub encoding: Encoding,
    /// In how many parts it came.
    pub parts: u8,
    /// When its last part came, in microseconds by the simulator's clock.
    pub received_at: i64,
}

// Neither numbers nor text are shown.
impl std::fmt::Debug for HandsetMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HandsetMessage")
            .field("encoding", &self.encoding)
            .field("parts", &self.parts)
            .field("received_at", &self.received_at)
            .finish_non_exhaustive()
    }
}

/// Something new on a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandsetEvent {
    /// A whole message arrived.
    Arrived(HandsetMessage),
}

/// What a phone tells the parts of one message by.
type Key = (String, String, Reference, u8);

#[derive(Debug)]
pub(super) struct Phones {
    kept: usize,
    shown: BTreeMap<String, VecDeque<HandsetMessage>>,
    incomplete: HashMap<Key, BTreeMap<u8, String>>,
    order: VecDeque<Key>,
}

impl Phones {
    pub fn new(kept: usize) -> Self {
        Self { kept: kept.max(1), shown: BTreeMap::new(), incomplete: HashMap::new(), order: VecDeque::new() }
    }

    /// Takes in a message or part; gives the message once it is whole.
    /// A phone reads each part by itself: a character cut in two shows broken.
    pub fn receive(&mut self, m: &ShortMessage, now: i64) -> Option<HandsetMessage> {
        let encoding = Encoding::of(m.data_coding);
        let (part, octets) = part_of(m);
        let text = encoding.decode(octets);
        let (text, parts) = match part {
            None => (text, 1),
            Some(part) => (self.join(m, part, text)?, part.total),
        };
        let message = HandsetMessage {
            from: m.source.value.clone(),
            to: m.destination.value.clone(),
            text,
            encoding,
            parts,
            received_at: now,
        };
        let shown = self.shown.entry(message.to.clone()).or_default();
        if shown.len() == self.kept {
            shown.pop_front();
        }
        shown.push_back(message.clone());
        Some(message)
    }

    fn join(&mut self, m: &ShortMessage, part: Part, text: String) -> Option<String> {
        let key = (m.source.value.clone(), m.destination.value.clone(), part.reference, part.total);
        let parts = self.incomplete.entry(key.clone()).or_insert_with(|| {
            self.order.push_back(key.clone());
            BTreeMap::new()
        });
        parts.insert(part.number, text);
        if parts.len() < usize::from(part.total) {
            while self.order.len() > MOST_INCOMPLETE {
                if let Some(oldest) = self.order.pop_front() {
                    self.incomplete.remove(&oldest);
                }
            }
            return None;
        }
        self.order.retain(|k| *k != key);
        let whole = self.incomplete.remove(&key)?;
        Some(whole.into_values().collect())
    }

    pub fn of(&self, number: &str) -> Vec<HandsetMessage> {
        self.shown.get(number).map(|m| m.iter().cloned().collect()).unwrap_or_default()
    }

    pub fn numbers(&self) -> Vec<String> {
        self.shown.keys().cloned().collect()
    }
}

/// The part by header, or by the `sar_*` parameters, and the octets of text.
fn part_of(m: &ShortMessage) -> (Option<Part>, &[u8]) {
    let data = m.user_data();
    if m.has_udh() {
        return udh::parse(data);
    }
    let (Some(reference), Some(total), Some(number)) =
        (m.tlvs.short(tag::SAR_REFERENCE), m.tlvs.byte(tag::SAR_TOTAL), m.tlvs.byte(tag::SAR_PART))
    else {
        return (None, data);
    };
    let part = Part { reference: Reference::Long(reference), total, number };
    ((number > 0 && number <= total).then_some(part), data)
}

/// A text written on a phone, as the messages its network would send.
/// `None` when it needs more than 255 parts.
pub(super) fn written(from: &str, to: &str, text: &str, reference: u8) -> Option<Vec<ShortMessage>> {
    let septets: Option<Vec<Vec<u8>>> = text.chars().map(gsm7_septets).collect();
    let (data_coding, pieces, single, multi) = match septets {
        Some(pieces) => (0x00, pieces, 160, 153),
        None => (0x08, text.chars().map(ucs2_octets).collect(), 140, 134),
    };
    let whole: usize = pieces.iter().map(Vec::len).sum();
    let most = if whole <= single { single } else { multi };
    let mut texts = vec![Vec::new()];
    for piece in pieces {
        let full = texts.last().is_none_or(|t| t.len() + piece.len() > most);
        if full {
            texts.push(Vec::new());
        }
        if let Some(last) = texts.last_mut() {
            last.extend(piece);
        }
    }
    let total = u8::try_from(texts.len()).ok()?;
    let to = match to.bytes().all(|b| b.is_ascii_digit()) {
        true if to.len() <= 8 => Address::short_code(to),
        true => Address::international(to),
        false => Address::name(to),
    };
    let parts = (1..=total).zip(texts).map(|(number, text)| {
        let part = Part { reference: Reference::Short(reference), total, number };
        let mut short_message = if total > 1 { udh::build(part) } else { Vec::new() };
        short_message.extend(text);
        ShortMessage {
            source: Address::international(from),
            destination: to.clone(),
            esm_class: if total > 1 { UDH_BIT } else { 0 },
            data_coding,
            short_message,
            ..ShortMessage::default()
        }
    });
    Some(parts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn send(phones: &mut Phones, messages: &[ShortMessage]) -> Vec<String> {
        messages.iter().filter_map(|m| phones.receive(m, 0).map(|h| h.text)).collect()
    }

    #[test]
    fn a_long_text_is_shown_once_and_only_when_whole() {
        // Given an Arabic text of three parts, and a phone
        let text = "تم تجديد إقامتك 😀 ".repeat(9);
        let parts = written("966500000001", "Jawaz", &text, 7).unwrap();
        assert_eq!(parts.len(), 3);
        let mut phones = Phones::new(10);
        // When parts come out of order and one of them twice
        let shuffled = [&parts[2], &parts[0], &parts[0]].map(Clone::clone);
        assert!(send(&mut phones, &shuffled).is_empty());
        // Then the last one makes it whole
        assert_eq!(send(&mut phones, &parts[1..2]), [text.as_str()]);
        assert_eq!(phones.of("Jawaz").len(), 1);
    }

    #[test]
    fn two_long_texts_with_other_references_do_not_mix() {
        let a = "a".repeat(200);
        let b = "b".repeat(200);
        let pa = written("1", "2", &a, 1).unwrap();
        let pb = written("1", "2", &b, 2).unwrap();
        let mut phones = Phones::new(10);
        let order = [&pa[0], &pb[0], &pa[1], &pb[1]].map(Clone::clone);
        assert_eq!(send(&mut phones, &order), [a, b]);
    }

    #[test]
    fn a_text_at_the_edge_of_one_part() {
        for (text, parts) in [
            ("x".repeat(160), 1),
            ("x".repeat(161), 2),
            ("€".repeat(80), 1),
            ("€".repeat(81), 2),
            ("ش".repeat(70), 1),
            ("ش".repeat(71), 2),
            (String::new(), 1),
        ] {
            let sent = written("1", "2", &text, 1).unwrap();
            assert_eq!(sent.len(), parts);
            assert_eq!(send(&mut Phones::new(1), &sent), [text]);
        }
    }
}
