//! What each command of the peer brings about.

use std::time::Instant;

use super::{MOST_UNACKED, Phase, Session, WITHOUT_ANSWER};
use crate::codec::{Body, DecodeError, Frame, MessageAnswer, Pdu, ShortMessage, Tlvs, is_answer, tag};
use crate::link::config::OptionalParameters;
use crate::link::message::{Ack, AckReply, Answer, Inbound};
use crate::link::pending::Owner;
use crate::link::state::{LinkFault, LinkState, count};
use crate::{receipt, status};

impl Session<'_> {
    pub(super) fn heard_octets(&mut self, octets: &[u8]) {
        self.heard = Instant::now();
        self.frames.push(octets);
        loop {
            if matches!(self.phase, Phase::Leaving { .. }) {
                return;
            }
            match self.frames.next_frame() {
                Ok(None) => return,
                Ok(Some(frame)) => self.frame(&frame),
                Err(bad) => {
                    self.nack(bad.sequence, status::INVALID_COMMAND_LENGTH);
                    self.leave(LinkFault::Broken);
                }
            }
        }
    }

    fn frame(&mut self, frame: &Frame) {
        let pdu = match Pdu::decode(frame) {
            Ok(pdu) => pdu,
            // An answer we cannot read answers nothing: its timer decides.
            Err(_) if is_answer(frame.command) => return,
            Err(DecodeError::UnknownCommand(id)) if WITHOUT_ANSWER.contains(&id) => return,
            Err(DecodeError::UnknownCommand(_)) => {
                return self.nack(frame.sequence, status::INVALID_COMMAND_ID);
            }
            Err(_) => return self.nack(frame.sequence, status::INVALID_COMMAND_LENGTH),
        };
        let Pdu { status: command_status, sequence, body } = pdu;
        match body {
            Body::EnquireLink => {
                self.send(&Pdu::request(sequence, Body::EnquireLinkAnswer));
            }
            Body::EnquireLinkAnswer | Body::DeliverAnswer(_) | Body::DataAnswer(_) => {}
            Body::BindAnswer(_, _, tlvs) => self.bind_answered(command_status, &tlvs),
            Body::SubmitAnswer(answer) => {
                self.submit_answered(sequence, Answer::of(command_status, answer.message_id));
            }
            Body::Deliver(message) => self.delivery(sequence, message, false),
            Body::Data(message) => self.delivery(sequence, message, true),
            Body::GenericNack => self.nacked(sequence, command_status),
            Body::Unbind => {
                self.send(&Pdu::request(sequence, Body::UnbindAnswer));
                self.leave(LinkFault::PeerUnbound);
            }
            Body::UnbindAnswer => {
                if matches!(self.phase, Phase::Unbinding { .. }) {
                    self.leave(LinkFault::Stopped);
                }
            }
            Body::Bind(..) | Body::Submit(_) => self.nack(sequence, status::INVALID_COMMAND_ID),
        }
    }

    fn bind_answered(&mut self, command_status: u32, tlvs: &Tlvs) {
        if !matches!(self.phase, Phase::Binding { .. }) {
            return;
        }
        if command_status != status::OK {
            return self.leave(LinkFault::BindRefused(command_status));
        }
        if self.config.optional_parameters == OptionalParameters::ByVersion {
            let version = tlvs.byte(tag::INTERFACE_VERSION);
            self.parameters = version.is_some_and(|v| v >= 0x34);
        }
        let since = Instant::now();
        self.phase = Phase::Bound;
        self.bound_since = Some(since);
        count(&self.shared.tally.binds);
        self.publish();
        self.shared.set_state(LinkState::Bound { since });
    }

    fn nacked(&mut self, number: u32, command_status: u32) {
        match self.phase {
            Phase::Binding { sequence, .. } if number == sequence => {
                self.leave(LinkFault::BindRefused(command_status));
            }
            // It could not even read which command it refuses.
            _ if number == 0 => self.leave(LinkFault::Broken),
            _ => {
                let command_status = command_status.max(status::INVALID_COMMAND_LENGTH);
                self.submit_answered(number, Answer::of(command_status, String::new()));
            }
        }
    }

    fn submit_answered(&mut self, sequence: u32, answer: Answer) {
        let tally = &self.shared.tally;
        let owner = self.pending.answered(sequence);
        if matches!(owner, Owner::Nobody) {
            return;
        }
        match &answer {
            Answer::Accepted { .. } => {
                self.pace.accepted();
                count(&tally.accepted);
            }
            Answer::Throttled { status } => {
                self.pace.throttled(Instant::now(), *status);
                count(&tally.throttled);
            }
            _ => count(&tally.refused),
        }
        match owner {
            Owner::Waiting(w) => {
                tally.latency(w.since.elapsed());
                if let Err(answer) = w.reply.send(answer) {
                    let tag = w.tag;
                    self.parked.push_back(Inbound::LateAnswer { tag, answer });
                }
            }
            Owner::GivenUp(tag) => {
                count(&tally.late_answers);
                self.parked.push_back(Inbound::LateAnswer { tag, answer });
            }
            Owner::Nobody => {}
        }
    }

    fn delivery(&mut self, sequence: u32, message: ShortMessage, data: bool) {
        let reply = |status| AckReply { sequence, data, status };
        if matches!(self.phase, Phase::Binding { .. }) {
            return self.answer_delivery(reply(status::INVALID_BIND_STATE));
        }
        if self.unacked >= MOST_UNACKED {
            return self.answer_delivery(reply(status::TRY_AGAIN));
        }
        self.unacked += 1;
        let ack = Ack::new(self.acks_in.clone(), sequence, data);
        let event = if let Some(receipt) = receipt::parse(&message) {
            count(&self.shared.tally.receipts);
            Inbound::Receipt { receipt, ack }
        } else {
            count(&self.shared.tally.messages);
            Inbound::Message {
                data_coding: message.data_coding,
                udh: message.has_udh(),
                bytes: message.user_data().to_vec().into(),
                source: message.source,
                destination: message.destination,
                ack,
            }
        };
        self.parked.push_back(event);
    }

    pub(super) fn acknowledge(&mut self, reply: AckReply) {
        self.unacked = self.unacked.saturating_sub(1);
        self.answer_delivery(reply);
    }

    fn answer_delivery(&mut self, reply: AckReply) {
        let answer = MessageAnswer::default();
        let body = if reply.data { Body::DataAnswer(answer) } else { Body::DeliverAnswer(answer) };
        self.send(&Pdu::answer(reply.sequence, reply.status, body));
    }
}
