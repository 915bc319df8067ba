//! Who will be told, and who was.

use super::lines::state;
use super::people::short_name;
use super::word;
use crate::view::Lang;
use crate::view::parts::Told;
use catalogue::Owed;
use desk::Transaction;
use record::{Party, PartyId};
use std::collections::BTreeMap;

/// Names that are known here.
pub(crate) type Names = BTreeMap<PartyId, Party>;

fn name(lang: Lang, names: &Names, id: PartyId) -> String {
    names.get(&id).map_or_else(|| word(lang, "told-somebody-tied"), |party| short_name(lang.into(), party))
}

/// Who would be told of a grant, each once.
pub(crate) fn will(lang: Lang, owed: &[Owed], names: &Names) -> Vec<Told> {
    let mut seen: Vec<PartyId> = Vec::new();
    let mut told = Vec::new();
    for notice in owed {
        if seen.contains(&notice.to) {
            continue;
        }
        seen.push(notice.to);
        let party = names.get(&notice.to);
        let reached = party.is_none_or(|party| party.mobile().is_some());
        let how = match party {
            Some(party) if reached => {
                let language = word(lang, &format!("language-{}", party.language().as_str()));
                format!("{language} · {}", word(lang, "told-at-once"))
            }
            Some(_) => word(lang, "suppressed-no-mobile"),
            None => word(lang, "told-at-once"),
        };
        told.push(Told { channel: word(lang, "told-channel"), who: name(lang, names, notice.to), how });
    }
    told
}

/// Who was told of a transaction, and how far each message has come.
pub(crate) fn was(lang: Lang, entry: &Transaction, names: &Names) -> Vec<Told> {
    let mut told: Vec<(Told, i64)> = Vec::new();
    for notice in &entry.notices {
        let who = name(lang, names, notice.recipient);
        let language = word(lang, &format!("language-{}", notice.language.as_str()));
        let how = format!("{language} · {}", state(lang, notice));
        match told.iter_mut().find(|(known, _)| known.who == who && known.how == how) {
            Some((_, messages)) => *messages += 1,
            None => told.push((Told { channel: word(lang, "told-channel"), who, how }, 1)),
        }
    }
    // A renewal and its fine are two messages to one person: one line says so.
    let counted = told.into_iter().map(|(one, messages)| match messages {
        1 => one,
        _ => {
            Told { how: format!("{} · {}", one.how, words::count(lang.into(), "message", messages)), ..one }
        }
    });
    counted.collect()
}
