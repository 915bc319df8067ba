//! Crossings that were reported and are not in the register: for a human to find out why.

use super::lines::{Cut, Reported};
use super::report::{Because, Outcome};
use super::travellers::Traveller;
use crate::rows::{self, Cells};
use crate::sql::border;
use crate::{Desk, NotDone};
use calendar::Instant;
use record::{Direction, PartyId};
use std::collections::HashMap;
use store::{Fault, Row, Unit};

/// How many are written in one unit.
const IN_ONE_UNIT: usize = 256;

/// A crossing that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldCrossing {
    /// The row.
    pub id: i64,
    /// Who crossed, if anybody of that number is known.
    pub person: Option<PartyId>,
    /// The number that was reported.
    pub number: String,
    /// Which way.
    pub direction: Direction,
    /// The port's code.
    pub port: String,
    /// When.
    pub at: Instant,
    /// Why it is not recorded, by code.
    pub reasons: Vec<String>,
    /// When it was first reported.
    pub first: Instant,
    /// When it was last reported.
    pub last: Instant,
    /// How often it was reported.
    pub times: i64,
}

impl Desk {
    /// The crossings that are held and do not stand in the register by now, from after one row on.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn held_crossings(&self, after: i64, most: usize) -> Result<Vec<HeldCrossing>, NotDone> {
        let rows = self.store.read_one(border::HELD.with([after.into(), (most as i64).into()])).await;
        rows.and_then(|rows| rows::all(&rows, held)).map_err(|fault| self.trouble(&fault))
    }

    /// Keeps every crossing of these lines that was refused. Kept again, it is the same.
    pub(super) async fn hold(
        &self,
        lines: &[Cut],
        outcomes: &[Outcome],
        found: &HashMap<String, Traveller>,
    ) -> Result<(), NotDone> {
        let mut refused: Vec<(String, &Reported, &[Because])> = Vec::new();
        for (line, outcome) in lines.iter().zip(outcomes) {
            if let (Outcome::Refused(because), Ok(reported)) = (outcome, &line.reported) {
                refused.push((key(reported), reported, because));
            }
        }
        // In one order, so that two feeds do not wait for each other.
        refused.sort_by(|one, other| one.0.cmp(&other.0));
        for some in refused.chunks(IN_ONE_UNIT) {
            let trouble = |fault: Fault| self.trouble(&fault);
            let mut ids = self.ids.take(some.len() as i64).await.map_err(trouble)?;
            let now = self.moment().now;
            let unit = some.iter().fold(Unit::new(), |unit, (key, reported, because)| {
                let person = match found.get(reported.traveller.as_str()) {
                    Some(Traveller::Known(person)) => Some(person.0),
                    Some(Traveller::Several) | None => None,
                };
                let codes: Vec<&str> = because.iter().map(|because| because.code.as_str()).collect();
                unit.writes(border::HOLD.with([
                    ids.fresh().into(),
                    key.as_str().into(),
                    person.into(),
                    reported.traveller.as_str().into(),
                    reported.direction.as_str().into(),
                    reported.port.trim().to_ascii_uppercase().into(),
                    reported.at.micros().into(),
                    crate::change::json(&codes).into(),
                    now.micros().into(),
                ]))
            });
            self.store.commit(unit).await.map_err(trouble)?;
        }
        Ok(())
    }
}

/// The same for the same crossing, however often it is reported.
fn key(reported: &Reported) -> String {
    let Reported { traveller, direction, at, .. } = reported;
    crate::key::digest(format!("{}/{}/{at}", traveller.as_str(), direction.as_str()).as_bytes())
}

fn held(row: &Row) -> Result<HeldCrossing, Fault> {
    let mut cells = Cells::of(row, border::HELD.name);
    Ok(HeldCrossing {
        id: cells.int()?,
        person: cells.opt_int()?.map(PartyId),
        number: cells.string()?,
        direction: cells.word()?,
        port: cells.string()?,
        at: cells.instant()?,
        reasons: cells.json()?,
        first: cells.instant()?,
        last: cells.instant()?,
        times: cells.int()?,
    })
}
