//! Matters in several steps, with the day until which each is open, as each party is told of them.

use super::people::short_name;
use super::{blank, chip, sentence, word};
use crate::view::parts::{Act, Todo};
use crate::view::{Lang, Tone};
use calendar::Day;
use desk::{Matter, Part};
use record::{Fact, Language};
use words::days_left;

/// The matters of somebody, each with the step they may take; `href` leads to a service about the worker.
pub(crate) fn todos(
    lang: Lang,
    matters: &[Matter],
    today: Day,
    href: impl Fn(&Matter, &str) -> String,
) -> Vec<Todo> {
    let todo = |matter: &Matter| {
        let language = Language::from(lang);
        let (title, act, service) = match (matter.part, matter.accepted) {
            (Part::Worker, true) => ("matter-agree", "matter-agree-act", "sponsorship.agree-to-transfer"),
            (Part::Worker, false) => ("matter-offered", "matter-offered-act", "sponsorship.decline-transfer"),
            (Part::NewSponsor, false) => {
                ("matter-accept", "matter-accept-act", "sponsorship.accept-transfer")
            }
            (Part::NewSponsor, true) => {
                ("matter-accepted", "matter-accepted-act", "sponsorship.decline-transfer")
            }
            (Part::Sponsor, _) => ("matter-waiting", "matter-waiting-act", "sponsorship.withdraw-offer"),
        };
        let facts = blank("worker", short_name(language, &matter.worker))
            .with("new_sponsor", Fact::Code(short_name(language, &matter.new_sponsor)))
            .with("day", Fact::Day(matter.last));
        let left = today.days_until(matter.last);
        let tone = if matter.waits_for_them() { Tone::Warn } else { Tone::Plain };
        Todo {
            chip: chip(days_left(language, left), tone),
            title: sentence(lang, title, &facts),
            text: sentence(lang, "matter-until", &facts),
            act: Act::link(word(lang, act), href(matter, service)),
        }
    };
    matters.iter().map(todo).collect()
}
