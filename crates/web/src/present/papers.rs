//! Documents, and how much of their life is left.

use super::{blank, sentence, word};
use crate::view::parts::Paper;
use crate::view::{Lang, Tone};
use calendar::{Calendar, Day};
use catalogue::Dossier;
use record::{Document, DocumentKind, DocumentStatus, Fact, Facts, Language};
use words::{days_left, format_day};

/// From so many days before its end a document is shown as ending soon.
const SOON: i64 = 60;

/// The documents that still matter: those that stand, the ones that run longest first.
pub(crate) fn of(language: Language, dossier: &Dossier, today: Day) -> Vec<Paper> {
    let mut live: Vec<&Document> =
        dossier.documents.iter().filter(|document| document.state.status.is_live()).collect();
    live.sort_by_key(|document| (document.kind, std::cmp::Reverse(document.state.expires)));
    live.into_iter().map(|document| paper(language, document, today)).collect()
}

/// The day on which a document ends as far as its holder is concerned.
fn end(document: &Document) -> Day {
    let state = &document.state;
    let waits_to_leave = document.kind.lets_out() && state.status == DocumentStatus::Valid;
    match (waits_to_leave, state.depart_by, state.return_by) {
        (true, Some(leave), _) => leave,
        (false, _, Some(back)) if document.kind.lets_out() => back,
        _ => state.expires,
    }
}

/// How much is left, in hundredths, and how serious that is.
pub(crate) fn life(document: &Document, today: Day) -> (u8, Tone) {
    let (left, whole) = (today.days_until(end(document)), document.issued.days_until(end(document)).max(1));
    let share = u8::try_from((left * 100 / whole).clamp(0, 100)).unwrap_or(100);
    let tone = match left {
        ..0 => Tone::Stop,
        0..SOON => Tone::Warn,
        _ => Tone::Good,
    };
    (share, tone)
}

fn paper(language: Language, document: &Document, today: Day) -> Paper {
    let lang = Lang::from(language);
    let last = end(document);
    let (share, tone) = life(document, today);
    let day = match &document.expires_written {
        Some(written) if written.calendar == Calendar::Hijri => {
            format!("{} · {}", written.written, format_day(language, last))
        }
        _ => format_day(language, last),
    };
    let verb = match (document.kind.lets_out(), document.state.status) {
        (true, DocumentStatus::Valid) => "paper-leave-by",
        (true, _) => "paper-return-by",
        _ => "paper-ends",
    };
    Paper {
        name: capital(&word(lang, &format!("document-{}", document.kind.as_str()))),
        number: Some(masked(&document.number)),
        ends: Some(sentence(lang, verb, &blank("until", day))),
        life: Some(share),
        tone,
        says: Some(days_left(language, today.days_until(last))),
        print: None,
    }
}

/// A word as it begins a line; Arabic has no capitals.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// All but the last four characters hidden.
pub(crate) fn masked(number: &str) -> String {
    let count = number.chars().count();
    let hidden = count.saturating_sub(4);
    number.chars().enumerate().map(|(n, c)| if n < hidden { '*' } else { c }).collect()
}

/// The document by which a person's stay or journeys are judged first.
pub(crate) fn leading(dossier: &Dossier) -> Option<&Document> {
    [DocumentKind::ResidencePermit, DocumentKind::Passport]
        .into_iter()
        .find_map(|kind| dossier.document(kind))
}

/// One line on that document.
pub(crate) fn leading_line(language: Language, document: &Document) -> String {
    let lang = Lang::from(language);
    let name = word(lang, &format!("document-{}", document.kind.as_str()));
    // The name stays outside the sentence: it begins the line, and may be given a capital.
    let until = Facts::new().with("day", Fact::Day(document.state.expires));
    format!("{name} {}", sentence(lang, "paper-until", &until))
}
