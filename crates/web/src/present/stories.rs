//! The texts of the demonstration's five stories.

use super::word;
use crate::house::StoryCard;
use crate::view::Lang;
use crate::view::parts::{Act, Hidden};
use crate::view::start::Story;
use desk::identity::Account;
use words::Words;

/// The button that signs in as somebody of the demonstration and goes on to a page.
pub(crate) fn enter(lang: Lang, who: &str, to: &str) -> Act {
    let hidden = |name: &str, value: &str| Hidden { name: name.to_owned(), value: value.to_owned() };
    Act {
        hidden: vec![hidden("who", who), hidden("to", to)],
        ..Act::button(word(lang, "demo-enter"), "/demo/sign-in")
    }
}

/// What a story is called; its key where it is unknown.
pub(crate) fn title(lang: Lang, key: &str) -> String {
    let name = format!("story-{key}");
    if Words::global().knows(&name) { word(lang, &name) } else { key.to_owned() }
}

fn text(lang: Lang, key: &str) -> String {
    let name = format!("story-{key}.text");
    if Words::global().knows(&name) { word(lang, &name) } else { String::new() }
}

/// A story with its ways in: at the counter, and on the asker's own page.
pub(crate) fn story(lang: Lang, card: &StoryCard, officer: Option<&Account>) -> Story {
    let (subject, asker) = (card.subject.0.0, card.asker.0.0);
    let service = &card.service;
    let at_counter = format!("/counter/person/{subject}/service/{service}?reason=asked");
    let at_home = format!("/me/for/{subject}/service/{service}");
    let mut acts = Vec::new();
    if let Some(officer) = officer {
        let label = word(lang, "story-at-counter");
        acts.push(Act { label, ..enter(lang, &officer.login, &at_counter) });
    }
    let label = word(lang, "story-at-home");
    acts.push(Act { label, ..enter(lang, &asker.to_string(), &at_home) });
    if let Some((former, _)) = &card.former {
        let label = word(lang, "story-as-former");
        // Their own page shows them no worker; the worker's page is not theirs to open.
        acts.push(Act { label, ..enter(lang, &former.0.to_string(), "/me") });
    }
    acts.push(Act::link(word(lang, "phones"), "/phones"));
    let mut identifiers = vec![
        (card.subject.1.clone(), word(lang, "sheet-who")),
        (card.asker.1.clone(), word(lang, "story-asker")),
    ];
    identifiers.extend(card.former.iter().map(|former| (former.1.clone(), word(lang, "story-former"))));
    Story {
        title: title(lang, &card.key),
        text: text(lang, &card.key),
        identifiers,
        steps: steps(lang, &card.key),
        acts,
    }
}

fn steps(lang: Lang, key: &str) -> Vec<String> {
    let mut steps = vec![word(lang, "story-step-find"), word(lang, "story-step-choose")];
    steps.push(match key {
        "four-reasons" => word(lang, "story-step-reasons"),
        "final-exit" => word(lang, "story-step-cancel"),
        _ => word(lang, "story-step-confirm"),
    });
    if key == "new-sponsor" {
        steps.push(word(lang, "story-step-former"));
    }
    steps
}
