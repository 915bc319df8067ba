//! Judging the conditions.

use super::circumstances;
use super::view::{EXIT_REENTRY, View, name_of};
use crate::{Beyond, Condition, ConditionKind, DayOf, Refusal, Who};
use calendar::Day;
use ledger::Halalas;
use record::{BlockKind, Direction, Document, DocumentKind, DocumentStatus, Fact, Facts, PartyKind};

/// How a condition fails: the sentence, unless the condition's own serves, and its facts.
pub(super) struct Failure {
    says: Option<String>,
    facts: Facts,
}

impl Failure {
    pub(super) fn with(facts: Facts) -> Failure {
        Failure { says: None, facts }
    }

    pub(super) fn bare() -> Failure {
        Failure::with(Facts::new())
    }

    pub(super) fn saying(says: String) -> Failure {
        Failure { says: Some(says), facts: Facts::new() }
    }
}

/// All reasons against, in the order of the service file. What would be said twice is said once.
pub(super) fn failing(view: &View) -> Vec<Refusal> {
    let mut reasons: Vec<Refusal> = Vec::new();
    for condition in view.in_force(&view.service.conditions, |c| (&c.in_force, &c.only_when)) {
        for reason in refusals_of(condition, judge(view, condition)) {
            if !reasons.iter().any(|told| told.says == reason.says && told.facts == reason.facts) {
                reasons.push(reason);
            }
        }
    }
    reasons
}

/// What is told of each way in which a condition fails.
pub(super) fn refusals_of(condition: &Condition, failures: Vec<Failure>) -> Vec<Refusal> {
    let refusal = |failure: Failure| Refusal {
        condition: condition.id.clone(),
        says: failure.says.unwrap_or_else(|| condition.refuse.clone()),
        facts: failure.facts,
        cure: condition.cure.clone(),
        rule: condition.in_force.rule.clone(),
    };
    failures.into_iter().map(refusal).collect()
}

pub(super) fn judge(view: &View, condition: &Condition) -> Vec<Failure> {
    let subject = view.subject();
    let one = |failure: Option<Failure>| failure.into_iter().collect();
    match &condition.kind {
        ConditionKind::Presence { who, is } => one((view.who(*who).presence() != *is).then(Failure::bare)),
        ConditionKind::RunsOn { document } => one(runs_on(view, *document)),
        ConditionKind::DocumentRuns { who, document, beyond } => {
            one(document_runs(view, *who, *document, *beyond))
        }
        ConditionKind::RenewalOpen { document, months } => one(renewal_open(view, *document, *months)),
        ConditionKind::OwesNothing { who } => each_party(who, view)
            .filter_map(|dossier| {
                let owed = dossier.owed(BlockKind::TrafficFines, view.today);
                let facts =
                    Facts::new().with("amount", Fact::Money(owed)).with("who", name_of(&dossier.party));
                (owed > Halalas::ZERO).then(|| Failure::with(facts))
            })
            .collect(),
        ConditionKind::FreeOf { who, block, from_age } => each_party(who, view)
            .filter(|dossier| {
                let old_enough =
                    from_age.is_none_or(|age| dossier.party.age_on(view.today).is_none_or(|has| has >= age));
                old_enough && dossier.block(*block, view.today).is_some()
            })
            .map(|dossier| match block.is_hidden_from_the_public() {
                true => Failure::bare(),
                false => Failure::with(Facts::new().with("who", name_of(&dossier.party))),
            })
            .collect(),
        ConditionKind::HasBlock { block } => {
            one(subject.block(*block, view.today).is_none().then(Failure::bare))
        }
        ConditionKind::BlockNotOlder { block, days } => one(block_not_older(view, *block, *days)),
        ConditionKind::NeverHad { block } => {
            let had = |known: &record::Block| known.kind == *block && !known.stands_on(view.today);
            one(subject.blocks.iter().any(had).then(Failure::bare))
        }
        ConditionKind::NoDocument { documents } => one(documents
            .iter()
            .filter_map(|kind| subject.document(*kind))
            .find(|document| !document.lapsed_by(view.today))
            .map(|document| Failure::with(document_facts(document)))),
        ConditionKind::HasDocument { documents, unused } => {
            let stands = documents.iter().filter_map(|kind| subject.document(*kind)).any(|document| {
                unused.is_none_or(|unused| (document.state.status == DocumentStatus::Valid) == unused)
            });
            one((!stands).then(Failure::bare))
        }
        ConditionKind::NotLapsed { documents, days } => one(not_lapsed(view, documents, *days)),
        ConditionKind::WholeYears => one((!view.months_asked().is_multiple_of(12)).then(Failure::bare)),
        ConditionKind::ReturnLater => {
            let present = view.visa_abroad().and_then(|visa| visa.state.return_by);
            // Nobody pays for a day of return that is past already.
            let later =
                view.return_day().zip(present).is_none_or(|(new, old)| new > old && new >= view.today);
            one((!later).then(Failure::bare))
        }
        ConditionKind::FewerFines { fine, than } => {
            one((subject.fines_of(*fine) >= *than).then(Failure::bare))
        }
        ConditionKind::MayLeave => one(may_leave(view)),
        ConditionKind::MayReturn => one(may_return(view)),
        kind => circumstances::judge(view, kind),
    }
}

/// The parties a condition looks at; who is two of them is looked at once.
pub(super) fn each_party<'a>(who: &'a [Who], view: &'a View<'a>) -> impl Iterator<Item = &'a crate::Dossier> {
    let is_new = move |(i, one): &(usize, &Who)| {
        who[..*i].iter().all(|earlier| view.who(*earlier).id() != view.who(**one).id())
    };
    who.iter().enumerate().filter(is_new).map(|(_, who)| view.who(*who))
}

fn block_not_older(view: &View, kind: BlockKind, days: i64) -> Option<Failure> {
    let last = view.subject().block(kind, view.today)?.from.plus_days(days);
    let facts = Facts::new().with("ended", Fact::Day(last)).with("days", Fact::Number(days));
    (last < view.today).then(|| Failure::with(facts))
}

fn document_runs(view: &View, who: Who, kind: DocumentKind, beyond: Beyond) -> Option<Failure> {
    let Some(document) = view.who(who).document(kind) else {
        return Some(Failure { says: Some(missing(kind)), facts: Facts::new() });
    };
    let base = match beyond.day {
        DayOf::Issue => view.today,
        DayOf::Return => view.return_day()?,
        DayOf::Renewed => view.renewed_day()?,
    };
    let needed_to = base.plus_days(beyond.days);
    if document.state.expires >= needed_to {
        return None;
    }
    let ended = document.state.expires < view.today;
    let facts = Facts::new()
        .with("ends", Fact::Day(document.state.expires))
        .with("needed_to", Fact::Day(needed_to))
        .with("days_left", Fact::Number(view.today.days_until(document.state.expires).max(0)))
        .with("days_needed", Fact::Number(beyond.days));
    let says = (ended && kind == DocumentKind::Passport).then(|| "passport-has-ended".to_owned());
    Some(Failure { says, facts })
}

pub(super) fn missing(kind: DocumentKind) -> String {
    match kind {
        DocumentKind::Passport => "passport-missing",
        DocumentKind::ResidencePermit => "permit-missing",
        DocumentKind::WorkPermit => "work-permit-missing",
        DocumentKind::HealthInsurance => "insurance-missing",
        DocumentKind::FinalExit => "no-final-exit-to-cancel",
        DocumentKind::ExitReentrySingle | DocumentKind::ExitReentryMultiple => "no-visa-to-cancel",
        DocumentKind::VisitVisa => "visit-visa-missing",
        DocumentKind::TravelPermit => "travel-permit-missing",
        DocumentKind::ResidenceCard => "card-missing",
        DocumentKind::CardSlip => "no-card-waits",
        DocumentKind::ExitReentryRequest | DocumentKind::FinalExitRequest => "request-missing",
        DocumentKind::MedicalExam => "medical-exam-missing",
        DocumentKind::PassportSlip => "no-slip-stands",
        DocumentKind::PassportParcel => "no-parcel-stands",
    }
    .to_owned()
}

fn renewal_open(view: &View, kind: DocumentKind, months: u32) -> Option<Failure> {
    let ends = view.subject().document(kind)?.state.expires;
    let opens = ends.plus_months(-(months as i32));
    let facts = Facts::new().with("ends", Fact::Day(ends)).with("opens", Fact::Day(opens));
    (view.today < opens).then(|| Failure::with(facts))
}

fn runs_on(view: &View, kind: DocumentKind) -> Option<Failure> {
    let ends = view.subject().document(kind)?.state.expires;
    let renewed = ends.plus_months(view.asked.months? as i32);
    let facts = Facts::new().with("ends", Fact::Day(ends)).with("renewed", Fact::Day(renewed));
    (renewed <= view.today).then(|| Failure::with(facts))
}

fn not_lapsed(view: &View, documents: &[DocumentKind], days: i64) -> Option<Failure> {
    let document = view.subject().document_of(documents)?;
    let ended = last_useful_day(document);
    let facts = Facts::new().with("ended", Fact::Day(ended)).with("days", Fact::Number(days));
    (ended.plus_days(days) < view.today)
        .then(|| Failure::with(facts.with("visa", Fact::Code(document.number.clone()))))
}

/// The last day a document is good for in the state it is in.
fn last_useful_day(document: &Document) -> Day {
    match document.state.status {
        DocumentStatus::InUse => document.state.return_by,
        _ => document.state.return_by.or(document.state.depart_by),
    }
    .unwrap_or(document.state.expires)
}

fn document_facts(document: &Document) -> Facts {
    Facts::new()
        .with("visa", Fact::Code(document.number.clone()))
        .with("kind", Fact::Word(format!("document-{}", document.kind.as_str())))
        .with("ends", Fact::Day(last_useful_day(document)))
}

/// Whether the crossing asked about is judged at all: see [`ConditionKind::MayLeave`].
pub(super) fn is_judged(view: &View, direction: Direction) -> bool {
    view.asked.direction == Some(direction)
        && view.crossing_follows()
        && view.subject().party.kind() == PartyKind::Resident
}

fn may_leave(view: &View) -> Option<Failure> {
    if !is_judged(view, Direction::Out) {
        return None;
    }
    let lets_out = [DocumentKind::FinalExit, EXIT_REENTRY[0], EXIT_REENTRY[1]];
    let Some(document) = view.subject().document_of(&lets_out) else {
        return Some(Failure::bare());
    };
    let facts = document_facts(document).with("ended", Fact::Day(last_useful_day(document)));
    let day = view.asked.at.map_or(view.today, calendar::Instant::day);
    (!lets_leave_on(document, day))
        .then(|| Failure { says: Some("visa-not-valid-for-exit".to_owned()), facts })
}

/// Whether its holder may leave on it that day: before the last day to travel, or, once a journey was made on
/// a multiple visa, before the last day of return.
pub(super) fn lets_leave_on(document: &Document, day: Day) -> bool {
    let last = match document.kind {
        DocumentKind::FinalExit => Some(document.state.expires),
        _ => document.state.return_by.or(document.state.depart_by),
    };
    document.state.status == DocumentStatus::Valid
        && document.issued <= day
        && last.is_some_and(|last| day <= last)
}

fn may_return(view: &View) -> Option<Failure> {
    if !is_judged(view, Direction::In) {
        return None;
    }
    let visa = view.visa_abroad()?;
    let return_by = visa.state.return_by?;
    let day = view.asked.at.map_or(view.today, calendar::Instant::day);
    let facts =
        Facts::new().with("return_by", Fact::Day(return_by)).with("visa", Fact::Code(visa.number.clone()));
    (return_by < day).then(|| Failure::with(facts))
}
