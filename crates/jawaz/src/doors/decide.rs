//! `jawaz decide`: a request judged and explained, by the rules of any day.

use crate::cli::Trouble;
use crate::doors::catalogue::load;
use calendar::Day;
use catalogue::plain::Saying;
use catalogue::{Decision, Explained, Explanation, Verdict, What, explain, scenario};
use record::{Fact, Facts, Ids, Language};
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use words::{Medium, Words};

/// What a file without scenarios is completed with: the world as it stands is the question.
const AS_ASKED: &str = "\n[[scenario]]\nname = \"as asked\"\nrefuses = []\n";

/// Explains every request of a file written as a scenario file is, with or without scenarios.
///
/// # Errors
/// When the file cannot be read, or is not sound: all that is wrong, a line each.
pub fn decide(path: &Path, as_of: Option<&str>, english: bool, json: bool) -> Result<ExitCode, Trouble> {
    let catalogue = load(None)?;
    let mut text = match path.to_str() {
        Some("-") => std::io::read_to_string(std::io::stdin())?,
        _ => std::fs::read_to_string(path)
            .map_err(|error| format!("{} cannot be read: {error}", path.display()))?,
    };
    if !text.contains("[[scenario]]") {
        text.push_str(AS_ASKED);
    }
    let rules = as_of.map(day).transpose()?;
    let name = path.to_string_lossy().into_owned();
    let (questions, complaints) = scenario::questions(&catalogue, &[(name, text)]);
    if !complaints.is_empty() {
        let lines: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        return Err(lines.join("\n").into());
    }
    let language = if english { Language::En } else { Language::Ar };
    for question in questions {
        let rules = rules.unwrap_or_else(|| question.moment.today());
        let (case, request) = (&question.case, &question.request);
        let told = explain(rules, case, request, question.service, question.moment, &mut Ids::from(1));
        if json {
            println!("{}", as_json(&told, &question.service.id.0, rules, language));
        } else {
            print(&told, &question.service.id.0, rules, language);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn day(text: &str) -> Result<Day, Trouble> {
    let read = calendar::convert(text).map(|conversion| conversion.gregorian);
    read.map_err(|error| format!("--as-of {text}: {error}").into())
}

fn say(language: Language, saying: &Saying) -> String {
    let words = Words::global();
    let facts = saying.lists.iter().fold(saying.facts.clone(), |facts, (blank, keys)| {
        let said: Vec<String> = keys.iter().map(|key| words.word(language, key)).collect();
        let comma = if language == Language::En { ", " } else { "\u{60C} " };
        facts.with(blank, Fact::Code(said.join(comma)))
    });
    plain(words.say(language, Medium::Page, &saying.key, &facts))
}

fn sentence(language: Language, key: &str, facts: &Facts) -> String {
    plain(Words::global().say(language, Medium::Page, key, facts))
}

/// Without the invisible marks that keep left-to-right runs in their place on a page.
fn plain(text: String) -> String {
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

fn answer(decision: &Decision) -> &'static str {
    match decision {
        Decision::Granted(_) => "granted",
        Decision::Refused(_) => "refused",
        Decision::Unclear(_) => "unclear",
    }
}

fn verdict(line: &Explained) -> &'static str {
    match line.verdict {
        Verdict::Holds { .. } => "holds",
        Verdict::Fails { .. } => "fails",
        Verdict::NotInForce => "not-in-force",
        Verdict::NotInQuestion => "not-in-question",
    }
}

fn what(line: &Explained) -> &'static str {
    match line.what {
        What::Condition => "condition",
        What::Fee => "fee",
        What::Effect => "effect",
    }
}

/// How much a fee line comes to, and what is told where a line fails.
fn came_to(line: &Explained, language: Language) -> (Option<ledger::Halalas>, Vec<String>) {
    match &line.verdict {
        Verdict::Holds { amount } => (*amount, Vec::new()),
        Verdict::Fails { reasons, amount } => {
            let told = reasons.iter().map(|reason| sentence(language, &reason.says, &reason.facts));
            (*amount, told.collect())
        }
        Verdict::NotInForce | Verdict::NotInQuestion => (None, Vec::new()),
    }
}

fn as_json(told: &Explanation, service: &str, rules: Day, language: Language) -> Value {
    let lines: Vec<Value> = told
        .lines
        .iter()
        .map(|line| {
            let (amount, reasons) = came_to(line, language);
            let narrowed: Vec<String> = line.narrowed.iter().map(|saying| say(language, saying)).collect();
            json!({
                "what": what(line), "id": line.id, "verdict": verdict(line),
                "says": say(language, &line.saying), "when": narrowed,
                "amount": amount.map(|amount| amount.to_string()), "reasons": reasons,
                "from": line.in_force.from.to_string(), "to": line.in_force.to.map(|day| day.to_string()),
                "source": line.in_force.rule.source,
                "file": line.in_force.rule.file, "line": line.in_force.rule.line,
            })
        })
        .collect();
    json!({ "service": service, "as_of": rules.to_string(), "answer": answer(&told.decision), "lines": lines })
}

fn print(told: &Explanation, service: &str, rules: Day, language: Language) {
    println!("{service}, by the rules of {rules}: {}", answer(&told.decision));
    if let (Decision::Refused(refused), true) = (&told.decision, told.lines.is_empty()) {
        for reason in &refused.reasons {
            println!("  fails: {}", sentence(language, &reason.says, &reason.facts));
        }
    }
    if let Decision::Unclear(unclear) = &told.decision {
        for bad in unclear {
            println!("  {}: {}", bad.field, sentence(language, &bad.says, &bad.facts));
        }
    }
    for line in &told.lines {
        let (amount, reasons) = came_to(line, language);
        let narrowed: Vec<String> = line.narrowed.iter().map(|saying| say(language, saying)).collect();
        let when = if narrowed.is_empty() { String::new() } else { format!(" ({})", narrowed.join("; ")) };
        let amount = amount.map(|amount| format!(" = {amount}")).unwrap_or_default();
        println!(
            "  {:15} {} {}: {}{when}{amount}",
            verdict(line),
            what(line),
            line.id,
            say(language, &line.saying)
        );
        for reason in reasons {
            println!("{:18}{reason}", "");
        }
        let to = line.in_force.to.map(|day| format!(" to {day}")).unwrap_or_default();
        let rule = &line.in_force.rule;
        println!("{:18}from {}{to}; {}; {}:{}", "", line.in_force.from, rule.source, rule.file, rule.line);
    }
}
