//! Operations: is the line up, what waits, what is in doubt.

use askama::Template;

use super::parts::{Act, Chip};
use super::{Page, Tone};

/// Something that fails now, with the act that helps; shown above all else.
#[derive(Clone, Debug)]
pub struct Alarm {
    /// What fails, as a fact.
    pub title: String,
    /// What it means and what happens by itself.
    pub text: String,
    /// Warn or stop.
    pub tone: Tone,
    /// What helps.
    pub act: Option<Act>,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The figure, or a dash when it is not known.
    pub value: String,
    /// Its unit.
    pub unit: Option<String>,
    /// What it is held against, or why it is not known.
    pub against: String,
    /// How far it is used, in hundredths, where that means something.
    pub used: Option<u8>,
    /// How serious it is.
    pub tone: Tone,
}

/// One link to the network.
#[derive(Clone, Debug)]
pub struct LinkRow {
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: Chip,
    /// In flight of the window.
    pub window: String,
    /// The same in hundredths.
    pub used: u8,
    /// Its rate against its limit.
    pub rate: String,
    /// The last answer.
    pub last: String,
}

/// One lane of the queue.
#[derive(Clone, Debug)]
pub struct LaneRow {
    /// Its name.
    pub name: String,
    /// How many wait.
    pub waiting: String,
    /// How long the oldest has waited.
    pub oldest: String,
    /// How many were sent in the last minute.
    pub sent: String,
    /// How serious its state is.
    pub tone: Tone,
}

/// One message whose answer never came.
#[derive(Clone, Debug)]
pub struct DoubtRow {
    /// Its reference.
    pub reference: String,
    /// Its class.
    pub class: String,
    /// How old the doubt is.
    pub age: String,
    /// What the policy of its class does with it, and when.
    pub policy: String,
    /// The life of the message.
    pub href: String,
}

/// What changes on the page of operations; also the event that replaces it
/// (`#ops`).
#[derive(Clone, Template)]
#[template(path = "operations_now.html")]
pub struct OperationsNow {
    /// The frame.
    pub page: Page,
    /// When this was measured.
    pub at: String,
    /// What fails.
    pub alarms: Vec<Alarm>,
    /// The figures.
    pub tiles: Vec<Tile>,
    /// The links.
    pub links: Vec<LinkRow>,
    /// The lanes.
    pub lanes: Vec<LaneRow>,
    /// The messages in doubt, oldest first.
    pub doubts: Vec<DoubtRow>,
}

/// The page of operations.
#[derive(Clone, Template)]
#[template(path = "operations.html")]
pub struct Operations {
    /// The frame.
    pub page: Page,
    /// What is the case now.
    pub now: OperationsNow,
    /// Where the events come from.
    pub stream: String,
}
