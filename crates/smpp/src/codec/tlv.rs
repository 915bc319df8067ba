//! Optional parameters (SMPP 3.4, 5.3).

use super::wire::{DecodeError, EncodeError, Reader, latin1};

/// Tags we read or write.
pub mod tag {
    /// Our own reference for a message, echoed by some peers in the receipt.
    pub const USER_MESSAGE_REFERENCE: u16 = 0x0204;
    /// Concatenation by parameters: the reference.
    pub const SAR_REFERENCE: u16 = 0x020C;
    /// Concatenation by parameters: how many parts.
    pub const SAR_TOTAL: u16 = 0x020E;
    /// Concatenation by parameters: which part.
    pub const SAR_PART: u16 = 0x020F;
    /// SMPP version of the peer.
    pub const INTERFACE_VERSION: u16 = 0x0210;
    /// Reason given by the handset's network.
    pub const NETWORK_ERROR: u16 = 0x0423;
    /// The message, when it is not in `short_message`.
    pub const MESSAGE_PAYLOAD: u16 = 0x0424;
    /// More parts follow on this link.
    pub const MORE_MESSAGES: u16 = 0x0426;
    /// State of the message a receipt is about.
    pub const MESSAGE_STATE: u16 = 0x0427;
    /// Id of the message a receipt is about.
    pub const RECEIPTED_MESSAGE_ID: u16 = 0x001E;
}

/// One optional parameter.
#[derive(Clone, PartialEq, Eq)]
pub struct Tlv {
    /// Tag.
    pub tag: u16,
    /// Value as sent.
    pub value: Vec<u8>,
}

// The value may be message text, so it is not shown.
impl std::fmt::Debug for Tlv {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tlv({:#06x}, {} octets)", self.tag, self.value.len())
    }
}

/// The optional parameters of one command, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tlvs(pub Vec<Tlv>);

impl Tlvs {
    /// The value of the first parameter with this tag.
    #[must_use]
    pub fn get(&self, tag: u16) -> Option<&[u8]> {
        self.0.iter().find(|t| t.tag == tag).map(|t| t.value.as_slice())
    }

    /// A one-octet value.
    #[must_use]
    pub fn byte(&self, tag: u16) -> Option<u8> {
        self.get(tag).and_then(|v| v.first().copied())
    }

    /// A two-octet value.
    #[must_use]
    pub fn short(&self, tag: u16) -> Option<u16> {
        match self.get(tag) {
            Some([a, b]) => Some(u16::from_be_bytes([*a, *b])),
            _ => None,
        }
    }

    /// A string value, with or without its ending NUL: peers do both.
    #[must_use]
    pub fn string(&self, tag: u16) -> Option<String> {
        let value = self.get(tag)?;
        let end = value.iter().position(|b| *b == 0).unwrap_or(value.len());
        Some(latin1(&value[..end]))
    }

    /// Adds a parameter.
    pub fn put(&mut self, tag: u16, value: impl Into<Vec<u8>>) {
        self.0.push(Tlv { tag, value: value.into() });
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut tlvs = Vec::new();
        while !reader.is_empty() {
            let tag = reader.short("a parameter's tag")?;
            let length = reader.short("a parameter's length")?;
            let value = reader.take(length.into(), "a parameter's value")?.to_vec();
            tlvs.push(Tlv { tag, value });
        }
        Ok(Self(tlvs))
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        for Tlv { tag, value } in &self.0 {
            let length = u16::try_from(value.len()).map_err(|_| EncodeError::TooLong {
                field: "a parameter's value",
                most: usize::from(u16::MAX),
            })?;
            out.extend(tag.to_be_bytes());
            out.extend(length.to_be_bytes());
            out.extend(value);
        }
        Ok(())
    }
}
