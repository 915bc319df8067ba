//! The command line.

use crate::{crossings, days, demo, doors, serve, staff, sweep};
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// What went wrong, said to whoever typed the command.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Software for a passports directorate: every change to anyone's record is one decision, committed once, and
/// whoever must know of it is told by SMS.
#[derive(Parser)]
#[command(name = "jawaz", version, about, long_about = None)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start everything in one process, with a synthetic Riyadh and simulated phones.
    Demo(DemoArgs),
    /// Serve from a configuration file: the database and the operator's message centre named there.
    Serve(ServeArgs),
    /// Bring a database's schema up to date.
    Migrate {
        /// The database: `sqlite:/path/file.db` or `postgres://user@host/name`.
        #[arg(long, env = "JAWAZ_DATABASE")]
        database: String,
    },
    /// Open an office.
    Office(OfficeArgs),
    /// Open an officer's account; its password and authenticator secret are made and told once.
    Officer(OfficerArgs),
    /// Prove that the rows keep their promises: money adds up, every change was told or says why not.
    Audit {
        /// The database: `sqlite:/path/file.db` or `postgres://user@host/name`.
        #[arg(long, env = "JAWAZ_DATABASE")]
        database: String,
        /// A JSON line for each broken promise.
        #[arg(long)]
        json: bool,
    },
    /// Do what time alone brings about: lapses, fines, statuses and reminders that are due.
    Sweep(SweepArgs),
    /// Compare a bank's file of a day with the books of that day; exits with 1 where they differ.
    Reconcile(ReconcileArgs),
    /// The days of an office: what each counter did, closed once under a number.
    #[command(subcommand)]
    Day(DayCommand),
    /// Judge past decisions again, each by the rules it was decided by, and compare.
    Rerun(RerunArgs),
    /// Make a token for another system.
    Token(TokenArgs),
    /// Border crossings reported by file.
    #[command(subcommand)]
    Crossings(CrossingsCommand),
    /// The services: check the files, run their scenarios.
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Judge a request described in a file and explain each line of the decision, by the rules of any day.
    Decide {
        /// A file as scenarios are written: `service = "…"` and a `[world]` that asks; `-` reads standard input.
        file: PathBuf,
        /// By the rules of this day, `2019-03-01` or `1440-06-24H`; of the day in the file if none is given.
        #[arg(long)]
        as_of: Option<String>,
        /// In English; else in Arabic.
        #[arg(long)]
        english: bool,
        /// A JSON line for each request.
        #[arg(long)]
        json: bool,
    },
    /// Convert dates, one on each line of standard input: `1447-09-01H` or `2026-02-18`.
    Date(DoorArgs),
    /// Text messages.
    #[command(subcommand)]
    Sms(SmsCommand),
    /// Identifiers.
    #[command(subcommand)]
    Id(IdCommand),
    /// A simulated message centre (SMPP 3.4) for trying and testing.
    Smsc(SmscArgs),
}

/// Options of the demonstration.
#[derive(Args, Clone)]
pub struct DemoArgs {
    /// Where to listen; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Where to keep the data; made if it is not there, kept until you delete it.
    #[arg(long, default_value = "demo-data")]
    pub data: PathBuf,
    /// How many people live in the synthetic Riyadh.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(50..=2_000_000))]
    pub people: u64,
    /// The same seed gives the same city.
    #[arg(long, default_value_t = 1_448)]
    pub seed: u64,
    /// Another database than SQLite in the data folder: `postgres://user@host/name`.
    #[arg(long)]
    pub database: Option<String>,
    /// Where the simulated message centre listens.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub smsc: SocketAddr,
}

/// Options of the service.
#[derive(Args)]
pub struct ServeArgs {
    /// The configuration file (TOML); `docs/operating.md` describes it.
    #[arg(long)]
    pub config: PathBuf,
    /// Only check the configuration.
    #[arg(long)]
    pub check: bool,
}

/// An office to be opened.
#[derive(Args)]
pub struct OfficeArgs {
    /// The database it is kept in.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// Its number.
    #[arg(long)]
    pub number: i64,
    /// Its name in Arabic.
    #[arg(long)]
    pub name_ar: String,
    /// Its name in English.
    #[arg(long)]
    pub name_en: String,
    /// Where it is, in Arabic.
    #[arg(long, default_value = "")]
    pub address_ar: String,
    /// Where it is, in English.
    #[arg(long, default_value = "")]
    pub address_en: String,
}

/// An officer's account to be opened.
#[derive(Args)]
pub struct OfficerArgs {
    /// The database it is kept in.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// What is typed to sign in.
    #[arg(long)]
    pub login: String,
    /// `officer`, `supervisor` or `administrator`.
    #[arg(long, default_value = "officer")]
    pub role: String,
    /// The number of the office the account is bound to.
    #[arg(long)]
    pub office: i64,
    /// The officer's name in Arabic.
    #[arg(long)]
    pub name_ar: String,
    /// The officer's name in English.
    #[arg(long)]
    pub name_en: String,
    /// The rank in Arabic.
    #[arg(long, default_value = "")]
    pub rank_ar: String,
    /// The rank in English.
    #[arg(long, default_value = "")]
    pub rank_en: String,
    /// The counter they sit at; they may say so themselves when they sign in.
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..=999))]
    pub counter: Option<i64>,
}

/// What is to be swept.
#[derive(Args)]
pub struct SweepArgs {
    /// The database: `sqlite:/path/file.db` or `postgres://user@host/name`.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// Up to this day, as 2026-03-01; today unless told.
    #[arg(long)]
    pub day: Option<String>,
    /// From this day on, swept before or not; unless told, from where the last sweep ended.
    #[arg(long)]
    pub since: Option<String>,
    /// Only list what would be done; nothing is written. May look at a day to come.
    #[arg(long)]
    pub dry_run: bool,
    /// JSON lines: one for each thing a dry run lists, and one that sums up.
    #[arg(long)]
    pub json: bool,
    /// Another folder of services than the one in the binary.
    #[arg(long)]
    pub catalogue: Option<PathBuf>,
}

/// Which decisions are judged again.
#[derive(Args)]
pub struct RerunArgs {
    /// The database: `sqlite:/path/file.db` or `postgres://user@host/name`.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// The first day; the journal's first if none is given.
    #[arg(long)]
    pub from: Option<String>,
    /// The last day, included; today if none is given.
    #[arg(long)]
    pub to: Option<String>,
    /// A JSON line for each decision.
    #[arg(long)]
    pub json: bool,
}

/// What a token may do.
#[derive(Args)]
pub struct TokenArgs {
    /// The database it is kept in.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// What it is called, for whoever revokes it one day.
    #[arg(long)]
    pub name: String,
    /// What it may do: `requests:check`, `requests:submit`, `persons:read`, `money:read`,
    /// `crossings:write`, `payments:write`.
    #[arg(long, value_delimiter = ',', required = true)]
    pub scopes: Vec<String>,
    /// The party it acts for, by identifier; none for the border's own.
    #[arg(long)]
    pub party: Option<String>,
    /// How many days it is good for.
    #[arg(long, default_value_t = 365)]
    pub days: u32,
}

/// A bank's file to be compared.
#[derive(Args)]
pub struct ReconcileArgs {
    /// The file: a heading, then `kind,reference,beneficiary,fee,amount` on each line; `-` reads standard input.
    pub file: PathBuf,
    /// The database: `sqlite:/path/file.db` or `postgres://user@host/name`.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// The bank's one name.
    #[arg(long)]
    pub bank: String,
    /// The day in Riyadh, as `2026-11-24`.
    #[arg(long)]
    pub day: String,
    /// A JSON line for each difference.
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
enum DayCommand {
    /// Show what a day counts, or would count if it were closed now; exits with 1 where decisions and books differ.
    Show(DayArgs),
    /// Close a day. Closed before, it is told as it was closed then.
    Close(CloseArgs),
}

/// A day of an office.
#[derive(Args)]
pub struct DayArgs {
    /// The database: `sqlite:/path/file.db` or `postgres://user@host/name`.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// The number of the office.
    #[arg(long)]
    pub office: i64,
    /// The day in Riyadh, as `2026-11-24` or in Hijri as `1448-06-14H`; today if none is given.
    #[arg(long)]
    pub day: Option<String>,
    /// The number of a close, in place of a day.
    #[arg(long, conflicts_with = "day")]
    pub number: Option<i64>,
    /// A JSON line for each line.
    #[arg(long)]
    pub json: bool,
}

/// A day to be closed.
#[derive(Args)]
pub struct CloseArgs {
    /// The database: `sqlite:/path/file.db` or `postgres://user@host/name`.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// The day in Riyadh, as `2026-11-24` or in Hijri as `1448-06-14H`; today if none is given.
    #[arg(long)]
    pub day: Option<String>,
    /// The login of the supervisor who closes it; their office is closed.
    #[arg(long)]
    pub by: String,
}

#[derive(Subcommand)]
enum CrossingsCommand {
    /// Record a file of crossings, a JSON line each: `{"person":"…","direction":"out","port":"RUH","at":"…"}`.
    ///
    /// May be killed at any time and resumed, and repeated without harm. Exits with 3 if it came to the end and some
    /// lines were not recorded.
    Import(ImportArgs),
    /// List the crossings that were reported and refused, and are not in the register by now; exits with 3 if there
    /// are any. To ask again, import their lines again.
    Held(HeldArgs),
}

/// A file of crossings.
#[derive(Args)]
pub struct ImportArgs {
    /// The file; `-` reads standard input.
    pub file: PathBuf,
    /// The database: `sqlite:/path/file.db` or `postgres://user@host/name`.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// Go on where the feed of this name stopped; the file must begin as it did then.
    #[arg(long)]
    pub resume: bool,
    /// What the feed is called, if not by its file's name.
    #[arg(long)]
    pub feed: Option<String>,
    /// Where to write a JSON line for each line that was not recorded, with all reasons.
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// Tell progress and end as JSON lines.
    #[arg(long)]
    pub json: bool,
}

/// What of the held crossings is listed.
#[derive(Args)]
pub struct HeldArgs {
    /// The database: `sqlite:/path/file.db` or `postgres://user@host/name`.
    #[arg(long, env = "JAWAZ_DATABASE")]
    pub database: String,
    /// A JSON line for each crossing.
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
enum CatalogueCommand {
    /// Check every service file; each error names file, line and mend.
    Check {
        /// Another folder than the one in the binary.
        dir: Option<PathBuf>,
    },
    /// Run scenarios and report what none of them exercises.
    Scenarios {
        /// A file or folder of scenarios; all that came with the binary if none is given.
        path: Option<PathBuf>,
        /// A JSON line for each scenario.
        #[arg(long)]
        json: bool,
        /// Another folder of services than the one in the binary.
        #[arg(long)]
        catalogue: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum SmsCommand {
    /// Measure texts: `{"text":"…"}` on each line in, `{"encoding","units","segments"}` out.
    Measure(DoorArgs),
}

#[derive(Subcommand)]
enum IdCommand {
    /// Check identifiers, one on each line of standard input.
    Check(DoorArgs),
}

/// Options of the doors that read lines.
#[derive(Args)]
pub struct DoorArgs {
    /// Answer a JSON line for each line.
    #[arg(long)]
    pub json: bool,
}

/// Options of the simulator.
#[derive(Args)]
pub struct SmscArgs {
    /// Where to listen for SMPP.
    #[arg(long, default_value = "127.0.0.1:2775")]
    pub listen: SocketAddr,
    /// The seed of its faults.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Share of answers lost, 0 to 1.
    #[arg(long, default_value_t = 0.0)]
    pub lose_answers: f64,
    /// Share of submissions throttled, 0 to 1.
    #[arg(long, default_value_t = 0.0)]
    pub throttle: f64,
}

/// Does what was asked.
///
/// # Errors
/// Whatever keeps a command from being done at all; it is told in one line.
pub fn run(cli: Cli) -> Result<ExitCode, Trouble> {
    match cli.command {
        Command::Demo(args) => runtime()?.block_on(demo::run(args)),
        Command::Serve(args) => runtime()?.block_on(serve::run(args)),
        Command::Migrate { database } => runtime()?.block_on(serve::migrate(&database)),
        Command::Office(args) => runtime()?.block_on(staff::open_office(args)),
        Command::Officer(args) => runtime()?.block_on(staff::open_account(args)),
        Command::Audit { database, json } => runtime()?.block_on(staff::audit(&database, json)),
        Command::Sweep(args) => runtime()?.block_on(sweep::run(args)),
        Command::Reconcile(args) => runtime()?.block_on(doors::reconcile::run(args)),
        Command::Day(DayCommand::Show(args)) => runtime()?.block_on(days::show(args)),
        Command::Day(DayCommand::Close(args)) => runtime()?.block_on(days::close(args)),
        Command::Rerun(args) => runtime()?.block_on(staff::rerun(args)),
        Command::Token(args) => runtime()?.block_on(serve::token(args)),
        Command::Crossings(CrossingsCommand::Import(args)) => runtime()?.block_on(crossings::import(args)),
        Command::Crossings(CrossingsCommand::Held(args)) => runtime()?.block_on(crossings::held(args)),
        Command::Catalogue(CatalogueCommand::Check { dir }) => doors::catalogue::check(dir.as_deref()),
        Command::Catalogue(CatalogueCommand::Scenarios { path, json, catalogue }) => {
            doors::catalogue::scenarios(catalogue.as_deref(), path.as_deref(), json)
        }
        Command::Decide { file, as_of, english, json } => {
            doors::decide::decide(&file, as_of.as_deref(), english, json)
        }
        Command::Date(args) => doors::date(args.json),
        Command::Sms(SmsCommand::Measure(args)) => doors::measure(args.json),
        Command::Id(IdCommand::Check(args)) => doors::identifier(args.json),
        Command::Smsc(args) => runtime()?.block_on(doors::smsc::run(args)),
    }
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}
