//! Ish'ar's decision on each notice that is owed, with a row's id and a lifetime.

use crate::notice::{Notice, OutboundText, Told};
use calendar::Moment;
use catalogue::{Case, Owed};
use ishaar::{NoticeDecision, Outcome, policy};
use record::{Ids, Language, NoticeId, Party};
use words::Words;

/// Decides every notice of a grant, in its order.
pub(crate) fn tell(owed: &[Owed], case: &Case, words: &Words, moment: Moment, ids: &mut Ids) -> Vec<Notice> {
    let decisions = ishaar::decide(words, owed, |id| case.party(id), moment.today());
    let owed_for = |decision: &NoticeDecision| {
        owed.iter().find(|owed| owed.to == decision.to && owed.rule == decision.rule).cloned()
    };
    let decided = decisions.into_iter().filter_map(|decision| Some((owed_for(&decision)?, decision)));
    decided.map(|(owed, decision)| notice(owed, decision, case, moment, NoticeId(ids.fresh()))).collect()
}

fn notice(owed: Owed, decision: NoticeDecision, case: &Case, moment: Moment, id: NoticeId) -> Notice {
    let useful_until = moment.now.plus_seconds(policy(decision.lane).useful_for);
    let (language, told) = match decision.outcome {
        Outcome::Send { mobile, language, body, measure } => {
            let encoding = measure.encoding.as_str();
            let parts = u32::try_from(measure.segments).unwrap_or(u32::MAX);
            (language, Told::Send(OutboundText { destination: mobile, body, encoding, parts, useful_until }))
        }
        Outcome::Suppress { reason } => {
            let language = case.party(owed.to).map_or(Language::Ar, Party::language);
            (language, Told::Suppress { reason: reason.as_str().to_owned() })
        }
    };
    Notice { id, owed, language, text: decision.text, told }
}
