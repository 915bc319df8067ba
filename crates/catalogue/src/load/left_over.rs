//! What stands in the common files and nothing rests on.

use super::{Catalogue, Complaint};
use crate::{InForce, Service};
use std::collections::BTreeSet;

impl Catalogue {
    /// Fee codes that no service takes, and sources that no rule rests on. No single file is wrong for it, so a
    /// catalogue is read all the same; `jawaz catalogue check` tells it, and the shipped services have none.
    pub fn left_over(&self) -> Vec<Complaint> {
        let taken: BTreeSet<&str> =
            self.services().flat_map(|service| &service.fees).map(|fee| fee.code.0.as_str()).collect();
        let rested_on: BTreeSet<&str> = self
            .services()
            .flat_map(periods)
            .map(|in_force| in_force.rule.source.split('#').next().unwrap_or_default())
            .collect();
        let fees = self.fees().map(|(code, _)| code.0.as_str()).filter(|code| !taken.contains(code));
        let fees = fees.map(|code| {
            let says =
                format!("no service takes a fee under the code `{code}`: write the [[fee]], or take it out");
            self.complaint_of("fees.toml", code, says)
        });
        let sources = self.sources.keys().map(String::as_str).filter(|name| !rested_on.contains(name));
        let sources = sources.map(|name| {
            let says = format!("no rule rests on `{name}`: name it in a `source`, or take it out");
            self.complaint_of("sources.toml", name, says)
        });
        let mut complaints: Vec<Complaint> = fees.chain(sources).collect();
        complaints.sort();
        complaints
    }

    fn complaint_of(&self, file: &str, entry: &str, says: String) -> Complaint {
        let text = self.rules.iter().find(|(name, _)| name == file).map_or("", |(_, text)| text.as_str());
        let heads = [format!("[{entry}]"), format!("[\"{entry}\"]")];
        let line = text.lines().position(|line| heads.iter().any(|head| line.trim() == head));
        Complaint { file: file.to_owned(), line: line.map_or(0, |line| line + 1), says }
    }
}

fn periods(service: &Service) -> Vec<&InForce> {
    let conditions = service.conditions.iter().map(|condition| &condition.in_force);
    let fees = service.fees.iter().map(|fee| &fee.in_force);
    let effects = service.effects.iter().map(|effect| &effect.in_force);
    let notices = service.notices.iter().map(|notice| &notice.in_force);
    conditions.chain(fees).chain(effects).chain(notices).collect()
}
