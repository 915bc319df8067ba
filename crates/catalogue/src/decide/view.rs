//! The case as a rule looks at it.

use super::answers::Asked;
use super::clock::Item;
use super::effects::Deed;
use super::fees::Due;
use crate::{Case, Dossier, EffectKind, Figure, InForce, OnlyWhen, Service, TermMode, Who};
use calendar::Day;
use ledger::Halalas;
use record::{Direction, Document, DocumentKind, DocumentStatus, Fact, Facts, Party, Presence, Term};

/// Everything a rule may look at.
pub(super) struct View<'a> {
    pub case: &'a Case,
    pub service: &'a Service,
    pub today: Day,
    /// By the rules of which day it is judged: today's, unless somebody asks how it was or will be.
    pub rules: Day,
    pub asked: &'a Asked,
    /// What the clock asks about; nothing in a request of anybody else.
    pub due: Option<Item<'a>>,
}

/// The documents one may be abroad on and come back.
pub(super) const EXIT_REENTRY: [DocumentKind; 2] =
    [DocumentKind::ExitReentrySingle, DocumentKind::ExitReentryMultiple];

impl<'a> View<'a> {
    pub fn subject(&self) -> &'a Dossier {
        &self.case.subject
    }

    pub fn who(&self, who: Who) -> &'a Dossier {
        match who {
            Who::Subject => &self.case.subject,
            Who::Asker => self.case.asker(),
            // Where nobody is the other, a condition of the service has said so.
            Who::Other => self.case.other.as_ref().unwrap_or(&self.case.subject),
        }
    }

    /// The day whose rules hold: today, or the day on which what the clock asks about fell due.
    pub fn rules_of(&self) -> Day {
        self.due.map_or(self.rules, |item| item.fell_on())
    }

    /// The entries of a list that hold today and whose case this is.
    pub fn in_force<'r, R>(
        &'r self,
        entries: &'r [R],
        dates: impl Fn(&'r R) -> (&'r InForce, &'r OnlyWhen) + 'r,
    ) -> impl Iterator<Item = &'r R> + 'r {
        entries.iter().filter(move |entry| {
            let (in_force, only_when) = dates(entry);
            in_force.holds_on(self.rules_of()) && self.is_the_case(only_when)
        })
    }

    /// Whether everything an entry is narrowed to is so.
    pub fn is_the_case(&self, only: &OnlyWhen) -> bool {
        let subject = self.subject();
        only.presence.is_none_or(|presence| subject.presence() == presence)
            && only.term.is_none_or(|mode| self.term_in_question(only).map(mode_of) == Some(mode))
            && only.document.is_none_or(|kind| subject.document(kind).is_some())
            && only.late.is_none_or(|(kind, grace)| {
                subject
                    .document(kind)
                    .is_some_and(|document| document.state.expires.plus_days(grace) < self.today)
            })
            && only.lapsed.is_none_or(|kind| {
                subject.document(kind).is_some_and(|document| document.lapsed_by(self.today))
            })
            && only
                .outward
                .is_none_or(|outward| self.asked.direction.map(|d| d == Direction::Out) == Some(outward))
            && (only.asker.is_empty() || only.asker.contains(&self.case.asker().party.kind()))
            && only.due.as_ref().is_none_or(|id| self.due.is_some_and(|item| item.rule.id == *id))
            && self.circumstances_are(only)
    }

    /// The term asked for; where the form asks none, that of the document the entry is narrowed to.
    fn term_in_question(&self, only: &OnlyWhen) -> Option<Term> {
        let document = || only.document.and_then(|kind| self.subject().document(kind));
        self.asked.term.or_else(|| document().and_then(|document| document.term))
    }

    /// The day of return that is asked for: from today where months count, since one may leave today.
    pub fn return_day(&self) -> Option<Day> {
        if let Some(term) = self.asked.term {
            return Some(match term {
                Term::Months(months) => self.today.plus_months(months as i32),
                Term::Days(days) => self.today.plus_days(i64::from(days)),
                Term::ReturnBefore(day) => day,
            });
        }
        let visa = self.visa_abroad()?;
        let months = self.asked.months?;
        visa.state.return_by.map(|back| back.plus_months(months as i32))
    }

    /// The last day of the document that the service renews, once it is renewed by the months asked.
    pub fn renewed_day(&self) -> Option<Day> {
        let renewed = self.service.effects.iter().find_map(|effect| match effect.kind {
            EffectKind::Renew { document } => Some(document),
            _ => None,
        });
        let ends = self.subject().document(renewed?)?.state.expires;
        Some(ends.plus_months(self.asked.months? as i32))
    }

    /// The visa the subject is abroad on.
    pub fn visa_abroad(&self) -> Option<&'a Document> {
        self.subject().documents.iter().find(|document| {
            EXIT_REENTRY.contains(&document.kind) && document.state.status == DocumentStatus::InUse
        })
    }

    /// Whether the crossing asked about comes after everything we have heard of, and could follow on it.
    pub fn crossing_follows(&self) -> bool {
        let Some(person) = self.subject().person() else { return false };
        let (Some(at), Some(direction)) = (self.asked.at, self.asked.direction) else { return false };
        let expected = match direction {
            Direction::Out => Presence::Inside,
            Direction::In => Presence::Outside,
        };
        person.presence == expected && person.crossed_at.is_none_or(|last| last < at)
    }

    /// How many months are asked for, a begun month counting whole.
    pub fn months_asked(&self) -> u32 {
        match (self.asked.term, self.asked.months) {
            (Some(Term::Months(months)), _) => months,
            (Some(Term::Days(days)), _) => begun_months(self.today, self.today.plus_days(i64::from(days))),
            (Some(Term::ReturnBefore(day)), _) => begun_months(self.today, day),
            (None, Some(months)) => months,
            (None, None) => 0,
        }
    }

    /// The figures that matter, as far as they can be worked out.
    pub fn figures(&self, deed: &Deed, dues: &[Due]) -> Vec<Figure> {
        let mut figures = Vec::new();
        let fee: Halalas = dues.iter().map(|due| due.taken.amount).sum();
        if !self.service.fees.is_empty() {
            figures.push(Figure { label: "figure-fee".to_owned(), value: Fact::Money(fee) });
        }
        let fine: Halalas = dues.iter().filter(|due| due.fine.is_some()).map(|due| due.taken.amount).sum();
        let mut figure = |label: &str, value: Option<Fact>| {
            figures.extend(value.map(|value| Figure { label: label.to_owned(), value }));
        };
        figure("figure-fine", fine.is_positive().then_some(Fact::Money(fine)));
        figure("figure-depart-by", deed.depart_by.map(Fact::Day));
        figure("figure-stay", deed.stay.map(Fact::Term));
        figure("figure-return-at-latest", deed.return_at_latest.map(Fact::Day));
        figure("figure-return-by", deed.return_by.map(Fact::Day));
        figure("figure-valid-to", deed.valid_to.map(Fact::Day));
        figure("figure-open-to", deed.open_to.map(Fact::Day));
        figure("figure-object-by", deed.object_by.map(Fact::Day));
        figure("figure-lift-by", deed.lift_by.map(Fact::Day));
        figure("figure-amount", deed.paid_in.map(Fact::Money));
        figures
    }

    /// What warnings and notices may speak of beside their own facts.
    pub fn sentence_facts(&self, dues: &[Due]) -> Facts {
        let fees: Halalas = dues.iter().filter(|due| due.fine.is_none()).map(|due| due.taken.amount).sum();
        let fines: Halalas = dues.iter().filter(|due| due.fine.is_some()).map(|due| due.taken.amount).sum();
        let amount = if fines.is_positive() { fines } else { fees };
        Facts::new().with("amount", Fact::Money(amount)).with("fee_amount", Fact::Money(fees))
    }
}

/// How a term is counted.
pub(super) fn mode_of(term: Term) -> TermMode {
    match term {
        Term::Months(_) => TermMode::Months,
        Term::Days(_) => TermMode::Days,
        Term::ReturnBefore(_) => TermMode::ReturnBefore,
    }
}

/// How many Gregorian months it takes from `from` to reach `to`; at least one.
fn begun_months(from: Day, to: Day) -> u32 {
    let whole = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
        - i32::from(from.month());
    let reached = from.plus_months(whole) >= to;
    (if reached { whole } else { whole + 1 }).max(1) as u32
}

/// A party's name as a fact.
pub(super) fn name_of(party: &Party) -> Fact {
    match party {
        Party::Person(person) => Fact::Person(person.name.clone()),
        Party::Establishment(e) => Fact::Establishment(e.name_ar.clone(), e.name_latin.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_begun_month_counts_whole() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        for (from, to, months) in [
            ("2026-03-01", "2026-05-01", 2),
            ("2026-03-01", "2026-05-02", 3),
            ("2026-03-01", "2026-03-02", 1),
            ("2026-12-31", "2027-02-28", 2),
            ("2028-01-31", "2028-02-29", 1),
        ] {
            assert_eq!(begun_months(day(from), day(to)), months, "{from} to {to}");
        }
    }
}
