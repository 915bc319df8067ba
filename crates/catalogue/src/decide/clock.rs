//! Whether what the clock asks has fallen due. Judged before the rest, and told alone: nothing is ever done too early,
//! and what a reminder was for is not told when it is past.

use super::effects::Deed;
use super::view::View;
use crate::{Case, Channel, Due, InForce, Refusal, Request, RuleRef, Service, Who};
use calendar::Day;
use ledger::{Halalas, HolderId, charge};
use record::{Block, BlockId, BlockKind, Change, Document, Fact, Facts, Fine, FineKind, Ids};

/// The answer that names the rule which brought a request of the clock about.
pub const DUE: &str = "due";
/// The answer that names the document, by its row; left out, any that fits will do.
pub const DOCUMENT: &str = "document";

/// What fell due.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub rule: &'a Due,
    pub document: &'a Document,
    /// The day of the document that counts.
    pub day: Day,
}

impl Item<'_> {
    /// The day on which it fell due. The rules of that day hold, however late it is noted.
    pub fn fell_on(&self) -> Day {
        self.rule.falls_on(self.day)
    }
}

/// What fell due for a request of the clock; nothing for any other request.
pub(super) fn item<'a>(
    case: &'a Case,
    request: &Request,
    service: &'a Service,
    today: Day,
) -> Result<Option<Item<'a>>, Box<Refusal>> {
    if request.channel != Channel::Clock {
        return Ok(None);
    }
    let asked = request.answers.get(DUE).unwrap_or_default();
    let row: Option<i64> = request.answers.get(DOCUMENT).and_then(|row| row.parse().ok());
    for rule in service.dues.iter().filter(|rule| rule.id == asked) {
        let fitting = case.subject.documents.iter().filter(|known| {
            rule.documents.contains(&known.kind)
                && known.state.status == rule.status
                && row.is_none_or(|row| row == known.id.0)
        });
        for document in fitting {
            let Some(day) = rule.day.of(document) else { continue };
            if rule.in_force.holds_on(rule.falls_on(day)) && rule.is_due(day, today) {
                return Ok(Some(Item { rule, document, day }));
            }
        }
    }
    let in_force: Option<&InForce> =
        service.dues.iter().find(|rule| rule.id == asked).map(|rule| &rule.in_force);
    let rule: RuleRef = in_force.map_or_else(|| super::head_rule(service), |in_force| in_force.rule.clone());
    let facts = Facts::new();
    let condition = "not-due".to_owned();
    Err(Box::new(Refusal { says: condition.clone(), condition, facts, cure: None, rule }))
}

/// What a text about something that fell due may speak of.
pub(super) fn facts(view: &View, facts: Facts) -> Facts {
    let Some(item) = &view.due else { return facts };
    facts
        .with("visa", Fact::Code(item.document.number.clone()))
        .with("kind", Fact::Word(format!("document-{}", item.document.kind.as_str())))
        .with("day", Fact::Day(item.day))
        .with("days", Fact::Number(view.today.days_until(item.day).max(0)))
}

/// A fine that is owed from today: noted on the subject's account, owed by `owed_by`, who is blocked until it is paid.
pub(super) fn charge_fine(
    view: &View,
    (kind, code, ladder): (FineKind, &ledger::FeeCode, &[Halalas]),
    owed_by: Who,
    ids: &mut Ids,
    deed: &mut Deed,
) {
    let before = view.subject().fines_of(kind);
    let Some(amount) = ladder.get(before).or(ladder.last()).copied() else { return };
    let (subject, owes) = (view.subject().id(), view.who(owed_by).id());
    let fine = Fine { id: ids.fresh(), party: subject, kind, amount, on: view.today };
    let block = Block {
        id: BlockId(ids.fresh()),
        party: owes,
        kind: BlockKind::UnpaidFine,
        amount: Some(amount),
        from: view.today,
        to: None,
    };
    deed.charged = Some(amount);
    deed.entry = std::mem::take(&mut deed.entry).and(charge(HolderId(owes.0), code, amount));
    deed.changes.push(Change::FineCharged { fine });
    deed.changes.push(Change::BlockRaised { block });
}
