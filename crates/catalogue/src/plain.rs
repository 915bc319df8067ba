//! What each rule demands and does, as keys of sentences: for people who read a service before they ask for it.
//!
//! Every kind has its sentence by construction: a kind that is added without one does not compile.

use crate::{AgeRange, ConditionKind, EffectKind, Lasts, NumberOf, OnlyWhen, Tariff, TermMode, Who};
use record::{DocumentKind, Fact, Facts, TieKind};

/// A sentence to be said in some language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Its key.
    pub key: String,
    /// What fills its blanks.
    pub facts: Facts,
    /// Blanks that are filled with several words, said as a list: their keys.
    pub lists: Vec<(&'static str, Vec<String>)>,
}

impl Saying {
    fn of(key: impl Into<String>) -> Saying {
        Saying { key: key.into(), facts: Facts::new(), lists: Vec::new() }
    }

    fn number(mut self, blank: &str, number: i64) -> Saying {
        self.facts = self.facts.with(blank, Fact::Number(number));
        self
    }

    fn word(mut self, blank: &str, key: String) -> Saying {
        self.facts = self.facts.with(blank, Fact::Word(key));
        self
    }

    fn list(mut self, blank: &'static str, keys: Vec<String>) -> Saying {
        self.lists.push((blank, keys));
        self
    }

    fn documents(self, kinds: &[DocumentKind]) -> Saying {
        self.list("documents", kinds.iter().map(|kind| document(*kind)).collect())
    }

    fn who(self, who: &[Who]) -> Saying {
        self.list("who", who.iter().map(|who| format!("who-{}", name_of(*who))).collect())
    }
}

fn document(kind: DocumentKind) -> String {
    format!("document-{}", kind.as_str())
}

fn tie_word(tie: TieKind) -> String {
    format!("tie-{}", tie.as_str())
}

const fn name_of(who: Who) -> &'static str {
    match who {
        Who::Subject => "subject",
        Who::Asker => "asker",
        Who::Other => "other",
    }
}

/// What a condition demands.
pub fn condition(kind: &ConditionKind) -> Saying {
    match kind {
        ConditionKind::Presence { who, is } => {
            Saying::of(format!("rule-presence-{}", is.as_str())).who(&[*who])
        }
        ConditionKind::DocumentRuns { document: kind, beyond, .. } => {
            let day = match beyond.day {
                crate::DayOf::Issue => "issue",
                crate::DayOf::Return => "return",
                crate::DayOf::Renewed => "renewed",
            };
            let key = if beyond.days == 0 { "rule-document-runs-to" } else { "rule-document-runs-beyond" };
            let saying =
                Saying::of(key).word("document", document(*kind)).word("until", format!("day-of-{day}"));
            if beyond.days == 0 { saying } else { saying.number("days", beyond.days) }
        }
        ConditionKind::RenewalOpen { document: kind, months } => Saying::of("rule-renewal-open")
            .word("document", document(*kind))
            .number("months", i64::from(*months)),
        ConditionKind::OwesNothing { who } => Saying::of("rule-owes-nothing").who(who),
        ConditionKind::HasBlock { .. }
        | ConditionKind::BlockNotOlder { .. }
        | ConditionKind::NeverHad { .. }
        | ConditionKind::FreeOf { .. } => blocked(kind),
        ConditionKind::NoDocument { documents } => Saying::of("rule-no-document").documents(documents),
        ConditionKind::HasDocument { documents, unused } => Saying::of(match unused {
            None => "rule-has-document",
            Some(true) => "rule-has-document-unused",
            Some(false) => "rule-has-document-in-use",
        })
        .documents(documents),
        ConditionKind::NotLapsed { documents, days } => {
            Saying::of("rule-not-lapsed").documents(documents).number("days", *days)
        }
        ConditionKind::RunsOn { document: kind } => {
            Saying::of("rule-runs-on").word("document", document(*kind))
        }
        ConditionKind::WholeYears => Saying::of("rule-whole-years"),
        ConditionKind::ReturnLater => Saying::of("rule-return-later"),
        ConditionKind::FewerFines { fine, than } => Saying::of("rule-fewer-fines")
            .word("fine", format!("fine-{}", fine.as_str()))
            .number("number", *than as i64),
        ConditionKind::MayLeave => Saying::of("rule-may-leave"),
        ConditionKind::MayReturn => Saying::of("rule-may-return"),
        ConditionKind::Age { .. }
        | ConditionKind::HasTie { .. }
        | ConditionKind::NoTie { .. }
        | ConditionKind::TiesFewer { .. }
        | ConditionKind::AnotherParty { .. }
        | ConditionKind::EnteredWithin { .. }
        | ConditionKind::Window { .. }
        | ConditionKind::StayAtMost { .. }
        | ConditionKind::DocumentAge { .. }
        | ConditionKind::NotAgainWithin { .. }
        | ConditionKind::MonthsAtMost { .. } => circumstance(kind),
        ConditionKind::Case { .. }
        | ConditionKind::NameDiffers
        | ConditionKind::PaymentUnused
        | ConditionKind::RefundUnderWay
        | ConditionKind::Deposited { .. }
        | ConditionKind::NotIssuedBy { .. }
        | ConditionKind::ReentryOpen { .. } => history(kind),
    }
}

/// What is demanded of blocks.
fn blocked(kind: &ConditionKind) -> Saying {
    match kind {
        ConditionKind::FreeOf { who, block, from_age } => {
            // That there are hidden blocks is said of all, and of nobody.
            let key = format!("rule-free-of-{}", block.as_str());
            match from_age {
                Some(age) => Saying::of(format!("{key}-from-age")).number("years", i64::from(*age)),
                None => Saying::of(key),
            }
            .who(who)
        }
        ConditionKind::HasBlock { block } => {
            Saying::of("rule-has-block").word("block", format!("block-{}", block.as_str()))
        }
        ConditionKind::BlockNotOlder { block, days } => Saying::of("rule-block-not-older")
            .word("block", format!("block-{}", block.as_str()))
            .number("days", *days),
        ConditionKind::NeverHad { block } => {
            Saying::of("rule-never-had").word("block", format!("block-{}", block.as_str()))
        }
        // All others are said by `condition`, which alone calls this.
        _ => Saying::of("rule-other"),
    }
}

/// What is demanded of payments, of earlier requests and of journeys.
fn history(kind: &ConditionKind) -> Saying {
    match kind {
        // What it is narrowed to is itself what must be so.
        ConditionKind::Case { so } => {
            narrowing(so).into_iter().next().unwrap_or_else(|| Saying::of("rule-other"))
        }
        ConditionKind::NameDiffers => Saying::of("rule-name-differs"),
        ConditionKind::PaymentUnused => Saying::of("rule-payment-unused"),
        ConditionKind::RefundUnderWay => Saying::of("rule-refund-under-way"),
        ConditionKind::Deposited { who, amount, .. } => {
            let saying = Saying::of("rule-deposited").who(&[*who]);
            Saying { facts: saying.facts.with("amount", Fact::Money(*amount)), ..saying }
        }
        ConditionKind::NotIssuedBy { documents, .. } => Saying::of("rule-not-issued-by").documents(documents),
        ConditionKind::ReentryOpen { hijri_years } => {
            Saying::of("rule-reentry-open").number("years", i64::from(*hijri_years))
        }
        // All others are said by `condition`, which alone calls this.
        _ => Saying::of("rule-other"),
    }
}

fn circumstance(kind: &ConditionKind) -> Saying {
    match kind {
        ConditionKind::Age { who, range } => aged(*range, "rule").who(who),
        ConditionKind::HasTie { tie, .. } => Saying::of("rule-has-tie").word("tie", tie_word(*tie)),
        ConditionKind::NoTie { tie } => Saying::of("rule-no-tie").word("tie", tie_word(*tie)),
        ConditionKind::TiesFewer { tie, than } => {
            Saying::of("rule-ties-fewer").word("tie", tie_word(*tie)).number("number", *than as i64)
        }
        ConditionKind::AnotherParty { is, .. } => Saying::of("rule-another-party")
            .list("kinds", is.iter().map(|kind| format!("party-{}", kind.as_str())).collect()),
        ConditionKind::EnteredWithin { days } => Saying::of("rule-entered-within").number("days", *days),
        ConditionKind::Window { document: kind, before, after } => Saying::of("rule-window")
            .word("document", document(*kind))
            .number("before", *before)
            .number("after", *after),
        ConditionKind::StayAtMost { days, .. } => Saying::of("rule-stay-at-most").number("days", *days),
        ConditionKind::DocumentAge { document: kind, at_least, at_most } => {
            let saying = Saying::of(match (at_least, at_most) {
                (Some(_), Some(_)) => "rule-document-age-between",
                (Some(_), None) => "rule-document-age-at-least",
                _ => "rule-document-age-at-most",
            })
            .word("document", document(*kind));
            let saying = at_least.iter().fold(saying, |saying, days| saying.number("days", *days));
            at_most.iter().fold(saying, |saying, days| saying.number("most_days", *days))
        }
        ConditionKind::NotAgainWithin { months, days, .. } => match months {
            0 => Saying::of("rule-not-again-within-days").number("days", *days),
            _ => Saying::of("rule-not-again-within-months").number("months", i64::from(*months)),
        },
        ConditionKind::MonthsAtMost { months } => {
            Saying::of("rule-months-at-most").number("months", i64::from(*months))
        }
        // All others are said by `condition`, which alone calls this.
        _ => Saying::of("rule-other"),
    }
}

fn aged(range: AgeRange, first: &str) -> Saying {
    let calendar = if range.hijri { "-hijri" } else { "" };
    let saying = Saying::of(match (range.from, range.under) {
        (Some(_), Some(_)) => format!("{first}-age-between{calendar}"),
        (Some(_), None) => format!("{first}-age-from{calendar}"),
        _ => format!("{first}-age-under{calendar}"),
    });
    let saying = range.from.iter().fold(saying, |saying, years| saying.number("years", i64::from(*years)));
    range.under.iter().fold(saying, |saying, years| saying.number("under", i64::from(*years)))
}

/// What an entry is narrowed to, a sentence for each narrowing.
pub fn narrowing(only: &OnlyWhen) -> Vec<Saying> {
    let presence = only.presence.map(|is| Saying::of(format!("when-presence-{}", is.as_str())));
    let term = only.term.map(|mode| {
        Saying::of(match mode {
            TermMode::Months => "when-term-months",
            TermMode::Days => "when-term-days",
            TermMode::ReturnBefore => "when-term-return-before",
        })
    });
    let with = |key: &str, kind: DocumentKind| Saying::of(key).word("document", document(kind));
    let lines = [
        presence,
        term,
        only.document.map(|kind| with("when-document", kind)),
        only.late.map(|(kind, days)| with("when-late", kind).number("days", days)),
        only.lapsed.map(|kind| with("when-lapsed", kind)),
        only.outward.map(|out| Saying::of(if out { "when-direction-out" } else { "when-direction-in" })),
        only.answer
            .as_ref()
            .map(|(_, word)| Saying::of("when-answer").word("answer", format!("choice-{word}"))),
        only.answered_before.as_ref().map(|(_, months, days)| match months {
            0 => Saying::of("when-answered-before-days").number("days", *days),
            _ => Saying::of("when-answered-before").number("months", i64::from(*months)),
        }),
        only.age.map(|range| aged(range, "when")),
        only.sex.map(|sex| {
            Saying::of(match sex {
                record::Sex::Female => "when-female",
                record::Sex::Male => "when-male",
            })
        }),
        only.about.map(|kind| Saying::of("when-about").word("kind", format!("party-{}", kind.as_str()))),
        (!only.relation.is_empty()).then(|| {
            let relations = only.relation.iter().map(|relation| format!("relation-{}", relation.as_str()));
            Saying::of("when-relation").list("relations", relations.collect())
        }),
        (!only.channel.is_empty()).then(|| {
            let places = only.channel.iter().map(|channel| format!("place-{}", channel.as_str()));
            Saying::of("when-channel").list("places", places.collect())
        }),
        (!only.asker.is_empty()).then(|| {
            let kinds = only.asker.iter().map(|kind| format!("party-{}", kind.as_str()));
            Saying::of("when-asker").list("kinds", kinds.collect())
        }),
        only.tie.map(|tie| Saying::of("when-tie").word("tie", tie_word(tie))),
        only.entered_over.map(|days| Saying::of("when-entered-over").number("days", days)),
        only.ends_within.map(|(kind, days)| with("when-ends-within", kind).number("days", days)),
    ];
    lines.into_iter().flatten().collect()
}

/// How much a fee comes to.
pub fn tariff(tariff: &Tariff) -> Saying {
    let money = |saying: Saying, blank: &str, amount| Saying {
        facts: saying.facts.with(blank, Fact::Money(amount)),
        ..saying
    };
    match tariff {
        Tariff::Flat(amount) => money(Saying::of("tariff-flat"), "amount", *amount),
        Tariff::Stepped { first, first_months, then } => {
            let saying = Saying::of("tariff-stepped").number("months", i64::from(*first_months));
            money(money(saying, "amount", *first), "then", *then)
        }
        Tariff::EachMonth(amount) => money(Saying::of("tariff-each-month"), "amount", *amount),
        Tariff::Yearly(amount) => money(Saying::of("tariff-yearly"), "amount", *amount),
        Tariff::Owed(block) => Saying::of("tariff-owed").word("block", format!("block-{}", block.as_str())),
        Tariff::Ladder(steps) | Tariff::ByTies { steps, .. } => {
            let steps: Vec<_> = steps.iter().take(3).copied().collect();
            let blanks = ["amount", "second", "third"];
            let saying = Saying::of(format!("tariff-ladder-{}", steps.len()));
            steps.into_iter().zip(blanks).fold(saying, |saying, (step, blank)| money(saying, blank, step))
        }
    }
}

/// What granting does.
pub fn effect(kind: &EffectKind) -> Saying {
    let plain = || Saying::of(format!("does-{}", kind.as_str()));
    match kind {
        EffectKind::IssueVisa { document: kind, depart_within_months, .. } => {
            plain().word("document", document(*kind)).number("months", i64::from(*depart_within_months))
        }
        EffectKind::IssueFinalExit { days, .. } => plain().number("days", *days),
        EffectKind::Renew { document: kind } => plain().word("document", document(*kind)),
        EffectKind::Cancel { documents } => plain().documents(documents),
        EffectKind::EndDocument { documents, status } => {
            plain().documents(documents).word("status", format!("status-{}", status.as_str()))
        }
        EffectKind::IssueDocument { document: kind, lasts, number, .. } => {
            let saying = match number {
                NumberOf::Ours(_) => plain(),
                NumberOf::Asked(_) => Saying::of("does-note-document"),
            };
            lasting(saying.word("document", document(*kind)), lasts)
        }
        EffectKind::RaiseBlock { block, .. } | EffectKind::LiftBlock { block } => {
            plain().word("block", format!("block-{}", block.as_str()))
        }
        EffectKind::BeginTie { tie, .. } | EffectKind::MoveTie { tie, .. } => {
            plain().word("tie", tie_word(*tie))
        }
        EffectKind::EndTie { ties, .. } => {
            plain().list("ties", ties.iter().map(|tie| tie_word(*tie)).collect())
        }
        EffectKind::ChargeFine { fine, .. } => plain().word("fine", format!("fine-{}", fine.as_str())),
        EffectKind::Remind
        | EffectKind::SendBack
        | EffectKind::SettleRefund
        | EffectKind::ExtendVisa
        | EffectKind::RecordCrossing
        | EffectKind::Deposit
        | EffectKind::CorrectName
        | EffectKind::SetOccupation
        | EffectKind::SetContact { .. }
        | EffectKind::BecomeResident
        | EffectKind::EnterDependent
        | EffectKind::Attest => plain(),
    }
}

/// How long something lasts, as a word of its own.
fn lasting(saying: Saying, lasts: &Lasts) -> Saying {
    match lasts {
        Lasts::Months(months) => {
            Saying { key: format!("{}-months", saying.key), ..saying }.number("months", i64::from(*months))
        }
        Lasts::Days(days) => Saying { key: format!("{}-days", saying.key), ..saying }.number("days", *days),
        Lasts::Asked | Lasts::Until(_) | Lasts::Like(..) | Lasts::LikeTie(_) => saying,
    }
}
