//! One client's connection at the simulated operator.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::sleep_until;

use super::centre::{Centre, Receiver, Verdict};
use super::mail::{Delivery, ReplyError};
use crate::codec::{
    Bind, BindKind, Body, DecodeError, Frame, Frames, MessageAnswer, Pdu, ShortMessage, Tlvs, is_answer, tag,
};
use crate::outbox::Outbox;
use crate::status;

/// Deliveries that may wait for a client's answer.
const DELIVERY_WINDOW: usize = 100;
/// How long a client may take to answer a delivery.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// After how many attempts a receipt is given up.
const MOST_ATTEMPTS: u32 = 50;

pub(super) struct Session {
    centre: Arc<Centre>,
    connection: u64,
    bound: Option<(BindKind, String)>,
    out: Outbox,
    frames: Frames,
    /// Answers to come, by time.
    scheduled: BTreeMap<(Instant, u64), Pdu>,
    count: u64,
    sequence: u32,
    mail_in: mpsc::UnboundedSender<Delivery>,
    mail: mpsc::UnboundedReceiver<Delivery>,
    delivering: HashMap<u32, (Instant, Delivery)>,
    /// Submissions not answered yet, those whose answer was lost included.
    waiting: usize,
    heard: Instant,
    over: bool,
}

/// Serves one client until either side ends.
pub(super) async fn serve(centre: Arc<Centre>, connection: u64, stream: TcpStream) {
    let (mail_in, mail) = mpsc::unbounded_channel();
    let mut session = Session {
        centre,
        connection,
        bound: None,
        out: Outbox::default(),
        frames: Frames::default(),
        scheduled: BTreeMap::new(),
        count: 0,
        sequence: 0,
        mail_in,
        mail,
        delivering: HashMap::new(),
        waiting: 0,
        heard: Instant::now(),
        over: false,
    };
    let ended = session.drive(stream).await;
    tracing::debug!(ok = ended.is_ok(), "a client's connection ended");
    session.close();
}

impl Session {
    async fn drive(&mut self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut stop = self.centre.stop.subscribe();
        let mut cut = self.centre.cut.subscribe();
        let (mut read, mut write) = stream.split();
        let mut chunk = vec![0; 16 * 1024];
        loop {
            self.tick(Instant::now());
            if self.over && self.out.is_empty() || *stop.borrow() {
                return Ok(());
            }
            let wake = self.wake();
            let takes_mail = self.delivering.len() < DELIVERY_WINDOW && !self.over;
            let most = self.most_octets();
            let unsent = self.out.unsent();
            let piece = &unsent[..unsent.len().min(most)];
            tokio::select! {
                n = read.read(&mut chunk) => match n? {
                    0 => return Ok(()),
                    n => self.heard_octets(&chunk[..n]),
                },
                n = write.write(piece), if !piece.is_empty() => {
                    let n = n?;
                    self.out.wrote(n);
                    if most < usize::MAX {
                        tokio::time::sleep(Duration::from_micros(200)).await;
                    }
                }
                Some(delivery) = self.mail.recv(), if takes_mail => self.deliver(delivery),
                () = sleep_until(wake.into()) => {}
                _ = cut.changed() => return Ok(()),
                _ = stop.changed() => {}
            }
        }
    }

    fn most_octets(&self) -> usize {
        if self.centre.faults().split_writes {
            usize::try_from(1 + self.centre.roll() % 7).unwrap_or(1)
        } else {
            usize::MAX
        }
    }

    fn mute(&self) -> bool {
        self.centre.faults().mute
    }

    fn tick(&mut self, now: Instant) {
        while let Some(entry) = self.scheduled.first_entry() {
            if entry.key().0 > now {
                break;
            }
            let pdu = entry.remove();
            self.waiting = self.waiting.saturating_sub(1);
            self.send(&pdu);
        }
        let late: Vec<u32> = self
            .delivering
            .iter()
            .filter(|(_, (since, _))| now >= *since + ANSWER_WITHIN)
            .map(|(sequence, _)| *sequence)
            .collect();
        for sequence in late {
            if let Some((_, delivery)) = self.delivering.remove(&sequence) {
                self.again(delivery, ReplyError::NoAnswer);
            }
        }
        if let Some(every) = self.centre.config.enquire_every
            && now >= self.heard + every
            && self.bound.is_some()
        {
            self.heard = now;
            let sequence = self.next_sequence();
            self.send(&Pdu::request(sequence, Body::EnquireLink));
        }
    }

    fn wake(&self) -> Instant {
        let idle = self.centre.config.enquire_every;
        let enquiry = self.heard + idle.unwrap_or(Duration::from_secs(3_600));
        let answer = self.scheduled.first_key_value().map(|((at, _), _)| *at);
        let delivery = self.delivering.values().map(|(since, _)| *since + ANSWER_WITHIN).min();
        [answer, delivery].into_iter().flatten().fold(enquiry, Instant::min)
    }

    fn heard_octets(&mut self, octets: &[u8]) {
        self.heard = Instant::now();
        if self.mute() {
            return;
        }
        self.frames.push(octets);
        while !self.over {
            match self.frames.next_frame() {
                Ok(None) => return,
                Ok(Some(frame)) => self.frame(&frame),
                Err(bad) => {
                    self.nack(bad.sequence, status::INVALID_COMMAND_LENGTH);
                    self.over = true;
                }
            }
        }
    }

    fn frame(&mut self, frame: &Frame) {
        let pdu = match Pdu::decode(frame) {
            Ok(pdu) => pdu,
            Err(_) if is_answer(frame.command) => return,
            Err(DecodeError::UnknownCommand(_)) => {
                return self.nack(frame.sequence, status::INVALID_COMMAND_ID);
            }
            Err(_) => return self.nack(frame.sequence, status::INVALID_COMMAND_LENGTH),
        };
        let sequence = pdu.sequence;
        match pdu.body {
            Body::Bind(kind, bind) => self.bind(sequence, kind, bind),
            Body::Submit(m) => self.submit(sequence, &m, false),
            Body::Data(m) => self.submit(sequence, &m, true),
            Body::EnquireLink => {
                self.centre.tally.enquiries.fetch_add(1, Relaxed);
                self.send(&Pdu::request(sequence, Body::EnquireLinkAnswer));
            }
            Body::Unbind => {
                self.send(&Pdu::request(sequence, Body::UnbindAnswer));
                self.over = true;
            }
            Body::DeliverAnswer(_) | Body::DataAnswer(_) | Body::GenericNack => {
                self.delivered(sequence, pdu.status);
            }
            Body::Deliver(_) => self.nack(sequence, status::INVALID_COMMAND_ID),
            Body::BindAnswer(..) | Body::UnbindAnswer | Body::EnquireLinkAnswer | Body::SubmitAnswer(_) => {}
        }
    }

    fn bind(&mut self, sequence: u32, kind: BindKind, bind: Bind) {
        let refuse = if self.bound.is_some() {
            Some(status::ALREADY_BOUND)
        } else {
            self.centre.faults().refuse_binds.or_else(|| match &self.centre.config.account {
                Some((id, _)) if *id != bind.system_id => Some(status::INVALID_SYSTEM_ID),
                Some((_, pw)) if *pw != bind.password => Some(status::INVALID_PASSWORD),
                _ => None,
            })
        };
        let mut tlvs = Tlvs::default();
        if let Some(status) = refuse {
            let body = Body::BindAnswer(kind, String::new(), tlvs);
            return self.send(&Pdu::answer(sequence, status, body));
        }
        tlvs.put(tag::INTERFACE_VERSION, [0x34]);
        let body = Body::BindAnswer(kind, "SIMULATOR".to_owned(), tlvs);
        self.send(&Pdu::answer(sequence, status::OK, body));
        self.bound = Some((kind, bind.system_id.clone()));
        self.centre.bound();
        if kind != BindKind::Transmitter {
            let held = self.centre.enter(Receiver {
                connection: self.connection,
                system_id: bind.system_id,
                to: self.mail_in.clone(),
            });
            // What waited goes out with the bind's answer, as operators do.
            for delivery in held {
                self.deliver(delivery);
            }
        }
    }

    fn submit(&mut self, sequence: u32, m: &ShortMessage, data: bool) {
        let body = |message_id| {
            let answer = MessageAnswer { message_id, tlvs: Tlvs::default() };
            if data { Body::DataAnswer(answer) } else { Body::SubmitAnswer(answer) }
        };
        let system_id = match &self.bound {
            Some((kind, id)) if *kind != BindKind::Receiver => id.clone(),
            _ => {
                let status = status::INVALID_BIND_STATE;
                return self.send(&Pdu::answer(sequence, status, body(String::new())));
            }
        };
        let verdict = self.centre.submit(&system_id, m, self.waiting);
        self.waiting += 1;
        self.centre.tally.peak_in_flight.fetch_max(self.waiting, Relaxed);
        match verdict {
            Verdict::Answer { status, message_id, after } => {
                self.count += 1;
                let key = (Instant::now() + after, self.count);
                let pdu = Pdu::answer(sequence, status, body(message_id));
                self.scheduled.insert(key, pdu);
            }
            // The client gives it up at its own time, which we cannot know.
            Verdict::Silence => self.waiting -= 1,
            Verdict::Drop => self.over = true,
        }
    }

    fn deliver(&mut self, delivery: Delivery) {
        let sequence = self.next_sequence();
        let body = Body::Deliver(delivery.message.clone());
        self.centre.tally.deliveries.fetch_add(1, Relaxed);
        self.delivering.insert(sequence, (Instant::now(), delivery));
        self.send(&Pdu::request(sequence, body));
    }

    fn delivered(&mut self, sequence: u32, command_status: u32) {
        let Some((_, delivery)) = self.delivering.remove(&sequence) else {
            return;
        };
        if command_status == status::OK {
            self.centre.tally.deliveries_taken.fetch_add(1, Relaxed);
            if let Some(outcome) = delivery.outcome {
                let _ = outcome.send(Ok(()));
            }
        } else {
            self.again(delivery, ReplyError::Refused(command_status));
        }
    }

    /// Receipts are tried again later; a phone's message is told to have failed.
    fn again(&self, mut delivery: Delivery, why: ReplyError) {
        if let Some(outcome) = delivery.outcome.take() {
            let _ = outcome.send(Err(why));
            return;
        }
        delivery.attempts += 1;
        if delivery.attempts < MOST_ATTEMPTS {
            let at = Instant::now() + self.centre.config.retry_delay;
            self.centre.post(at, delivery);
        }
    }

    fn next_sequence(&mut self) -> u32 {
        self.sequence = self.sequence % 0x7FFF_FFFF + 1;
        self.sequence
    }

    fn nack(&mut self, sequence: u32, status: u32) {
        self.send(&Pdu::answer(sequence, status, Body::GenericNack));
    }

    fn send(&mut self, pdu: &Pdu) {
        if self.mute() {
            return;
        }
        if let Err(error) = self.out.push(pdu) {
            tracing::error!(%error, "the simulator could not write a command");
        }
    }

    /// Gives back what was not answered.
    fn close(&mut self) {
        if self.bound.is_some() {
            self.centre.unbound(self.connection);
        }
        self.mail.close();
        while let Ok(delivery) = self.mail.try_recv() {
            self.again(delivery, ReplyError::NoAnswer);
        }
        let unanswered: Vec<_> = self.delivering.drain().map(|(_, (_, d))| d).collect();
        for delivery in unanswered {
            self.again(delivery, ReplyError::NoAnswer);
        }
    }
}
