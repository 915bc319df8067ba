//! The link and the simulator against SMPP written by others: node-smpp, in `tests/foreign`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;
use smpp::simulator::SimConfig;
use smpp::{Answer, Inbound, LinkConfig, LinkFault, LinkState, ReceiptState, message_id, status};
use support::*;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

const TEXT: &str = "تم تجديد إقامة مكفولكم المنتهي رقمها بـ ٤٣٢١ حتى ١٤٤٩/٠٣/١٥هـ الموافق 2027-08-17م. \
رسوم التجديد ٦٥٠ ريالا. إن لم تطلبوا هذه الخدمة فراجعوا أقرب مكتب جوازات أو بوابة الخدمات 😀";

fn foreign() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let manifest = folder.join("node_modules/smpp/package.json");
    let installed = std::fs::read_to_string(&manifest).unwrap_or_else(|_| {
        panic!(
            "the foreign SMPP peer is not installed: with Node.js 18 or later, run `npm ci` in {}",
            folder.display()
        )
    });
    let installed: Value = serde_json::from_str(&installed).unwrap();
    assert_eq!(
        installed["version"],
        "0.5.1",
        "another version of the foreign peer is installed: run `npm ci` in {}",
        folder.display()
    );
    folder
}

struct Foreign {
    lines: Lines<BufReader<ChildStdout>>,
    unheard: Vec<Value>,
    input: Option<ChildStdin>,
    child: Child,
}

impl Foreign {
    fn start(script: &str, arguments: &[&str]) -> Self {
        let mut child = Command::new("node")
            .current_dir(foreign())
            .arg(script)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("`node` cannot be started: install Node.js 18 or later");
        Self {
            lines: BufReader::new(child.stdout.take().unwrap()).lines(),
            unheard: Vec::new(),
            input: child.stdin.take(),
            child,
        }
    }

    /// The next line that tells of this event, whatever else is told between.
    async fn hears(&mut self, event: &str) -> Value {
        if let Some(at) = self.unheard.iter().position(|said| said["event"] == event) {
            return self.unheard.remove(at);
        }
        soon(async {
            loop {
                let line = self.lines.next_line().await.unwrap();
                let line = line.unwrap_or_else(|| panic!("the peer ended before «{event}»"));
                let said: Value = serde_json::from_str(&line).unwrap();
                if said["event"] == event {
                    return said;
                }
                self.unheard.push(said);
            }
        })
        .await
    }
}

#[tokio::test]
async fn our_link_with_a_foreign_message_centre() {
    // Given a message centre on node-smpp and our link bound to it
    let mut centre = Foreign::start("smsc.js", &[]);
    let listening = centre.hears("listening").await;
    let port = u16::try_from(listening["port"].as_u64().unwrap()).unwrap();
    let (link, mut inbound) = start(LinkConfig { response_timeout: PATIENCE, ..config(port) });
    assert!(soon(link.bound()).await);
    let bind = centre.hears("bind").await;
    assert_eq!(bind["command"], "bind_transceiver");
    assert_eq!(centre.hears("enquiry_answered").await["status"], 0);
    // When an Arabic text of three parts is submitted
    let parts = parts(TEXT, 0x1234);
    assert_eq!(parts.len(), 3);
    let answers = soon(link.submit_parts(parts)).await;
    // Then the centre has it whole
    let message = centre.hears("message").await;
    assert_eq!(message["text"], TEXT);
    assert_eq!(message["parts"], 3);
    assert_eq!(message["to"], "966500000001");
    assert_eq!(message["from"], "Jawaz");
    // And each part is receipted under its id, by parameters or by text alone
    for answer in answers {
        let Answer::Accepted { message_id: id } = answer else {
            panic!("{answer:?}");
        };
        let Some(Inbound::Receipt { receipt, ack }) = soon(inbound.recv()).await else {
            panic!("no receipt");
        };
        assert_eq!(receipt.state, ReceiptState::Delivered);
        let receipted = receipt.message_id.unwrap();
        assert!(message_id::forms(&id).contains(&receipted));
        ack.stored();
        let answered = centre.hears("receipt_answered").await;
        assert_eq!((&answered["id"], &answered["status"]), (&receipted.into(), &0.into()));
    }
    // And stopping the link unbinds it
    soon(link.stop()).await;
    centre.hears("unbind").await;
}

#[tokio::test]
async fn a_foreign_message_centre_refuses_our_password() {
    let mut centre = Foreign::start("smsc.js", &[]);
    let listening = centre.hears("listening").await;
    let port = u16::try_from(listening["port"].as_u64().unwrap()).unwrap();
    let (link, _inbound) = start(LinkConfig { password: "bad".into(), ..config(port) });
    let refused = LinkFault::BindRefused(status::INVALID_PASSWORD);
    let state = until_state(&link, LinkState::is_over).await;
    assert_eq!(state, LinkState::Stopped(refused));
}

#[tokio::test]
async fn a_foreign_client_with_our_simulator() {
    // Given our simulator and a client on node-smpp
    let sim = simulator(SimConfig::default()).await;
    let text: String = TEXT.chars().take(120).collect();
    let port = sim.addr().port().to_string();
    let mut client = Foreign::start("esme.js", &[&port, &text]);
    assert_eq!(client.hears("bound").await["status"], 0);
    // Then its submissions are accepted, its enquiry answered, its query refused as not known
    let mut ids = Vec::new();
    for _ in 0..3 {
        let answer = client.hears("answer").await;
        assert_eq!(answer["status"], 0);
        ids.push(answer["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(client.hears("enquiry_answered").await["status"], 0);
    let query = client.hears("query_answered").await;
    assert_eq!(query["command"], "generic_nack");
    assert_eq!(query["status"], status::INVALID_COMMAND_ID);
    // And the phone shows both texts
    let shown: Vec<String> = sim.handset("966500000002").into_iter().map(|m| m.text).collect();
    assert_eq!(shown, [text.as_str(), "@ €[a"]);
    // And each submission has its receipt
    for id in ids {
        let receipt = client.hears("receipt").await;
        assert_eq!((&receipt["id"], &receipt["state"]), (&id.clone().into(), &2.into()));
        assert!(receipt["text"].as_str().unwrap().contains(&format!("id:{id} ")));
    }
    // When a phone writes back, the client reads it
    let reply = "نعم، شكرا";
    assert_eq!(soon(sim.reply("966500000002", "88000", reply)).await, Ok(()));
    let message = client.hears("message").await;
    assert_eq!(message["text"], reply);
    assert_eq!((&message["from"], &message["to"]), (&"966500000002".into(), &"88000".into()));
    // And it unbinds in peace
    drop(client.input.take());
    assert!(soon(client.child.wait()).await.unwrap().success());
}
