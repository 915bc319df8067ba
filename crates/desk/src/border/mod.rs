//! The border's feed: many crossings at once, by file or by call.
//!
//! Each line is asked for as a request of its own, judged and committed by the same functions as any other
//! ([`crate::Desk::ask`]); what is done for many at once is reading and handing over. Nothing that was reported is
//! lost: a crossing that the rules refuse, or whose traveller nobody knows, is held for a human.

mod held;
mod import;
mod lines;
mod report;
mod together;
mod travellers;
mod window;

pub use held::HeldCrossing;
pub use import::{ImportError, Progress, Step, WINDOW};
pub use lines::{Cut, LONGEST_LINE, Lines, Reported};
pub use report::{Because, Outcome, Said};

use crate::IdempotencyKey;
use calendar::Instant;
use catalogue::{Actor, Answers, Channel, Request, ServiceId};
use record::PartyId;

/// The service behind every crossing.
pub const SERVICE: &str = "border.cross";

/// How many cases are read and handed over together; the statements of [`crate::sql::border`] have as many places.
pub(crate) const TOGETHER: usize = 32;

/// The request that reports a crossing. However they are written, the same time and port are the same.
pub fn crossing_request(actor: &Actor, person: PartyId, direction: &str, port: &str, at: &str) -> Request {
    let at = at.parse::<Instant>().map_or_else(|_| at.to_owned(), |at| at.to_string());
    let port = port.trim().to_ascii_uppercase();
    Request {
        service: ServiceId(SERVICE.to_owned()),
        asker: person,
        subject: person,
        channel: Channel::Border,
        actor: actor.clone(),
        answers: Answers::default().with("direction", direction).with("port", &port).with("at", &at),
    }
}

/// The key that a crossing has by itself. It begins with the time, so that the keys of a feed lie side by side.
/// Nothing if a digest were no key, which it always is.
pub fn natural_key(crossing: &Request) -> Option<IdempotencyKey> {
    let [direction, port, at] =
        ["direction", "port", "at"].map(|name| crossing.answers.get(name).unwrap_or_default());
    let micros = at.parse::<Instant>().map_or_else(|_| at.to_owned(), |at| at.micros().to_string());
    key_of("crossing", &format!("{micros}.{}.{direction}.{port}", crossing.subject.0))
}

/// The key of a line that has a name of its own.
pub(crate) fn line_key(line: &str) -> Option<IdempotencyKey> {
    key_of("line", line)
}

/// The text itself where it may stand in a key, or its digest.
fn key_of(kind: &str, text: &str) -> Option<IdempotencyKey> {
    let plain = IdempotencyKey::parse(&format!("{kind}-{text}"));
    plain.or_else(|_| IdempotencyKey::parse(&format!("{kind}:{}", crate::key::digest(text.as_bytes())))).ok()
}
