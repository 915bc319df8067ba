//! A record, open before an officer.

use crate::http::guard::{Fields, Officer};
use crate::http::stop::Stop;
use crate::present::matters::todos;
use crate::present::people::{REASONS, sheet};
use crate::present::services::{askers, groups};
use crate::present::told::Names;
use crate::view::counter::{CounterSheet, Middle};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{Channel, Service};
use desk::authority::Act;
use record::{Party, PartyId};

/// The reason, if it is one that an officer may give.
pub(crate) fn known_reason(text: &str) -> Option<&'static str> {
    REASONS.into_iter().find(|key| *key == text)
}

/// A record an officer has open.
pub(crate) struct Open {
    pub officer: Officer,
    pub sheet: desk::Sheet,
    pub reason: &'static str,
}

impl Open {
    /// Opens a record: the look is written before anything is shown.
    pub async fn of(officer: Officer, id: PartyId, reason: &'static str) -> Result<Open, Stop> {
        officer.must(Act::See)?;
        let sheet = officer.ctx.desk().sheet(id, &officer.looker(reason)).await?.ok_or(Stop::NotShown)?;
        Ok(Open { officer, sheet, reason })
    }

    pub fn id(&self) -> PartyId {
        self.sheet.dossier.id()
    }

    pub fn here(&self) -> String {
        format!("/counter/person/{}?reason={}", self.id().0, self.reason)
    }

    pub fn service_href(&self, service: &str) -> String {
        format!("/counter/person/{}/service/{service}?reason={}", self.id().0, self.reason)
    }

    /// Those who hold ties over the subject today.
    pub fn holders(&self) -> Vec<Party> {
        self.sheet.holders.iter().map(|(_, party)| party.clone()).collect()
    }

    /// Everybody whose name this page may say.
    pub fn names(&self) -> Names {
        let own = std::iter::once(&self.sheet.dossier.party);
        let tied = self.sheet.holders.iter().chain(&self.sheet.family).map(|(_, party)| party);
        own.chain(tied).map(|party| (party.id(), party.clone())).collect()
    }

    pub fn askers(&self, service: &Service) -> Vec<PartyId> {
        let today = self.officer.ctx.desk().moment().today();
        askers(service, &self.sheet.dossier, &self.holders(), today)
    }

    /// The page around a middle.
    pub async fn page(&self, middle: Middle) -> Result<CounterSheet, Stop> {
        let ctx = &self.officer.ctx;
        let today = ctx.desk().moment().today();
        let shown = sheet(ctx.language(), &self.sheet, &ctx.app.house.catalogue, today, self.reason);
        // A person's name does not belong in a window's title that others see over a shoulder.
        let page = self.officer.page(ctx.word("title-record")).await?;
        let matters = match (&middle, self.sheet.dossier.party.person()) {
            (Middle::Services(_), Some(person)) => ctx.desk().matters_of(person.id).await?,
            _ => Vec::new(),
        };
        let matters = todos(ctx.lang, &matters, today, |matter, service| {
            format!("/counter/person/{}/service/{service}?reason={}", matter.worker.id().0, self.reason)
        });
        Ok(CounterSheet { page, sheet: shown, matters, middle, find: "/counter".to_owned() })
    }
}

/// `/counter/person/{id}?reason=…`
pub(crate) async fn show(officer: Officer, Path(id): Path<String>, query: Fields) -> Result<Response, Stop> {
    let id = id.parse().map(PartyId).map_err(|_| Stop::NotShown)?;
    // Nobody looks without a reason: it is asked for where one finds people.
    let Some(reason) = known_reason(query.get("reason")) else {
        return Ok(Redirect::to("/counter").into_response());
    };
    let open = Open::of(officer, id, reason).await?;
    let ctx = open.officer.ctx.clone();
    let kind = open.sheet.dossier.party.kind();
    let services = groups(
        ctx.lang,
        &ctx.app.house.catalogue,
        Channel::Counter,
        kind,
        |service| !open.askers(service).is_empty(),
        |service| open.service_href(&service.id.0),
    );
    ctx.html(&open.page(Middle::Services(services)).await?)
}
