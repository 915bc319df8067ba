//! Those I answer for: the services open for each, and the workers of an establishment by pages.

use super::home::ward_of;
use crate::http::guard::{Fields, Member};
use crate::http::stop::Stop;
use crate::present::people::short_name;
use crate::present::services::{askers, groups};
use crate::view::mine::{MyHome, MyServices};
use crate::view::parts::Act;
use axum::extract::Path;
use axum::response::Response;
use catalogue::{Channel, Dossier, Service};
use desk::authority::{Act as Deed, Standing, may};
use record::{Party, PartyId, PartyKind, TieKind};

/// Workers on one page.
const PAGE: i64 = 25;

/// Somebody I may ask for, and on whose authority: mine, or that of an establishment I act for.
pub(crate) struct Mine {
    pub member: Member,
    pub subject: Dossier,
    /// Whom I may speak for: myself first.
    pub voices: Vec<Party>,
    standing: Standing,
}

impl Mine {
    /// Opens the page of a party for its own eyes and those tied to it today; for all others there is none.
    pub async fn of(member: Member, id: &str) -> Result<Mine, Stop> {
        let id = id.parse().map(PartyId).map_err(|_| Stop::NotShown)?;
        let desk = member.ctx.desk().clone();
        let standing = desk.standing(&member.who(), id).await?;
        if !may(&member.who(), Deed::SeeMatter, standing) {
            return Err(Stop::NotShown);
        }
        let people = desk.my_people(member.party).await?;
        let voices = people.oneself.into_iter().chain(people.represents).collect();
        // Another's record is opened only by leaving a look behind; one's own is, at one's own page.
        let subject = match standing {
            Standing::Oneself => desk.dossier(id).await?,
            Standing::OfferedSponsor => desk.in_matter(id, &member.looker()).await?,
            _ => desk.sheet(id, &member.looker()).await?.map(|sheet| sheet.dossier),
        };
        let subject = subject.ok_or(Stop::NotShown)?;
        Ok(Mine { member, subject, voices, standing })
    }

    /// The one whom a request of my own was about, though what tied me to them may have ended with it.
    pub async fn asked_about(member: Member, id: PartyId) -> Result<Mine, Stop> {
        let desk = member.ctx.desk().clone();
        let people = desk.my_people(member.party).await?;
        let voices = people.oneself.into_iter().chain(people.represents).collect();
        let subject = desk.dossier(id).await?.ok_or(Stop::NotShown)?;
        Ok(Mine { member, subject, voices, standing: Standing::Stranger })
    }

    /// On whose authority of those I speak for a service may be asked, the likeliest first.
    pub fn askers(&self, service: &Service) -> Vec<PartyId> {
        let today = self.member.ctx.desk().moment().today();
        let mut found = askers(service, &self.subject, &self.voices, today);
        let is_mine = |voice: &Party| voice.id() == self.member.party;
        let speaks =
            |voice: &Party| is_mine(voice) || voice.kind() == PartyKind::Establishment || service.by_delegate;
        found.retain(|id| self.voices.iter().any(|voice| voice.id() == *id && speaks(voice)));
        found
    }

    pub fn href(&self, service: &str) -> String {
        format!("/me/for/{}/service/{service}", self.subject.id().0)
    }

    pub fn name(&self) -> String {
        short_name(self.member.ctx.language(), &self.subject.party)
    }

    /// Back to where one chose.
    pub fn services_href(&self) -> String {
        format!("/me/for/{}", self.subject.id().0)
    }
}

/// `/me/for/{party}`
pub(crate) async fn services(member: Member, Path(party): Path<String>) -> Result<Response, Stop> {
    let mine = Mine::of(member, &party).await?;
    let ctx = mine.member.ctx.clone();
    let own = mine.standing == Standing::Oneself;
    let mut groups = groups(
        ctx.lang,
        &ctx.app.house.catalogue,
        Channel::Portal,
        mine.subject.party.kind(),
        |service| !mine.askers(service).is_empty(),
        |service| mine.href(&service.id.0),
    );
    // Whoever has a part in one matter alone is not told what else there is.
    if mine.standing == Standing::OfferedSponsor {
        groups.retain(|group| group.services.iter().all(|service| service.closed.is_none()));
    }
    let view = MyServices {
        page: mine.member.page(ctx.word("title-services")),
        heading: ctx.word("services-heading"),
        about: Some(match own {
            true => ctx.word("services-oneself"),
            false => format!("{} · {}", mine.name(), mine.subject.party.identifier().masked()),
        }),
        groups,
        back: Act::link(ctx.word("title-my-page"), "/me"),
    };
    ctx.html(&view)
}

/// `/me/workers/{holder}?after=…`: mine, or those of an establishment I act for.
pub(crate) async fn workers(
    member: Member,
    Path(holder): Path<String>,
    query: Fields,
) -> Result<Response, Stop> {
    let mine = Mine::of(member, &holder).await?;
    let ctx = mine.member.ctx.clone();
    let holder = mine.subject.id();
    // To be tied to somebody is not yet to speak for them.
    if !mine.voices.iter().any(|voice| voice.id() == holder) {
        return Err(Stop::NotShown);
    }
    let after = query.id("after").unwrap_or(PartyId(0));
    let held = ctx.desk().held(holder, TieKind::Sponsorship, after, PAGE).await?;
    let mut family = Vec::new();
    if after == PartyId(0) {
        for kind in [TieKind::Household, TieKind::Guardianship] {
            family.extend(ctx.desk().held(holder, kind, after, PAGE).await?);
        }
    }
    let mut wards = Vec::new();
    for (tie, party) in family.iter().chain(&held) {
        let dossier = ctx.desk().dossier(party.id()).await?;
        wards.push(ward_of(&ctx, tie, party, dossier.as_ref()));
    }
    let full = i64::try_from(held.len()).unwrap_or(0) == PAGE;
    let own = match held.last().filter(|_| full) {
        Some((_, last)) => {
            let href = format!("/me/workers/{}?after={}", holder.0, last.id().0);
            Act::link(ctx.word("workers-next"), href)
        }
        None => Act::link(ctx.word("workers-own-services"), mine.services_href()),
    };
    let today = ctx.desk().moment().today();
    let view = MyHome {
        page: mine.member.page(ctx.word("title-workers")),
        greeting: mine.subject.party.name_in(ctx.language()),
        about: mine.subject.party.identifier().masked(),
        todo: None,
        matters: Vec::new(),
        wards_title: ctx.word(match mine.subject.party.kind() {
            PartyKind::Establishment => "home-firm-workers",
            _ => "home-principal-wards",
        }),
        wards,
        own,
        papers: crate::present::papers::of(ctx.language(), &mine.subject, today),
        messages: Vec::new(),
        all_messages: None,
        looks: Vec::new(),
        all_looks: None,
    };
    ctx.html(&view)
}
