//! What was done to a record, and who looked at it.

use super::people::reason_words;
use super::{blank, say_pair, sentence, word};
use crate::view::Lang;
use crate::view::parts::Line;
use catalogue::{Catalogue, ServiceId};
use desk::{Look, NoticeState, Transaction};
use record::PartyId;
use words::format_moment;

/// What a service is called.
pub(crate) fn title(lang: Lang, catalogue: &Catalogue, service: &ServiceId) -> String {
    match catalogue.service(service) {
        Some(service) => say_pair(lang, &service.title),
        None if service.0 == desk::REVERSE => word(lang, "title-corrections-reverse"),
        None => service.0.clone(),
    }
}

/// The state of a message in words; nothing where it was not sent.
pub(crate) fn state(lang: Lang, notice: &NoticeState) -> String {
    match (&notice.suppressed, &notice.state) {
        (Some(reason), _) => word(lang, &format!("suppressed-{reason}")),
        (None, Some(state)) => message_state(lang, state),
        (None, None) => word(lang, "message-decided"),
    }
}

/// A message's state by its one name, in words.
pub(crate) fn message_state(lang: Lang, state: &str) -> String {
    match state {
        "sending" => word(lang, "message-claimed"),
        state => word(lang, &format!("message-{state}")),
    }
}

/// The last transactions of a record.
pub(crate) fn transactions(
    lang: Lang,
    transactions: &[Transaction],
    catalogue: &Catalogue,
    reason: &str,
) -> Vec<Line> {
    let line = |entry: &Transaction| {
        let channel = word(lang, &format!("channel-{}", entry.channel.as_str()));
        let mut sent = entry.notices.iter().filter(|notice| notice.suppressed.is_none());
        let told = sent.next_back().map(|notice| format!(" · {}", state(lang, notice)));
        Line {
            what: title(lang, catalogue, &entry.service),
            when: format!("{} · {channel}{}", format_moment(lang.into(), entry.at), told.unwrap_or_default()),
            href: Some(format!("/counter/transaction/{}?reason={reason}", entry.reference)),
        }
    };
    transactions.iter().map(line).collect()
}

/// Who looked, but for the person's own visits; looks of one hand for one reason on one day are one line.
pub(crate) fn looks(lang: Lang, own: PartyId, looks: &[Look]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut before: Option<(&Look, usize)> = None;
    for look in looks.iter().filter(|look| look.person != Some(own)) {
        let same = before.filter(|(last, _)| {
            last.officer == look.officer
                && last.looker == look.looker
                && last.person == look.person
                && last.why == look.why
                && last.at.day() == look.at.day()
        });
        let times = same.map_or(1, |(_, times)| times + 1);
        let line = look_line(lang, same.map_or(look, |(last, _)| last), times);
        if same.is_some() {
            lines.pop();
        }
        before = Some((same.map_or(look, |(last, _)| last), times));
        lines.push(line);
    }
    lines
}

fn look_line(lang: Lang, look: &Look, times: usize) -> Line {
    let who = match (&look.officer, look.looker.as_str()) {
        (Some(officer), _) => {
            let office = look.office.as_ref().map(|office| say_pair(lang, office)).unwrap_or_default();
            format!(
                "{} · {office}",
                sentence(lang, "look-by-officer", &blank("who", say_pair(lang, officer)))
            )
        }
        (None, "person") => word(lang, "look-by-tied"),
        (None, "token") => word(lang, "look-by-system"),
        _ => look.looker.clone(),
    };
    let again = if times > 1 { format!(" · ×{times}") } else { String::new() };
    Line {
        what: format!("{who} · {}", reason_words(lang, &look.why)),
        when: format!("{}{again}", format_moment(lang.into(), look.at)),
        href: None,
    }
}
