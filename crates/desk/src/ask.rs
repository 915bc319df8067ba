//! A request from its arrival to its answer: load, decide, tell, commit.

use crate::key::{Fingerprint, IdempotencyKey, ScopedKey};
use crate::load::{Loaded, load, read_dossier};
use crate::sql::journal;
use crate::tell::tell;
use crate::transaction::transaction;
use crate::unit_of::{Granted, unit_of};
use crate::{Answer, Desk, NotDone, Notice, Receipt, Told};
use catalogue::{Case, Decision, Dossier, Grant, Request, Service, decide};
use record::{Change, Ids, PartyId};
use store::{Again, Fault, Outcome};

/// How often a request is judged anew because the record changed meanwhile.
const TRIES: usize = 5;

/// How many ids one decision and its notices may use.
const IDS: i64 = 64;

impl Desk {
    /// The case of a request as it stands now.
    ///
    /// # Errors
    /// `NoSuchParty`, or when the store fails.
    pub async fn load_case(&self, request: &Request) -> Result<Case, NotDone> {
        let service = self.service_of(request)?;
        let loaded = load(&self.store, service, request, None, self.moment().today()).await;
        loaded.map_err(|fault| self.trouble(&fault))?.case.ok_or(NotDone::NoSuchParty)
    }

    /// A party with everything that hangs on it; for judging, not for showing: nothing is left behind.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn dossier(&self, party: PartyId) -> Result<Option<Dossier>, NotDone> {
        read_dossier(&self.store, party).await.map_err(|fault| self.trouble(&fault))
    }

    /// What would be answered now. Writes nothing and promises nothing.
    ///
    /// # Errors
    /// As [`Desk::ask`], the key apart.
    pub async fn preview(&self, request: &Request) -> Result<Decision, NotDone> {
        let service = self.service_of(request)?;
        let case = self.load_case(request).await?;
        // Nothing is kept of a preview, so its ids need not be anybody's own.
        Ok(decide(&case, request, service, self.moment(), &mut Ids::from(1)))
    }

    /// Judges a request and, where it is granted, commits it: at most once for each key of its actor.
    ///
    /// A refusal is not kept under the key: the same form is judged again when what stood in the way is gone.
    ///
    /// # Errors
    /// Whenever there is no answer: see [`NotDone`].
    pub async fn ask(&self, request: &Request, key: &IdempotencyKey) -> Result<Answer, NotDone> {
        let service = self.service_of(request)?;
        let (key, fingerprint) = (ScopedKey::of(&request.actor, key), Fingerprint::of(request));
        for _ in 0..TRIES {
            let moment = self.moment();
            let loaded = load(&self.store, service, request, Some(&key), moment.today()).await;
            let Loaded { case, kept } = loaded.map_err(|fault| self.trouble(&fault))?;
            if let Some(kept) = kept {
                return self.repeated(&kept, &fingerprint);
            }
            let case = case.ok_or(NotDone::NoSuchParty)?;
            let mut ids = self.ids.take(IDS).await.map_err(|fault| self.trouble(&fault))?;
            let grant = match decide(&case, request, service, moment, &mut ids) {
                Decision::Refused(refused) => return Ok(Answer::Refused(refused)),
                Decision::Unclear(unclear) => return Ok(Answer::Unclear(unclear)),
                Decision::Granted(grant) => grant,
            };
            let notices = tell(&grant.owed, &case, &self.words, moment, &mut ids);
            assert!(ids.fresh() - grant.transaction.0 <= IDS, "a decision uses no ids but its own");
            let unit = unit_of(&Granted {
                request,
                case: &case,
                grant: &grant,
                notices: &notices,
                key: &key,
                fingerprint: &fingerprint,
                moment,
                catalogue_version: self.catalogue.version(),
            });
            match self.store.commit(unit).await {
                Ok(Outcome::Done(_)) => return Ok(self.done(&grant, &notices)),
                Ok(Outcome::Overtaken(_) | Outcome::AlreadyClaimed) => {}
                // A rule of the schema caught what a guard could not: judged anew, on what is there now.
                Err(fault) if fault.is_constraint() => {
                    if let Some(answer) = self.known_crossing(&grant, &fault).await? {
                        return Ok(answer);
                    }
                }
                Err(fault) if fault.again == Again::Now => {}
                Err(fault) => return Err(self.trouble(&fault)),
            }
        }
        Err(NotDone::ChangedMeanwhile)
    }

    fn service_of(&self, request: &Request) -> Result<&Service, NotDone> {
        self.catalogue.service(&request.service).ok_or(NotDone::NoSuchService)
    }

    fn done(&self, grant: &Grant, notices: &[Notice]) -> Answer {
        if notices.iter().any(|notice| matches!(notice.told, Told::Send(_))) {
            self.queued.notify_one();
        }
        Answer::Granted(Receipt::of(grant))
    }

    /// What was answered the first time, if it was the same request.
    fn repeated(&self, kept: &(String, String), fingerprint: &Fingerprint) -> Result<Answer, NotDone> {
        let (known, outcome) = kept;
        if known != fingerprint.as_str() {
            return Err(NotDone::KeyUsedForAnother);
        }
        match serde_json::from_str(outcome) {
            Ok(receipt) => Ok(Answer::Granted(receipt)),
            Err(_) => Err(self.trouble(&unreadable_outcome())),
        }
    }

    /// The answer to the request that recorded this very crossing before, under whatever key.
    async fn known_crossing(&self, grant: &Grant, fault: &Fault) -> Result<Option<Answer>, NotDone> {
        let crossing = grant.changes.iter().find_map(|change| match change {
            Change::Crossed { crossing } => Some(crossing),
            _ => None,
        });
        let Some(crossing) = crossing else {
            tracing::info!(fault = %fault, "a rule of the schema sent a request back to be judged anew");
            return Ok(None);
        };
        let known = journal::ENTRY_OF_CROSSING.with([
            crossing.person.0.into(),
            crossing.at.micros().into(),
            crossing.direction.as_str().into(),
        ]);
        let rows = self.store.read_one(known).await.map_err(|fault| self.trouble(&fault))?;
        let Some(row) = rows.first() else { return Ok(None) };
        let entry = transaction(row).map_err(|fault| self.trouble(&fault))?;
        Ok(Some(Answer::Granted(Receipt::of_entry(entry))))
    }
}

fn unreadable_outcome() -> Fault {
    Fault {
        doing: "reading what was answered before",
        again: store::Again::Never,
        kind: store::FaultKind::Inconsistent { statement: journal::KEY.name, column: 1 },
        source: None,
    }
}
