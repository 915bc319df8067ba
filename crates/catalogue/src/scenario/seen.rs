//! What the scenarios of a service exercised, and what none of them does.

use super::Unexercised;
use super::world::Asked;
use crate::{Decision, InForce, Service};
use calendar::Day;
use std::collections::BTreeSet;

/// What was seen of one service. Entries are told apart by the line they begin on.
#[derive(Default)]
pub(super) struct Seen {
    days: BTreeSet<Day>,
    failed: BTreeSet<usize>,
    taken: BTreeSet<usize>,
    happened: BTreeSet<usize>,
    told: BTreeSet<usize>,
    warned: BTreeSet<usize>,
}

impl Seen {
    /// Remembers what a decision exercised.
    pub fn note(&mut self, service: &Service, asked: &Asked, decision: &Decision) {
        let today = asked.moment.today();
        let today = crate::decide::rules_of(&asked.case, &asked.request, service, today);
        self.days.extend([asked.moment.today(), today]);
        let due = asked.request.answers.get(crate::DUE).unwrap_or_default();
        let due = service.dues.iter().filter(|rule| rule.id == due && rule.in_force.holds_on(today));
        let holds = |in_force: &InForce| in_force.holds_on(today);
        let warnings = match decision {
            Decision::Granted(grant) => {
                let fees =
                    service.fees.iter().filter(|fee| grant.fees.iter().any(|taken| taken.id == fee.id));
                self.taken.extend(fees.filter(|fee| holds(&fee.in_force)).map(|fee| fee.in_force.rule.line));
                let notices = service
                    .notices
                    .iter()
                    .filter(|notice| grant.owed.iter().any(|owed| owed.rule == notice.id));
                self.told.extend(notices.filter(|n| holds(&n.in_force)).map(|n| n.in_force.rule.line));
                let effects = crate::decide::effects_of(&asked.case, &asked.request, service, asked.moment);
                self.happened.extend(effects.iter().map(|effect| effect.in_force.rule.line));
                self.happened.extend(due.map(|rule| rule.in_force.rule.line));
                &grant.warnings
            }
            Decision::Refused(refused) => {
                self.failed.extend(refused.reasons.iter().map(|reason| reason.rule.line));
                &refused.warnings
            }
            Decision::Unclear(_) => return,
        };
        let rules = service.warnings.iter().filter(|rule| warnings.iter().any(|w| w.says == rule.says));
        self.warned.extend(rules.filter(|rule| holds(&rule.in_force)).map(|rule| rule.in_force.rule.line));
    }

    /// What no scenario exercised.
    pub fn lacking(&self, service: &Service) -> Vec<Unexercised> {
        let mut lacking = Vec::new();
        let mut lacks = |in_force: &InForce, seen: &BTreeSet<usize>, says: String| {
            let (file, line) = (in_force.rule.file.clone(), in_force.rule.line);
            if !seen.contains(&line) {
                lacking.push(Unexercised { file, line, says });
            }
        };
        for condition in &service.conditions {
            let says = format!("no scenario sees condition `{}` fail", condition.id);
            lacks(&condition.in_force, &self.failed, says);
        }
        for fee in &service.fees {
            lacks(&fee.in_force, &self.taken, format!("no scenario sees fee `{}` taken", fee.id));
            lacks(&fee.in_force, &self.failed, format!("no scenario sees fee `{}` not deposited", fee.id));
        }
        for rule in &service.dues {
            lacks(&rule.in_force, &self.happened, format!("no scenario sees due rule `{}` happen", rule.id));
            lacks(&rule.in_force, &self.failed, format!("no scenario sees due rule `{}` not due", rule.id));
        }
        for effect in &service.effects {
            lacks(
                &effect.in_force,
                &self.happened,
                format!("no scenario sees effect `{}` happen", effect.id),
            );
        }
        for rule in &service.warnings {
            lacks(&rule.in_force, &self.warned, format!("no scenario hears warning `{}`", rule.says));
        }
        for notice in &service.notices {
            lacks(&notice.in_force, &self.told, format!("no scenario sees notice `{}` owed", notice.id));
        }
        lacking.extend(self.turning_days(service));
        lacking.sort();
        lacking.dedup();
        lacking
    }

    /// Days on which an entry begins or has ended, later than the service itself, without their eve or morning.
    fn turning_days(&self, service: &Service) -> Vec<Unexercised> {
        let entries: Vec<(&str, &InForce)> = entries(service);
        let Some(first) = entries.iter().map(|(_, in_force)| in_force.from).min() else { return Vec::new() };
        let mut lacking = Vec::new();
        for (id, in_force) in entries {
            let begins = Some(in_force.from).filter(|from| *from > first);
            let ended = in_force.to.map(|to| to.plus_days(1));
            for morning in begins.into_iter().chain(ended) {
                let eve = morning.plus_days(-1);
                for (day, what) in [(eve, "eve"), (morning, "morning")] {
                    if !self.days.contains(&day) {
                        lacking.push(Unexercised {
                            file: in_force.rule.file.clone(),
                            line: in_force.rule.line,
                            says: format!("`{id}` turns, and no scenario is set on its {what}, {day}"),
                        });
                    }
                }
            }
        }
        lacking
    }
}

fn entries(service: &Service) -> Vec<(&str, &InForce)> {
    let conditions = service.conditions.iter().map(|c| (c.id.as_str(), &c.in_force));
    let fees = service.fees.iter().map(|f| (f.id.as_str(), &f.in_force));
    let effects = service.effects.iter().map(|e| (e.id.as_str(), &e.in_force));
    let warnings = service.warnings.iter().map(|w| (w.says.as_str(), &w.in_force));
    let notices = service.notices.iter().map(|n| (n.id.as_str(), &n.in_force));
    let dues = service.dues.iter().map(|d| (d.id.as_str(), &d.in_force));
    dues.chain(conditions).chain(fees).chain(effects).chain(warnings).chain(notices).collect()
}
