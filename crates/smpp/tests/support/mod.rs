//! A peer played line by line, and helpers shared by the tests.
#![allow(dead_code)] // each test file uses its own part
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use smpp::codec::{Body, Frames, MessageAnswer, Pdu, ShortMessage, Tlvs};
use smpp::simulator::{SimConfig, Simulator};
use smpp::{Address, BindKind, Inbound, Link, LinkConfig, LinkState, Submission};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Longer than anything here should take, even on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub async fn soon<T>(what: impl Future<Output = T>) -> T {
    timeout(PATIENCE, what).await.expect("it took too long")
}

/// Short times, so that tests of silence are quick.
pub fn config(port: u16) -> LinkConfig {
    LinkConfig {
        system_id: "jawaz".into(),
        password: "secret".into(),
        response_timeout: Duration::from_millis(400),
        enquire_every: Duration::from_secs(30),
        backoff_min: Duration::from_millis(20),
        backoff_max: Duration::from_millis(100),
        ..LinkConfig::new("127.0.0.1", port)
    }
}

pub fn start(config: LinkConfig) -> (Link, mpsc::Receiver<Inbound>) {
    let (to, inbound) = mpsc::channel(64);
    (Link::start(config, to, || 0.5), inbound)
}

pub async fn simulator(config: SimConfig) -> Simulator {
    Simulator::start(config, || 1_795_000_000_000_000).await.unwrap()
}

pub fn message(text: &str) -> Submission {
    Submission {
        tag: 1,
        source: Address::name("Jawaz"),
        destination: Address::international("966500000001"),
        data_coding: 0,
        udh: false,
        short_message: text.as_bytes().to_vec().into(),
        receipt: true,
        validity: Some(Duration::from_secs(3_600)),
        more_messages: false,
        user_message_reference: None,
    }
}

/// An Arabic text cut into parts of 66 units under a 16-bit reference.
pub fn parts(text: &str, reference: u16) -> Vec<Submission> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let chunks: Vec<&[u16]> = units.chunks(66).collect();
    let total = u8::try_from(chunks.len()).unwrap();
    let part = |(number, chunk): (u8, &[u16])| {
        let place = smpp::udh::Part { reference: smpp::udh::Reference::Long(reference), total, number };
        let mut octets = smpp::udh::build(place);
        octets.extend(chunk.iter().flat_map(|u| u.to_be_bytes()));
        Submission {
            tag: number.into(),
            data_coding: 8,
            udh: true,
            short_message: octets.into(),
            more_messages: number < total,
            ..message("")
        }
    };
    (1..).zip(chunks).map(part).collect()
}

pub async fn until_state(link: &Link, what: impl FnMut(&LinkState) -> bool) -> LinkState {
    let mut states = link.watch();
    *soon(states.wait_for(what)).await.unwrap()
}

/// A message centre whose every octet the test chooses.
pub struct Peer {
    pub stream: TcpStream,
    frames: Frames,
}

pub async fn listen() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

impl Peer {
    pub async fn accept(listener: &TcpListener) -> Self {
        let (stream, _) = soon(listener.accept()).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, frames: Frames::default() }
    }

    /// Accepts a connection and lets it bind.
    pub async fn bound(listener: &TcpListener) -> Self {
        let mut peer = Self::accept(listener).await;
        let bind = peer.next().await;
        assert!(matches!(bind.body, Body::Bind(..)));
        peer.send(&[bind_answer(bind.sequence)]).await;
        peer
    }

    pub async fn next(&mut self) -> Pdu {
        soon(self.try_next()).await.expect("the link closed")
    }

    /// `None` when the other side closed.
    pub async fn try_next(&mut self) -> Option<Pdu> {
        loop {
            if let Some(frame) = self.frames.next_frame().unwrap() {
                return Some(Pdu::decode(&frame).unwrap());
            }
            let mut chunk = [0; 4096];
            match self.stream.read(&mut chunk).await {
                Ok(0) | Err(_) => return None,
                Ok(n) => self.frames.push(&chunk[..n]),
            }
        }
    }

    /// Sends all commands in one write.
    pub async fn send(&mut self, pdus: &[Pdu]) {
        self.stream.write_all(&octets(pdus)).await.unwrap();
    }
}

pub fn octets(pdus: &[Pdu]) -> Vec<u8> {
    let mut out = Vec::new();
    for pdu in pdus {
        pdu.encode(&mut out).unwrap();
    }
    out
}

pub fn bind_answer(sequence: u32) -> Pdu {
    let body = Body::BindAnswer(BindKind::Transceiver, "peer".into(), Tlvs::default());
    Pdu::request(sequence, body)
}

pub fn submit_answer(sequence: u32, status: u32, message_id: &str) -> Pdu {
    let body =
        Body::SubmitAnswer(MessageAnswer { message_id: message_id.into(), ..MessageAnswer::default() });
    Pdu::answer(sequence, status, body)
}

pub fn receipt_for(sequence: u32, id: &str) -> Pdu {
    let body = Body::Deliver(ShortMessage {
        esm_class: 4,
        short_message: format!("id:{id} stat:DELIVRD err:000 text:").into_bytes(),
        ..ShortMessage::default()
    });
    Pdu::request(sequence, body)
}
