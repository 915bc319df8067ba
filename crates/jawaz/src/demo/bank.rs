//! The simulated bank of the demonstration: it reaches the house over HTTP, like any other.

use crate::cli::Trouble;
use crate::clock;
use biller::simulator::Customer;
use biller::{Bank, Peer, Secret};
use desk::authority::Scope;
use desk::identity::NewToken;
use desk::{Desk, Secrets};
use std::net::SocketAddr;
use std::sync::Arc;

/// Its one name, in the books and in its messages.
const NAME: &str = "sample-bank";
/// How long its token lasts, in days: a new one is made at every start.
const DAYS: i64 = 30;

/// A bank for a house that serves at `address`, and the way the house reaches it.
///
/// # Errors
/// When its token cannot be made.
pub async fn open(desk: &Desk, address: SocketAddr) -> Result<(Bank, Peer), Trouble> {
    for old in desk.tokens().await?.into_iter().filter(|token| token.name == NAME) {
        desk.revoke_token(old.bearer.id).await?;
    }
    let scopes = vec![Scope::WritePayments];
    let new = NewToken { name: NAME.to_owned(), scopes, party: None, days: DAYS };
    let token = desk.make_token(&new).await?;
    let mut bytes = [0; 32];
    clock::SystemSecrets.fill(&mut bytes);
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let secret = Secret::new(&text).ok_or("the secret is too short")?;
    let peer = |path: &str, token| Peer {
        bank: NAME.to_owned(),
        address: format!("http://{address}{path}"),
        secret: secret.clone(),
        token,
    };
    let customers =
        [("acct-salary-71c4", 1_500_000), ("acct-savings-20be", 250_000), ("acct-firm-9f03", 20_000_000)];
    let customers = customers.map(|(token, balance)| Customer { token: token.to_owned(), balance });
    let now = Arc::new(|| clock::now().micros());
    Ok((Bank::new(peer("/api/v1", Some(token)), customers.into(), now), peer("/bank/api", None)))
}
