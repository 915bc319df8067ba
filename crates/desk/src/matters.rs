//! What waits for somebody: matters in several steps, of which one is open until a day.

use crate::authority::{Act, Standing, may};
use crate::reading::Looker;
use crate::rows;
use crate::sql::register;
use crate::{Desk, NotDone};
use calendar::Day;
use catalogue::Dossier;
use record::{Party, PartyId, TieKind};
use store::{Fault, Value};

/// What somebody is in a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The one whose services are offered.
    Worker,
    /// The one to whom they are offered.
    NewSponsor,
    /// The one who offers them.
    Sponsor,
}

/// The transfer of a worker, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// What the one who asks is in it.
    pub part: Part,
    /// Whether the new sponsor has accepted.
    pub accepted: bool,
    /// The worker.
    pub worker: Party,
    /// The one to whom the services are offered.
    pub new_sponsor: Party,
    /// The last day it is open.
    pub last: Day,
}

impl Matter {
    /// Whether the next step is theirs.
    pub fn waits_for_them(&self) -> bool {
        match self.part {
            Part::Worker => self.accepted,
            Part::NewSponsor => !self.accepted,
            Part::Sponsor => false,
        }
    }
}

/// More are not shown.
const MOST: i64 = 50;

impl Desk {
    /// The matters open today in which a person has a part, the first to end first. Shows who the others are, and no
    /// more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn matters_of(&self, party: PartyId) -> Result<Vec<Matter>, NotDone> {
        self.read_matters(party).await.map_err(|fault| self.trouble(&fault))
    }

    async fn read_matters(&self, party: PartyId) -> Result<Vec<Matter>, Fault> {
        let day: Value = self.moment().today().epoch_days().into();
        let statement = register::MATTERS.with([party.0.into(), day, MOST.into()]);
        let ties = rows::all(&self.store.read_one(statement).await?, rows::tie)?;
        let offers = ties.iter().filter(|tie| tie.kind == TieKind::TransferOffer);
        let offers: Vec<_> = offers.filter_map(|tie| Some((tie, tie.to?.plus_days(-1)))).collect();
        let ids = offers.iter().flat_map(|(tie, _)| [tie.subject, tie.holder]);
        let statements = ids.map(|id| register::PARTY.with([id.0.into()])).collect();
        let mut parties = self.store.read(statements).await?.into_iter();
        let mut next = || parties.next().unwrap_or_default().first().map(rows::party).transpose();
        let mut matters = Vec::new();
        for (tie, last) in offers {
            let (worker, new_sponsor) = (next()?, next()?);
            let (Some((worker, _)), Some((new_sponsor, _))) = (worker, new_sponsor) else { continue };
            let part = match party {
                id if id == tie.subject => Part::Worker,
                id if id == tie.holder => Part::NewSponsor,
                _ => Part::Sponsor,
            };
            let accepted = ties
                .iter()
                .any(|known| known.kind == TieKind::TransferAcceptance && known.subject == tie.subject);
            matters.push(Matter { part, accepted, worker, new_sponsor, last });
        }
        matters.sort_by_key(|matter| (matter.last, matter.worker.id()));
        Ok(matters)
    }

    /// The record of somebody in whose matter the looker has a part, by which it is seen what may be asked; nothing
    /// where they have none. A look is left behind first.
    ///
    /// # Errors
    /// When the store fails; nothing may be shown then.
    pub async fn in_matter(&self, subject: PartyId, looker: &Looker) -> Result<Option<Dossier>, NotDone> {
        let standing = self.standing(&looker.who, subject).await?;
        if standing == Standing::Stranger || !may(&looker.who, Act::SeeMatter, standing) {
            return Ok(None);
        }
        self.leave_look(subject, looker).await?;
        self.dossier(subject).await
    }
}
