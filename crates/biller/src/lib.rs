//! What banks and this house say to each other about payments, and a simulated bank.
//!
//! Every message is signed ([`Seal`]), dated and taken once. This room keeps no books, serves no routes and has no
//! clock: time and message numbers are arguments.

mod client;
mod seal;
pub mod simulator;

pub use client::{Peer, PeerError, Reply};
pub use seal::{BANK, MESSAGE, SIGNATURE, Seal, Secret, TIME, TIMES_MAY_DIFFER, Unsealed};
pub use simulator::Bank;
