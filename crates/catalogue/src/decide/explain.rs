//! Why a request is answered as it is, line by line of the service file.

use super::conditions::{judge, refusals_of};
use super::view::View;
use super::{answers, authority, clock, decide_by_rules_of, fees};
use crate::{Case, Decision, InForce, OnlyWhen, Refusal, Request, Service, plain};
use calendar::{Day, Moment};
use ledger::Halalas;
use record::Ids;

/// A decision with every line of the service it was made by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What is answered.
    pub decision: Decision,
    /// Every line of the service, in the order of its file; none where somebody has no right to ask, where nothing is
    /// due of what the clock asks, or where the form is unclear.
    pub lines: Vec<Explained>,
}

/// One line of a service and what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What kind of line it is.
    pub what: What,
    /// Its name in the service file.
    pub id: String,
    /// What it demands or does, to be said.
    pub saying: plain::Saying,
    /// What it is narrowed to, to be said.
    pub narrowed: Vec<plain::Saying>,
    /// Its dates, source and place.
    pub in_force: InForce,
    /// What it came to.
    pub verdict: Verdict,
}

/// What kind of line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// What must be so.
    Condition,
    /// What is paid.
    Fee,
    /// What granting does.
    Effect,
}

/// What a line came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is so; a fee lies ready; an effect happens, or would.
    Holds {
        /// How much, of a fee.
        amount: Option<Halalas>,
    },
    /// It is not so.
    Fails {
        /// What is told, with the values that were looked at.
        reasons: Vec<Refusal>,
        /// How much, of a fee.
        amount: Option<Halalas>,
    },
    /// It does not hold on the day.
    NotInForce,
    /// The case is none of those it is narrowed to, or nothing is due.
    NotInQuestion,
}

/// Judges as [`crate::decide`] does, by the same functions and by the rules of a day, and tells of each line what it
/// came to.
pub fn explain(
    rules: Day,
    case: &Case,
    request: &Request,
    service: &Service,
    moment: Moment,
    ids: &mut Ids,
) -> Explanation {
    let decision = decide_by_rules_of(rules, case, request, service, moment, ids);
    if authority::refuse(case, request, service, moment.today()).is_some() {
        return Explanation { decision, lines: Vec::new() };
    }
    let Ok(asked) = answers::read(case, request, service, moment) else {
        return Explanation { decision, lines: Vec::new() };
    };
    let Ok(due) = clock::item(case, request, service, moment.today()) else {
        return Explanation { decision, lines: Vec::new() };
    };
    let view = View { case, service, today: moment.today(), rules, asked: &asked, due };
    let mut lines = conditions(&view);
    lines.extend(money(&view));
    lines.extend(service.effects.iter().map(|effect| {
        let holds = Verdict::Holds { amount: None };
        let verdict = in_question(&view, &effect.in_force, &effect.only_when).unwrap_or(holds);
        let line = Line { id: &effect.id, in_force: &effect.in_force, only: &effect.only_when };
        line.explained(What::Effect, plain::effect(&effect.kind), verdict)
    }));
    Explanation { decision, lines }
}

/// What every line has.
struct Line<'a> {
    id: &'a str,
    in_force: &'a InForce,
    only: &'a OnlyWhen,
}

impl Line<'_> {
    fn explained(&self, what: What, saying: plain::Saying, verdict: Verdict) -> Explained {
        Explained {
            what,
            id: self.id.to_owned(),
            saying,
            narrowed: plain::narrowing(self.only),
            in_force: self.in_force.clone(),
            verdict,
        }
    }
}

/// Why a line does not matter, if it does not.
fn in_question(view: &View, in_force: &InForce, only: &OnlyWhen) -> Option<Verdict> {
    if !in_force.holds_on(view.rules_of()) {
        return Some(Verdict::NotInForce);
    }
    (!view.is_the_case(only)).then_some(Verdict::NotInQuestion)
}

fn conditions(view: &View) -> Vec<Explained> {
    let explained = view.service.conditions.iter().map(|condition| {
        let outside = in_question(view, &condition.in_force, &condition.only_when);
        let verdict = outside.unwrap_or_else(|| {
            let reasons = refusals_of(condition, judge(view, condition));
            if reasons.is_empty() {
                Verdict::Holds { amount: None }
            } else {
                Verdict::Fails { reasons, amount: None }
            }
        });
        let line = Line { id: &condition.id, in_force: &condition.in_force, only: &condition.only_when };
        line.explained(What::Condition, plain::condition(&condition.kind), verdict)
    });
    explained.collect()
}

fn money(view: &View) -> Vec<Explained> {
    let dues = fees::due(view);
    let lacking = fees::not_deposited(view, &dues);
    let explained = view.service.fees.iter().map(|fee| {
        let outside = in_question(view, &fee.in_force, &fee.only_when);
        let verdict = outside.unwrap_or_else(|| {
            let due = dues.iter().find(|due| std::ptr::eq(due.fee, fee));
            let Some(due) = due else { return Verdict::NotInQuestion };
            let amount = Some(due.taken.amount);
            let same = |reason: &&Refusal| reason.rule == fee.in_force.rule;
            let reasons: Vec<Refusal> = lacking.iter().filter(same).cloned().collect();
            if reasons.is_empty() { Verdict::Holds { amount } } else { Verdict::Fails { reasons, amount } }
        });
        let line = Line { id: &fee.id, in_force: &fee.in_force, only: &fee.only_when };
        line.explained(What::Fee, plain::tariff(&fee.tariff), verdict)
    });
    explained.collect()
}
