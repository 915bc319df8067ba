//! A transaction as it is read back.

use crate::rows::Cells;
use crate::sql::{journal, messages};
use crate::unit_of::Recorded;
use calendar::Instant;
use catalogue::{Actor, Channel, Lane, OfficeId, ServiceId};
use record::{Language, Mobile, NoticeId, PartyId, Reference, TransactionId};
use store::{Fault, Row};

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// Its number.
    pub id: TransactionId,
    /// What people call it by.
    pub reference: Reference,
    /// The service.
    pub service: ServiceId,
    /// When.
    pub at: Instant,
    /// By which way it was asked.
    pub channel: Channel,
    /// By whose hand.
    pub actor: Actor,
    /// On whose authority; nothing for an import.
    pub asker: Option<PartyId>,
    /// About whom; nothing for an import.
    pub subject: Option<PartyId>,
    /// The rules it was decided by.
    pub catalogue_version: String,
    /// The decision.
    pub recorded: Recorded,
    /// What became of each notice it owed.
    pub notices: Vec<NoticeState>,
}

/// A notice, and how far its message has come.
#[derive(Clone, PartialEq, Eq)]
pub struct NoticeState {
    /// The notice.
    pub id: NoticeId,
    /// The transaction it tells of.
    pub transaction: TransactionId,
    /// To whom.
    pub recipient: PartyId,
    /// About whom.
    pub about: PartyId,
    /// Why it was not sent, if it was not.
    pub suppressed: Option<String>,
    /// How urgent it is.
    pub lane: Lane,
    /// In which language.
    pub language: Language,
    /// When it was decided.
    pub at: Instant,
    /// The text; nothing where none was sent, or once it was cleared away.
    pub body: Option<String>,
    /// The message's state by its one name.
    pub state: Option<String>,
    /// How many segments.
    pub parts: Option<i64>,
    /// Where to.
    pub destination: Option<Mobile>,
}

/// Shows neither the number nor the text: both are personal, and `{:?}` reaches logs.
impl std::fmt::Debug for NoticeState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NoticeState")
            .field("id", &self.id)
            .field("suppressed", &self.suppressed)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

pub(crate) fn transaction(row: &Row) -> Result<Transaction, Fault> {
    let mut cells = Cells::of(row, journal::BY_REFERENCE.name);
    let id = TransactionId(cells.int()?);
    let reference = Reference::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
    let (service, at, channel) = (ServiceId(cells.string()?), cells.instant()?, cells.word()?);
    let kind = cells.text()?;
    let (account, person) = (cells.opt_int()?, cells.opt_int()?);
    let (token, office) = (cells.opt_int()?, cells.opt_int()?);
    let asker = cells.opt_int()?.map(PartyId);
    let actor = match (kind, account, person, token, office) {
        ("officer", Some(account), _, _, Some(office)) => {
            Actor::Officer { account, office: OfficeId(office) }
        }
        ("person", _, Some(person), _, _) => Actor::Person { id: PartyId(person) },
        ("token", _, _, Some(id), _) => Actor::Token { id, party: asker },
        ("system", ..) => Actor::System,
        _ => return Err(cells.unreadable()),
    };
    Ok(Transaction {
        id,
        reference,
        service,
        at,
        channel,
        actor,
        asker,
        subject: cells.opt_int()?.map(PartyId),
        catalogue_version: cells.string()?,
        recorded: cells.json()?,
        notices: Vec::new(),
    })
}

pub(crate) fn notice_state(row: &Row) -> Result<NoticeState, Fault> {
    let mut cells = Cells::of(row, messages::NOTICES_OF_ENTRY.name);
    let (id, recipient, about) = (NoticeId(cells.int()?), PartyId(cells.int()?), PartyId(cells.int()?));
    cells.skip(1);
    let suppressed = cells.opt_text()?.map(str::to_owned);
    let (lane, language, at) = (cells.word()?, cells.word()?, cells.instant()?);
    let body = cells.opt_text()?.map(str::to_owned);
    let state = cells.opt_text()?.map(str::to_owned);
    let parts = cells.opt_int()?;
    let destination = match cells.opt_text()? {
        None => None,
        Some(text) => Some(Mobile::parse(text).map_err(|_| cells.unreadable())?),
    };
    let transaction = TransactionId(cells.int()?);
    Ok(NoticeState {
        id,
        transaction,
        recipient,
        about,
        suppressed,
        lane,
        language,
        at,
        body,
        state,
        parts,
        destination,
    })
}
