//! What the engine says to a request, as a page shows it.

use super::{blank, sentence, value, word};
use crate::view::parts::{Act, Figure, Preview, Refusal, Refusals};
use crate::view::{Lang, Tone};
use calendar::Day;
use catalogue::{Grant, Refused, Service};
use record::{Fact, Facts, Identifier, Language};
use words::{Words, count};

/// The figures that matter. `ready` is what lies deposited for the fee, where that is known.
pub(crate) fn figures(
    language: Language,
    figures: &[catalogue::Figure],
    ready: Option<ledger::Halalas>,
) -> Vec<Figure> {
    let lang = Lang::from(language);
    let figure = |figure: &catalogue::Figure| {
        let (shown, mut second) = value(language, &figure.value);
        let is_fee = figure.label == "figure-fee";
        if let (true, Some(ready)) = (is_fee, ready) {
            second =
                Some(sentence(lang, "figure-deposited", &Facts::new().with("amount", Fact::Money(ready))));
        }
        Figure { label: super::word(lang, &figure.label), value: shown, second, tone: Tone::Plain }
    };
    figures.iter().map(figure).collect()
}

/// How many conditions and fees of a service are judged on a day.
pub(crate) fn judged(service: &Service, today: Day) -> usize {
    let conditions = service.conditions.iter().filter(|condition| condition.in_force.holds_on(today));
    let fees = service.fees.iter().filter(|fee| fee.in_force.holds_on(today));
    conditions.count() + usize::from(fees.count() > 0)
}

/// The key of what is said of a service: its own (`verb-fees-deposit`), or that of what it does first, or that of
/// `other`, whichever has words.
fn by_effect(service: Option<&Service>, key: impl Fn(&str) -> String) -> String {
    let own = service.map(|service| key(&service.id.0.replace('.', "-")));
    let effect = service.and_then(|service| service.effects.first()).map(|effect| key(effect.kind.as_str()));
    let said = own.into_iter().chain(effect).find(|key| Words::global().knows(key));
    said.unwrap_or_else(|| key("other"))
}

/// The verb of a service's button, and the same while it is done.
pub(crate) fn verb(lang: Lang, service: &Service) -> (String, String) {
    let key = by_effect(Some(service), |effect| format!("verb-{effect}"));
    (word(lang, &key), word(lang, &format!("{key}.busy")))
}

/// The sentence over a receipt.
pub(crate) fn done(lang: Lang, service: Option<&Service>) -> String {
    word(lang, &by_effect(service, |effect| format!("done-{effect}")))
}

/// How many conditions were judged, and how many stand in the way.
fn numbers(judged: usize, stand: usize) -> Facts {
    let number = |n: usize| Fact::Number(i64::try_from(n).unwrap_or(i64::MAX));
    Facts::new().with("judged", number(judged)).with("standing", number(stand))
}

/// A grant before it is committed.
pub(crate) fn preview(
    language: Language,
    service: &Service,
    grant: &Grant,
    today: Day,
    ready: Option<ledger::Halalas>,
) -> Preview {
    let lang = Lang::from(language);
    let (commit, busy) = verb(lang, service);
    let judged = judged(service, today);
    Preview {
        figures: figures(language, &grant.figures, ready).into_iter().take(3).collect(),
        warnings: grant.warnings.iter().map(|w| sentence(lang, &w.says, &w.facts)).collect(),
        commit,
        busy,
        checked: Some(sentence(lang, "preview-checked", &numbers(judged, 0))),
    }
}

/// Reasons that rest on no service.
pub(crate) fn against(language: Language, reasons: &[catalogue::Refusal]) -> Refusals {
    let lang = Lang::from(language);
    let how_many = count(language, "reason", i64::try_from(reasons.len()).unwrap_or(i64::MAX));
    Refusals {
        title: sentence(lang, "refusals-title", &blank("reasons", how_many)),
        reasons: reasons
            .iter()
            .map(|refusal| Refusal {
                fact: sentence(lang, &refusal.says, &refusal.facts),
                way_out: sentence(lang, &format!("{}.next", refusal.says), &refusal.facts),
                act: None,
            })
            .collect(),
        ..Refusals::default()
    }
}

/// A refusal: every reason, with its way out. `cure` tells where a service that would help is asked for.
pub(crate) fn refusals(
    language: Language,
    service: &Service,
    refused: &Refused,
    today: Day,
    cure: impl Fn(&catalogue::ServiceId) -> Option<(String, String)>,
) -> Refusals {
    let lang = Lang::from(language);
    let reason = |refusal: &catalogue::Refusal| Refusal {
        fact: sentence(lang, &refusal.says, &refusal.facts),
        way_out: sentence(lang, &format!("{}.next", refusal.says), &refusal.facts),
        act: refusal.cure.as_ref().and_then(&cure).map(|(title, href)| Act::link(title, href)),
    };
    let reasons: Vec<Refusal> = refused.reasons.iter().map(reason).collect();
    let (judged, stand) = (judged(service, today), reasons.len());
    let how_many = count(language, "reason", i64::try_from(stand).unwrap_or(i64::MAX));
    Refusals {
        title: sentence(lang, "refusals-title", &blank("reasons", how_many)),
        reasons,
        checked: Some(sentence(lang, "refusals-checked", &numbers(judged, stand))),
        act: None,
    }
}

/// Where a fee is missing, the demonstration leads to its bank, with code, number and amount filled in.
pub(crate) fn pay_at_bank(
    lang: Lang,
    service: &Service,
    refused: &Refused,
    refusals: &mut Refusals,
    payer: impl Fn(catalogue::Who) -> Option<Identifier>,
) {
    for (refusal, shown) in refused.reasons.iter().zip(&mut refusals.reasons) {
        let fee = service.fees.iter().find(|fee| fee.id == refusal.condition);
        let (Some(fee), Some(Fact::Money(short))) = (fee, refusal.facts.get("short")) else { continue };
        let Some(number) = payer(fee.paid_by) else { continue };
        let facts =
            Facts::new().with("amount", Fact::Money(*short)).with("code", Fact::Code(fee.code.to_string()));
        let href = format!("/bank?beneficiary={}&fee={}&amount={short}", number.as_str(), fee.code);
        shown.act = Some(Act::link(sentence(lang, "refusal-pay-at-bank", &facts), href));
    }
}
