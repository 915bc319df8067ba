//! The one place where a request is judged.

mod answers;
mod authority;
mod circumstances;
mod clock;
mod conditions;
mod documents;
mod effects;
mod explain;
mod fees;
mod form;
mod notices;
mod payments;
mod persons;
mod returns;
mod ties;
mod view;

pub use explain::{Explained, Explanation, Verdict, What, explain};

use crate::{Case, Decision, Effect, Grant, InForce, Refused, Request, Service, Warning};
use calendar::{Day, Moment};
use record::{Change, Fact, Ids, Reference, TransactionId};
use view::View;

pub use clock::{DOCUMENT, DUE};
pub use form::questions_put;

/// Judges `request` about `case` by the rules of `service` in force at `moment`.
///
/// Whoever has no right to ask hears that alone and learns nothing else. An unclear form is answered field by
/// field. Otherwise every condition is judged and every reason against is told, in the order of the service
/// file; without any, the answer is one complete grant. `ids` must be free in the whole register: the first
/// becomes the transaction's.
pub fn decide(case: &Case, request: &Request, service: &Service, moment: Moment, ids: &mut Ids) -> Decision {
    decide_by_rules_of(moment.today(), case, request, service, moment, ids)
}

/// Judges as [`decide`] does, by the rules of another day: what would have been paid and demanded then, of the same
/// case at the same moment. Nobody commits what comes of it.
pub fn decide_by_rules_of(
    rules: Day,
    case: &Case,
    request: &Request,
    service: &Service,
    moment: Moment,
    ids: &mut Ids,
) -> Decision {
    if let Some(reason) = authority::refuse(case, request, service, moment.today()) {
        return Decision::Refused(Refused {
            reasons: vec![reason],
            figures: Vec::new(),
            warnings: Vec::new(),
        });
    }
    let due = match clock::item(case, request, service, moment.today()) {
        Ok(due) => due,
        Err(reason) => {
            return Decision::Refused(Refused {
                reasons: vec![*reason],
                figures: Vec::new(),
                warnings: Vec::new(),
            });
        }
    };
    let asked = match answers::read(case, request, service, moment) {
        Ok(asked) => asked,
        Err(unclear) => return Decision::Unclear(unclear),
    };
    let transaction = TransactionId(ids.fresh());
    let reference = Reference::of(transaction);
    let view = View { case, service, today: moment.today(), rules, asked: &asked, due };

    let dues = fees::due(&view);
    let mut reasons = conditions::failing(&view);
    reasons.extend(fees::not_deposited(&view, &dues));
    let deed = effects::plan(&view, ids);
    let figures = view.figures(&deed, &dues);
    let warnings = warnings(&view, &dues, &deed);
    if !reasons.is_empty() {
        return Decision::Refused(Refused { reasons, figures, warnings });
    }

    let mut changes = deed.changes;
    changes.extend(fees::fines(&view, &dues, ids).into_iter().map(|fine| Change::FineCharged { fine }));
    let about = notices::About {
        document: deed.document,
        day: deed.lift_by.or(deed.open_to),
        object_by: deed.object_by,
        child: deed.child.as_ref(),
        given_back: deed.given_back.as_ref(),
        charged: deed.charged,
        reference: &reference,
    };
    let owed = notices::owed(&view, &changes, &about, &dues);
    Decision::Granted(Box::new(Grant {
        transaction,
        reference,
        figures,
        warnings,
        entry: fees::entry(&dues).and(deed.entry),
        fees: dues.into_iter().map(|due| due.taken).collect(),
        changes,
        owed,
        document: deed.document,
        bank: deed.bank,
    }))
}

/// The effects that granting a request brings about; none of a form that is unclear.
pub(crate) fn effects_of<'s>(
    case: &Case,
    request: &Request,
    service: &'s Service,
    moment: Moment,
) -> Vec<&'s Effect> {
    let Ok(asked) = answers::read(case, request, service, moment) else { return Vec::new() };
    let due = clock::item(case, request, service, moment.today()).unwrap_or_default();
    let view = View { case, service, today: moment.today(), rules: moment.today(), asked: &asked, due };
    let holds =
        |effect: &&Effect| effect.in_force.holds_on(view.rules_of()) && view.is_the_case(&effect.only_when);
    service.effects.iter().filter(holds).collect()
}

/// The day whose rules judge a request: today, or, for what the clock asks, the day it fell due.
pub(crate) fn rules_of(case: &Case, request: &Request, service: &Service, today: Day) -> Day {
    let due = clock::item(case, request, service, today).unwrap_or_default();
    due.map_or(today, |item| item.fell_on())
}

fn warnings(view: &View, dues: &[fees::Due], deed: &effects::Deed) -> Vec<Warning> {
    let mut facts = view.sentence_facts(dues);
    if let Some(day) = deed.depart_by.or(deed.return_by).or(deed.valid_to).or(deed.lift_by).or(deed.open_to) {
        facts = facts.with("day", Fact::Day(day));
    }
    view.in_force(&view.service.warnings, |rule| (&rule.in_force, &rule.only_when))
        .map(|rule| Warning { says: rule.says.clone(), facts: facts.clone() })
        .collect()
}

/// A reason that rests on no line of the service file but on its head.
fn head_rule(service: &Service) -> crate::RuleRef {
    let first: Option<&InForce> = service.effects.first().map(|effect| &effect.in_force);
    crate::RuleRef {
        file: first.map(|f| f.rule.file.clone()).unwrap_or_default(),
        line: 1,
        source: String::new(),
    }
}
