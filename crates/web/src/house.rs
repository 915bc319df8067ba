//! What the pages are served from.

use catalogue::Catalogue;
use desk::Desk;
use record::PartyId;
use smpp::{Link, Simulator};
use std::sync::Arc;
use tokio::sync::watch;

/// A house as its pages need it; clones share it.
#[derive(Clone)]
pub struct House {
    /// The application.
    pub desk: Desk,
    /// The services, for their titles and questions.
    pub catalogue: Arc<Catalogue>,
    /// The link to the operator, if one is configured.
    pub link: Option<Link>,
    /// Where the public reaches this house: `https://jawaz.example`. Cookies are `Secure` where it is HTTPS.
    pub public_url: String,
    /// Turns true when the house is to close, so that live pages end and do not keep it open.
    pub stopping: Option<watch::Receiver<bool>>,
    /// The banks that tell of payments: where each listens, and the secret that both know.
    pub banks: Vec<biller::Peer>,
    /// The demonstration, and only there one may sign in as anybody.
    pub demo: Option<Demo>,
}

/// What only the demonstration has.
#[derive(Clone)]
pub struct Demo {
    /// The simulated operator with its phones.
    pub simulator: Simulator,
    /// The simulated bank.
    pub bank: biller::Bank,
    /// The short code that handsets reply to.
    pub short_code: String,
    /// How many people live in it.
    pub people: u64,
    /// The password of its officers.
    pub password: String,
    /// The secret of its officers' authenticators, in base32.
    pub totp_secret: String,
    /// The guided stories.
    pub stories: Vec<StoryCard>,
}

/// The people of one guided story.
#[derive(Clone, Debug)]
pub struct StoryCard {
    /// `late-fine`, `four-reasons`, `family-phones`, `new-sponsor`, `final-exit`.
    pub key: String,
    /// Whose record is looked at, and their identifier in groups.
    pub subject: (PartyId, String),
    /// Who asks, and their identifier in groups.
    pub asker: (PartyId, String),
    /// The service it begins with.
    pub service: String,
    /// Who held the subject before and may no longer ask, and their identifier in groups.
    pub former: Option<(PartyId, String)>,
}
