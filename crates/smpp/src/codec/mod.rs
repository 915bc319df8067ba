//! Commands to octets and back.
//!
//! Our own, of the fourteen commands we speak: reading is tolerant of what
//! peers send in practice, writing keeps to the standard. `tests/codec.rs`
//! compares it with another implementation.

mod frame;
mod message;
mod pdu;
mod tlv;
mod wire;

pub use frame::{BadLength, Frame, Frames, HEADER, LONGEST};
pub use message::{Address, ShortMessage, UDH_BIT};
pub use pdu::{Bind, BindKind, Body, MessageAnswer, Pdu, is_answer};
pub use tlv::{Tlv, Tlvs, tag};
pub use wire::{DecodeError, EncodeError};
