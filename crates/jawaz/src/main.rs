//! The one binary: command line, configuration, wiring, demonstration data.

mod cli;
mod clock;
mod config;
mod crossings;
mod days;
mod demo;
mod doors;
mod house;
mod logs;
mod serve;
mod staff;
mod sweep;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let command = cli::Cli::parse();
    match cli::run(command) {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("jawaz: {trouble}");
            ExitCode::from(2)
        }
    }
}
