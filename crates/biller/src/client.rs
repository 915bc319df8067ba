//! Saying something to the other side, over HTTP.

use crate::seal::{Seal, Secret};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::time::Duration;
use tokio::net::TcpStream;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most octets of an answer.
const LONGEST: usize = 64 * 1024;

/// The other side of a link to a bank: where it listens, and the secret that both know.
#[derive(Debug, Clone)]
pub struct Peer {
    /// The bank's one name.
    pub bank: String,
    /// Where the other side listens: `http://127.0.0.1:8081/bank/api`.
    pub address: String,
    /// What both know.
    pub secret: Secret,
    /// A token of the other side's API, where it wants one.
    pub token: Option<String>,
}

/// What the other side answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body; null where it is no JSON.
    pub body: Value,
}

impl Reply {
    /// A text of the body, empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.body[name].as_str().unwrap_or_default()
    }
}

/// Why there is no answer. Whether the other side took the message is not known then.
#[derive(Debug, thiserror::Error)]
pub enum PeerError {
    /// The address cannot be used.
    #[error("the bank's address must be http://host:port/path")]
    Address,
    /// It cannot be reached, or the line broke.
    #[error("the other side cannot be reached: {0}")]
    Line(String),
    /// It did not answer in time.
    #[error("the other side did not answer in time")]
    Late,
}

impl Peer {
    /// Where it listens, and the path there.
    fn place(&self) -> Result<(&str, &str), PeerError> {
        let rest = self.address.strip_prefix("http://").ok_or(PeerError::Address)?;
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if host.is_empty() { Err(PeerError::Address) } else { Ok((host, path.trim_end_matches('/'))) }
    }

    /// Says something: signed, dated `time` (seconds since 1970), numbered `message`.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn say(&self, path: &str, body: &Value, message: &str, time: i64) -> Result<Reply, PeerError> {
        let saying = self.say_at_leisure(path, body, message, time);
        tokio::time::timeout(PATIENCE, saying).await.unwrap_or(Err(PeerError::Late))
    }

    async fn say_at_leisure(
        &self,
        path: &str,
        body: &Value,
        message: &str,
        time: i64,
    ) -> Result<Reply, PeerError> {
        let line = |error: &dyn std::fmt::Display| PeerError::Line(error.to_string());
        let (host, before) = self.place()?;
        let body = body.to_string();
        // What a proxy puts before the path is not signed.
        let seal = Seal::of(&self.secret, &self.bank, message, time, path, body.as_bytes());
        let mut request = hyper::Request::post(format!("{before}{path}"))
            .header("host", host)
            .header("content-type", "application/json")
            .header("accept-language", "en");
        for (name, value) in seal.headers() {
            request = request.header(name, value);
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(Full::new(Bytes::from(body))).map_err(|error| line(&error))?;

        let with_port = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
        let stream = TcpStream::connect(with_port).await.map_err(|error| line(&error))?;
        let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = handshake.map_err(|error| line(&error))?;
        let driving = tokio::spawn(connection);
        let answer = sender.send_request(request).await.map_err(|error| line(&error))?;
        let status = answer.status().as_u16();
        let body = Limited::new(answer.into_body(), LONGEST).collect().await;
        let body = body.map_err(|error| line(&error))?.to_bytes();
        driving.abort();
        Ok(Reply { status, body: serde_json::from_slice(&body).unwrap_or(Value::Null) })
    }
}
