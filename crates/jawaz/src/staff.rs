//! `jawaz office`, `jawaz officer`, `jawaz audit` and `jawaz rerun`: what an installation needs before anybody can
//! sign in, whether its rows keep their promises, and whether its decisions are what their rules say.

use crate::cli::{OfficeArgs, OfficerArgs, RerunArgs, Trouble};
use crate::doors::catalogue::load;
use crate::{clock, house};
use calendar::Day;
use catalogue::OfficeId;
use desk::Desk;
use desk::authority::Role;
use desk::identity::{Account, NewAccount, Office};
use desk::rerun::{Rejudged, Rerun};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

/// `jawaz office`
///
/// # Errors
/// When the number is taken or the database cannot be reached.
pub async fn open_office(args: OfficeArgs) -> Result<ExitCode, Trouble> {
    let desk = open(&args.database).await?;
    let id = OfficeId(args.number);
    if desk.office(id).await?.is_some() {
        return Err(format!("office {} is open already: choose another --number", args.number).into());
    }
    let name = (args.name_ar, args.name_en);
    desk.open_office(&Office { id, name, address: (args.address_ar, args.address_en) }).await?;
    println!("office {} is open", args.number);
    close(desk).await
}

/// `jawaz officer`: the password and the authenticator's secret are made here and told once.
///
/// # Errors
/// When the office is unknown, the login taken, or the database cannot be reached.
pub async fn open_account(args: OfficerArgs) -> Result<ExitCode, Trouble> {
    let role = Role::ALL.into_iter().find(|role| role.as_str() == args.role);
    let known = Role::ALL.map(Role::as_str).join(", ");
    let role = role.ok_or_else(|| format!("there is no role `{}`: use one of {known}", args.role))?;
    let desk = open(&args.database).await?;
    let office = OfficeId(args.office);
    if desk.office(office).await?.is_none() {
        return Err(format!("there is no office {}: open it with `jawaz office`", args.office).into());
    }
    if desk.accounts().await?.iter().any(|account| account.login == args.login) {
        return Err("that login is taken: choose another --login".into());
    }
    let (password, totp_secret) = (secret_text(12)?, secret_text(32)?);
    let account = Account {
        id: desk.ids().take(1).await.map_err(|fault| fault.to_string())?.fresh(),
        login: args.login.clone(),
        role,
        office,
        name: (args.name_ar, args.name_en),
        rank: (args.rank_ar, args.rank_en),
        counter: args.counter,
    };
    let new = NewAccount { account, password: password.clone(), totp_secret: totp_secret.clone() };
    desk.open_account(new).await?;
    println!("login     {}\npassword  {password}", args.login);
    println!("code from otpauth://totp/Jawaz:{}?secret={totp_secret}&issuer=Jawaz", args.login);
    eprintln!("Hand these over and keep no copy: they are not shown again.");
    close(desk).await
}

/// `jawaz audit`
///
/// # Errors
/// When the database cannot be read. Broken promises are printed, and the exit status is 1.
pub async fn audit(database: &str, json: bool) -> Result<ExitCode, Trouble> {
    let desk = open(database).await?;
    // Requests' keys are kept for ninety days; an older entry has lost its own.
    let keys_kept_since = clock::now().plus_seconds(-90 * 86_400);
    let findings =
        desk::proof::prove(desk.store(), keys_kept_since).await.map_err(|fault| fault.to_string())?;
    for finding in &findings {
        match json {
            true => println!("{}", serde_json::json!({ "promise": finding.promise, "row": finding.row })),
            false => println!("row {}: broken: {}", finding.row, finding.promise),
        }
    }
    if !json {
        println!("{} broken promises", findings.len());
    }
    desk.store().clone().close().await;
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// `jawaz rerun`
///
/// # Errors
/// When a day cannot be read or the database cannot be read. Decisions that come out otherwise are printed, and the
/// exit status is 1.
pub async fn rerun(args: RerunArgs) -> Result<ExitCode, Trouble> {
    let day = |text: &Option<String>| text.as_deref().map(str::parse::<Day>).transpose();
    let from = day(&args.from)?.unwrap_or(Day::from_epoch_days(0).ok_or("there is no first day")?);
    let to = day(&args.to)?.unwrap_or(clock::now().day());
    let desk = open(&args.database).await?;
    let mut tally: BTreeMap<&'static str, u64> = BTreeMap::new();
    let judged = desk::rerun::rerun(desk.store(), (from, to), |one| {
        *tally.entry(outcome(&one.rejudged).0).or_default() += 1;
        tell_rerun(&one, args.json);
    });
    judged.await.map_err(|fault| fault.to_string())?;
    if !args.json {
        for (outcome, times) in &tally {
            println!("{times:>8}  {outcome}");
        }
    }
    desk.store().clone().close().await;
    let differ = tally.contains_key("differs") || tally.contains_key("rules-altered");
    Ok(if differ { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// What came of it in a word, and what differs.
fn outcome(rejudged: &Rejudged) -> (&'static str, &[String]) {
    match rejudged {
        Rejudged::Same => ("same", &[]),
        Rejudged::Differs(parts) => ("differs", parts),
        Rejudged::NotJudged(why) => (why.as_str(), &[]),
    }
}

fn tell_rerun(one: &Rerun, as_json: bool) {
    let (outcome, differs) = outcome(&one.rejudged);
    let (reference, version) = (one.reference.as_str(), &one.version);
    if as_json {
        let line = serde_json::json!({
            "reference": reference, "catalogue_version": version, "outcome": outcome, "differs": differs,
        });
        println!("{line}");
    } else if outcome == "differs" {
        println!("{reference} (rules {version}) comes out otherwise: {}", differs.join(", "));
    }
}

async fn open(database: &str) -> Result<Desk, Trouble> {
    house::open(database, Arc::new(load(None)?), false).await
}

async fn close(desk: Desk) -> Result<ExitCode, Trouble> {
    desk.store().clone().close().await;
    Ok(ExitCode::SUCCESS)
}

/// So many letters and digits of the base-32 alphabet, five bits of chance each.
fn secret_text(length: usize) -> Result<String, Trouble> {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut bytes = vec![0; length];
    clock::secret_bytes(&mut bytes)?;
    Ok(bytes.iter().map(|byte| ALPHABET[usize::from(byte & 31)] as char).collect())
}
