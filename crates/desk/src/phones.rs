//! Messages one by one: the life of each, and what lies on a phone.

use crate::rows::{self, Cells};
use crate::sql::phones;
use crate::{Desk, NotDone};
use calendar::Instant;
use catalogue::Lane;
use record::{Language, Mobile, NoticeId, PartyId, Reference};
use store::{Fault, Row};

/// A message with everything that befell it.
#[derive(Clone, PartialEq, Eq)]
pub struct MessageLife {
    /// The row; that of its notice, where it carries one.
    pub id: NoticeId,
    /// To whom.
    pub recipient: PartyId,
    /// How urgent it is.
    pub lane: Lane,
    /// In which language.
    pub language: Language,
    /// The text; empty once it was cleared away.
    pub body: String,
    /// `gsm7` or `ucs2`.
    pub encoding: String,
    /// How many segments.
    pub parts: i64,
    /// Its state by its one name.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is of no use any more.
    pub useful_until: Instant,
    /// When it was written.
    pub created: Instant,
    /// Where to.
    pub destination: Mobile,
    /// The transaction it tells of; nothing for a sign-in code.
    pub reference: Option<Reference>,
    /// What befell it, oldest first.
    pub events: Vec<MessageEvent>,
}

/// Shows neither the number nor the text: both are personal, and `{:?}` reaches logs.
impl std::fmt::Debug for MessageLife {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MessageLife")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// One thing that befell a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageEvent {
    /// When.
    pub at: Instant,
    /// What, by its one name.
    pub what: String,
    /// Which segment.
    pub part: Option<i64>,
    /// What the network said.
    pub detail: Option<String>,
}

/// A message sent to a number.
#[derive(Clone, PartialEq, Eq)]
pub struct SentTo {
    /// The message.
    pub id: NoticeId,
    /// To whom.
    pub recipient: PartyId,
    /// The text.
    pub body: String,
    /// Its state by its one name.
    pub state: String,
}

/// What waits in one lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingLane {
    /// The lane.
    pub lane: Lane,
    /// How many wait.
    pub waiting: i64,
    /// When the one that waits longest was written.
    pub oldest: Instant,
}

impl Desk {
    /// Whether the store answers and has the schema this program needs.
    pub async fn answers(&self) -> bool {
        self.store.read_one(phones::ANSWERS.with([])).await.is_ok()
    }

    /// A message with its life. Who may see it is for the caller to judge by its recipient.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn message(&self, id: NoticeId) -> Result<Option<MessageLife>, NotDone> {
        let statements = vec![phones::MESSAGE.with([id.0.into()]), phones::EVENTS_OF.with([id.0.into()])];
        let read = async {
            let mut results = self.store.read(statements).await?.into_iter();
            let mut next = || results.next().unwrap_or_default();
            let Some(mut message) = next().first().map(message).transpose()? else { return Ok(None) };
            message.events = rows::all(&next(), event)?;
            Ok(Some(message))
        };
        read.await.map_err(|fault: Fault| self.trouble(&fault))
    }

    /// The last messages sent to a number, and the last texts that came from it, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn phone(
        &self,
        number: &str,
        most: i64,
    ) -> Result<(Vec<SentTo>, Vec<(String, Instant)>), NotDone> {
        let statements = vec![
            phones::SENT_TO.with([number.into(), most.into()]),
            phones::CAME_FROM.with([number.into(), most.into()]),
        ];
        let read = async {
            let mut results = self.store.read(statements).await?.into_iter();
            let mut next = || results.next().unwrap_or_default();
            Ok((rows::all(&next(), sent_to)?, rows::all(&next(), came_from)?))
        };
        read.await.map_err(|fault: Fault| self.trouble(&fault))
    }

    /// What waits to be sent, by lane.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting_by_lane(&self) -> Result<Vec<WaitingLane>, NotDone> {
        let found = self.store.read_one(phones::WAITING_BY_LANE.with([])).await;
        found.and_then(|found| rows::all(&found, waiting)).map_err(|fault| self.trouble(&fault))
    }
}

fn message(row: &Row) -> Result<MessageLife, Fault> {
    let mut cells = Cells::of(row, phones::MESSAGE.name);
    Ok(MessageLife {
        id: NoticeId(cells.int()?),
        recipient: PartyId(cells.int()?),
        lane: cells.word()?,
        language: cells.word()?,
        body: cells.string()?,
        encoding: cells.string()?,
        parts: cells.int()?,
        state: cells.string()?,
        attempts: cells.int()?,
        useful_until: cells.instant()?,
        created: cells.instant()?,
        destination: Mobile::parse(cells.text()?).map_err(|_| cells.unreadable())?,
        reference: match cells.opt_text()? {
            None => None,
            Some(text) => Some(Reference::parse(text).ok_or_else(|| cells.unreadable())?),
        },
        events: Vec::new(),
    })
}

fn event(row: &Row) -> Result<MessageEvent, Fault> {
    let mut cells = Cells::of(row, phones::EVENTS_OF.name);
    Ok(MessageEvent {
        at: cells.instant()?,
        what: cells.string()?,
        part: cells.opt_int()?,
        detail: cells.opt_text()?.map(str::to_owned),
    })
}

fn sent_to(row: &Row) -> Result<SentTo, Fault> {
    let mut cells = Cells::of(row, phones::SENT_TO.name);
    Ok(SentTo {
        id: NoticeId(cells.int()?),
        recipient: PartyId(cells.int()?),
        body: cells.string()?,
        state: cells.string()?,
    })
}

fn came_from(row: &Row) -> Result<(String, Instant), Fault> {
    let mut cells = Cells::of(row, phones::CAME_FROM.name);
    Ok((cells.string()?, cells.instant()?))
}

fn waiting(row: &Row) -> Result<WaitingLane, Fault> {
    let mut cells = Cells::of(row, phones::WAITING_BY_LANE.name);
    Ok(WaitingLane { lane: cells.word()?, waiting: cells.int()?, oldest: cells.instant()? })
}
