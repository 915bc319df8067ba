//! A short message as it travels, and addresses.

use super::tlv::{Tlvs, tag};
use super::wire::{DecodeError, EncodeError, Reader, put_string};

/// The bit of `esm_class` that says the message begins with a header.
pub const UDH_BIT: u8 = 0x40;

/// An address: type of number, numbering plan, and its characters.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Address {
    /// Type of number: 1 international, 3 network short code, 5 alphanumeric.
    pub ton: u8,
    /// Numbering plan: 1 for telephone numbers, 0 when it does not apply.
    pub npi: u8,
    /// Digits or letters.
    pub value: String,
}

impl Address {
    /// A telephone number in international form, digits only.
    #[must_use]
    pub fn international(digits: impl Into<String>) -> Self {
        Self { ton: 1, npi: 1, value: digits.into() }
    }

    /// A sender name of at most 11 letters and digits.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self { ton: 5, npi: 0, value: name.into() }
    }

    /// A short code of the operator's network.
    #[must_use]
    pub fn short_code(digits: impl Into<String>) -> Self {
        Self { ton: 3, npi: 0, value: digits.into() }
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            ton: r.byte("an address")?,
            npi: r.byte("an address")?,
            value: r.string(255, "an address")?,
        })
    }

    fn write(&self, most: usize, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend([self.ton, self.npi]);
        put_string(out, &self.value, most, "an address")
    }
}

// A mobile number is personal: it is not shown.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { ton, npi, value } = self;
        write!(f, "Address({ton}/{npi}, {} characters)", value.len())
    }
}

/// The fields of `submit_sm` and `deliver_sm` (SMPP 3.4, 4.4.1 and 4.6.1).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ShortMessage {
    /// Service type, usually empty.
    pub service_type: String,
    /// Sender.
    pub source: Address,
    /// Receiver.
    pub destination: Address,
    /// Mode, type and features.
    pub esm_class: u8,
    /// Protocol id.
    pub protocol_id: u8,
    /// Priority.
    pub priority: u8,
    /// When to deliver; empty for now.
    pub schedule: String,
    /// Until when to try; empty for the operator's default.
    pub validity: String,
    /// Which receipts are asked for.
    pub registered_delivery: u8,
    /// Whether to replace a waiting message.
    pub replace_if_present: u8,
    /// Alphabet of the text: 0 the operator's default, 8 UCS-2.
    pub data_coding: u8,
    /// Number of a prepared text.
    pub default_message: u8,
    /// The text, after its header where [`UDH_BIT`] is set.
    pub short_message: Vec<u8>,
    /// Optional parameters.
    pub tlvs: Tlvs,
}

// Neither text nor numbers are shown.
impl std::fmt::Debug for ShortMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShortMessage")
            .field("esm_class", &self.esm_class)
            .field("data_coding", &self.data_coding)
            .field("octets", &self.user_data().len())
            .finish_non_exhaustive()
    }
}

impl ShortMessage {
    /// The octets of the message, wherever they travel.
    #[must_use]
    pub fn user_data(&self) -> &[u8] {
        if self.short_message.is_empty() {
            self.tlvs.get(tag::MESSAGE_PAYLOAD).unwrap_or(&[])
        } else {
            &self.short_message
        }
    }

    /// Whether the octets begin with a user data header.
    #[must_use]
    pub fn has_udh(&self) -> bool {
        self.esm_class & UDH_BIT != 0
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut m = Self {
            service_type: r.string(255, "service_type")?,
            source: Address::read(r)?,
            destination: Address::read(r)?,
            esm_class: r.byte("esm_class")?,
            protocol_id: r.byte("protocol_id")?,
            priority: r.byte("priority_flag")?,
            schedule: r.string(255, "schedule_delivery_time")?,
            validity: r.string(255, "validity_period")?,
            registered_delivery: r.byte("registered_delivery")?,
            replace_if_present: r.byte("replace_if_present_flag")?,
            data_coding: r.byte("data_coding")?,
            default_message: r.byte("sm_default_msg_id")?,
            ..Self::default()
        };
        let length = r.byte("sm_length")?;
        m.short_message = r.take(length.into(), "short_message")?.to_vec();
        m.tlvs = Tlvs::read(r)?;
        Ok(m)
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        put_string(out, &self.service_type, 5, "service_type")?;
        self.source.write(20, out)?;
        self.destination.write(20, out)?;
        out.extend([self.esm_class, self.protocol_id, self.priority]);
        put_string(out, &self.schedule, 16, "schedule_delivery_time")?;
        put_string(out, &self.validity, 16, "validity_period")?;
        out.extend([self.registered_delivery, self.replace_if_present]);
        out.extend([self.data_coding, self.default_message]);
        let field = "short_message";
        let length = match u8::try_from(self.short_message.len()) {
            Ok(n) if n <= 254 => n,
            _ => return Err(EncodeError::TooLong { field, most: 254 }),
        };
        out.push(length);
        out.extend(&self.short_message);
        self.tlvs.write(out)
    }

    pub(super) fn read_data(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            service_type: r.string(255, "service_type")?,
            source: Address::read(r)?,
            destination: Address::read(r)?,
            esm_class: r.byte("esm_class")?,
            registered_delivery: r.byte("registered_delivery")?,
            data_coding: r.byte("data_coding")?,
            tlvs: Tlvs::read(r)?,
            ..Self::default()
        })
    }

    pub(super) fn write_data(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        put_string(out, &self.service_type, 5, "service_type")?;
        self.source.write(64, out)?;
        self.destination.write(64, out)?;
        out.extend([self.esm_class, self.registered_delivery, self.data_coding]);
        self.tlvs.write(out)
    }
}
