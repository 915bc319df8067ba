//! Who may ask. Judged before anything on the record is looked at, and told alone.

use super::head_rule;
use crate::{About, Actor, Asker, Case, Channel, Refusal, Request, Service};
use calendar::Day;
use record::{Facts, PartyId, PartyKind, TieKind};

/// The one reason why this asker, by this hand and channel, may not ask this service for this subject.
pub(super) fn refuse(case: &Case, request: &Request, service: &Service, today: Day) -> Option<Refusal> {
    let reason = |condition: &str, says: &str| {
        Some(Refusal {
            condition: condition.to_owned(),
            says: says.to_owned(),
            facts: Facts::new(),
            cure: None,
            rule: head_rule(service),
        })
    };
    if !service.channels.contains(&request.channel) {
        return reason("channel-not-offered", "channel-not-offered");
    }
    if request.channel == Channel::Clock && request.actor != Actor::System {
        return reason("not-yours-to-ask", "not-yours-to-ask");
    }
    if !acts_for_asker(case, request, service, today)
        || !service.asked_by.iter().any(|by| holds(*by, case, request, today))
    {
        return reason("not-yours-to-ask", "not-yours-to-ask");
    }
    let kind = case.subject.party.kind();
    if !service.about.iter().any(|about| matches!(about, About::Anybody) || *about == About::Kind(kind)) {
        return reason("subject-kind-not-served", "subject-kind-not-served");
    }
    None
}

/// Whether the hand that asks acts for the asker.
fn acts_for_asker(case: &Case, request: &Request, service: &Service, today: Day) -> bool {
    match &request.actor {
        Actor::Officer { .. } => request.channel == Channel::Counter,
        Actor::Person { id } => *id == request.asker || acts_for(case, *id, request.asker, service, today),
        Actor::Token { party: Some(party), .. } => *party == request.asker,
        Actor::Token { party: None, .. } => match request.channel {
            Channel::Border => true,
            Channel::Api => {
                [Asker::Biller, Asker::LabourPlatform].iter().any(|by| service.asked_by.contains(by))
            }
            _ => false,
        },
        Actor::System => true,
    }
}

/// A representative acts for an establishment in everything; a delegate for a person, in the services that say so.
fn acts_for(case: &Case, actor: PartyId, asker: PartyId, service: &Service, today: Day) -> bool {
    case.acting.as_ref().is_some_and(|tie| {
        (tie.kind == TieKind::Representation || (tie.kind == TieKind::Delegation && service.by_delegate))
            && tie.holder == asker
            && tie.subject == actor
            && tie.holds_on(today)
    })
}

/// Whether the asker holds what `by` names on the day.
fn holds(by: Asker, case: &Case, request: &Request, today: Day) -> bool {
    let asker = case.asker();
    let tied = |kind| case.subject.held_by(kind, today).is_some_and(|tie| tie.holder == asker.id());
    let is_establishment = asker.party.kind() == PartyKind::Establishment;
    match by {
        Asker::Oneself => asker.id() == case.subject.id(),
        Asker::Sponsor => tied(TieKind::Sponsorship) && !is_establishment,
        Asker::Employer => tied(TieKind::Sponsorship) && is_establishment,
        Asker::HeadOfHousehold => tied(TieKind::Household),
        Asker::Guardian => tied(TieKind::Guardianship),
        Asker::Border => {
            request.channel == Channel::Border
                && matches!(request.actor, Actor::Token { party: None, .. } | Actor::System)
        }
        Asker::Anybody => matches!(request.actor, Actor::Officer { .. } | Actor::System),
        Asker::OfferedSponsor => tied(TieKind::TransferOffer),
        Asker::LabourPlatform | Asker::Biller => {
            // The system itself books what a bank told when it was asked.
            request.channel == Channel::Api
                && matches!(request.actor, Actor::Token { party: None, .. } | Actor::System)
        }
    }
}
