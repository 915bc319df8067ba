//! The commands of SMPP 3.4 that the link and the simulator speak.

use super::frame::{Frame, HEADER};
use super::message::ShortMessage;
use super::tlv::Tlvs;
use super::wire::{DecodeError, EncodeError, Reader, put_string};
use crate::status;

/// In which direction messages may pass on a bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BindKind {
    /// Only from the peer to us: receipts and messages.
    Receiver,
    /// Only from us to the peer.
    Transmitter,
    /// Both ways.
    #[default]
    Transceiver,
}

/// What a bind request says (SMPP 3.4, 4.1.1).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bind {
    /// Account.
    pub system_id: String,
    /// Password.
    pub password: String,
    /// Kind of client, usually empty.
    pub system_type: String,
    /// Version, 0x34.
    pub interface_version: u8,
    /// Type of number of the address range.
    pub ton: u8,
    /// Numbering plan of the address range.
    pub npi: u8,
    /// Which destinations this bind serves, usually empty.
    pub address_range: String,
}

impl std::fmt::Debug for Bind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bind").field("interface_version", &self.interface_version).finish_non_exhaustive()
    }
}

/// The answer to a message: its id at the answering side, if it has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageAnswer {
    /// Message id; empty in answers to `deliver_sm`, and in refusals.
    pub message_id: String,
    /// Optional parameters.
    pub tlvs: Tlvs,
}

/// What a command carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// `bind_receiver`, `bind_transmitter`, `bind_transceiver`
    Bind(BindKind, Bind),
    /// The answer to a bind: the peer's system id, empty when it is left out.
    BindAnswer(BindKind, String, Tlvs),
    /// `unbind`
    Unbind,
    /// `unbind_resp`
    UnbindAnswer,
    /// `enquire_link`
    EnquireLink,
    /// `enquire_link_resp`
    EnquireLinkAnswer,
    /// `generic_nack`
    GenericNack,
    /// `submit_sm`
    Submit(ShortMessage),
    /// `submit_sm_resp`
    SubmitAnswer(MessageAnswer),
    /// `deliver_sm`
    Deliver(ShortMessage),
    /// `deliver_sm_resp`
    DeliverAnswer(MessageAnswer),
    /// `data_sm`; only the fields it has are written
    Data(ShortMessage),
    /// `data_sm_resp`
    DataAnswer(MessageAnswer),
}

/// A command: a header and what it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdu {
    /// Command status; zero in requests.
    pub status: u32,
    /// Sequence number, 1 to 0x7FFFFFFF.
    pub sequence: u32,
    /// What it carries.
    pub body: Body,
}

const ANSWER: u32 = 0x8000_0000;
/// The id of `generic_nack`.
pub(crate) const GENERIC_NACK: u32 = ANSWER;
/// Longer ids than the standard's 64 octets are accepted, never written.
const LONGEST_ID_READ: usize = 255;

/// Whether a command id is that of an answer.
#[must_use]
pub fn is_answer(command: u32) -> bool {
    command & ANSWER != 0
}

impl Body {
    /// The command id.
    #[must_use]
    pub fn command(&self) -> u32 {
        match self {
            Self::Bind(kind, _) => bind_id(*kind),
            Self::BindAnswer(kind, ..) => bind_id(*kind) | ANSWER,
            Self::Submit(_) => 0x04,
            Self::SubmitAnswer(_) => 0x04 | ANSWER,
            Self::Deliver(_) => 0x05,
            Self::DeliverAnswer(_) => 0x05 | ANSWER,
            Self::Unbind => 0x06,
            Self::UnbindAnswer => 0x06 | ANSWER,
            Self::EnquireLink => 0x15,
            Self::EnquireLinkAnswer => 0x15 | ANSWER,
            Self::Data(_) => 0x103,
            Self::DataAnswer(_) => 0x103 | ANSWER,
            Self::GenericNack => GENERIC_NACK,
        }
    }
}

fn bind_id(kind: BindKind) -> u32 {
    match kind {
        BindKind::Receiver => 0x01,
        BindKind::Transmitter => 0x02,
        BindKind::Transceiver => 0x09,
    }
}

impl Pdu {
    /// A request.
    #[must_use]
    pub fn request(sequence: u32, body: Body) -> Self {
        Self::answer(sequence, status::OK, body)
    }

    /// An answer with a status.
    #[must_use]
    pub fn answer(sequence: u32, status: u32, body: Body) -> Self {
        Self { status, sequence, body }
    }

    /// Reads the body of a frame.
    ///
    /// An answer whose body is missing is read as an empty one: peers leave it
    /// out of refusals, and some of acceptances.
    ///
    /// # Errors
    /// [`DecodeError`] when the id is not known or the body ends early.
    pub fn decode(frame: &Frame) -> Result<Self, DecodeError> {
        let mut r = Reader::new(&frame.body);
        let body = match frame.command {
            0x01 => Body::Bind(BindKind::Receiver, read_bind(&mut r)?),
            0x02 => Body::Bind(BindKind::Transmitter, read_bind(&mut r)?),
            0x09 => Body::Bind(BindKind::Transceiver, read_bind(&mut r)?),
            0x8000_0001 => read_bind_answer(BindKind::Receiver, &mut r)?,
            0x8000_0002 => read_bind_answer(BindKind::Transmitter, &mut r)?,
            0x8000_0009 => read_bind_answer(BindKind::Transceiver, &mut r)?,
            0x04 => Body::Submit(ShortMessage::read(&mut r)?),
            0x05 => Body::Deliver(ShortMessage::read(&mut r)?),
            0x103 => Body::Data(ShortMessage::read_data(&mut r)?),
            0x8000_0004 => Body::SubmitAnswer(read_answer(&mut r)?),
            0x8000_0005 => Body::DeliverAnswer(read_answer(&mut r)?),
            0x8000_0103 => Body::DataAnswer(read_answer(&mut r)?),
            0x06 => Body::Unbind,
            0x8000_0006 => Body::UnbindAnswer,
            0x15 => Body::EnquireLink,
            0x8000_0015 => Body::EnquireLinkAnswer,
            GENERIC_NACK => Body::GenericNack,
            other => return Err(DecodeError::UnknownCommand(other)),
        };
        Ok(Self::answer(frame.sequence, frame.status, body))
    }

    /// Appends the command to `out`. On an error `out` is as before.
    ///
    /// # Errors
    /// [`EncodeError`] when a field is longer than SMPP 3.4 allows or holds a
    /// character that cannot be sent.
    pub fn encode(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let start = out.len();
        out.extend([0; 4]);
        out.extend(self.body.command().to_be_bytes());
        out.extend(self.status.to_be_bytes());
        out.extend(self.sequence.to_be_bytes());
        debug_assert_eq!(out.len() - start, HEADER);
        if let Err(e) = self.write_body(out) {
            out.truncate(start);
            return Err(e);
        }
        // A body is at most a few parameters of 64 KiB: it fits.
        let length = u32::try_from(out.len() - start).unwrap_or(u32::MAX);
        out[start..start + 4].copy_from_slice(&length.to_be_bytes());
        Ok(())
    }

    fn write_body(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        match &self.body {
            Body::Bind(_, bind) => write_bind(bind, out),
            Body::BindAnswer(_, system_id, tlvs) => {
                put_string(out, system_id, 15, "system_id")?;
                tlvs.write(out)
            }
            Body::Submit(m) | Body::Deliver(m) => m.write(out),
            Body::Data(m) => m.write_data(out),
            Body::SubmitAnswer(a) | Body::DeliverAnswer(a) | Body::DataAnswer(a) => {
                put_string(out, &a.message_id, 64, "message_id")?;
                a.tlvs.write(out)
            }
            Body::Unbind
            | Body::UnbindAnswer
            | Body::EnquireLink
            | Body::EnquireLinkAnswer
            | Body::GenericNack => Ok(()),
        }
    }
}

fn read_bind(r: &mut Reader<'_>) -> Result<Bind, DecodeError> {
    Ok(Bind {
        system_id: r.string(255, "system_id")?,
        password: r.string(255, "password")?,
        system_type: r.string(255, "system_type")?,
        interface_version: r.byte("interface_version")?,
        ton: r.byte("addr_ton")?,
        npi: r.byte("addr_npi")?,
        address_range: r.string(255, "address_range")?,
    })
}

fn write_bind(bind: &Bind, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    put_string(out, &bind.system_id, 15, "system_id")?;
    // The standard says 8, yet operators hand out longer ones.
    put_string(out, &bind.password, 16, "password")?;
    put_string(out, &bind.system_type, 12, "system_type")?;
    out.extend([bind.interface_version, bind.ton, bind.npi]);
    put_string(out, &bind.address_range, 40, "address_range")
}

fn read_bind_answer(kind: BindKind, r: &mut Reader<'_>) -> Result<Body, DecodeError> {
    if r.is_empty() {
        return Ok(Body::BindAnswer(kind, String::new(), Tlvs::default()));
    }
    let system_id = r.string(255, "system_id")?;
    Ok(Body::BindAnswer(kind, system_id, Tlvs::read(r)?))
}

fn read_answer(r: &mut Reader<'_>) -> Result<MessageAnswer, DecodeError> {
    if r.is_empty() {
        return Ok(MessageAnswer::default());
    }
    Ok(MessageAnswer { message_id: r.string(LONGEST_ID_READ, "message_id")?, tlvs: Tlvs::read(r)? })
}
