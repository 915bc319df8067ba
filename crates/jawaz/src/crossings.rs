//! `jawaz crossings`: a file of border crossings into the register, and what is held of them.

use crate::cli::{HeldArgs, ImportArgs, Trouble};
use crate::doors::catalogue::load;
use crate::house;
use catalogue::Actor;
use desk::border::{Progress, Step};
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::{IsTerminal as _, Read, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The feed came to its end, and some of its lines were not recorded.
const SOME_REFUSED: u8 = 3;

/// How many held crossings are read at once.
const PAGE: usize = 500;

/// `jawaz crossings import`
///
/// # Errors
/// When the file, the report or the database cannot be used, or the file is not the one that is resumed. Lines that
/// are refused are no error: they are counted, and the exit status is 3.
pub async fn import(args: ImportArgs) -> Result<ExitCode, Trouble> {
    let (from, size) = open(&args.file)?;
    let name = args.feed.clone().unwrap_or_else(|| name_of(&args.file));
    let desk = house::open(&args.database, Arc::new(load(None)?), false).await?;
    let so_far = match args.resume {
        true => desk.feed_progress(&name).await?.unwrap_or_default(),
        false => Progress::default(),
    };
    if args.resume && so_far.lines == 0 {
        eprintln!("nothing of the feed `{name}` was imported before: it is imported from its beginning");
    }
    let mut report = args.report.as_deref().map(|path| Report::open(path, &so_far)).transpose()?;
    let mut shown = Shown::new(args.json, size, so_far.bytes, so_far.lines);
    let each = |step: Step<'_>| {
        let written = match &mut report {
            Some(report) => report.write(&step)?,
            None => step.progress.report_bytes,
        };
        shown.tell(step.progress)?;
        Ok(written)
    };
    let ended = desk.import_crossings(&Actor::System, &name, from, so_far, each).await;
    desk.store().clone().close().await;
    let ended = ended.map_err(|error| -> Trouble { format!("{error}").into() })?;
    shown.end(&ended)?;
    Ok(match ended.refused + ended.unread {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(SOME_REFUSED),
    })
}

type Source = Box<dyn Read + Send>;

fn open(file: &Path) -> Result<(Source, Option<u64>), Trouble> {
    if file == Path::new("-") {
        return Ok((Box::new(std::io::stdin()), None));
    }
    let told = |error| format!("{} cannot be read: {error}", file.display());
    let opened = File::open(file).map_err(told)?;
    let about = opened.metadata().map_err(told)?;
    if about.is_dir() {
        return Err(format!("{} is a folder: name the file of crossings", file.display()).into());
    }
    let size = about.is_file().then_some(about.len());
    Ok((Box::new(opened), size))
}

fn name_of(file: &Path) -> String {
    match file.file_name() {
        Some(name) if file != Path::new("-") => name.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    }
}

/// A JSON line for each line that was not recorded.
struct Report {
    file: File,
    bytes: u64,
}

impl Report {
    /// Begins a report, or goes on with the one of a feed that is resumed: what was written after the feed was last
    /// noted down is written again.
    fn open(path: &Path, so_far: &Progress) -> Result<Report, Trouble> {
        let told = |error| format!("the report {} cannot be written: {error}", path.display());
        let mut file =
            OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(told)?;
        let bytes = so_far.report_bytes;
        if file.metadata().map_err(told)?.len() < bytes {
            return Err(format!(
                "{} is not the report of this feed so far, which is longer: name that one to go on with it",
                path.display()
            )
            .into());
        }
        file.set_len(bytes).map_err(told)?;
        file.seek(SeekFrom::End(0)).map_err(told)?;
        Ok(Report { file, bytes })
    }

    /// Writes what was not recorded, on to the disk.
    fn write(&mut self, step: &Step<'_>) -> std::io::Result<u64> {
        let mut text = String::new();
        for (line, outcome) in step.lines.iter().zip(step.outcomes) {
            if !outcome.because().is_empty() {
                text.push_str(&outcome.json(line.number, line.id.as_deref()));
                text.push('\n');
            }
        }
        if !text.is_empty() {
            self.file.write_all(text.as_bytes())?;
            self.file.sync_data()?;
            self.bytes += text.len() as u64;
        }
        Ok(self.bytes)
    }
}

/// How far it is, told to whoever waits.
struct Shown {
    json: bool,
    terminal: bool,
    size: Option<u64>,
    began: Instant,
    last: Option<Instant>,
    from: (u64, u64),
}

impl Shown {
    fn new(json: bool, size: Option<u64>, bytes: u64, lines: u64) -> Shown {
        let terminal = std::io::stderr().is_terminal();
        Shown { json, terminal, size, began: Instant::now(), last: None, from: (bytes, lines) }
    }

    /// Once a second on a terminal, every ten seconds elsewhere.
    fn tell(&mut self, now: &Progress) -> std::io::Result<()> {
        let pause = Duration::from_secs(if self.terminal { 1 } else { 10 });
        if self.last.unwrap_or(self.began).elapsed() < pause {
            return Ok(());
        }
        self.last = Some(Instant::now());
        let seconds = self.began.elapsed().as_secs_f64().max(0.001);
        let rate = (now.lines - self.from.1) as f64 / seconds;
        let bytes_a_second = (now.bytes - self.from.0) as f64 / seconds;
        let left = self.size.map(|size| size.saturating_sub(now.bytes) as f64 / bytes_a_second.max(1.0));
        let mut err = std::io::stderr().lock();
        if self.json {
            let told = json!({ "progress": counts(now), "lines_a_second": rate.round(), "seconds_left": left.map(f64::round) });
            return writeln!(std::io::stdout().lock(), "{told}");
        }
        let left = left.map_or_else(String::new, |left| format!(", about {} left", span(left)));
        let end = if self.terminal { "\x1b[K\r" } else { "\n" };
        write!(
            err,
            "line {}: {} recorded, {} known, {} refused, {} unread; {rate:.0} lines/s{left}{end}",
            now.lines, now.recorded, now.known, now.refused, now.unread
        )?;
        err.flush()
    }

    fn end(&self, ended: &Progress) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        if self.json {
            return writeln!(out, "{}", json!({ "ended": counts(ended), "reasons": ended.reasons }));
        }
        if self.terminal && self.last.is_some() {
            eprintln!();
        }
        let seconds = self.began.elapsed().as_secs_f64();
        writeln!(
            out,
            "{} lines: {} recorded, {} known before, {} refused and held, {} unread (this run: {} lines in {})",
            ended.lines,
            ended.recorded,
            ended.known,
            ended.refused,
            ended.unread,
            ended.lines - self.from.1,
            span(seconds)
        )?;
        for (reason, times) in &ended.reasons {
            writeln!(out, "  {times} {reason}")?;
        }
        Ok(())
    }
}

fn counts(now: &Progress) -> serde_json::Value {
    json!({
        "lines": now.lines, "bytes": now.bytes, "recorded": now.recorded, "known": now.known,
        "refused": now.refused, "unread": now.unread,
    })
}

fn span(seconds: f64) -> String {
    match seconds.round() as u64 {
        0 => format!("{seconds:.1} s"),
        few @ ..120 => format!("{few} s"),
        many @ ..7_200 => format!("{} min", many / 60),
        long => format!("{} h {} min", long / 3_600, long % 3_600 / 60),
    }
}

/// `jawaz crossings held`
///
/// # Errors
/// When the database cannot be read. Exits with 3 if anything is held.
pub async fn held(args: HeldArgs) -> Result<ExitCode, Trouble> {
    let desk = house::open(&args.database, Arc::new(load(None)?), false).await?;
    let (mut after, mut count) = (0, 0_u64);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    loop {
        let page = desk.held_crossings(after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        count += page.len() as u64;
        for held in &page {
            let (direction, reasons) = (held.direction.as_str(), held.reasons.join(" "));
            match args.json {
                true => writeln!(
                    out,
                    "{}",
                    json!({
                        "held": held.id, "person": held.number, "direction": direction, "port": held.port,
                        "at": held.at.to_string(), "reasons": held.reasons, "times": held.times,
                        "first": held.first.to_string(), "last": held.last.to_string(),
                    })
                )?,
                false => writeln!(
                    out,
                    "{} {direction} {} {} {}: {reasons} (reported {} times)",
                    held.id, held.number, held.port, held.at, held.times
                )?,
            }
        }
    }
    if !args.json {
        writeln!(out, "{count} crossings are held")?;
    }
    out.flush()?;
    desk.store().clone().close().await;
    Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::from(SOME_REFUSED) })
}
