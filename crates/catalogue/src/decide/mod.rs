//! The one place where a request is judged.

mod answers;
mod authority;
mod circumstances;
mod conditions;
mod documents;
mod effects;
mod fees;
mod form;
mod notices;
mod persons;
mod ties;
mod view;

use crate::{Case, Decision, Effect, Grant, InForce, Refused, Request, Service, Warning};
use calendar::Moment;
use record::{Change, Fact, Ids, Reference, TransactionId};
use view::View;

pub use form::questions_put;

/// Judges `request` about `case` by the rules of `service` in force at `moment`.
///
/// Whoever has no right to ask hears that alone and learns nothing else. An unclear form is answered field by
/// field. Otherwise every condition is judged and every reason against is told, in the order of the service
/// file; without any, the answer is one complete grant. `ids` must be free in the whole register: the first
/// becomes the transaction's.
pub fn decide(case: &Case, request: &Request, service: &Service, moment: Moment, ids: &mut Ids) -> Decision {
    if let Some(reason) = authority::refuse(case, request, service, moment.today()) {
        return Decision::Refused(Refused {
            reasons: vec![reason],
            figures: Vec::new(),
            warnings: Vec::new(),
        });
    }
    let asked = match answers::read(case, request, service, moment) {
        Ok(asked) => asked,
        Err(unclear) => return Decision::Unclear(unclear),
    };
    let transaction = TransactionId(ids.fresh());
    let reference = Reference::of(transaction);
    let view = View { case, service, today: moment.today(), asked: &asked };

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
        child: deed.child.as_ref(),
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
    let view = View { case, service, today: moment.today(), asked: &asked };
    let holds =
        |effect: &&Effect| effect.in_force.holds_on(view.today) && view.is_the_case(&effect.only_when);
    service.effects.iter().filter(holds).collect()
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
