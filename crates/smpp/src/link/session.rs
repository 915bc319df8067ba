//! One connection, from the bind to its end.
//!
//! One task reads, writes and keeps the timers, so that an answer never waits
//! behind a write the peer does not take, and no lock is held anywhere.

mod exchange;

use std::collections::VecDeque;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio::time::sleep_until;

use super::config::{LinkConfig, OptionalParameters};
use super::message::{AckReply, Answer, Inbound, NotSent};
use super::pace::Pace;
use super::pending::{Pending, Waiting};
use super::state::{LinkFault, count};
use super::{Command, Shared};
use crate::codec::{Bind, BindKind, Body, Frames, Pdu};
use crate::outbox::Outbox;

/// Enquiries the peer may leave unanswered, while silent, before it counts as gone.
const MISSES: u32 = 2;
/// Deliveries that may wait for the caller's word; past this the peer is asked to try again.
const MOST_UNACKED: usize = 1_000;
/// Octets that may wait for the peer to read before submissions wait too.
const MOST_UNSENT: usize = 256 * 1024;
/// How long the last octets of a lost link may take to leave.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// Requests of the peer that take no answer: `alert_notification`, `outbind`.
const WITHOUT_ANSWER: [u32; 2] = [0x102, 0x0B];

#[derive(Debug, Clone, Copy)]
enum Phase {
    Binding {
        until: Instant,
        sequence: u32,
    },
    Bound,
    /// Stopping: no new submissions, the window empties.
    Draining {
        until: Instant,
    },
    Unbinding {
        until: Instant,
    },
    /// Over, but for octets that still should leave.
    Leaving {
        until: Instant,
        fault: LinkFault,
    },
}

pub(super) struct Session<'a> {
    config: &'a LinkConfig,
    shared: &'a Shared,
    phase: Phase,
    bound_since: Option<Instant>,
    out: Outbox,
    frames: Frames,
    pending: Pending,
    pace: Pace,
    heard: Instant,
    asked: Option<Instant>,
    missed: u32,
    acks_in: mpsc::UnboundedSender<AckReply>,
    acks: mpsc::UnboundedReceiver<AckReply>,
    unacked: usize,
    parked: VecDeque<Inbound>,
    parameters: bool,
}

/// How a connection ended.
pub(super) struct Ended {
    pub fault: LinkFault,
    pub bound_since: Option<Instant>,
    /// What the caller has not taken yet. A late answer comes only once.
    pub parked: VecDeque<Inbound>,
}

impl<'a> Session<'a> {
    pub fn new(
        config: &'a LinkConfig,
        shared: &'a Shared,
        parked: VecDeque<Inbound>,
    ) -> Result<Self, LinkFault> {
        let now = Instant::now();
        let (acks_in, acks) = mpsc::unbounded_channel();
        let mut session = Self {
            config,
            shared,
            phase: Phase::Bound,
            bound_since: None,
            out: Outbox::default(),
            frames: Frames::default(),
            pending: Pending::new(config.response_timeout),
            pace: Pace::new(config.window, config.rate_per_second),
            heard: now,
            asked: None,
            missed: 0,
            acks_in,
            acks,
            unacked: 0,
            parked,
            parameters: config.optional_parameters == OptionalParameters::Always,
        };
        let bind = Bind {
            system_id: config.system_id.clone(),
            password: config.password.clone(),
            system_type: config.system_type.clone(),
            interface_version: 0x34,
            ton: config.address_ton,
            npi: config.address_npi,
            address_range: config.address_range.clone(),
        };
        let sequence = session.pending.next_sequence();
        session
            .out
            .push(&Pdu::request(sequence, Body::Bind(config.bind, bind)))
            .map_err(LinkFault::BindInvalid)?;
        let until = now + config.response_timeout;
        session.phase = Phase::Binding { until, sequence };
        Ok(session)
    }

    pub async fn run(
        mut self,
        stream: TcpStream,
        commands: &mut mpsc::Receiver<Command>,
        inbound: &mpsc::Sender<Inbound>,
        stop: &mut watch::Receiver<bool>,
    ) -> Ended {
        let fault = self.drive(stream, commands, inbound, stop).await;
        self.lose_all();
        Ended { fault, bound_since: self.bound_since, parked: self.parked }
    }

    async fn drive(
        &mut self,
        mut stream: TcpStream,
        commands: &mut mpsc::Receiver<Command>,
        inbound: &mpsc::Sender<Inbound>,
        stop: &mut watch::Receiver<bool>,
    ) -> LinkFault {
        let (mut read, mut write) = stream.split();
        let mut chunk = vec![0; 16 * 1024];
        let mut orphaned = false;
        loop {
            let now = Instant::now();
            if let Some(fault) = self.tick(now, orphaned || *stop.borrow()) {
                return fault;
            }
            self.publish();
            let takes = self.takes_commands(now) && !orphaned;
            let wake = self.wake(now);
            tokio::select! {
                n = read.read(&mut chunk) => match n {
                    Ok(0) => return self.end_of_stream(),
                    Ok(n) => self.heard_octets(&chunk[..n]),
                    Err(e) => return LinkFault::Io(e.kind()),
                },
                n = write.write(self.out.unsent()), if !self.out.is_empty() => match n {
                    Ok(0) => return LinkFault::PeerClosed,
                    Ok(n) => self.out.wrote(n),
                    Err(e) => return LinkFault::Io(e.kind()),
                },
                Some(reply) = self.acks.recv() => self.acknowledge(reply),
                command = commands.recv(), if takes => match command {
                    Some(command) => {
                        self.command(command);
                        // What else is waiting may share the write.
                        while self.takes_commands(Instant::now()) {
                            let Ok(command) = commands.try_recv() else { break };
                            self.command(command);
                        }
                    }
                    None => orphaned = true,
                },
                room = inbound.reserve(), if !self.parked.is_empty() => match room {
                    Ok(room) => if let Some(event) = self.parked.pop_front() {
                        room.send(event);
                    },
                    // Nobody listens: dropped, each asks the peer to try again.
                    Err(_) => self.parked.clear(),
                },
                _ = stop.changed() => {}
                () = sleep_until(wake.into()) => {}
            }
        }
    }

    /// What time alone brings about. `Some` ends the session.
    fn tick(&mut self, now: Instant, stopping: bool) -> Option<LinkFault> {
        while let Some(w) = self.pending.give_up(now) {
            self.in_doubt(w);
        }
        if stopping {
            match self.phase {
                Phase::Bound => {
                    let until = now + self.config.response_timeout;
                    self.phase = Phase::Draining { until };
                }
                Phase::Binding { .. } => return Some(LinkFault::Stopped),
                _ => {}
            }
        }
        match self.phase {
            Phase::Binding { until, .. } if now >= until => Some(LinkFault::BindTimeout),
            Phase::Bound => self.enquire(now),
            Phase::Draining { until } if self.pending.len() == 0 || now >= until => {
                let sequence = self.pending.next_sequence();
                self.send(&Pdu::request(sequence, Body::Unbind));
                let until = now + self.config.response_timeout;
                self.phase = Phase::Unbinding { until };
                None
            }
            Phase::Draining { .. } => self.enquire(now),
            Phase::Unbinding { until } if now >= until => Some(LinkFault::Stopped),
            Phase::Leaving { until, fault } if now >= until || self.out.is_empty() => Some(fault),
            _ => None,
        }
    }

    /// Asks a silent peer whether it is there; any traffic at all is an answer.
    fn enquire(&mut self, now: Instant) -> Option<LinkFault> {
        if let Some(asked) = self.asked {
            if self.heard >= asked {
                self.asked = None;
                self.missed = 0;
            } else if now >= asked + self.config.response_timeout {
                self.asked = None;
                self.missed += 1;
                if self.missed >= MISSES {
                    return Some(LinkFault::Silent);
                }
            }
        }
        if self.asked.is_none() && (self.missed > 0 || now >= self.heard + self.config.enquire_every) {
            let sequence = self.pending.next_sequence();
            self.send(&Pdu::request(sequence, Body::EnquireLink));
            self.asked = Some(now);
        }
        None
    }

    /// When to look at the timers again.
    fn wake(&mut self, now: Instant) -> Instant {
        let enquiry = match self.asked {
            Some(asked) => asked + self.config.response_timeout,
            None => self.heard + self.config.enquire_every,
        };
        let phase = match self.phase {
            Phase::Binding { until, .. }
            | Phase::Draining { until }
            | Phase::Unbinding { until }
            | Phase::Leaving { until, .. } => until,
            Phase::Bound => enquiry,
        };
        [self.pending.deadline(), self.pace.not_before(now)].into_iter().flatten().fold(phase, Instant::min)
    }

    fn takes_commands(&self, now: Instant) -> bool {
        match self.phase {
            Phase::Bound => {
                self.pending.len() < self.pace.window()
                    && self.pace.not_before(now).is_none()
                    && self.out.len() < MOST_UNSENT
            }
            // To turn them away.
            Phase::Draining { .. } | Phase::Unbinding { .. } => true,
            Phase::Binding { .. } | Phase::Leaving { .. } => false,
        }
    }

    fn command(&mut self, command: Command) {
        let Command { submission, reply } = command;
        let refuse = match self.phase {
            Phase::Bound if self.config.bind == BindKind::Receiver => Some(NotSent::ReceiverOnly),
            Phase::Bound => None,
            _ => Some(NotSent::Stopped),
        };
        if let Some(why) = refuse {
            let _ = reply.send(Answer::NotSent(why));
            return;
        }
        // The caller is gone: sending now would be a message nobody answers for.
        if reply.is_closed() {
            return;
        }
        let now = Instant::now();
        let tag = submission.tag;
        let sequence = self.pending.next_sequence();
        let body = Body::Submit(submission.into_message(self.config, self.parameters));
        if let Err(e) = self.out.push(&Pdu::request(sequence, body)) {
            let _ = reply.send(Answer::NotSent(NotSent::Invalid(e)));
            return;
        }
        let waiting = Waiting { reply, tag, since: now, end: self.out.end() };
        self.pending.insert(sequence, waiting);
        self.pace.sent(now);
        count(&self.shared.tally.submitted);
    }

    fn nack(&mut self, sequence: u32, command_status: u32) {
        self.send(&Pdu::answer(sequence, command_status, Body::GenericNack));
    }

    /// For commands whose fields are ours and always fit.
    fn send(&mut self, pdu: &Pdu) {
        if let Err(error) = self.out.push(pdu) {
            tracing::error!(%error, "a command could not be written");
        }
    }

    fn leave(&mut self, fault: LinkFault) {
        let until = Instant::now() + LAST_WORDS;
        self.phase = Phase::Leaving { until, fault };
    }

    fn end_of_stream(&self) -> LinkFault {
        match self.phase {
            Phase::Leaving { fault, .. } => fault,
            Phase::Unbinding { .. } => LinkFault::Stopped,
            _ => LinkFault::PeerClosed,
        }
    }

    fn in_doubt(&self, w: Waiting) {
        count(&self.shared.tally.in_doubt);
        let _ = w.reply.send(Answer::InDoubt);
    }

    fn lose_all(&mut self) {
        let written = self.out.written();
        let lost: Vec<Waiting> = self.pending.drain().collect();
        for w in lost {
            if w.end > written {
                let _ = w.reply.send(Answer::NotSent(NotSent::LinkLost));
            } else {
                self.in_doubt(w);
            }
        }
        self.publish();
    }

    fn publish(&self) {
        let tally = &self.shared.tally;
        tally.in_flight.store(self.pending.len(), Relaxed);
        tally.window.store(self.pace.window(), Relaxed);
    }
}
