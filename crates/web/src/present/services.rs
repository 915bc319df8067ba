//! Which services fit whom, and who may ask for them.

use super::say_pair;
use crate::view::Lang;
use crate::view::parts::{Service as Choice, ServiceGroup};
use calendar::Day;
use catalogue::{About, Asker, Catalogue, Channel, Dossier, Service};
use record::{Party, PartyId, PartyKind, TieKind};

/// Whether a service is offered here and may be about such a party.
pub(crate) fn fits(service: &Service, channel: Channel, kind: PartyKind) -> bool {
    service.channels.contains(&channel)
        && service.about.iter().any(|about| matches!(about, About::Anybody) || *about == About::Kind(kind))
}

/// Those on whose authority a service may be asked for the subject today, the likeliest first.
pub(crate) fn askers(service: &Service, subject: &Dossier, holders: &[Party], today: Day) -> Vec<PartyId> {
    let tied = |kind: TieKind, firm: Option<bool>| {
        let holder = subject.held_by(kind, today)?.holder;
        let party = holders.iter().find(|party| party.id() == holder)?;
        let is_firm = party.kind() == PartyKind::Establishment;
        firm.is_none_or(|wanted| wanted == is_firm).then_some(holder)
    };
    let mut found = Vec::new();
    for by in &service.asked_by {
        found.extend(match by {
            Asker::Oneself | Asker::Anybody => Some(subject.id()),
            Asker::Sponsor => tied(TieKind::Sponsorship, Some(false)),
            Asker::Employer => tied(TieKind::Sponsorship, Some(true)),
            Asker::HeadOfHousehold => tied(TieKind::Household, None),
            Asker::Guardian => tied(TieKind::Guardianship, None),
            Asker::OfferedSponsor => tied(TieKind::TransferOffer, None),
            Asker::Border | Asker::Biller | Asker::LabourPlatform => None,
        });
    }
    found.dedup();
    found
}

/// The heading a service stands under, by the first word of its name, and its place.
const GROUPS: [&str; 13] = [
    "exit-reentry",
    "residence-permit",
    "final-exit",
    "sponsorship",
    "family",
    "visit",
    "passport",
    "travel-permit",
    "delegation",
    "contact",
    "certificate",
    "death",
    "fees",
];

/// The place of the heading a service stands under.
pub(crate) fn place(service: &Service) -> usize {
    let family = service.id.0.split('.').next().unwrap_or_default();
    GROUPS.iter().position(|name| *name == family).unwrap_or(GROUPS.len())
}

/// The services of `channel` for the subject under their headings. `may_ask` tells for which of them somebody
/// who may ask is there; a family of which none can be asked is shown closed, so that it is not sought in vain.
pub(crate) fn groups(
    lang: Lang,
    catalogue: &Catalogue,
    channel: Channel,
    kind: PartyKind,
    may_ask: impl Fn(&Service) -> bool,
    href: impl Fn(&Service) -> String,
) -> Vec<ServiceGroup> {
    let fitting: Vec<&Service> =
        catalogue.services().filter(|service| fits(service, channel, kind)).collect();
    let closed = super::word(lang, "services-closed");
    let mut groups = Vec::new();
    let mut number = 0;
    for family in 0..=GROUPS.len() {
        let of_family = || fitting.iter().filter(|service| place(service) == family);
        let any_open = of_family().any(|service| may_ask(service));
        let mut services = Vec::new();
        for service in of_family().filter(|service| may_ask(service) || !any_open) {
            number += 1;
            services.push(Choice {
                name: say_pair(lang, &service.title),
                note: Some(say_pair(lang, &service.help)).filter(|note| !note.is_empty()),
                href: href(service),
                key: key(number),
                closed: (!any_open).then(|| closed.clone()),
            });
        }
        if !services.is_empty() {
            groups.push(ServiceGroup { title: group_title(lang, family), services });
        }
    }
    groups
}

/// The heading at a place.
pub(crate) fn group_title(lang: Lang, place: usize) -> String {
    GROUPS.get(place).map_or_else(
        || super::word(lang, "service-group-other"),
        |family| super::word(lang, &format!("service-group-{family}")),
    )
}

/// What people call the services under the heading at a place; nothing where nobody wrote it down.
pub(crate) fn also_called(lang: Lang, place: usize) -> String {
    let family = GROUPS.get(place).copied().unwrap_or("other");
    let key = format!("search-also-{family}");
    if words::Words::global().knows(&key) { super::word(lang, &key) } else { String::new() }
}

/// A digit, then letters.
fn key(number: u32) -> String {
    match number {
        0..=9 => number.to_string(),
        10..=35 => char::from_u32('A' as u32 + number - 10).map(String::from).unwrap_or_default(),
        _ => String::new(),
    }
}
