//! Each notice that is owed, decided: sent to whom, in which words, or not and why.

use crate::notice::{Notice, OutboundText, Told};
use calendar::Moment;
use catalogue::{Case, OptIn, Owed};
use record::{Ids, Language, NoticeId, Party};
use words::{Medium, Words};

/// Decides every notice of a grant, in its order.
pub(crate) fn tell(owed: &[Owed], case: &Case, words: &Words, moment: Moment, ids: &mut Ids) -> Vec<Notice> {
    owed.iter().map(|owed| one(owed, case, words, moment, NoticeId(ids.fresh()))).collect()
}

fn one(owed: &Owed, case: &Case, words: &Words, moment: Moment, id: NoticeId) -> Notice {
    let ending = if owed.to == owed.about { "to-you" } else { "for-yours" };
    let text = format!("{}-{ending}", owed.text);
    let recipient = case.party(owed.to);
    let language = recipient.map_or(Language::Ar, Party::language);
    let told = match recipient.map(|party| (party, party.mobile())) {
        None => Told::Suppress { reason: "unknown-recipient".into() },
        Some((party, _)) if owed.opt_in == Some(OptIn::Crossings) && !party.wants_crossings() => {
            Told::Suppress { reason: "not-asked-for".into() }
        }
        Some((_, None)) => Told::Suppress { reason: "no-mobile".into() },
        Some((_, Some(mobile))) => Told::Send(OutboundText {
            destination: mobile.clone(),
            body: words.say(language, Medium::Sms, &text, &owed.facts),
            encoding: "ucs2",
            parts: 1,
            useful_until: moment.now.plus_seconds(3 * 86_400),
        }),
    };
    Notice { id, owed: owed.clone(), language, text, told }
}
