//! Command statuses (SMPP 3.4, 5.1.3) and what each means for the message.
//!
//! A status is a plain `u32`: operators use the vendor range 0x400-0x4FF and
//! values of their own, and an unknown one must stay data.

/// No error.
pub const OK: u32 = 0x00;
/// The command is longer or shorter than it says, or than its fields need.
pub const INVALID_COMMAND_LENGTH: u32 = 0x02;
/// The command is not known, or not expected from this side.
pub const INVALID_COMMAND_ID: u32 = 0x03;
/// The command is not allowed in this state of the bind.
pub const INVALID_BIND_STATE: u32 = 0x04;
/// The account is already bound.
pub const ALREADY_BOUND: u32 = 0x05;
/// System error at the peer.
pub const SYSTEM_ERROR: u32 = 0x08;
/// The destination address is not valid.
pub const INVALID_DESTINATION: u32 = 0x0B;
/// The bind failed.
pub const BIND_FAILED: u32 = 0x0D;
/// The password is wrong.
pub const INVALID_PASSWORD: u32 = 0x0E;
/// The system id is not known.
pub const INVALID_SYSTEM_ID: u32 = 0x0F;
/// The queue of the peer, or of this destination, is full.
pub const QUEUE_FULL: u32 = 0x14;
/// The peer could not accept the message; operators use it for causes that pass and for causes that stay.
pub const SUBMIT_FAILED: u32 = 0x45;
/// The allowed rate or window was exceeded.
pub const THROTTLED: u32 = 0x58;
/// The receiver cannot store the message now: the peer should try again.
pub const TRY_AGAIN: u32 = 0x64;

/// What a refusing status means for the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusClass {
    /// The same message will be refused again: wrong address, coding, length.
    Permanent,
    /// A later attempt may succeed.
    Transient,
    /// The peer complains of the bind, not of the message.
    Link,
    /// Not in the standard: the operator's own table must say.
    Unknown,
}

impl StatusClass {
    /// The class of a non-zero `status` by SMPP 3.4, 5.1.3.
    ///
    /// Operators differ; a table per operator may overrule it, which is why
    /// [`crate::Answer::Refused`] carries the status too.
    #[must_use]
    pub fn of(status: u32) -> Self {
        match status {
            0x08 | QUEUE_FULL | SUBMIT_FAILED | THROTTLED | TRY_AGAIN | 0xFE => Self::Transient,
            INVALID_BIND_STATE | ALREADY_BOUND | BIND_FAILED | INVALID_PASSWORD
            | INVALID_SYSTEM_ID => Self::Link,
            0x01..=0x03
            | 0x06..=0x07
            | 0x0A..=0x0C
            | 0x15
            | 0x33..=0x34
            | 0x40..=0x44
            | 0x48..=0x49
            | 0x50..=0x55
            | 0x61..=0x63
            | 0x65..=0x67
            | 0xC0..=0xC4
            // 0x104 is version 5, but operators of 3.4 send it too.
            | 0x104 => Self::Permanent,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_number_is_permanent_and_a_system_error_is_not() {
        assert_eq!(StatusClass::of(INVALID_DESTINATION), StatusClass::Permanent);
        assert_eq!(StatusClass::of(SYSTEM_ERROR), StatusClass::Transient);
        assert_eq!(StatusClass::of(ALREADY_BOUND), StatusClass::Link);
    }

    #[test]
    fn a_vendor_status_is_data() {
        assert_eq!(StatusClass::of(0x412), StatusClass::Unknown);
        assert_eq!(StatusClass::of(u32::MAX), StatusClass::Unknown);
    }
}
