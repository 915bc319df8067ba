//! What is asked for the head of a household is asked for the dependents in the same go: one button, one list of what
//! came of it. Each is a request of its own through the one door.

use super::front::Ctx;
use super::stop::Stop;
use crate::present::blank;
use crate::present::people::short_name;
use crate::present::services::fits;
use crate::view::parts::{Field, Kind, Line, Opt};
use axum::http::StatusCode;
use catalogue::{Answers, Channel, Request, Service};
use desk::{Answer, IdempotencyKey, Looker, NotDone};
use record::{Party, PartyId, Tie, TieKind};

/// The name of the question.
pub(crate) const FIELD: &str = "with-dependents";

/// The dependents for whom a service is offered beside the head.
pub(crate) fn dependents(
    ctx: &Ctx,
    service: &Service,
    channel: Channel,
    family: &[(Tie, Party)],
) -> Vec<Party> {
    let catalogue = &ctx.app.house.catalogue;
    let Some(for_each) = service.with_dependents.as_ref().and_then(|id| catalogue.service(id)) else {
        return Vec::new();
    };
    let offered = |party: &Party| fits(for_each, channel, party.kind());
    let household = family.iter().filter(|(tie, _)| tie.kind == TieKind::Household);
    household.map(|(_, party)| party.clone()).filter(offered).collect()
}

/// Whether it is asked for them too; nothing where there are none.
pub(crate) fn question(ctx: &Ctx, people: &[Party], chosen: &str) -> Option<Field> {
    if people.is_empty() {
        return None;
    }
    let names: Vec<String> = people.iter().map(|party| short_name(ctx.language(), party)).collect();
    let mut field = Field::new(FIELD, Kind::Segmented, ctx.word("together-question"));
    field.hint =
        Some(ctx.sentence("together-hint", &blank("people", names.join(ctx.word("together-and").as_str()))));
    field.value = chosen.to_owned();
    let option = |value: &str, key: &str| Opt {
        value: value.to_owned(),
        label: ctx.word(key),
        note: None,
        chosen: value == chosen,
    };
    field.options = vec![option("yes", "together-yes"), option("no", "together-no")];
    Some(field)
}

/// The key of one of many that are asked for by one form: the form's own, and whom it is about.
pub(crate) fn key_of(key: &str, about: PartyId) -> Result<IdempotencyKey, Stop> {
    let head: String = key.chars().take(96).collect();
    IdempotencyKey::parse(&format!("{head}.{}", about.0))
        .map_err(|_| Stop::NotTaken(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Asks for each of them, and says of each what came of it. A form sent twice asks once.
///
/// A refusal tells of the record it is about: a look is left at each, first.
pub(crate) async fn ask(
    ctx: &Ctx,
    service: &Service,
    head: PartyId,
    people: &[Party],
    looker: &Looker,
    key: &str,
) -> Result<Vec<Line>, Stop> {
    let Some(id) = &service.with_dependents else { return Ok(Vec::new()) };
    let mut lines = Vec::new();
    for party in people {
        if !ctx.desk().look(party.id(), looker).await? {
            continue;
        }
        let request = Request {
            service: id.clone(),
            asker: head,
            subject: party.id(),
            channel: looker.channel,
            actor: looker.actor.clone(),
            answers: Answers::default(),
        };
        let own = key_of(key, party.id())?;
        let what = short_name(ctx.language(), party);
        let when = match ctx.desk().ask(&request, &own).await {
            Ok(Answer::Granted(receipt)) => {
                ctx.sentence("together-granted", &blank("ref", receipt.reference.to_string()))
            }
            Ok(Answer::Refused(refused)) => {
                let facts = |reason: &catalogue::Refusal| ctx.sentence(&reason.says, &reason.facts);
                let all: Vec<String> = refused.reasons.iter().map(facts).collect();
                ctx.sentence("together-refused", &blank("reasons", all.join(" ")))
            }
            Ok(Answer::Unclear(_)) | Err(NotDone::ChangedMeanwhile | NotDone::KeyUsedForAnother) => {
                ctx.word("together-again")
            }
            Err(not_done) => return Err(not_done.into()),
        };
        lines.push(Line { what, when, href: None });
    }
    Ok(lines)
}
