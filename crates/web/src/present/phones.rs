//! A handset's face, and the faults of the simulated network.

use super::lines::message_state;
use super::people::short_name;
use super::{sentence, word};
use crate::view::phones::{Bubble, Handset};
use crate::view::{Lang, Page, Tone};
use calendar::Instant;
use desk::SentTo;
use record::{Fact, Facts, Mobile, Party};
use sha2::{Digest, Sha256};
use smpp::simulator::{Faults, HandsetMessage};
use words::format_clock;

/// Bubbles on one handset.
const BUBBLES: usize = 12;
/// A message is new for so long, in microseconds.
const NEW: i64 = 3_000_000;

/// The faults that can be switched on the page.
pub(crate) const FAULTS: [&str; 5] = ["lose-answers", "throttle", "undeliverable", "early-receipts", "mute"];

/// The faults with one of them switched, and whether it is on before that.
pub(crate) fn switched(faults: &Faults, name: &str) -> (Faults, bool) {
    let mut next = faults.clone();
    let other = |chance: f64, most: f64| if chance > 0.0 { 0.0 } else { most };
    let on = match name {
        "lose-answers" => {
            next.lose_answers = other(faults.lose_answers, 0.5);
            faults.lose_answers > 0.0
        }
        "throttle" => {
            next.throttle = other(faults.throttle, 0.5);
            faults.throttle > 0.0
        }
        "undeliverable" => {
            next.undeliverable = other(faults.undeliverable, 1.0);
            faults.undeliverable > 0.0
        }
        "early-receipts" => {
            next.early_receipts = !faults.early_receipts;
            faults.early_receipts
        }
        "mute" => {
            next.mute = !faults.mute;
            faults.mute
        }
        _ => false,
    };
    (next, on)
}

/// A key for a handset that is not its number.
pub(crate) fn key_of(number: &str) -> String {
    let digest = Sha256::digest(number.as_bytes());
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A handset as it stands. What the house knows of each message is found by its text, the newest first.
pub(crate) fn handset(
    page: Page,
    number: &str,
    owner: Option<&Party>,
    messages: &[HandsetMessage],
    sent: &[SentTo],
    came: &[(String, Instant)],
    now: Instant,
) -> Handset {
    let lang = page.lang;
    let key = key_of(number);
    let mut known: Vec<&SentTo> = sent.iter().collect();
    let mut bubbles: Vec<(i64, Bubble)> = Vec::new();
    for message in messages.iter().rev().take(BUBBLES) {
        let at = known.iter().position(|sent| sent.body == message.text);
        let sent = at.map(|at| known.remove(at));
        bubbles.push((message.received_at, received(lang, message, sent, now)));
    }
    for (text, at) in came.iter().take(BUBBLES) {
        bubbles.push((at.micros(), written(text, *at)));
    }
    bubbles.sort_by_key(|(at, _)| *at);
    let skip = bubbles.len().saturating_sub(BUBBLES);
    let mobile = Mobile::parse(number).map_or_else(|_| number.to_owned(), |mobile| mobile.masked());
    let about = match owner {
        Some(owner) => {
            format!("{mobile} · {}", word(lang, &format!("language-{}", owner.language().as_str())))
        }
        None => mobile,
    };
    Handset {
        owner: owner.map_or_else(|| word(lang, "phone-of-nobody"), |owner| short_name(lang.into(), owner)),
        about,
        bubbles: bubbles.into_iter().skip(skip).map(|(_, bubble)| bubble).collect(),
        reply: format!("/phones/{key}/reply"),
        key,
        page,
    }
}

/// The language a text is written in, by its first letter that tells.
fn language_of(text: &str) -> Lang {
    let letter = text.chars().find(|c| c.is_alphabetic());
    if letter.is_some_and(|c| ('\u{600}'..='\u{6FF}').contains(&c)) { Lang::Ar } else { Lang::En }
}

fn received(lang: Lang, message: &HandsetMessage, sent: Option<&SentTo>, now: Instant) -> Bubble {
    let written = language_of(&message.text);
    let at = Instant::from_micros(message.received_at);
    let mut state = format_clock(at);
    if let Some(sent) = sent {
        state = format!("{state} · {}", message_state(lang, &sent.state));
    }
    if message.parts > 1 {
        let parts = Facts::new().with("n", Fact::Number(i64::from(message.parts)));
        state = format!("{state} · {}", sentence(lang, "phone-parts", &parts));
    }
    Bubble {
        text: message.text.clone(),
        lang: written.tag().to_owned(),
        dir: written.dir().to_owned(),
        mine: false,
        new: now.micros() - message.received_at < NEW,
        state,
        tone: sent.map_or(Tone::Plain, |sent| tone(&sent.state)),
        href: sent.map(|sent| format!("/messages/{}", sent.id.0)),
    }
}

fn written(text: &str, at: Instant) -> Bubble {
    let lang = language_of(text);
    Bubble {
        text: text.to_owned(),
        lang: lang.tag().to_owned(),
        dir: lang.dir().to_owned(),
        mine: true,
        new: false,
        state: format_clock(at),
        tone: Tone::Plain,
        href: None,
    }
}

/// How serious a message's state is: in doubt is a warning, never a failure.
pub(crate) fn tone(state: &str) -> Tone {
    match state {
        "delivered" => Tone::Good,
        "in-doubt" => Tone::Warn,
        "undeliverable" | "rejected" | "expired" => Tone::Stop,
        _ => Tone::Plain,
    }
}
