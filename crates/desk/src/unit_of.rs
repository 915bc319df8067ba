//! A granted decision as one unit of work. Pure: the same grant gives the same unit, so that it can be
//! tested, printed and replayed.

use crate::change::{json, party_changed, what, write_change};
use crate::key::{Fingerprint, ScopedKey};
use crate::lots;
use crate::notice::{Notice, Told};
use crate::receipt::Receipt;
use crate::sql::{journal, messages, register};
use calendar::{Instant, Moment};
use catalogue::{Actor, Answers, Case, FeeTaken, Figure, Grant, Request, Warning};
use ledger::{Account, Halalas};
use record::{Change, DocumentId, PartyId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::{Overtaken, Unit, Value};

/// A look found the subject or the asker changed since the case was loaded.
pub const PARTY_CHANGED: Overtaken = Overtaken("the party changed");
/// A look found less on deposit than the decision takes.
pub const DEPOSIT_MOVED: Overtaken = Overtaken("the deposit moved");
/// A look found that the actor no longer acts for the asker.
pub const NO_LONGER_ACTING: Overtaken = Overtaken("the representation ended");

/// Everything a unit is made of.
#[derive(Debug, Clone, Copy)]
pub struct Granted<'a> {
    /// What was asked.
    pub request: &'a Request,
    /// The snapshot it was judged on; its versions become the guards.
    pub case: &'a Case,
    /// The decision.
    pub grant: &'a Grant,
    /// What became of each notice it owes, in the grant's order.
    pub notices: &'a [Notice],
    /// The request's key, claimed once.
    pub key: &'a ScopedKey,
    /// What the key stands for.
    pub fingerprint: &'a Fingerprint,
    /// When it was decided.
    pub moment: Moment,
    /// The rules it was decided by.
    pub catalogue_version: &'a str,
}

/// The decision as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// What the form said.
    pub answers: Answers,
    /// The figures that mattered.
    pub figures: Vec<Figure>,
    /// What was warned of.
    pub warnings: Vec<Warning>,
    /// The fees and fines taken.
    pub fees: Vec<FeeTaken>,
    /// The document issued or altered.
    pub document: Option<DocumentId>,
    /// Who must be told, by which rule: the notices are proved against it.
    #[serde(default)]
    pub owed: Vec<(String, PartyId)>,
}

/// The unit of work that writes a grant: guards, the claim of its key, writes.
///
/// # Panics
/// When the money does not add up to zero or a notice has no decision: the program is wrong, and this unit
/// must not be written.
pub fn unit_of(granted: &Granted) -> Unit {
    assert!(granted.grant.entry.sum() == Halalas::ZERO, "the postings of an entry add up to zero");
    assert_every_notice_is_decided(granted);

    let unit = guards(Unit::new(), granted);
    let unit = claim(unit, granted);
    let unit = entry(unit, granted);
    let unit = changes(unit, granted);
    let unit = money(unit, granted);
    notices(unit, granted)
}

fn assert_every_notice_is_decided(granted: &Granted) {
    let owed = granted.grant.owed.iter().map(|owed| (&owed.rule, owed.to));
    let decided = granted.notices.iter().map(|notice| (&notice.owed.rule, notice.owed.to));
    assert!(owed.eq(decided), "one notice decision for each recipient who must be told, in their order");
}

/// What the decision rested on. Rows are looked at in the order of their ids, so that two units cannot wait
/// for each other.
fn guards(unit: Unit, granted: &Granted) -> Unit {
    let case = granted.case;
    let mut rested_on: BTreeMap<PartyId, i64> = BTreeMap::new();
    rested_on.extend(case.dossiers().map(|dossier| (dossier.id(), dossier.version)));
    let unit = rested_on.iter().fold(unit, |unit, (party, version)| {
        let look = register::STILL_AT_VERSION.with([party.0.into(), (*version).into()]);
        unit.only_if(look, PARTY_CHANGED).touches(party.0)
    });
    let unit = match &case.acting {
        None => unit,
        Some(tie) => {
            let today = granted.moment.today().epoch_days();
            let look = register::STILL_ACTING.with([tie.id.0.into(), today.into()]);
            unit.only_if(look, NO_LONGER_ACTING).touches(tie.subject.0)
        }
    };
    let unit = lots::guards(unit, granted);
    deposits(granted).into_iter().fold(unit, |unit, ((holder, fee), moved)| {
        let unit = unit.touches(holder);
        if moved >= 0 {
            return unit;
        }
        let look = register::STILL_DEPOSITED.with([holder.into(), fee.into(), (-moved).into()]);
        unit.only_if(look, DEPOSIT_MOVED)
    })
}

/// What each deposit gains or gives, over all postings.
fn deposits<'a>(granted: &Granted<'a>) -> BTreeMap<(i64, &'a str), i64> {
    let mut moved = BTreeMap::new();
    for posting in granted.grant.entry.postings() {
        if let Account::Deposit { holder, fee } = &posting.account {
            *moved.entry((holder.0, fee.0.as_str())).or_insert(0) += posting.amount.0;
        }
    }
    moved
}

fn claim(unit: Unit, granted: &Granted) -> Unit {
    unit.claims(journal::CLAIM_KEY.with([
        granted.key.as_str().into(),
        granted.fingerprint.as_str().into(),
        granted.grant.transaction.0.into(),
        json(&Receipt::of(granted.grant)).into(),
        granted.moment.now.micros().into(),
    ]))
}

fn entry(unit: Unit, granted: &Granted) -> Unit {
    let Granted { request, grant, moment, .. } = granted;
    let recorded = Recorded {
        answers: request.answers.clone(),
        figures: grant.figures.clone(),
        warnings: grant.warnings.clone(),
        fees: grant.fees.clone(),
        document: grant.document,
        owed: grant.owed.iter().map(|owed| (owed.rule.clone(), owed.to)).collect(),
    };
    let [actor, account, person, token, office] = hand(&request.actor);
    unit.writes(journal::WRITE_ENTRY.with([
        grant.transaction.0.into(),
        grant.reference.as_str().into(),
        request.service.0.as_str().into(),
        moment.now.micros().into(),
        moment.today().epoch_days().into(),
        request.channel.as_str().into(),
        actor,
        account,
        person,
        token,
        office,
        request.asker.0.into(),
        request.subject.0.into(),
        granted.catalogue_version.into(),
        json(&recorded).into(),
    ]))
}

/// The columns actor, account, person, token and office.
pub(crate) fn hand(actor: &Actor) -> [Value; 5] {
    let none = || Value::Null;
    match actor {
        Actor::Officer { account, office } => {
            ["officer".into(), (*account).into(), none(), none(), office.0.into()]
        }
        Actor::Person { id } => ["person".into(), none(), id.0.into(), none(), none()],
        Actor::Token { id, .. } => ["token".into(), none(), none(), (*id).into(), none()],
        Actor::System => ["system".into(), none(), none(), none(), none()],
    }
}

fn changes(unit: Unit, granted: &Granted) -> Unit {
    let holder_of = |row| holder_in(granted.case, row);
    let journal_id = granted.grant.transaction.0;
    let mut changed: BTreeSet<PartyId> = BTreeSet::new();
    let mut unit = unit;
    for (n, change) in granted.grant.changes.iter().enumerate() {
        let party = party_changed(change, holder_of);
        unit = write_change(unit, change, granted.moment.now);
        unit = unit.writes(change_row(journal_id, n, change, party));
        if let (Some(party), false) = (party, matches!(change, Change::PartyEntered { .. })) {
            changed.insert(party);
        }
    }
    changed
        .into_iter()
        .fold(unit, |unit, party| unit.writes(register::BUMP_VERSION.with([party.0.into()])).touches(party.0))
}

/// One line of the journal about one change.
pub(crate) fn change_row(entry: i64, n: usize, change: &Change, party: Option<PartyId>) -> store::Bound {
    let (what, row) = what(change);
    journal::WRITE_CHANGE.with([
        entry.into(),
        (n as i64).into(),
        what.into(),
        party.map(|party| party.0).into(),
        row.into(),
        json(change).into(),
    ])
}

/// Whose row this is, as the case knows it.
fn holder_in(case: &Case, row: i64) -> Option<PartyId> {
    case.dossiers().find_map(|dossier| {
        let owned = dossier.documents.iter().any(|document| document.id.0 == row)
            || dossier.blocks.iter().any(|block| block.id.0 == row)
            || dossier.ties.iter().any(|tie| tie.id.0 == row);
        owned.then(|| dossier.id())
    })
}

fn money(unit: Unit, granted: &Granted) -> Unit {
    let unit =
        granted.grant.entry.postings().iter().enumerate().fold(unit, |unit, (n, posting)| {
            unit.writes(posting_row(granted.grant.transaction.0, n, posting))
        });
    let unit = deposits(granted).into_iter().fold(unit, |unit, ((holder, fee), moved)| match moved {
        0 => unit,
        gain @ 1.. => unit.writes(register::PAY_IN.with([holder.into(), fee.into(), gain.into()])),
        given => unit.writes(register::TAKE_OUT.with([holder.into(), fee.into(), (-given).into()])),
    });
    lots::writes(unit, granted)
}

/// One line of the books.
pub(crate) fn posting_row(entry: i64, n: usize, posting: &ledger::Posting) -> store::Bound {
    let (holder, fee) = match &posting.account {
        Account::Bank => (None, None),
        Account::Deposit { holder, fee }
        | Account::Held { holder, fee }
        | Account::Returning { holder, fee }
        | Account::Receivable { holder, fee } => (Some(holder.0), Some(fee.0.as_str())),
        Account::Revenue { fee } => (None, Some(fee.0.as_str())),
    };
    journal::WRITE_POSTING.with([
        entry.into(),
        (n as i64).into(),
        posting.account.key().into(),
        holder.into(),
        fee.into(),
        posting.amount.0.into(),
    ])
}

fn notices(unit: Unit, granted: &Granted) -> Unit {
    let (entry, now) = (granted.grant.transaction.0, granted.moment.now);
    granted.notices.iter().fold(unit, |unit, notice| {
        let (decision, reason) = match &notice.told {
            Told::Send(_) => ("send", None),
            Told::Suppress { reason } => ("suppressed", Some(reason.as_str())),
        };
        let unit = unit.writes(messages::WRITE_NOTICE.with([
            notice.id.0.into(),
            entry.into(),
            notice.owed.rule.as_str().into(),
            notice.owed.to.0.into(),
            notice.owed.about.0.into(),
            decision.into(),
            reason.into(),
            notice.owed.lane.as_str().into(),
            notice.language.as_str().into(),
            notice.text.as_str().into(),
            json(&notice.owed.facts).into(),
            now.micros().into(),
        ]));
        queue(unit, notice, now)
    })
}

fn queue(unit: Unit, notice: &Notice, now: Instant) -> Unit {
    match &notice.told {
        Told::Suppress { .. } => unit,
        Told::Send(message) => unit.writes(messages::QUEUE_MESSAGE.with([
            notice.id.0.into(),
            notice.id.0.into(),
            notice.owed.to.0.into(),
            notice.owed.lane.as_str().into(),
            message.destination.as_str().into(),
            notice.language.as_str().into(),
            message.body.as_str().into(),
            message.encoding.into(),
            i64::from(message.parts).into(),
            now.micros().into(),
            message.useful_until.micros().into(),
        ])),
    }
}
