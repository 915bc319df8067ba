//! A request from its arrival to its answer: load, decide, tell, commit.

use crate::key::{Fingerprint, IdempotencyKey, ScopedKey};
use crate::load::{Loaded, load, read_dossier};
use crate::sql::journal;
use crate::tell::tell;
use crate::transaction::transaction;
use crate::unit_of::{Granted, unit_of};
use crate::{Answer, Desk, NotDone, Notice, Receipt, Told};
use calendar::{Day, Moment};
use catalogue::{Case, Decision, Dossier, Explanation, Grant, Request, Service, decide, explain};
use record::{Change, Ids, PartyId};
use store::{Again, Fault, Outcome, Unit};

/// How often a request is judged anew because the record changed meanwhile.
const TRIES: usize = 5;

/// How many ids one decision and its notices may use.
pub(crate) const IDS: i64 = 64;

/// A request with the service it is judged by and the key it is known by.
pub(crate) struct Asking<'a> {
    pub request: &'a Request,
    pub service: &'a Service,
    pub key: ScopedKey,
    pub fingerprint: Fingerprint,
}

/// What a judgement comes to.
pub(crate) enum Judged {
    /// Nothing is to be written.
    Answered(Answer),
    /// Granted once this is committed.
    Granted(Unit, ToSettle),
}

/// A grant on its way to the store.
pub(crate) struct ToSettle {
    grant: Box<Grant>,
    notices: Vec<Notice>,
}

/// An answer, and whether it is the one given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub answer: Answer,
    pub known: bool,
}

impl Reply {
    fn first(answer: Answer) -> Reply {
        Reply { answer, known: false }
    }

    pub(crate) fn before(receipt: Receipt) -> Reply {
        Reply { answer: Answer::Granted(receipt), known: true }
    }
}

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

    /// What would be answered now by the rules of a day, with every line of the service explained. Writes nothing.
    ///
    /// # Errors
    /// As [`Desk::preview`].
    pub async fn explain(&self, request: &Request, rules: Day) -> Result<Explanation, NotDone> {
        let service = self.service_of(request)?;
        let case = self.load_case(request).await?;
        Ok(explain(rules, &case, request, service, self.moment(), &mut Ids::from(1)))
    }

    /// Judges a request and, where it is granted, commits it: at most once for each key of its actor.
    ///
    /// A refusal is not kept under the key: the same form is judged again when what stood in the way is gone.
    ///
    /// # Errors
    /// Whenever there is no answer: see [`NotDone`].
    pub async fn ask(&self, request: &Request, key: &IdempotencyKey) -> Result<Answer, NotDone> {
        self.ask_alone(request, key).await.map(|reply| reply.answer)
    }

    /// As [`Desk::ask`], and tells whether the answer was given before.
    pub(crate) async fn ask_alone(&self, request: &Request, key: &IdempotencyKey) -> Result<Reply, NotDone> {
        let asking = self.asking(request, key)?;
        for _ in 0..TRIES {
            let moment = self.moment();
            let loaded = load(&self.store, asking.service, request, Some(&asking.key), moment.today()).await;
            let Loaded { case, kept } = loaded.map_err(|fault| self.trouble(&fault))?;
            if let Some(kept) = kept {
                return self.repeated(&kept, &asking.fingerprint);
            }
            let case = case.ok_or(NotDone::NoSuchParty)?;
            let mut ids = self.ids.take(IDS).await.map_err(|fault| self.trouble(&fault))?;
            let (unit, granted) = match self.judged(&asking, &case, moment, &mut ids) {
                Judged::Answered(answer) => return Ok(Reply::first(answer)),
                Judged::Granted(unit, granted) => (unit, granted),
            };
            if let Some(reply) = self.settled(&granted, self.store.commit(unit).await).await? {
                return Ok(reply);
            }
        }
        Err(NotDone::ChangedMeanwhile)
    }

    /// A request with what it is judged by and known by.
    pub(crate) fn asking<'a>(
        &'a self,
        request: &'a Request,
        key: &IdempotencyKey,
    ) -> Result<Asking<'a>, NotDone> {
        let service = self.service_of(request)?;
        let (key, fingerprint) = (ScopedKey::of(&request.actor, key), Fingerprint::of(request));
        Ok(Asking { request, service, key, fingerprint })
    }

    /// Decides, and says what is to be written where it is granted. Does no I/O.
    pub(crate) fn judged(&self, asking: &Asking, case: &Case, moment: Moment, ids: &mut Ids) -> Judged {
        let Asking { request, service, key, fingerprint } = asking;
        let before = ids.clone().fresh();
        let grant = match decide(case, request, service, moment, ids) {
            Decision::Refused(refused) => return Judged::Answered(Answer::Refused(refused)),
            Decision::Unclear(unclear) => return Judged::Answered(Answer::Unclear(unclear)),
            Decision::Granted(grant) => grant,
        };
        let notices = tell(&grant.owed, case, &self.words, moment, ids);
        assert!(ids.clone().fresh() - before <= IDS, "a decision uses no ids but its own");
        let unit = unit_of(&Granted {
            request,
            case,
            grant: &grant,
            notices: &notices,
            key,
            fingerprint,
            moment,
            catalogue_version: self.catalogue.version(),
        });
        Judged::Granted(unit, ToSettle { grant, notices })
    }

    /// What the commit of a granted request came to; nothing where it must be judged anew.
    pub(crate) async fn settled(
        &self,
        granted: &ToSettle,
        outcome: Result<Outcome, Fault>,
    ) -> Result<Option<Reply>, NotDone> {
        match outcome {
            Ok(Outcome::Done(_)) => Ok(Some(Reply::first(self.done(&granted.grant, &granted.notices)))),
            Ok(Outcome::Overtaken(_) | Outcome::AlreadyClaimed) => Ok(None),
            // A rule of the schema caught what a guard could not: judged anew, on what is there now.
            Err(fault) if fault.is_constraint() => self.known_crossing(&granted.grant, &fault).await,
            Err(fault) if fault.again == Again::Now => Ok(None),
            Err(fault) => Err(self.trouble(&fault)),
        }
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
    pub(crate) fn repeated(
        &self,
        kept: &(String, String),
        fingerprint: &Fingerprint,
    ) -> Result<Reply, NotDone> {
        let (known, outcome) = kept;
        if known != fingerprint.as_str() {
            return Err(NotDone::KeyUsedForAnother);
        }
        match serde_json::from_str(outcome) {
            Ok(receipt) => Ok(Reply::before(receipt)),
            Err(_) => Err(self.trouble(&unreadable_outcome())),
        }
    }

    /// The answer to the request that recorded this very crossing before, under whatever key.
    async fn known_crossing(&self, grant: &Grant, fault: &Fault) -> Result<Option<Reply>, NotDone> {
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
        Ok(Some(Reply::before(Receipt::of_entry(entry))))
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
