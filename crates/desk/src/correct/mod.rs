//! A transaction that should not have been is reversed by two officers: one proposes, another decides.

mod money;
mod reverse;

pub use money::Held;
pub use reverse::{Undoing, reverse};

use reverse::because;

use crate::key::{Fingerprint, IdempotencyKey, ScopedKey};
use crate::load::read_dossier;
use crate::lots::REVERSES;
use crate::replay::Register;
use crate::rows::{self, Cells};
use crate::sql::{corrections as sql, journal};
use crate::tell::tell;
use crate::unit_of::{Granted, unit_of};
use crate::{Desk, NotDone, Receipt, Told, Transaction};
use calendar::Instant;
use catalogue::{
    Actor, Answers, Case, Channel, Dossier, Grant, Lane, OfficeId, Owed, Refusal, Request, ServiceId,
};
use ledger::Entry;
use record::{Change, Fact, Facts, Ids, Party, PartyId, Reference, TransactionId};
use store::{Again, Fault, Outcome, Overtaken, Row, Unit};

/// The service that a reversal is journalled under.
pub const REVERSE: &str = "corrections.reverse";

const ALREADY_DECIDED: Overtaken = Overtaken("the correction was decided");
const TRIES: usize = 5;
const IDS: i64 = 128;

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionState {
    /// It waits for a second officer.
    Open,
    /// The transaction is reversed.
    Confirmed,
    /// It stays as it is.
    Declined,
}

/// A proposal to reverse a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The row.
    pub id: i64,
    /// Why, in the words of whoever proposed it.
    pub reason: String,
    /// What became of it.
    pub state: CorrectionState,
    /// The account that proposed it, and the officer's name in Arabic and English.
    pub proposed_by: (i64, (String, String)),
    /// When.
    pub proposed_at: Instant,
    /// The account that decided, and the officer's name.
    pub decided_by: Option<(i64, (String, String))>,
    /// The transaction it is about.
    pub of: Reference,
    /// Of which service that was.
    pub service: ServiceId,
    /// About whom.
    pub subject: Option<PartyId>,
    /// The reversal.
    pub reversal: Option<Reference>,
}

/// Why nothing was proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotProposed {
    /// It cannot be undone, for these reasons.
    Standing(Vec<Refusal>),
    /// Somebody proposed it already, or it is reversed.
    Already,
    /// There is no such transaction.
    NoSuchTransaction,
}

/// What came of deciding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Corrected {
    /// It is reversed.
    Done(Receipt),
    /// It can no longer be undone; the proposal still waits.
    Standing(Vec<Refusal>),
    /// Whoever proposed it does not confirm it.
    ByTheSameOfficer,
    /// It was decided already, or there is none.
    NotOpen,
}

/// A transaction with everything that undoing it rests on.
struct Past {
    entry: Transaction,
    changes: Vec<Change>,
    money: Entry,
    before: Option<Change>,
    dossiers: Vec<Dossier>,
    held: Held,
    /// Why such a transaction is never reversed, whatever the record says.
    never: Option<Refusal>,
}

impl Desk {
    /// Proposes that a transaction be reversed; `reason` is kept, and shown to whoever decides.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn propose_correction(
        &self,
        of: &Reference,
        reason: &str,
        account: i64,
    ) -> Result<Result<Correction, NotProposed>, NotDone> {
        let Some(past) = self.past(of).await? else { return Ok(Err(NotProposed::NoSuchTransaction)) };
        if self.correction_of(past.entry.id).await?.is_some() {
            return Ok(Err(NotProposed::Already));
        }
        let mut ids = self.ids.take(IDS).await.map_err(|fault| self.trouble(&fault))?;
        let id = ids.fresh();
        if let Err(reasons) = self.undoing(&past, &mut ids) {
            return Ok(Err(NotProposed::Standing(reasons)));
        }
        let propose = sql::PROPOSE.with([
            id.into(),
            past.entry.id.0.into(),
            reason.into(),
            account.into(),
            self.moment().now.micros().into(),
        ]);
        match self.store.commit(Unit::new().writes(propose)).await {
            Ok(_) => {}
            Err(fault) if fault.is_constraint() => return Ok(Err(NotProposed::Already)),
            Err(fault) => return Err(self.trouble(&fault)),
        }
        Ok(self.one_correction(id).await?.ok_or(NotProposed::NoSuchTransaction))
    }

    /// What stands against reversing a transaction now; nothing where it could be.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn against_correction(&self, of: &Reference) -> Result<Option<Vec<Refusal>>, NotDone> {
        let Some(past) = self.past(of).await? else { return Ok(None) };
        let undoing = self.undoing(&past, &mut Ids::from(1));
        Ok(Some(undoing.err().unwrap_or_default()))
    }

    /// What was proposed of a transaction and not declined, or the proposal that a reversal carried out.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn correction_of(&self, entry: TransactionId) -> Result<Option<Correction>, NotDone> {
        self.corrections(sql::OF_ENTRY.with([entry.0.into()])).await.map(|found| found.into_iter().next())
    }

    /// What waits for a second officer, oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn corrections_waiting(&self, most: i64) -> Result<Vec<Correction>, NotDone> {
        self.corrections(sql::WAITING.with([most.into()])).await
    }

    /// Leaves a transaction as it is.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decline_correction(&self, id: i64, account: i64) -> Result<bool, NotDone> {
        let now = self.moment().now.micros();
        let decline = Unit::new().claims(sql::DECLINE.with([id.into(), account.into(), now.into()]));
        match self.store.commit(decline).await {
            Ok(outcome) => Ok(matches!(outcome, Outcome::Done(_))),
            Err(fault) => Err(self.trouble(&fault)),
        }
    }

    /// Reverses what another officer proposed: one transaction of its own, in which everybody who was told is told
    /// again. What was proposed by the same account is not done.
    ///
    /// # Errors
    /// When the record kept changing, or the store fails.
    pub async fn confirm_correction(
        &self,
        id: i64,
        account: i64,
        office: OfficeId,
    ) -> Result<Corrected, NotDone> {
        for _ in 0..TRIES {
            let Some(correction) = self.one_correction(id).await? else { return Ok(Corrected::NotOpen) };
            if correction.state != CorrectionState::Open {
                return Ok(Corrected::NotOpen);
            }
            if correction.proposed_by.0 == account {
                return Ok(Corrected::ByTheSameOfficer);
            }
            let Some(past) = self.past(&correction.of).await? else { return Ok(Corrected::NotOpen) };
            let mut ids = self.ids.take(IDS).await.map_err(|fault| self.trouble(&fault))?;
            let transaction = TransactionId(ids.fresh());
            let undoing = match self.undoing(&past, &mut ids) {
                Ok(undoing) => undoing,
                Err(reasons) => return Ok(Corrected::Standing(reasons)),
            };
            let grant = self.grant(&past, transaction, undoing).await?;
            let actor = Actor::Officer { account, office };
            match self.write_correction(&correction, past, &grant, actor, &mut ids).await {
                Ok(Outcome::Done(_)) => {
                    self.queued.notify_one();
                    return Ok(Corrected::Done(Receipt::of(&grant)));
                }
                Ok(Outcome::Overtaken(_) | Outcome::AlreadyClaimed) => {}
                Err(fault) if fault.is_constraint() || fault.again == Again::Now => {}
                Err(fault) => return Err(self.trouble(&fault)),
            }
        }
        Err(NotDone::ChangedMeanwhile)
    }

    async fn write_correction(
        &self,
        correction: &Correction,
        past: Past,
        grant: &Grant,
        actor: Actor,
        ids: &mut Ids,
    ) -> Result<Outcome, Fault> {
        let Actor::Officer { account, .. } = actor else { return Ok(Outcome::AlreadyClaimed) };
        let moment = self.moment();
        let recipients: Vec<PartyId> = grant.owed.iter().flat_map(|owed| [owed.to, owed.about]).collect();
        let Some((case, request)) = self.case_of(past, correction, &recipients, actor).await? else {
            return Ok(Outcome::AlreadyClaimed);
        };
        let notices = tell(&grant.owed, &case, &self.words, moment, ids);
        let Ok(key) = IdempotencyKey::parse(&format!("correction-{}", correction.id)) else {
            return Ok(Outcome::AlreadyClaimed);
        };
        let told = notices.iter().filter(|notice| matches!(notice.told, Told::Send(_))).count();
        tracing::debug!(told, "a transaction is reversed");
        let unit = unit_of(&Granted {
            request: &request,
            case: &case,
            grant,
            notices: &notices,
            key: &ScopedKey::of(&request.actor, &key),
            fingerprint: &Fingerprint::of(&request),
            moment,
            catalogue_version: self.catalogue.version(),
        });
        let confirm = sql::CONFIRM.with([
            correction.id.into(),
            account.into(),
            moment.now.micros().into(),
            grant.transaction.0.into(),
        ]);
        let unit = unit
            .only_if(sql::STILL_WAITING.with([correction.id.into()]), ALREADY_DECIDED)
            .touches(correction.id)
            .writes(confirm);
        self.store.commit(unit).await
    }

    /// The case a reversal is written on: its dossiers are guarded by their versions.
    async fn case_of(
        &self,
        past: Past,
        correction: &Correction,
        recipients: &[PartyId],
        actor: Actor,
    ) -> Result<Option<(Case, Request)>, Fault> {
        let Past { entry, dossiers, .. } = past;
        let mut holders: Vec<Party> = Vec::new();
        for id in recipients {
            let known = holders.iter().any(|party| party.id() == *id)
                || dossiers.iter().any(|dossier| dossier.id() == *id);
            if !known {
                holders.extend(read_dossier(&self.store, *id).await?.map(|dossier| dossier.party));
            }
        }
        let (Some(subject), Some(asker)) = (entry.subject, entry.asker) else { return Ok(None) };
        let (mut own, mut others): (Vec<Dossier>, Vec<Dossier>) =
            dossiers.into_iter().partition(|dossier| dossier.id() == subject);
        let Some(own) = own.pop() else { return Ok(None) };
        let at = others.iter().position(|dossier| dossier.id() == asker);
        let apart = at.map(|at| others.remove(at));
        let (other, past, payment) = (others.pop(), Vec::new(), None);
        let case = Case { subject: own, asker: apart, other, past, payment, holders, acting: None };
        let answers = Answers::default()
            .with(REVERSES, entry.reference.as_str())
            .with("reason", &correction.reason)
            .with("proposed-by", &correction.proposed_by.0.to_string());
        let service = ServiceId(REVERSE.to_owned());
        Ok(Some((case, Request { service, asker, subject, channel: Channel::Counter, actor, answers })))
    }

    /// The reversal as a grant.
    async fn grant(
        &self,
        past: &Past,
        transaction: TransactionId,
        undoing: Undoing,
    ) -> Result<Grant, NotDone> {
        let reference = Reference::of(transaction);
        let told = past.entry.notices.iter().filter(|notice| notice.suppressed.is_none());
        let mut owed: Vec<Owed> = Vec::new();
        for notice in told {
            if owed.iter().any(|known| (known.to, known.about) == (notice.recipient, notice.about)) {
                continue;
            }
            let about = self.parties(&[notice.about]).await?;
            let Some(about) = about.first() else { continue };
            let name = match about {
                Party::Person(person) => Fact::Person(person.name.clone()),
                Party::Establishment(e) => Fact::Establishment(e.name_ar.clone(), e.name_latin.clone()),
            };
            owed.push(Owed {
                // One notice decision for each rule and recipient: those told about two are told of each.
                rule: format!("corrected-{}", notice.about.0),
                to: notice.recipient,
                about: notice.about,
                text: "svc-corrected".to_owned(),
                lane: Lane::RecordChange,
                opt_in: None,
                mobile: None,
                facts: Facts::new()
                    .with("name", name)
                    .with("id", Fact::Masked(about.identifier().clone()))
                    .with("first", Fact::Code(past.entry.reference.to_string()))
                    .with("ref", Fact::Code(reference.to_string())),
            });
        }
        Ok(Grant {
            transaction,
            reference,
            figures: Vec::new(),
            warnings: Vec::new(),
            fees: Vec::new(),
            entry: undoing.entry,
            changes: undoing.changes,
            owed,
            document: None,
            bank: None,
        })
    }

    fn undoing(&self, past: &Past, ids: &mut Ids) -> Result<Undoing, Vec<Refusal>> {
        if let Some(never) = &past.never {
            return Err(vec![never.clone()]);
        }
        let register: Register = past.dossiers.iter().map(|known| (known.id(), known.clone())).collect();
        let stands = (register, &past.held);
        reverse(&past.changes, &past.money, stands, past.before.as_ref(), self.moment().today(), ids)
    }

    /// A transaction as it was, and everybody it changed as they are now. Imports and reversals are none.
    async fn past(&self, of: &Reference) -> Result<Option<Past>, NotDone> {
        let Some(entry) = self.transaction(of).await? else { return Ok(None) };
        let (Some(subject), Some(asker)) = (entry.subject, entry.asker) else { return Ok(None) };
        if entry.service.0 == REVERSE {
            return Ok(None);
        }
        let mut never = self.catalogue.service(&entry.service).and_then(money::at_bank);
        let read = async {
            let id = entry.id.0;
            let statements = vec![
                journal::CHANGES_OF.with([id.into()]),
                journal::POSTINGS_OF.with([id.into()]),
                sql::CONTACT_BEFORE.with([subject.0.into(), id.into()]),
            ];
            let mut results = self.store.read(statements).await?.into_iter();
            let mut next = || results.next().unwrap_or_default();
            let changes = rows::all(&next(), |row| Cells::of(row, journal::CHANGES_OF.name).json())?;
            let postings = rows::all(&next(), money::posting)?;
            let before =
                next().first().map(|row| Cells::of(row, sql::CONTACT_BEFORE.name).json()).transpose()?;
            let Some(money) = Entry::of(postings) else { return Ok(None) };
            let mut dossiers = Vec::new();
            for party in changed(&changes, &money, [subject, asker]) {
                dossiers.extend(read_dossier(&self.store, party).await?);
            }
            let held = money::held(&self.store, &money).await?;
            Ok(Some((changes, money, before, dossiers, held)))
        };
        let read = read.await.map_err(|fault: Fault| self.trouble(&fault))?;
        Ok(read.map(|(changes, money, before, dossiers, held)| {
            // A reversal is guarded by three dossiers, as every case is.
            if dossiers.len() > 3 {
                never.get_or_insert(*because("correct-too-many", Facts::new()));
            }
            Past { entry, changes, money, before, dossiers, held, never }
        }))
    }

    async fn one_correction(&self, id: i64) -> Result<Option<Correction>, NotDone> {
        self.corrections(sql::ONE.with([id.into()])).await.map(|found| found.into_iter().next())
    }

    async fn corrections(&self, which: store::Bound) -> Result<Vec<Correction>, NotDone> {
        let found = self.store.read_one(which).await.and_then(|rows| rows::all(&rows, correction));
        found.map_err(|fault| self.trouble(&fault))
    }
}

/// Whose rows and money a transaction changed, the subject and the asker first.
fn changed(changes: &[Change], money: &Entry, first: [PartyId; 2]) -> Vec<PartyId> {
    let mut parties: Vec<PartyId> = Vec::new();
    let holders = changes.iter().filter_map(|change| crate::change::party_changed(change, |_| None));
    for party in first.into_iter().chain(holders).chain(money::holders(money)) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

fn correction(row: &Row) -> Result<Correction, Fault> {
    let mut cells = Cells::of(row, sql::ONE.name);
    let (id, reason) = (cells.int()?, cells.string()?);
    let state = match cells.text()? {
        "open" => CorrectionState::Open,
        "confirmed" => CorrectionState::Confirmed,
        "declined" => CorrectionState::Declined,
        _ => return Err(cells.unreadable()),
    };
    let proposed_by = (cells.int()?, (cells.string()?, cells.string()?));
    let proposed_at = cells.instant()?;
    let decided_by = cells.opt_int()?;
    let (ar, en) = (cells.opt_text()?.map(str::to_owned), cells.opt_text()?.map(str::to_owned));
    let of = Reference::parse(cells.text()?).ok_or_else(|| cells.unreadable())?;
    let (service, subject) = (ServiceId(cells.string()?), cells.opt_int()?.map(PartyId));
    let reversal = match cells.opt_text()? {
        None => None,
        Some(text) => Some(Reference::parse(text).ok_or_else(|| cells.unreadable())?),
    };
    let decided_by = decided_by.map(|account| (account, (ar.unwrap_or_default(), en.unwrap_or_default())));
    Ok(Correction { id, reason, state, proposed_by, proposed_at, decided_by, of, service, subject, reversal })
}
