//! Ages, entries, windows and what went before: what a case is judged and narrowed by beside its documents.

use super::conditions::{Failure, each_party, missing};
use super::returns;
use super::view::{View, name_of};
use crate::{AgeRange, ConditionKind, Dossier, OnlyWhen, ServiceId, Who};
use calendar::{Day, Hijri, Instant};
use record::{DocumentKind, Fact, Facts, PartyKind, Presence, TieKind};

impl View<'_> {
    /// The part of [`View::is_the_case`] that looks at the subject's circumstances and the form's words.
    pub(super) fn circumstances_are(&self, only: &OnlyWhen) -> bool {
        let subject = self.subject();
        let answered = |(ask, word): &(String, String)| self.asked.choices.get(ask) == Some(word);
        let long_past = |(ask, months, days): &(String, u32, i64)| {
            let day = self.asked.days.get(ask);
            day.is_some_and(|day| day.plus_months(*months as i32).plus_days(*days) < self.today)
        };
        only.answer.as_ref().is_none_or(answered)
            && only.answered_before.as_ref().is_none_or(long_past)
            && only.age.is_none_or(|range| is_aged(subject, range, self.today))
            && only.sex.is_none_or(|sex| subject.person().is_some_and(|person| person.sex == sex))
            && (only.channel.is_empty()
                || self.asked.channel.is_some_and(|channel| only.channel.contains(&channel)))
            && only.about.is_none_or(|kind| subject.party.kind() == kind)
            && (only.relation.is_empty()
                || self.relation().is_some_and(|relation| only.relation.contains(&relation)))
            && only.tie.is_none_or(|tie| subject.held_by(tie, self.today).is_some())
            && only
                .entered_over
                .is_none_or(|days| self.entered().is_some_and(|entered| entered.plus_days(days) < self.today))
            && only.ends_within.is_none_or(|(kind, days)| {
                let ends = subject.document(kind).map(|document| document.state.expires);
                ends.is_some_and(|ends| ends <= self.today.plus_days(days))
            })
    }

    /// What the subject is to the head of household today.
    fn relation(&self) -> Option<record::Relation> {
        self.subject().held_by(TieKind::Household, self.today)?.relation
    }

    /// The day on which the subject, who is inside, last came in; nothing where that is not known.
    pub(super) fn entered(&self) -> Option<Day> {
        let person = self.subject().person().filter(|person| person.presence == Presence::Inside)?;
        person.crossed_at.map(Instant::day)
    }
}

/// Whether somebody's age lies in a range; an establishment has none and is in every one.
fn is_aged(dossier: &Dossier, range: AgeRange, today: Day) -> bool {
    let Some(person) = dossier.person() else { return true };
    let age = match (range.hijri, Hijri::of(person.birth.day), Hijri::of(today)) {
        (true, Some(birth), Some(today)) => birth.age_on(today),
        _ => person.birth.day.age_on(today),
    };
    range.from.is_none_or(|from| age >= from) && range.under.is_none_or(|under| age < under)
}

/// How a condition about circumstances fails.
pub(super) fn judge(view: &View, kind: &ConditionKind) -> Vec<Failure> {
    let subject = view.subject();
    let one = |failure: Option<Failure>| failure.into_iter().collect();
    match kind {
        ConditionKind::Age { who, range } => age(view, who, *range),
        ConditionKind::HasTie { tie, over, held_by } => one(has_tie(view, *tie, *over, *held_by)),
        ConditionKind::NoTie { tie } => one(subject.held_by(*tie, view.today).map(|tie| {
            Failure::with(
                Facts::new()
                    .with("ends", tie.to.map_or(Fact::Day(view.today), |to| Fact::Day(to.plus_days(-1)))),
            )
        })),
        ConditionKind::TiesFewer { tie, than } => {
            let had = subject.ties.iter().filter(|known| known.kind == *tie).count();
            let facts = Facts::new().with("number", Fact::Number(had as i64));
            one((had >= *than).then(|| Failure::with(facts)))
        }
        ConditionKind::AnotherParty { is, unless_tie } => one(another_party(view, is, *unless_tie)),
        ConditionKind::EnteredWithin { days } => one(entered_within(view, *days)),
        ConditionKind::Window { document, before, after } => one(window(view, *document, *before, *after)),
        ConditionKind::StayAtMost { document, days } => one(stay_at_most(view, *document, *days)),
        ConditionKind::DocumentAge { document, at_least, at_most } => {
            one(document_age(view, *document, *at_least, *at_most))
        }
        ConditionKind::NotAgainWithin { services, months, days } => {
            one(not_again(view, services, *months, *days))
        }
        ConditionKind::Case { so } => one((!view.is_the_case(so)).then(Failure::bare)),
        ConditionKind::MonthsAtMost { months } => {
            let facts = Facts::new().with("months", Fact::Number(i64::from(*months)));
            one((view.months_asked() > *months).then(|| Failure::with(facts)))
        }
        ConditionKind::NameDiffers => one((!super::persons::name_differs(view)).then(Failure::bare)),
        ConditionKind::PaymentUnused => one(super::payments::not_unused(view)),
        ConditionKind::RefundUnderWay => {
            let under_way = view.case.payment.as_ref().is_some_and(|payment| payment.going_back.is_some());
            one((!under_way).then(Failure::bare))
        }
        kind => returns::judge(view, kind).into_iter().collect(),
    }
}

fn has_tie(view: &View, kind: TieKind, over: Who, held_by: Option<Who>) -> Option<Failure> {
    let holder = held_by.map(|who| view.who(who).id());
    let mut ties = view.who(over).ties.iter().filter(|tie| tie.kind == kind && tie.holds_on(view.today));
    (!ties.any(|tie| holder.is_none_or(|id| tie.holder == id))).then(Failure::bare)
}

fn age(view: &View, who: &[Who], range: AgeRange) -> Vec<Failure> {
    each_party(who, view)
        .filter(|dossier| !is_aged(dossier, range, view.today))
        .map(|dossier| {
            let years = range.from.or(range.under).unwrap_or_default();
            let facts = Facts::new().with("who", name_of(&dossier.party));
            Failure::with(facts.with("years", Fact::Number(i64::from(years))))
        })
        .collect()
}

fn another_party(view: &View, is: &[PartyKind], unless: Option<TieKind>) -> Option<Failure> {
    let Some(other) = &view.case.other else { return Some(Failure::bare()) };
    let already = unless.and_then(|kind| view.subject().held_by(kind, view.today));
    let fits = other.id() != view.subject().id()
        && is.contains(&other.party.kind())
        && already.is_none_or(|tie| tie.holder != other.id());
    (!fits).then(Failure::bare)
}

fn entered_within(view: &View, days: i64) -> Option<Failure> {
    let Some(entered) = view.entered() else {
        return Some(Failure::saying("entry-not-known".to_owned()));
    };
    let last = entered.plus_days(days);
    let facts = Facts::new().with("ended", Fact::Day(last)).with("days", Fact::Number(days));
    (last < view.today).then(|| Failure::with(facts))
}

fn window(view: &View, kind: DocumentKind, before: i64, after: i64) -> Option<Failure> {
    let Some(document) = view.subject().document(kind) else { return Some(Failure::saying(missing(kind))) };
    let ends = document.state.expires;
    let (opens, closes) = (ends.plus_days(-before), ends.plus_days(after));
    let facts = Facts::new()
        .with("ends", Fact::Day(ends))
        .with("opens", Fact::Day(opens))
        .with("closes", Fact::Day(closes));
    (view.today < opens || closes < view.today).then(|| Failure::with(facts))
}

fn stay_at_most(view: &View, kind: DocumentKind, days: i64) -> Option<Failure> {
    let document = view.subject().document(kind)?;
    let first = view.entered().unwrap_or(document.issued);
    let last = first.plus_days(days - 1);
    let asked = document.state.expires.plus_months(view.months_asked() as i32);
    let facts = Facts::new()
        .with("days", Fact::Number(days))
        .with("last", Fact::Day(last))
        .with("asked", Fact::Day(asked));
    (last < asked).then(|| Failure::with(facts))
}

fn document_age(
    view: &View,
    kind: DocumentKind,
    at_least: Option<i64>,
    at_most: Option<i64>,
) -> Option<Failure> {
    let Some(document) = view.subject().document(kind) else { return Some(Failure::saying(missing(kind))) };
    let (opens, closes) = (
        document.issued.plus_days(at_least.unwrap_or(0)),
        at_most.map(|days| document.issued.plus_days(days)),
    );
    let facts = Facts::new()
        .with("opens", Fact::Day(opens))
        .with("closes", Fact::Day(closes.unwrap_or(document.state.expires)));
    (view.today < opens || closes.is_some_and(|closes| closes < view.today)).then(|| Failure::with(facts))
}

fn not_again(view: &View, services: &[ServiceId], months: u32, days: i64) -> Option<Failure> {
    let again = |day: Day| day.plus_months(months as i32).plus_days(days);
    let past = view.case.past.iter().filter(|past| services.contains(&past.service));
    let last = past.map(|past| past.day).max().filter(|day| view.today < again(*day))?;
    let facts = Facts::new().with("last", Fact::Day(last)).with("opens", Fact::Day(again(last)));
    Some(Failure::with(facts))
}
