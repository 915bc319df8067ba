//! The configuration of `jawaz serve`: a TOML file, with secrets from the environment.

use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// What a service needs to know.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Where pages and API are served; a proxy with TLS stands before it.
    pub listen: SocketAddr,
    /// `sqlite:/path/file.db` or `postgres://user@host/name`; `JAWAZ_DATABASE` overrides it.
    pub database: String,
    /// The address people see, for links and origin checks: `https://jawaz.example`.
    pub public_url: String,
    /// Another folder of service files than the one in the binary.
    pub catalogue: Option<PathBuf>,
    /// The operator's message centre; without it notices wait.
    pub smsc: Option<Smsc>,
    /// The banks that tell of payments.
    #[serde(default)]
    pub bank: Vec<Bank>,
    /// Logs as JSON lines.
    #[serde(default = "yes")]
    pub log_json: bool,
}

/// The operator's message centre.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Smsc {
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Our account there, at most 15 characters.
    pub system_id: String,
    /// Its password, at most 8 characters; `JAWAZ_SMSC_PASSWORD` overrides it.
    #[serde(default)]
    pub password: String,
    /// The sender people see: letters and digits, at most 11, or a short code.
    pub sender: String,
    /// How many submissions may wait for their answer at once.
    #[serde(default = "ten")]
    pub window: usize,
    /// The most submissions a second; none for no limit of our own.
    pub rate: Option<u32>,
}

/// A bank that tells of payments, by a token of its own with the scope `payments:write`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bank {
    /// Its one name, as its messages give it.
    pub name: String,
    /// Where it listens for refunds and for questions about payments: `http://host:port/path`; a proxy speaks TLS.
    pub address: String,
    /// The secret that both know, at least 32 characters; `JAWAZ_BANK_SECRET_` and the name in capitals overrides it.
    #[serde(default)]
    pub secret: String,
}

/// Does not show the secret.
impl std::fmt::Debug for Bank {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bank")
            .field("name", &self.name)
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl Bank {
    /// The variable that may hold its secret.
    fn variable(&self) -> String {
        let name: String = self
            .name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' })
            .collect();
        format!("JAWAZ_BANK_SECRET_{name}")
    }

    /// The link to it; nothing where the secret is too short.
    pub fn peer(&self) -> Option<biller::Peer> {
        let secret = biller::Secret::new(&self.secret)?;
        let (bank, address) = (self.name.clone(), self.address.clone());
        Some(biller::Peer { bank, address, secret, token: None })
    }
}

fn yes() -> bool {
    true
}

fn ten() -> usize {
    10
}

/// Why a configuration cannot be used; each line says what is wrong and how to mend it.
#[derive(Debug, thiserror::Error)]
#[error("the configuration {file} cannot be used:\n  {}", faults.join("\n  "))]
pub struct ConfigError {
    file: String,
    faults: Vec<String>,
}

/// Reads and checks a configuration.
///
/// # Errors
/// Everything that is wrong with it, at once.
pub fn read(path: &Path) -> Result<Config, ConfigError> {
    let fail = |faults: Vec<String>| ConfigError { file: path.display().to_string(), faults };
    let text =
        std::fs::read_to_string(path).map_err(|error| fail(vec![format!("it cannot be read: {error}")]))?;
    let mut config: Config = toml::from_str(&text).map_err(|error| fail(vec![error.to_string()]))?;
    if let Ok(database) = std::env::var("JAWAZ_DATABASE") {
        config.database = database;
    }
    if let (Some(smsc), Ok(password)) = (&mut config.smsc, std::env::var("JAWAZ_SMSC_PASSWORD")) {
        smsc.password = password;
    }
    for bank in &mut config.bank {
        if let Ok(secret) = std::env::var(bank.variable()) {
            bank.secret = secret;
        }
    }
    let faults = faults(&config);
    if faults.is_empty() { Ok(config) } else { Err(fail(faults)) }
}

fn faults(config: &Config) -> Vec<String> {
    let mut faults = Vec::new();
    let mut unless = |fine: bool, fault: &str| {
        if !fine {
            faults.push(fault.to_owned());
        }
    };
    let database = &config.database;
    unless(
        ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| database.starts_with(scheme)),
        "database: begin it with sqlite: or postgres://",
    );
    unless(
        config.public_url.starts_with("https://") || config.public_url.starts_with("http://127.0.0.1"),
        "public-url: begin it with https:// (http:// only for 127.0.0.1)",
    );
    for bank in &config.bank {
        let name = &bank.name;
        let plain =
            (1..=40).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        unless(plain, "bank.name: 1 to 40 letters, digits and hyphens");
        unless(
            bank.address.starts_with("http://"),
            "bank.address: begin it with http://, a proxy speaks TLS to the bank",
        );
        unless(bank.peer().is_some(), "bank.secret: at least 32 characters, the same as the bank has");
        let twice = config.bank.iter().filter(|other| other.name == *name).count() > 1;
        unless(!twice, "bank.name: two banks have one name");
    }
    if let Some(smsc) = &config.smsc {
        unless((1..=15).contains(&smsc.system_id.len()), "smsc.system-id: 1 to 15 characters (SMPP 3.4)");
        unless(smsc.password.len() <= 8, "smsc.password: at most 8 characters (SMPP 3.4)");
        unless(
            (1..=11).contains(&smsc.sender.len()) && smsc.sender.bytes().all(|b| b.is_ascii_alphanumeric()),
            "smsc.sender: 1 to 11 letters and digits",
        );
        unless((1..=1000).contains(&smsc.window), "smsc.window: 1 to 1000");
        unless(smsc.rate != Some(0), "smsc.rate: leave it out for no limit");
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once_with_its_mend() {
        let text = "listen = \"127.0.0.1:1\"\ndatabase = \"mysql://x\"\npublic-url = \"ftp://x\"\n\
                    [[bank]]\nname = \"two words\"\naddress = \"ftp://x\"\nsecret = \"short\"\n\
                    [smsc]\nhost = \"h\"\nport = 2775\nsystem-id = \"\"\nsender = \"Ja waz\"\nwindow = 0\n";
        let faults = faults(&toml::from_str(text).unwrap());
        assert_eq!(faults.len(), 8, "{faults:?}");
    }
}
