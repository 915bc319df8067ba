//! What running scenarios brought to light.

use crate::Complaint;
use serde_json::{Value, json};
use std::fmt;

/// One scenario that was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// Its file.
    pub file: String,
    /// The line it begins on.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// What was to happen and did not, and what happened unasked; none where it passed.
    pub differences: Vec<String>,
}

impl Ran {
    /// Whether everything happened as it says, and nothing else.
    pub fn passed(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Something of a service that no scenario tries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unexercised {
    /// The service's file.
    pub file: String,
    /// The line of the entry.
    pub line: usize,
    /// What is not tried.
    pub says: String,
}

/// What became of all scenarios.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Every scenario that could be run, in order.
    pub ran: Vec<Ran>,
    /// What is wrong with the scenario files; a scenario that cannot be read is not run.
    pub complaints: Vec<Complaint>,
    /// What no scenario tries, of the services that were tried at all or have no scenarios beside them.
    pub unexercised: Vec<Unexercised>,
}

impl Report {
    /// Whether there were scenarios, all could be read, and all passed.
    pub fn passed(&self) -> bool {
        self.complaints.is_empty() && !self.ran.is_empty() && self.failed() == 0
    }

    /// Whether nothing of the services was left untried.
    pub fn is_complete(&self) -> bool {
        self.unexercised.is_empty()
    }

    fn failed(&self) -> usize {
        self.ran.iter().filter(|ran| !ran.passed()).count()
    }

    /// A JSON line for each scenario, `{"file","line","name","passed","differences"}`, and one that sums up:
    /// `{"scenarios","passed","failed","complaints","unexercised"}`, the last two lists of `{"file","line","says"}`.
    pub fn json_lines(&self) -> String {
        let mut lines: Vec<Value> = self
            .ran
            .iter()
            .map(|ran| {
                json!({
                    "file": ran.file, "line": ran.line, "name": ran.name,
                    "passed": ran.passed(), "differences": ran.differences,
                })
            })
            .collect();
        let place = |file: &str, line: usize, says: &str| json!({ "file": file, "line": line, "says": says });
        let complaints: Vec<Value> =
            self.complaints.iter().map(|c| place(&c.file, c.line, &c.says)).collect();
        let unexercised: Vec<Value> =
            self.unexercised.iter().map(|u| place(&u.file, u.line, &u.says)).collect();
        lines.push(json!({
            "scenarios": self.ran.len(), "passed": self.ran.len() - self.failed(), "failed": self.failed(),
            "complaints": complaints, "unexercised": unexercised,
        }));
        lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ran in self.ran.iter().filter(|ran| !ran.passed()) {
            writeln!(f, "{}:{}: {}", ran.file, ran.line, ran.name)?;
            for difference in &ran.differences {
                writeln!(f, "    {difference}")?;
            }
        }
        for complaint in &self.complaints {
            writeln!(f, "{complaint}")?;
        }
        for untried in &self.unexercised {
            writeln!(f, "{}:{}: {}", untried.file, untried.line, untried.says)?;
        }
        writeln!(
            f,
            "{} scenarios, {} passed, {} failed; {} complaints; {} things untried",
            self.ran.len(),
            self.ran.len() - self.failed(),
            self.failed(),
            self.complaints.len(),
            self.unexercised.len()
        )
    }
}
