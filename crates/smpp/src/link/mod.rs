//! The link to the operator: binds, keeps the bind, submits within the window,
//! and hands up what the operator sends.

mod config;
mod message;
mod pace;
mod pending;
mod session;
mod state;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{sleep_until, timeout};

pub use config::{LinkConfig, OptionalParameters};
pub use message::{Ack, Answer, Inbound, NotSent, ShortOctets, Submission};
pub use state::{LinkCounters, LinkFault, LinkState};

use crate::status;
use session::Session;
use state::Tally;

/// A handle to a running link; clones share it. When the last one is dropped,
/// the link drains and unbinds.
#[derive(Debug, Clone)]
pub struct Link {
    commands: mpsc::Sender<Command>,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Command {
    submission: Submission,
    reply: oneshot::Sender<Answer>,
}

#[derive(Debug)]
struct Shared {
    state: watch::Sender<LinkState>,
    stop: watch::Sender<bool>,
    tally: Tally,
}

impl Shared {
    fn set_state(&self, state: LinkState) {
        match state {
            LinkState::Backoff { reason, .. } => tracing::warn!(%reason, "link lost"),
            LinkState::Stopped(reason) => tracing::error!(%reason, "link given up"),
            other => tracing::info!(state = ?other, "link"),
        }
        self.state.send_replace(state);
    }
}

impl Link {
    /// Starts a link on the current tokio runtime. It connects, binds, and
    /// binds again after every loss, until it is stopped or the peer refuses
    /// the account.
    ///
    /// `inbound` takes receipts, messages and late answers; while it is full
    /// they wait, and past a thousand the peer is asked to try again. `jitter`
    /// gives numbers from 0 to 1 that spread reconnections.
    #[must_use]
    pub fn start(
        config: LinkConfig,
        inbound: mpsc::Sender<Inbound>,
        jitter: impl FnMut() -> f64 + Send + 'static,
    ) -> Self {
        let (commands, queue) = mpsc::channel(config.window.clamp(16, 4096));
        let shared = Arc::new(Shared {
            state: watch::Sender::new(LinkState::Connecting),
            stop: watch::Sender::new(false),
            tally: Tally::default(),
        });
        let keeper = Keeper {
            config,
            commands: queue,
            inbound,
            shared: Arc::clone(&shared),
            jitter,
            parked: VecDeque::new(),
        };
        tokio::spawn(keeper.run());
        Self { commands, shared }
    }

    /// Submits one message and waits for its answer. When the window is full
    /// or the peer asked for a pause, it waits for its turn first; when the
    /// link is not bound, it comes back at once as [`Answer::NotSent`].
    ///
    /// Dropping the future before its turn withdraws the message; after it,
    /// the answer comes as [`Inbound::LateAnswer`].
    pub async fn submit(&self, submission: Submission) -> Answer {
        match self.enqueue(submission).await {
            Ok(reply) => reply.await.unwrap_or(Answer::InDoubt),
            Err(answer) => answer,
        }
    }

    /// Submits the parts of one message in order on this bind, without waiting
    /// for one part's answer before the next. Answers are in the same order.
    pub async fn submit_parts(&self, parts: Vec<Submission>) -> Vec<Answer> {
        let mut waiting = Vec::with_capacity(parts.len());
        for part in parts {
            waiting.push(self.enqueue(part).await);
        }
        let mut answers = Vec::with_capacity(waiting.len());
        for reply in waiting {
            answers.push(match reply {
                Ok(reply) => reply.await.unwrap_or(Answer::InDoubt),
                Err(answer) => answer,
            });
        }
        answers
    }

    async fn enqueue(&self, submission: Submission) -> Result<oneshot::Receiver<Answer>, Answer> {
        let state = self.state();
        if !state.is_bound() {
            return Err(Answer::NotSent(if state.is_over() { NotSent::Stopped } else { NotSent::NotBound }));
        }
        let (reply, answer) = oneshot::channel();
        let command = Command { submission, reply };
        match self.commands.send(command).await {
            Ok(()) => Ok(answer),
            Err(_) => Err(Answer::NotSent(NotSent::Stopped)),
        }
    }

    /// Where the link stands.
    #[must_use]
    pub fn state(&self) -> LinkState {
        *self.shared.state.borrow()
    }

    /// Where the link stands, to be watched.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<LinkState> {
        self.shared.state.subscribe()
    }

    /// Waits until messages can be submitted; `false` when that will never be.
    pub async fn bound(&self) -> bool {
        let mut state = self.watch();
        // The sender lives in `self`, so waiting cannot fail.
        state.wait_for(|s| s.is_bound() || s.is_over()).await.is_ok_and(|s| s.is_bound())
    }

    /// What the link has done.
    #[must_use]
    pub fn counters(&self) -> LinkCounters {
        self.shared.tally.counters()
    }

    /// Stops all clones: takes no more submissions, waits for the answers of
    /// those in flight up to the response timeout, unbinds and closes.
    pub async fn stop(self) {
        self.shared.stop.send_replace(true);
        let mut state = self.watch();
        let _ = state.wait_for(LinkState::is_over).await;
    }
}

/// Keeps the link: connects, binds, waits, and again.
struct Keeper<J> {
    config: LinkConfig,
    commands: mpsc::Receiver<Command>,
    inbound: mpsc::Sender<Inbound>,
    shared: Arc<Shared>,
    jitter: J,
    /// What a lost session had for the caller still.
    parked: VecDeque<Inbound>,
}

impl<J: FnMut() -> f64 + Send + 'static> Keeper<J> {
    async fn run(mut self) {
        let mut stop = self.shared.stop.subscribe();
        let mut failures = 0;
        let end = loop {
            let fault = self.attempt(&mut stop, &mut failures).await;
            self.turn_away(NotSent::LinkLost);
            match fault {
                LinkFault::Stopped => break LinkState::Closed,
                LinkFault::BindInvalid(_)
                | LinkFault::BindRefused(status::INVALID_PASSWORD | status::INVALID_SYSTEM_ID) => {
                    break LinkState::Stopped(fault);
                }
                _ => {}
            }
            let wait = backoff(&self.config, failures, fault, (self.jitter)());
            failures = failures.saturating_add(1);
            let until = Instant::now() + wait;
            self.shared.set_state(LinkState::Backoff { until, reason: fault });
            if !self.wait(until, &mut stop).await {
                break LinkState::Closed;
            }
        };
        self.commands.close();
        // The state first: who sees it over need not queue.
        self.shared.set_state(end);
        while let Some(c) = self.commands.recv().await {
            let _ = c.reply.send(Answer::NotSent(NotSent::Stopped));
        }
        for event in self.parked {
            // Nobody listens: a receipt comes again after the next bind.
            if self.inbound.send(event).await.is_err() {
                break;
            }
        }
    }

    /// One connection from opening to its end; resets `failures` when it held long enough.
    async fn attempt(&mut self, stop: &mut watch::Receiver<bool>, failures: &mut u32) -> LinkFault {
        self.shared.set_state(LinkState::Connecting);
        let stream = tokio::select! {
            opened = open(&self.config) => match opened {
                Ok(stream) => stream,
                Err(fault) => return fault,
            },
            _ = stop.wait_for(|stop| *stop) => return LinkFault::Stopped,
        };
        self.shared.set_state(LinkState::Binding);
        let session = match Session::new(&self.config, &self.shared, std::mem::take(&mut self.parked)) {
            Ok(session) => session,
            Err(fault) => return fault,
        };
        let ended = session.run(stream, &mut self.commands, &self.inbound, stop).await;
        self.parked = ended.parked;
        if ended.bound_since.is_some_and(|since| since.elapsed() >= self.config.backoff_max) {
            *failures = 0;
        }
        ended.fault
    }

    /// Waits, turning submissions away; `false` when the link shall stop.
    async fn wait(&mut self, until: Instant, stop: &mut watch::Receiver<bool>) -> bool {
        loop {
            tokio::select! {
                () = sleep_until(until.into()) => return true,
                _ = stop.wait_for(|stop| *stop) => return false,
                room = self.inbound.reserve(), if !self.parked.is_empty() => match room {
                    Ok(room) => if let Some(event) = self.parked.pop_front() {
                        room.send(event);
                    },
                    Err(_) => self.parked.clear(),
                },
                command = self.commands.recv() => match command {
                    Some(c) => { let _ = c.reply.send(Answer::NotSent(NotSent::NotBound)); }
                    None => return false,
                },
            }
        }
    }

    fn turn_away(&mut self, why: NotSent) {
        while let Ok(c) = self.commands.try_recv() {
            let _ = c.reply.send(Answer::NotSent(why));
        }
    }
}

async fn open(config: &LinkConfig) -> Result<TcpStream, LinkFault> {
    let connect = TcpStream::connect((config.host.as_str(), config.port));
    let stream = timeout(config.connect_timeout, connect)
        .await
        .map_err(|_| LinkFault::ConnectTimeout)?
        .map_err(|e| LinkFault::Connect(e.kind()))?;
    // With Nagle's algorithm against delayed acknowledgements a window's answers wait 40 ms.
    stream.set_nodelay(true).map_err(|e| LinkFault::Connect(e.kind()))?;
    Ok(stream)
}

/// Exponential with full jitter, but never under a tenth of the shortest ceiling.
/// An account still bound from before needs the peer's own timer to end first: the longest wait.
fn backoff(config: &LinkConfig, failures: u32, fault: LinkFault, jitter: f64) -> Duration {
    let jitter = if jitter.is_finite() { jitter.clamp(0.0, 1.0) } else { 1.0 };
    let least = config.backoff_min / 10;
    if fault == LinkFault::BindRefused(status::ALREADY_BOUND) {
        return config.backoff_max.mul_f64(0.5 + jitter / 2.0);
    }
    let grown = config.backoff_min.saturating_mul(1_u32.checked_shl(failures).unwrap_or(u32::MAX));
    grown.min(config.backoff_max).mul_f64(jitter).max(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_the_longest_and_jitter_spreads_them() {
        let config = LinkConfig::new("smsc.example", 2775);
        let lost = LinkFault::PeerClosed;
        let at = |failures, jitter| backoff(&config, failures, lost, jitter).as_millis();
        assert_eq!(at(0, 1.0), 1_000);
        assert_eq!(at(3, 1.0), 8_000);
        assert_eq!(at(3, 0.5), 4_000);
        assert_eq!(at(40, 1.0), 60_000);
        assert_eq!(at(0, 0.0), 100);
        assert_eq!(at(0, f64::NAN), 1_000);
    }

    #[tokio::test]
    async fn small_commands_leave_at_once() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let stream = open(&LinkConfig::new("127.0.0.1", port)).await.unwrap();
        assert!(stream.nodelay().unwrap());
    }

    #[test]
    fn an_account_still_bound_waits_long() {
        let config = LinkConfig::new("smsc.example", 2775);
        let bound = LinkFault::BindRefused(status::ALREADY_BOUND);
        assert!(backoff(&config, 0, bound, 0.0) >= Duration::from_secs(30));
    }
}
