//! `jawaz catalogue`: the services' files and scenarios.

use crate::cli::Trouble;
use crate::clock;
use catalogue::{Catalogue, Complaint, Known, scenario};
use std::path::Path;
use std::process::ExitCode;
use words::Words;

/// Loads the services, from the binary or a folder, with all checks.
///
/// # Errors
/// All complaints in one text, a line each.
pub fn load(dir: Option<&Path>) -> Result<Catalogue, Trouble> {
    let words = Words::load()?;
    let says = |key: &str| words.knows(key);
    let known = Known { says: Some(&says), today: Some(clock::now().day()) };
    let loaded = match dir {
        Some(dir) => Catalogue::read(dir, &known),
        None => Catalogue::embedded(&known),
    };
    loaded.map_err(|complaints| told(&complaints).into())
}

fn told(complaints: &[Complaint]) -> String {
    let lines: Vec<String> = complaints.iter().map(ToString::to_string).collect();
    format!("the catalogue is not sound:\n{}", lines.join("\n"))
}

/// `jawaz catalogue check`
///
/// # Errors
/// Never: complaints are printed, and the exit status is 1.
pub fn check(dir: Option<&Path>) -> Result<ExitCode, Trouble> {
    match load(dir) {
        Ok(catalogue) if !catalogue.left_over().is_empty() => {
            eprintln!("{}", told(&catalogue.left_over()));
            Ok(ExitCode::from(1))
        }
        Ok(catalogue) => {
            println!("{} services are sound (version {})", catalogue.services().count(), catalogue.version());
            Ok(ExitCode::SUCCESS)
        }
        Err(complaints) => {
            eprintln!("{complaints}");
            Ok(ExitCode::from(1))
        }
    }
}

/// `jawaz catalogue scenarios`
///
/// # Errors
/// When the services or the scenario files cannot be read.
pub fn scenarios(dir: Option<&Path>, path: Option<&Path>, json: bool) -> Result<ExitCode, Trouble> {
    let catalogue = load(dir)?;
    let files = match path {
        Some(path) => {
            scenario::files_at(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?
        }
        None => catalogue.scenario_files().to_vec(),
    };
    let report = scenario::run(&catalogue, &files);
    if json {
        print!("{}", report.json_lines());
    } else {
        print!("{report}");
    }
    let complete = path.is_some() || report.is_complete();
    Ok(if report.passed() && complete { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
