//! Reading records. Whoever sees one leaves a look behind, committed before anything is shown.

use crate::authority::{Act, Standing, Who, may};
use crate::rows::{self, Cells};
use crate::sql::{journal, messages, register};
use crate::transaction::{NoticeState, Transaction, notice_state, transaction};
use crate::unit_of::hand;
use crate::{Desk, NotDone, load};
use calendar::{Day, Instant};
use catalogue::{Actor, Channel, Dossier};
use record::{
    BlockKind, Crossing, Document, DocumentId, Fact, Identifier, Party, PartyId, Reference, Tie, TieKind,
};
use store::{Bound, Fault, Row, Unit, Value};

/// Who looks, where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looker {
    /// Who they are, for their authority.
    pub who: Who,
    /// Whose hand it is, for the book.
    pub actor: Actor,
    /// By which way they came.
    pub channel: Channel,
    /// The reason they gave: a word of the page's list.
    pub why: String,
}

/// What a person's record shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The party and what hangs on it; without hidden blocks, where the looker may not see them.
    pub dossier: Dossier,
    /// Who holds ties over it today.
    pub holders: Vec<(Tie, Party)>,
    /// How many it holds ties over today, by kind.
    pub held: Vec<(TieKind, i64)>,
    /// Its dependents and wards today.
    pub family: Vec<(Tie, Party)>,
    /// The first of its workers today, by id; more with [`Desk::held`].
    pub workers: Vec<(Tie, Party)>,
    /// Those it acts for today: establishments, and persons whose delegate it is.
    pub represents: Vec<Party>,
    /// Its last crossings, newest first.
    pub crossings: Vec<Crossing>,
    /// Its last transactions, newest first, with what became of each notice.
    pub transactions: Vec<Transaction>,
    /// Who looked, newest first; nothing where the looker may not see that.
    pub looks: Vec<Look>,
}

/// One look at a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// `officer`, `person` or `token`.
    pub looker: String,
    /// The party that looked, if it was one.
    pub person: Option<PartyId>,
    /// By which way.
    pub channel: Channel,
    /// The reason given.
    pub why: String,
    /// When.
    pub at: Instant,
    /// The office, in Arabic and English.
    pub office: Option<(String, String)>,
    /// The officer, in Arabic and English.
    pub officer: Option<(String, String)>,
}

/// How many workers a sheet shows.
pub const WORKERS_SHOWN: i64 = 20;
const FAMILY_SHOWN: i64 = 50;
const SHOWN: i64 = 10;
const LOOKS_SHOWN: i64 = 50;

impl Desk {
    /// Whom a number or the beginning of a name names; numbers of documents and mobiles too. At most `most`.
    ///
    /// Shows who they are and no more, and so leaves no look behind.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(&self, query: &str, most: usize) -> Result<Vec<Party>, NotDone> {
        let found = self.find_ids(query, most).await.map_err(|fault| self.trouble(&fault))?;
        let found: Vec<PartyId> = found.into_iter().map(PartyId).collect();
        self.parties(&found).await
    }

    async fn find_ids(&self, query: &str, most: usize) -> Result<Vec<i64>, Fault> {
        let query = query.trim();
        if query.chars().count() < 2 {
            return Ok(Vec::new());
        }
        let mut statements = Vec::new();
        if let Ok(identifier) = Identifier::parse(query) {
            statements.push(register::BY_NUMBER.with([identifier.as_str().into()]));
        }
        if let Ok(mobile) = record::Mobile::parse(query) {
            statements.push(register::BY_MOBILE.with([mobile.as_str().into()]));
        }
        statements.push(register::BY_DOCUMENT.with([query.to_ascii_uppercase().into()]));
        for key in [record::search_key_ar(query), record::search_key_latin(query)] {
            if !key.is_empty() {
                let beyond = format!("{key}\u{10FFFF}");
                statements.push(register::BY_NAME.with([
                    key.into(),
                    beyond.into(),
                    i64::try_from(most).unwrap_or(i64::MAX).into(),
                ]));
            }
        }
        let mut ids: Vec<i64> = Vec::new();
        for row in self.store.read(statements).await?.iter().flatten() {
            let id = row.int(0)?;
            if !ids.contains(&id) && ids.len() < most {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// What `who` is to a party today; the closest tie counts.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn standing(&self, who: &Who, subject: PartyId) -> Result<Standing, NotDone> {
        let Some(party) = who.party() else { return Ok(Standing::Stranger) };
        if party == subject {
            return Ok(Standing::Oneself);
        }
        let today = self.moment().today().epoch_days();
        let answers_for = register::ANSWERS_FOR.with([party.0.into(), subject.0.into(), today.into()]);
        let rows = self.store.read_one(answers_for).await.map_err(|fault| self.trouble(&fault))?;
        let kinds: Result<Vec<TieKind>, Fault> =
            rows::all(&rows, |row| Cells::of(row, register::ANSWERS_FOR.name).word());
        let kinds = kinds.map_err(|fault| self.trouble(&fault))?;
        let standing = |kind: &TieKind| match kind {
            TieKind::Household => Standing::HeadOfHousehold,
            TieKind::Guardianship => Standing::Guardian,
            TieKind::Sponsorship => Standing::Sponsor,
            TieKind::Representation | TieKind::Delegation => Standing::Representative,
            TieKind::TransferOffer | TieKind::TransferAcceptance => Standing::OfferedSponsor,
        };
        Ok(kinds.iter().map(standing).min().unwrap_or(Standing::Stranger))
    }

    /// The record of a party, for somebody who may see it; nothing for anybody else, and nothing if there is
    /// no such party: the two cannot be told apart.
    ///
    /// # Errors
    /// When the store fails; nothing is shown then.
    pub async fn sheet(&self, subject: PartyId, looker: &Looker) -> Result<Option<Sheet>, NotDone> {
        let standing = self.standing(&looker.who, subject).await?;
        if !may(&looker.who, Act::See, standing) {
            return Ok(None);
        }
        if self.dossier(subject).await?.is_none() {
            return Ok(None);
        }
        self.leave_look(subject, looker).await?;
        let sheet = self.read_sheet(subject, looker, standing).await;
        sheet.map_err(|fault| self.trouble(&fault))
    }

    /// Leaves a look at a party's record, for a page that shows a piece of it; false where the looker may not
    /// see it: nothing is left then, and nothing may be shown.
    ///
    /// # Errors
    /// When the store fails; nothing may be shown then.
    pub async fn look(&self, subject: PartyId, looker: &Looker) -> Result<bool, NotDone> {
        self.look_for(Act::See, subject, looker).await
    }

    /// The same for whatever else is seen of a party: its money.
    ///
    /// # Errors
    /// When the store fails; nothing may be shown then.
    pub async fn look_for(&self, act: Act, subject: PartyId, looker: &Looker) -> Result<bool, NotDone> {
        let standing = self.standing(&looker.who, subject).await?;
        let sees = may(&looker.who, act, standing);
        if sees {
            self.leave_look(subject, looker).await?;
        }
        Ok(sees)
    }

    pub(crate) async fn leave_look(&self, subject: PartyId, looker: &Looker) -> Result<(), NotDone> {
        let mut ids = self.ids.take(1).await.map_err(|fault| self.trouble(&fault))?;
        let [kind, account, person, token, office] = hand(&looker.actor);
        let look = journal::WRITE_LOOK.with([
            ids.fresh().into(),
            subject.0.into(),
            kind,
            account,
            person,
            token,
            office,
            looker.channel.as_str().into(),
            looker.why.as_str().into(),
            self.moment().now.micros().into(),
        ]);
        let done = self.store.commit(Unit::new().writes(look)).await;
        done.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }

    async fn read_sheet(
        &self,
        subject: PartyId,
        looker: &Looker,
        standing: Standing,
    ) -> Result<Option<Sheet>, Fault> {
        let today = self.moment().today();
        let (id, day): (Value, Value) = (subject.0.into(), today.epoch_days().into());
        let mut statements: Vec<Bound> = load::dossier_statements(subject).into();
        statements.push(register::HOLDERS.with([id.clone(), day.clone()]));
        statements.push(register::SUBJECT_COUNTS.with([id.clone(), day.clone()]));
        for (kind, most) in HELD {
            statements.extend(held_statements(subject, kind, today, 0, most));
        }
        statements.push(register::REPRESENTED.with([id.clone(), day]));
        statements.push(register::CROSSINGS_OF.with([id.clone(), SHOWN.into()]));
        statements.push(journal::OF_SUBJECT.with([id.clone(), SHOWN.into()]));
        statements.push(journal::LOOKS_OF.with([id, LOOKS_SHOWN.into()]));

        let mut results = self.store.read(statements).await?.into_iter();
        let Some(mut dossier) = load::dossier(&mut results)? else { return Ok(None) };
        let mut next = || results.next().unwrap_or_default();
        let holders = tied_to(&dossier, &next(), today)?;
        let held = rows::all(&next(), count)?;
        let mut family = paired(&next(), &next())?;
        family.extend(paired(&next(), &next())?);
        let workers = paired(&next(), &next())?;
        let represents = rows::all(&next(), |row| rows::party(row).map(|(party, _)| party))?;
        let crossings = rows::all(&next(), rows::crossing)?;
        let mut transactions = rows::all(&next(), transaction)?;
        let looks = rows::all(&next(), look)?;
        self.with_notices(&mut transactions).await?;
        if !may(&looker.who, Act::SeeSecurityNotes, standing) {
            dossier.blocks.retain(|block| !block.kind.is_hidden_from_the_public());
            transactions.iter_mut().for_each(without_hidden_blocks);
        }
        let looks = if may(&looker.who, Act::SeeLooks, standing) { looks } else { Vec::new() };
        Ok(Some(Sheet {
            dossier,
            holders,
            held,
            family,
            workers,
            represents,
            crossings,
            transactions,
            looks,
        }))
    }

    /// Those a party holds ties of a kind over today, `most` from after `after` on (0 to begin with), by id.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn held(
        &self,
        holder: PartyId,
        kind: TieKind,
        after: PartyId,
        most: i64,
    ) -> Result<Vec<(Tie, Party)>, NotDone> {
        let statements = held_statements(holder, kind, self.moment().today(), after.0, most);
        let results = self.store.read(statements.into()).await.map_err(|fault| self.trouble(&fault))?;
        match &results[..] {
            [ties, parties] => paired(ties, parties).map_err(|fault| self.trouble(&fault)),
            _ => Ok(Vec::new()),
        }
    }

    /// Those a person may ask for today: themself, those they hold ties over, the establishments they act for.
    /// The workers of an establishment are paged with [`Desk::held`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn my_people(&self, party: PartyId) -> Result<MyPeople, NotDone> {
        let read = async {
            let today = self.moment().today();
            let day: Value = today.epoch_days().into();
            let mut statements = vec![
                register::PARTY.with([party.0.into()]),
                register::REPRESENTED.with([party.0.into(), day.clone()]),
                register::SUBJECT_COUNTS.with([party.0.into(), day]),
            ];
            for (kind, most) in HELD {
                statements.extend(held_statements(party, kind, today, 0, most));
            }
            let mut results = self.store.read(statements).await?.into_iter();
            let mut next = || results.next().unwrap_or_default();
            let oneself = next().first().map(rows::party).transpose()?.map(|(party, _)| party);
            let represents = rows::all(&next(), |row| rows::party(row).map(|(party, _)| party))?;
            let counts = rows::all(&next(), count)?;
            let mut family = paired(&next(), &next())?;
            family.extend(paired(&next(), &next())?);
            let workers = paired(&next(), &next())?;
            Ok(MyPeople { oneself, family, workers, counts, represents })
        };
        read.await.map_err(|fault: Fault| self.trouble(&fault))
    }

    /// Who these are, in the order asked; those who are not there are left out. Shows who they are and no more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn parties(&self, ids: &[PartyId]) -> Result<Vec<Party>, NotDone> {
        let statements: Vec<Bound> = ids.iter().map(|id| register::PARTY.with([id.0.into()])).collect();
        let results = self.store.read(statements).await.map_err(|fault| self.trouble(&fault))?;
        let parties: Result<Vec<Party>, Fault> =
            results.iter().flatten().map(|row| rows::party(row).map(|(party, _)| party)).collect();
        parties.map_err(|fault| self.trouble(&fault))
    }

    /// One document, to be printed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn document(&self, id: DocumentId) -> Result<Option<Document>, NotDone> {
        let found = self.store.read_one(register::DOCUMENT.with([id.0.into()])).await;
        let found = found.and_then(|found| found.first().map(rows::document).transpose());
        found.map_err(|fault| self.trouble(&fault))
    }

    /// The messages a party was owed, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn messages_of(&self, party: PartyId, most: i64) -> Result<Vec<NoticeState>, NotDone> {
        let rows = self.store.read_one(messages::NOTICES_TO.with([party.0.into(), most.into()])).await;
        let states = rows.and_then(|rows| rows::all(&rows, notice_state));
        states.map_err(|fault| self.trouble(&fault))
    }

    /// Who looked at a record, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn looks_of(&self, party: PartyId, most: i64) -> Result<Vec<Look>, NotDone> {
        let rows = self.store.read_one(journal::LOOKS_OF.with([party.0.into(), most.into()])).await;
        rows.and_then(|rows| rows::all(&rows, look)).map_err(|fault| self.trouble(&fault))
    }

    /// A transaction by its reference, with its notices.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn transaction(&self, reference: &Reference) -> Result<Option<Transaction>, NotDone> {
        self.some_transactions(journal::BY_REFERENCE.with([reference.as_str().into()]))
            .await
            .map(|mut found| found.pop())
    }

    /// The transactions about a party, newest first, with their notices.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn transactions_of(&self, party: PartyId, most: i64) -> Result<Vec<Transaction>, NotDone> {
        self.some_transactions(journal::OF_SUBJECT.with([party.0.into(), most.into()])).await
    }

    /// What an account has granted since an instant, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn transactions_by(
        &self,
        account: i64,
        since: Instant,
        most: i64,
    ) -> Result<Vec<Transaction>, NotDone> {
        self.some_transactions(journal::OF_ACCOUNT.with([account.into(), since.micros().into(), most.into()]))
            .await
    }

    async fn some_transactions(&self, which: Bound) -> Result<Vec<Transaction>, NotDone> {
        let read = async {
            let mut found = rows::all(&self.store.read_one(which).await?, transaction)?;
            self.with_notices(&mut found).await?;
            Ok(found)
        };
        read.await.map_err(|fault: Fault| self.trouble(&fault))
    }

    async fn with_notices(&self, transactions: &mut [Transaction]) -> Result<(), Fault> {
        let statements =
            transactions.iter().map(|entry| messages::NOTICES_OF_ENTRY.with([entry.id.0.into()])).collect();
        let results = self.store.read(statements).await?;
        for (entry, rows) in transactions.iter_mut().zip(results) {
            entry.notices = rows::all(&rows, notice_state)?;
        }
        Ok(())
    }
}

/// Those a person may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyPeople {
    /// Themself.
    pub oneself: Option<Party>,
    /// Dependents and wards.
    pub family: Vec<(Tie, Party)>,
    /// The first of their own workers.
    pub workers: Vec<(Tie, Party)>,
    /// How many of each.
    pub counts: Vec<(TieKind, i64)>,
    /// The establishments they act for.
    pub represents: Vec<Party>,
}

/// The ties a sheet shows, and how many of each.
const HELD: [(TieKind, i64); 3] = [
    (TieKind::Household, FAMILY_SHOWN),
    (TieKind::Guardianship, FAMILY_SHOWN),
    (TieKind::Sponsorship, WORKERS_SHOWN),
];

/// The ties and, in the same order, their subjects.
fn held_statements(holder: PartyId, kind: TieKind, today: Day, after: i64, most: i64) -> [Bound; 2] {
    [&register::TIES_HELD, &register::SUBJECTS].map(|statement: &'static store::Statement| {
        statement.with([
            holder.0.into(),
            kind.as_str().into(),
            today.epoch_days().into(),
            after.into(),
            most.into(),
        ])
    })
}

fn paired(ties: &[Row], parties: &[Row]) -> Result<Vec<(Tie, Party)>, Fault> {
    let ties = rows::all(ties, rows::tie)?;
    let parties = rows::all(parties, |row| rows::party(row).map(|(party, _)| party))?;
    Ok(ties.into_iter().zip(parties).collect())
}

fn tied_to(dossier: &Dossier, holders: &[Row], today: Day) -> Result<Vec<(Tie, Party)>, Fault> {
    let parties = rows::all(holders, |row| rows::party(row).map(|(party, _)| party))?;
    let ties = dossier.ties.iter().filter(|tie| tie.holds_on(today));
    Ok(ties
        .filter_map(|tie| {
            let holder = parties.iter().find(|party| party.id() == tie.holder)?;
            Some((tie.clone(), holder.clone()))
        })
        .collect())
}

fn count(row: &Row) -> Result<(TieKind, i64), Fault> {
    let mut cells = Cells::of(row, register::SUBJECT_COUNTS.name);
    Ok((cells.word()?, cells.int()?))
}

fn look(row: &Row) -> Result<Look, Fault> {
    let mut cells = Cells::of(row, journal::LOOKS_OF.name);
    let looker = cells.string()?;
    cells.skip(1);
    let person = cells.opt_int()?.map(PartyId);
    cells.skip(1);
    let (channel, why, at) = (cells.word()?, cells.string()?, cells.instant()?);
    let mut pair = || Ok::<_, Fault>(cells.opt_text()?.zip(cells.opt_text()?));
    let owned = |(ar, en): (&str, &str)| (ar.to_owned(), en.to_owned());
    let (office, officer) = (pair()?.map(owned), pair()?.map(owned));
    Ok(Look { looker, person, channel, why, at, office, officer })
}

/// Takes the word of a hidden block out of what a transaction says.
fn without_hidden_blocks(entry: &mut Transaction) {
    let hidden = |fact: &Fact| {
        let words = BlockKind::ALL.into_iter().filter(|kind| kind.is_hidden_from_the_public());
        matches!(fact, Fact::Word(word) if words.into_iter().any(|kind| word.contains(kind.as_str())))
    };
    entry.recorded.figures.retain(|figure| !hidden(&figure.value));
}
