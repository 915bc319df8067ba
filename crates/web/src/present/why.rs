//! A decision, line by line, as a page shows it.

use super::{rules, sentence, word};
use crate::view::Lang;
use crate::view::catalogue::Line;
use crate::view::why::{Group, WhyLine};
use catalogue::{Catalogue, Explained, Verdict, What};
use record::{Fact, Facts};

/// The lines under their headings, those in force first.
pub(crate) fn groups(lang: Lang, catalogue: &Catalogue, lines: &[Explained]) -> Vec<Group> {
    [(What::Condition, "why-conditions"), (What::Fee, "why-fees"), (What::Effect, "why-effects")]
        .into_iter()
        .map(|(what, title)| {
            let mut of_kind: Vec<&Explained> = lines.iter().filter(|line| line.what == what).collect();
            of_kind.sort_by_key(|line| matches!(line.verdict, Verdict::NotInForce));
            Group {
                title: word(lang, title),
                lines: of_kind.into_iter().map(|explained| line(lang, catalogue, explained)).collect(),
            }
        })
        .filter(|group| !group.lines.is_empty())
        .collect()
}

/// The one name of what a line came to.
pub(crate) const fn verdict(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Holds { .. } => "holds",
        Verdict::Fails { .. } => "fails",
        Verdict::NotInForce => "not-in-force",
        Verdict::NotInQuestion => "not-in-question",
    }
}

fn line(lang: Lang, catalogue: &Catalogue, explained: &Explained) -> WhyLine {
    let (amount, reasons) = match &explained.verdict {
        Verdict::Holds { amount } => (*amount, Vec::new()),
        Verdict::Fails { reasons, amount } => {
            (*amount, reasons.iter().map(|reason| sentence(lang, &reason.says, &reason.facts)).collect())
        }
        Verdict::NotInForce | Verdict::NotInQuestion => (None, Vec::new()),
    };
    WhyLine {
        rule: Line {
            text: rules::say(lang, &explained.saying),
            when: rules::narrowed_to(lang, &explained.narrowed),
            span: rules::span(lang, &explained.in_force),
            source: rules::source(catalogue, &explained.in_force),
        },
        verdict: verdict(&explained.verdict),
        said: word(lang, &format!("why-{}", verdict(&explained.verdict))),
        amount: amount
            .map(|amount| sentence(lang, "why-amount", &Facts::new().with("amount", Fact::Money(amount)))),
        reasons,
        law: explained.in_force.says.clone(),
        place: format!("{}:{}", explained.in_force.rule.file, explained.in_force.rule.line),
    }
}
