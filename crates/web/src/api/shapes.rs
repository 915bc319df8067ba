//! What the API answers, as JSON; from the record's own types.

use super::caller::Caller;
use crate::present::{sentence, value, word};
use crate::view::Lang;
use catalogue::{BadAnswer, Catalogue, ConditionKind, FeeTaken, Figure, Refusal, Service, Warning};
use ledger::Halalas;
use record::{Fact, Language, PartyId, Term};
use serde::Serialize;
use utoipa::ToSchema;

/// What is wrong with one field.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// The field; an answer stands as `answers.NAME`.
    pub field: String,
    /// What is wrong, the same in every language.
    pub code: String,
    /// What is wrong and how to mend it.
    pub detail: String,
}

/// An amount of money.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Money {
    /// Hundredths of a riyal.
    pub halalas: i64,
    /// Riyals with two digits after the point.
    #[schema(example = "200.00")]
    pub sar: String,
}

impl From<Halalas> for Money {
    fn from(amount: Halalas) -> Money {
        Money { halalas: amount.0, sar: amount.to_string() }
    }
}

/// One figure of a decision.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FigureShown {
    /// What it is of.
    #[schema(example = "figure-return-by")]
    pub code: String,
    /// The same in words.
    pub label: String,
    /// What the value is: `number`, `day`, `instant`, `money`, `term`, `name`, `masked`, `code` or `word`.
    pub kind: String,
    /// The value for machines: a day as `2026-04-30`, money in riyals as `200.00`.
    pub value: String,
    /// The value for people.
    pub text: String,
}

/// What is said before what cannot be undone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct WarningShown {
    /// What is warned of.
    pub code: String,
    /// The warning.
    pub detail: String,
}

/// A fee or fine.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct FeeShown {
    /// The fee as the service names it.
    pub id: String,
    /// The code it is deposited under.
    pub code: String,
    /// From whose deposit: `asker`, `subject` or `another`.
    pub payer: String,
    /// How much.
    pub amount: Money,
}

/// Where a rule comes from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct RuleSource {
    /// The source's short name and the place in it.
    #[schema(example = "mygov-exit-reentry#passport")]
    pub id: String,
    /// What it is called.
    pub title: Option<String>,
    /// Where it can be read.
    pub address: Option<String>,
}

/// One reason against.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Reason {
    /// The condition that is not met.
    #[schema(example = "passport-runs")]
    pub code: String,
    /// What stands in the way.
    pub detail: String,
    /// What to do about it.
    pub next: String,
    /// The service that would cure it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cure: Option<String>,
    /// What the rule rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<RuleSource>,
}

/// Somebody who is told by SMS.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ToldShown {
    /// `asker`, `subject` or `another`.
    pub who: String,
    /// `record-change`, `reminder` or `code`.
    pub lane: String,
    /// How far the message has come; nothing before there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Why none is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<String>,
}

/// Who somebody is in a request, for those who may not know more.
pub(crate) fn part(id: PartyId, asker: Option<PartyId>, subject: Option<PartyId>) -> String {
    let part = match Some(id) {
        id if id == subject => "subject",
        id if id == asker => "asker",
        _ => "another",
    };
    part.to_owned()
}

fn kind_of(fact: &Fact) -> &'static str {
    match fact {
        Fact::Number(_) => "number",
        Fact::Day(_) => "day",
        Fact::Instant(_) => "instant",
        Fact::Money(_) => "money",
        Fact::Term(_) => "term",
        Fact::Masked(_) => "masked",
        Fact::Person(_) | Fact::Establishment(..) => "name",
        Fact::Code(_) => "code",
        Fact::Word(_) => "word",
    }
}

/// The value as a machine reads it, in the grammar of the answers.
fn machine(language: Language, fact: &Fact) -> String {
    match fact {
        Fact::Number(n) => n.to_string(),
        Fact::Day(day) => day.to_string(),
        Fact::Instant(at) => at.to_string(),
        Fact::Money(amount) => amount.to_string(),
        Fact::Term(Term::Months(n)) => format!("{n} months"),
        Fact::Term(Term::Days(n)) => format!("{n} days"),
        Fact::Term(Term::ReturnBefore(day)) => format!("return before {day}"),
        Fact::Code(text) | Fact::Word(text) => text.clone(),
        Fact::Masked(_) | Fact::Person(_) | Fact::Establishment(..) => value(language, fact).0,
    }
}

pub(crate) fn figures(language: Language, figures: &[Figure]) -> Vec<FigureShown> {
    let shown = figures.iter().map(|figure| FigureShown {
        code: figure.label.clone(),
        label: word(Lang::from(language), &figure.label),
        kind: kind_of(&figure.value).to_owned(),
        value: machine(language, &figure.value),
        text: value(language, &figure.value).0,
    });
    shown.collect()
}

pub(crate) fn warnings(language: Language, warnings: &[Warning]) -> Vec<WarningShown> {
    let shown = warnings.iter().map(|warning| WarningShown {
        code: warning.says.clone(),
        detail: sentence(language.into(), &warning.says, &warning.facts),
    });
    shown.collect()
}

pub(crate) fn fees(fees: &[FeeTaken], asker: Option<PartyId>, subject: Option<PartyId>) -> Vec<FeeShown> {
    let shown = fees.iter().map(|fee| FeeShown {
        id: fee.id.clone(),
        code: fee.code.to_string(),
        payer: part(fee.payer, asker, subject),
        amount: fee.amount.into(),
    });
    shown.collect()
}

pub(crate) fn source(catalogue: &Catalogue, id: &str) -> Option<RuleSource> {
    let known = catalogue.source(id);
    (!id.is_empty()).then(|| RuleSource {
        id: id.to_owned(),
        title: known.map(|source| source.title.clone()),
        address: known.map(|source| source.address.clone()),
    })
}

/// Whether a condition looks at a block whose very existence is not shown.
pub(crate) fn is_hidden(service: &Service, condition: &str) -> bool {
    service.conditions.iter().any(|known| {
        known.id == condition
            && matches!(&known.kind, ConditionKind::FreeOf { block, .. } if block.is_hidden_from_the_public())
    })
}

pub(crate) fn reason(caller: &Caller, service: &Service, refusal: &Refusal) -> Reason {
    let language = caller.language;
    // Where the very existence of a block is not shown, what its rule rests on is not shown either.
    let hidden = is_hidden(service, &refusal.condition);
    Reason {
        code: refusal.condition.clone(),
        detail: sentence(language.into(), &refusal.says, &refusal.facts),
        next: sentence(language.into(), &format!("{}.next", refusal.says), &refusal.facts),
        cure: refusal.cure.as_ref().map(|cure| cure.0.clone()),
        source: source(&caller.house().catalogue, &refusal.rule.source).filter(|_| !hidden),
    }
}

pub(crate) fn unclear(language: Language, bad: &[BadAnswer], before: &str) -> Vec<FieldError> {
    let told = bad.iter().map(|bad| FieldError {
        field: format!("{before}{}", bad.field),
        code: bad.says.clone(),
        detail: sentence(language.into(), &bad.says, &bad.facts),
    });
    told.collect()
}
