//! SMPP 3.4: the link to the operator, and a simulator of the operator.
//!
//! [`Link`] keeps one bind to a message centre over TCP: it connects, binds,
//! submits within a window, answers enquiries, reconnects, and says of every
//! submission what is known of it, «in doubt» included. Receipts and messages
//! from phones come as [`Inbound`] events and are acknowledged to the peer only
//! when the caller says that they are stored.
//!
//! [`simulator`] is the other side, for trying and testing, with phones and faults.
//!
//! The crate knows no persons, no notices and no database, and it never logs
//! message octets or addresses. Cutting a text into parts is the caller's; see
//! [`udh`] for their headers.

pub mod alphabet;
pub mod codec;
pub mod link;
pub mod message_id;
mod outbox;
pub mod receipt;
pub mod simulator;
pub mod status;
pub mod udh;

pub use codec::{Address, BindKind};
pub use link::{
    Ack, Answer, Inbound, Link, LinkConfig, LinkCounters, LinkFault, LinkState, NotSent, OptionalParameters,
    ShortOctets, Submission,
};
pub use receipt::{Receipt, ReceiptState};
pub use simulator::Simulator;
pub use status::StatusClass;
