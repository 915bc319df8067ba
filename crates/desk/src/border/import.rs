//! A whole feed: windows read ahead, recorded one after the other, and how far it has come.

use super::lines::{Cut, Lines};
use super::report::Outcome;
use super::window::reasons;
use crate::rows::Cells;
use crate::sql::border;
use crate::{Desk, NotDone};
use calendar::Instant;
use catalogue::Actor;
use std::collections::BTreeMap;
use std::io::Read;
use std::time::Duration;
use store::{Fault, Row, Unit};
use tokio::sync::mpsc;

/// How many lines are in work together: what happened to one person is put in order within them.
pub const WINDOW: usize = 8_192;

/// How often a window is tried while the store is away, and how long before the next try.
const TRIES: u32 = 8;
const PAUSE: Duration = Duration::from_secs(2);

/// How far a feed has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// The digest of the bytes whose lines are answered.
    pub digest: String,
    /// How many bytes that is.
    pub bytes: u64,
    /// How many lines, empty ones too.
    pub lines: u64,
    /// How many crossings were recorded.
    pub recorded: u64,
    /// How many stood in the register before.
    pub known: u64,
    /// How many were refused and are held.
    pub refused: u64,
    /// How many lines were no crossings.
    pub unread: u64,
    /// Of those refused or unread, how many for which reason; a line with several counts under its first.
    pub reasons: BTreeMap<String, u64>,
    /// How long the report was then.
    pub report_bytes: u64,
    /// When the feed came to its end, if it did.
    pub ended: Option<Instant>,
}

/// A window that is answered and not yet noted down as such.
#[derive(Debug)]
pub struct Step<'a> {
    /// How far the feed has come with it.
    pub progress: &'a Progress,
    /// The lines and what became of them.
    pub lines: &'a [Cut],
    /// In the order of the lines.
    pub outcomes: &'a [Outcome],
}

/// Why a feed stopped before its end. What was answered is noted down, and it can be resumed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The register could not answer.
    #[error(transparent)]
    NotDone(#[from] NotDone),
    /// The feed could not be read, or its report not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// What was imported before is not how this feed begins.
    #[error(
        "this is not the feed that came as far as line {lines}: its first {bytes} bytes are others. Import it from \
         the beginning (without --resume): what is recorded already is known and does no harm"
    )]
    Changed {
        /// How far it had come.
        lines: u64,
        /// That many bytes of it.
        bytes: u64,
    },
}

/// Lines that were read ahead, with how far the feed is then.
struct Window {
    lines: Vec<Cut>,
    bytes: u64,
    count: u64,
    digest: String,
}

impl Desk {
    /// How far the feed of this name has come.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn feed_progress(&self, name: &str) -> Result<Option<Progress>, NotDone> {
        let rows = self.store.read_one(border::PROGRESS.with([name.into()])).await;
        rows.and_then(|rows| rows.first().map(progress).transpose()).map_err(|fault| self.trouble(&fault))
    }

    /// Records a whole feed, from where `so_far` came to. Each window is told to `each` once it is answered; what it
    /// gives back is how long the report is now. Then the window is noted down under `name`, so that a process
    /// that is killed answers at most one window again.
    ///
    /// # Errors
    /// See [`ImportError`]; nothing that was noted down is lost.
    pub async fn import_crossings<R: Read + Send + 'static>(
        &self,
        actor: &Actor,
        name: &str,
        from: R,
        so_far: Progress,
        mut each: impl FnMut(Step<'_>) -> std::io::Result<u64>,
    ) -> Result<Progress, ImportError> {
        let mut progress = Progress { ended: None, ..so_far };
        let (door, mut windows) = mpsc::channel(1);
        let (bytes, lines, digest) = (progress.bytes, progress.lines, progress.digest.clone());
        let reading = tokio::task::spawn_blocking(move || read_ahead(from, bytes, lines, &digest, &door));
        while let Some(window) = windows.recv().await {
            let outcomes = self.feed_patiently(actor, &window.lines).await?;
            progress.count(&window, &outcomes);
            let step = Step { progress: &progress, lines: &window.lines, outcomes: &outcomes };
            progress.report_bytes = each(step)?;
            self.note_down(name, &progress).await?;
        }
        match reading.await {
            Ok(Ok(true)) => {}
            Ok(Ok(false)) => return Err(ImportError::Changed { lines, bytes }),
            Ok(Err(error)) => return Err(error.into()),
            Err(_) => return Err(std::io::Error::other("the reader of the feed stopped").into()),
        }
        progress.ended = Some(self.moment().now);
        self.note_down(name, &progress).await?;
        Ok(progress)
    }

    /// Waits while the store is away. Lines that were recorded in a try that failed are known in the next.
    async fn feed_patiently(&self, actor: &Actor, lines: &[Cut]) -> Result<Vec<Outcome>, NotDone> {
        let mut tries = 1;
        loop {
            match self.feed(actor, lines).await {
                Err(NotDone::Unavailable { .. } | NotDone::ChangedMeanwhile) if tries < TRIES => {
                    tokio::time::sleep(PAUSE).await;
                    tries += 1;
                }
                done => return done,
            }
        }
    }

    async fn note_down(&self, name: &str, progress: &Progress) -> Result<(), NotDone> {
        let number = |count: u64| store::Value::from(i64::try_from(count).unwrap_or(i64::MAX));
        let note = border::MOVE_ON.with([
            name.into(),
            progress.digest.as_str().into(),
            number(progress.bytes),
            number(progress.lines),
            number(progress.recorded),
            number(progress.known),
            number(progress.refused),
            number(progress.unread),
            crate::change::json(&progress.reasons).into(),
            number(progress.report_bytes),
            self.moment().now.micros().into(),
            progress.ended.map(Instant::micros).into(),
        ]);
        self.store.commit(Unit::new().writes(note)).await.map(|_| ()).map_err(|fault| self.trouble(&fault))
    }
}

impl Progress {
    fn count(&mut self, window: &Window, outcomes: &[Outcome]) {
        self.digest.clone_from(&window.digest);
        (self.bytes, self.lines) = (window.bytes, window.count);
        for outcome in outcomes {
            *match outcome {
                Outcome::Recorded(_) => &mut self.recorded,
                Outcome::Known(_) => &mut self.known,
                Outcome::Refused(_) => &mut self.refused,
                Outcome::Unread(_) => &mut self.unread,
            } += 1;
        }
        for reason in reasons(outcomes) {
            *self.reasons.entry(reason.to_owned()).or_insert(0) += 1;
        }
    }
}

/// Cuts window after window; false if what was imported before is not how the feed begins.
fn read_ahead<R: Read>(
    from: R,
    bytes: u64,
    lines: u64,
    digest: &str,
    door: &mpsc::Sender<Window>,
) -> std::io::Result<bool> {
    let mut cutting = Lines::of(from);
    if bytes > 0 && !cutting.pass(bytes, lines, digest)? {
        return Ok(false);
    }
    loop {
        let mut window = Vec::with_capacity(WINDOW);
        while window.len() < WINDOW
            && let Some(line) = cutting.next_line()?
        {
            window.push(line);
        }
        let ends = window.len() < WINDOW;
        let window = Window {
            lines: window,
            bytes: cutting.bytes(),
            count: cutting.lines(),
            digest: cutting.digest(),
        };
        // Nobody takes it any more: the feed stopped, and says why itself.
        if door.blocking_send(window).is_err() || ends {
            return Ok(true);
        }
    }
}

fn progress(row: &Row) -> Result<Progress, Fault> {
    let mut cells = Cells::of(row, border::PROGRESS.name);
    let digest = cells.string()?;
    let mut number = || cells.int().map(|count| u64::try_from(count).unwrap_or_default());
    let (bytes, lines) = (number()?, number()?);
    let (recorded, known, refused, unread) = (number()?, number()?, number()?, number()?);
    let reasons = cells.json()?;
    let report_bytes = u64::try_from(cells.int()?).unwrap_or_default();
    let ended = cells.opt_instant()?;
    Ok(Progress { digest, bytes, lines, recorded, known, refused, unread, reasons, report_bytes, ended })
}
