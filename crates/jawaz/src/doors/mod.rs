//! Small doors for scripts and for checking: lines in, lines out, exit status 1 if any line failed.

pub mod catalogue;
pub mod decide;
pub mod reconcile;
pub mod smsc;

use crate::cli::Trouble;
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::process::ExitCode;

/// What a line came to: the JSON to answer, and what to print where a person reads.
struct Answered {
    json: Value,
    plain: String,
    failed: bool,
}

impl Answered {
    fn done(json: Value, plain: String) -> Answered {
        Answered { json, plain, failed: false }
    }

    fn failed(input: &str, code: &str, message: &str) -> Answered {
        let json = json!({ "input": input, "error": { "code": code, "message": message } });
        Answered { json, plain: format!("{input}: {message}"), failed: true }
    }
}

/// Answers every line of standard input; a line that is not UTF-8 is answered like any other that fails.
fn each_line(as_json: bool, answer: impl Fn(&str) -> Answered) -> Result<ExitCode, Trouble> {
    let (mut out, mut any_failed) = (std::io::BufWriter::new(std::io::stdout().lock()), false);
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line?;
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches('\r');
        if text.trim().is_empty() {
            continue;
        }
        let answered = answer(text);
        any_failed |= answered.failed;
        if as_json {
            writeln!(out, "{}", answered.json)?;
        } else {
            writeln!(out, "{}", answered.plain)?;
        }
    }
    out.flush()?;
    Ok(if any_failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// `jawaz date`
///
/// # Errors
/// When standard input or output fails.
pub fn date(as_json: bool) -> Result<ExitCode, Trouble> {
    each_line(as_json, |line| match calendar::convert(line) {
        Ok(conversion) => {
            let others: Vec<Value> = conversion.others.iter().map(|other| json!(other)).collect();
            let (hijri, gregorian) = (conversion.hijri.to_string(), conversion.gregorian.to_string());
            let weekday = conversion.weekday.to_string();
            let mut plain = format!("{hijri}H  {gregorian}  {weekday}");
            for other in &others {
                plain.push_str(&format!("  (otherwise {other})"));
            }
            let mut json =
                json!({ "input": line, "hijri": hijri, "gregorian": gregorian, "weekday": weekday });
            if !others.is_empty() {
                json["others"] = Value::Array(others);
            }
            Answered::done(json, plain)
        }
        Err(error) => Answered::failed(line, error.code(), &error.to_string()),
    })
}

/// `jawaz id check`
///
/// # Errors
/// When standard input or output fails.
pub fn identifier(as_json: bool) -> Result<ExitCode, Trouble> {
    each_line(as_json, |line| match record::Identifier::parse(line) {
        Ok(identifier) => {
            let kind = json!(identifier.kind());
            let plain = format!("{line}: {}", kind.as_str().unwrap_or_default());
            Answered::done(json!({ "input": line, "kind": kind }), plain)
        }
        Err(error) => Answered::failed(line, error.code(), &error.to_string()),
    })
}

/// `jawaz sms measure`
///
/// # Errors
/// When standard input or output fails.
pub fn measure(as_json: bool) -> Result<ExitCode, Trouble> {
    #[derive(serde::Deserialize)]
    struct Text {
        text: String,
    }
    each_line(as_json, |line| match serde_json::from_str::<Text>(line) {
        Ok(Text { text }) => {
            let measured = ishaar::measure(&text);
            let json = json!(measured);
            Answered::done(json.clone(), json.to_string())
        }
        Err(error) => {
            Answered::failed(line, "not-a-text", &format!("write {{\"text\":\"…\"}} on each line: {error}"))
        }
    })
}
