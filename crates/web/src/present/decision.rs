//! What the engine says to a request, as a page shows it.

use super::{say, value};
use crate::view::parts::{Act, Figure, Preview, Refusal, Refusals};
use crate::view::{Lang, Tone};
use calendar::Day;
use catalogue::{EffectKind, Grant, Refused, Service};
use record::{Facts, Language};
use words::{Medium, Words, count, format_money};

fn sentence(language: Language, key: &str, facts: &Facts) -> String {
    Words::global().say(language, Medium::Page, key, facts)
}

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
            second = Some(format!("{} {}", say(lang, "الرصيد المودع", "deposited"), format_money(ready)));
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

/// The verb of a service's button, and the same while it is done.
pub(crate) fn verb(lang: Lang, service: &Service) -> (String, String) {
    let kind = service.effects.first().map(|effect| &effect.kind);
    let (ar, en, ar_busy, en_busy) = match kind {
        Some(EffectKind::IssueVisa { .. }) => ("إصدار التأشيرة", "Issue the visa", "تُصدر الآن", "Issuing now"),
        Some(EffectKind::IssueFinalExit { .. }) => {
            ("إصدار الخروج النهائي", "Issue the final exit", "يُصدر الآن", "Issuing now")
        }
        Some(EffectKind::Renew { .. }) => ("تجديد الإقامة", "Renew the iqama", "تُجدد الآن", "Renewing now"),
        Some(EffectKind::ExtendVisa) => ("تمديد التأشيرة", "Extend the visa", "تُمدد الآن", "Extending now"),
        Some(EffectKind::Cancel { .. }) => ("تنفيذ الإلغاء", "Cancel it", "تُلغى الآن", "Cancelling now"),
        Some(EffectKind::Deposit) => ("إيداع المبلغ", "Deposit the amount", "يُودع الآن", "Depositing now"),
        Some(EffectKind::RecordCrossing) | None => ("تنفيذ", "Commit", "يُنفذ الآن", "Working"),
    };
    (say(lang, ar, en), say(lang, ar_busy, en_busy))
}

/// The sentence over a receipt.
pub(crate) fn done(lang: Lang, service: Option<&Service>) -> String {
    let kind = service.and_then(|service| service.effects.first()).map(|effect| &effect.kind);
    let (ar, en) = match kind {
        Some(EffectKind::IssueVisa { .. }) => ("صدرت التأشيرة", "The visa is issued"),
        Some(EffectKind::IssueFinalExit { .. }) => ("صدر الخروج النهائي", "The final exit is issued"),
        Some(EffectKind::Renew { .. }) => ("جُددت الإقامة", "The iqama is renewed"),
        Some(EffectKind::ExtendVisa) => ("مُددت التأشيرة", "The visa is extended"),
        Some(EffectKind::Cancel { .. }) => ("نُفذ الإلغاء", "It is cancelled"),
        Some(EffectKind::Deposit) => ("حُفظ الإيداع", "The deposit is kept"),
        Some(EffectKind::RecordCrossing) => ("سُجل العبور", "The crossing is recorded"),
        None => ("سُجلت المعاملة", "The transaction is recorded"),
    };
    say(lang, ar, en)
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
        warnings: grant.warnings.iter().map(|w| sentence(language, &w.says, &w.facts)).collect(),
        commit,
        busy,
        checked: Some(match lang {
            Lang::Ar => format!("لا مانع: عدد الشروط المفحوصة {judged}"),
            Lang::En => format!("Nothing stands in the way: conditions checked {judged}"),
        }),
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
        fact: sentence(language, &refusal.says, &refusal.facts),
        way_out: sentence(language, &format!("{}.next", refusal.says), &refusal.facts),
        act: refusal.cure.as_ref().and_then(&cure).map(|(title, href)| Act::link(title, href)),
    };
    let reasons: Vec<Refusal> = refused.reasons.iter().map(reason).collect();
    let (judged, stand) = (judged(service, today), reasons.len());
    let how_many = count(language, "reason", i64::try_from(stand).unwrap_or(i64::MAX));
    Refusals {
        title: match lang {
            Lang::Ar => format!("لا يمكن ذلك الآن: {how_many}"),
            Lang::En => format!("Not possible now: {how_many}"),
        },
        reasons,
        checked: Some(match lang {
            Lang::Ar => format!("عدد الشروط المفحوصة {judged}، والمانع منها {stand}"),
            Lang::En => format!("Conditions checked: {judged}; in the way: {stand}"),
        }),
        act: None,
    }
}
