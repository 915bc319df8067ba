//! From the world a scenario describes to the case and the request the engine judges.

use super::fields::{Fields, Wrong};
use super::party::{Named, Reading};
use super::tree::{Table, Value};
use crate::{Actor, Answers, Case, Channel, Dossier, OfficeId, Past, Payment, Request, Service};
use calendar::{Day, Moment};
use record::{Ids, PartyId, Tie, TieId, TieKind};
use std::collections::BTreeMap;

/// What a scenario asks, of whom, and when.
pub(super) struct Asked {
    pub case: Case,
    pub request: Request,
    pub moment: Moment,
    pub names: BTreeMap<PartyId, String>,
}

/// Rows of the world begin here; those that a decision gives begin at [`FIRST_FRESH`].
const FIRST_ROW: i64 = 101;
/// The first identifier a decision may give.
pub(super) const FIRST_FRESH: i64 = 10_001;

const HALF_A_DAY: i64 = 12 * 3_600;

/// Builds what is asked, or complains of all that is wrong in the world.
pub(super) fn build(world: Table, service: &Service, wrong: &Wrong) -> Option<Asked> {
    let before = wrong.count();
    let mut fields = Fields::of(world, wrong);
    let line = fields.line();
    let today = fields.day("today");
    let ask = fields.table("ask");
    let (Some(today), Some(ask)) = (today, ask) else {
        wrong.complain(line, "the world needs today = 2026-03-01 and ask = { by = \"…\", about = \"…\" }");
        return None;
    };
    let parties = fields.rest();
    let ids: BTreeMap<String, PartyId> = parties.keys.keys().cloned().zip((1..).map(PartyId)).collect();
    let mut reading = Reading { today, wrong, ids: Ids::from(FIRST_ROW) };
    let mut dossiers = BTreeMap::new();
    let mut ties = Vec::new();
    let mut past = BTreeMap::new();
    let mut paid = BTreeMap::new();
    for (name, twig) in parties.keys {
        let (Value::Table(table), Some(id)) = (twig.value, ids.get(&name)) else {
            wrong.complain(
                twig.line,
                format!("`{name}` is no party of the world: write {name} = {{ is = … }}"),
            );
            continue;
        };
        if let Some(known) = reading.party(&name, *id, table) {
            dossiers.insert(*id, known.dossier);
            ties.extend(known.ties.into_iter().map(|tie| (*id, tie)));
            past.insert(*id, known.past);
            paid.extend(known.paid.map(|payment| (*id, payment)));
        }
    }
    let mut weaving = Weaving { today, ids: &ids, wrong, rows: reading.ids };
    for (holder, named) in ties {
        weaving.tie(holder, &named, &mut dossiers);
    }
    let names = ids.iter().map(|(name, id)| (*id, name.clone())).collect();
    let moment = Moment::at(Moment::on(today).now.plus_seconds(HALF_A_DAY));
    let asked = asking(
        ask,
        service,
        &World { ids: &ids, dossiers: &dossiers, past: &past, paid: &paid, today },
        wrong,
    );
    let (request, case) = asked.filter(|_| wrong.count() == before)?;
    Some(Asked { case, request, moment, names })
}

/// Turns named ties into ties of the dossiers.
struct Weaving<'a> {
    today: Day,
    ids: &'a BTreeMap<String, PartyId>,
    wrong: &'a Wrong<'a>,
    rows: Ids,
}

impl Weaving<'_> {
    fn tie(&mut self, by: PartyId, named: &Named, dossiers: &mut BTreeMap<PartyId, Dossier>) {
        let Some(whom) = self.ids.get(&named.whom) else {
            self.wrong.complain(named.line, format!("there is no party `{}` in the world", named.whom));
            return;
        };
        let Some(dossier) = dossiers.get_mut(whom) else { return };
        let tie = Tie {
            id: TieId(self.rows.fresh()),
            kind: named.kind,
            holder: by,
            subject: *whom,
            relation: named.relation,
            from: named.from.unwrap_or_else(|| self.today.plus_years(-5)),
            to: named.to.map(|last| last.plus_days(1)),
        };
        let clash = dossier.ties.iter().any(|other| other.kind == tie.kind && overlap(other, &tie));
        if tie.kind.is_exclusive() && clash {
            let says = format!(
                "`{}` would have two ties of {} at once: end the other with \"{{ who = …, to = … }}\"",
                named.whom,
                tie.kind.as_str()
            );
            self.wrong.complain(named.line, says);
        }
        dossier.ties.push(tie);
    }
}

fn overlap(one: &Tie, other: &Tie) -> bool {
    one.to.is_none_or(|end| other.from < end) && other.to.is_none_or(|end| one.from < end)
}

/// Everybody there is.
struct World<'a> {
    ids: &'a BTreeMap<String, PartyId>,
    dossiers: &'a BTreeMap<PartyId, Dossier>,
    past: &'a BTreeMap<PartyId, Vec<Past>>,
    paid: &'a BTreeMap<PartyId, Payment>,
    today: Day,
}

const CHANNELS: [(&str, Channel); 6] = [
    ("counter", Channel::Counter),
    ("portal", Channel::Portal),
    ("api", Channel::Api),
    ("sms", Channel::Sms),
    ("border", Channel::Border),
    ("clock", Channel::Clock),
];

fn asking(ask: Table, service: &Service, world: &World, wrong: &Wrong) -> Option<(Request, Case)> {
    let mut fields = Fields::of(ask, wrong);
    let line = fields.line();
    let party = |name: &str, line: usize| {
        let id = world.ids.get(name).copied();
        if id.is_none() {
            wrong
                .complain(line, format!("`ask` speaks of `{name}`, and there is no such party in the world"));
        }
        id
    };
    let Some((about, at)) = fields.text_at("about") else {
        wrong.complain(line, "whom is it about? write ask = { about = \"…\" }");
        return None;
    };
    let subject = party(&about, at);
    let asker = fields.text_at("by").map_or(subject, |(name, at)| party(&name, at));
    let channel = fields.word("channel", &CHANNELS).unwrap_or(Channel::Counter);
    let (actor, at) = fields.text_at("actor").unwrap_or_else(|| ("officer".to_owned(), line));
    let hand = match actor.split_once(':') {
        None if actor == "officer" => Some(Actor::Officer { account: 1, office: OfficeId(1) }),
        None if actor == "border" => Some(Actor::Token { id: 1, party: None }),
        None if actor == "token" => Some(Actor::Token { id: 2, party: asker }),
        None if actor == "system" => Some(Actor::System),
        Some(("token", name)) => party(name, at).map(|party| Actor::Token { id: 2, party: Some(party) }),
        Some(("person", name)) => party(name, at).map(|id| Actor::Person { id }),
        _ => {
            let known = "officer, person:NAME, token, token:NAME, border, system";
            wrong.complain(at, format!("`{actor}` is no actor: use one of {known}"));
            None
        }
    };
    let mut answers = Answers::default();
    let names_other = |name: &str| service.names_other().is_some_and(|ask| ask.name == name);
    let mut other = None;
    for (name, twig) in fields.rest().keys {
        match twig.value {
            Value::Text(text) if text == "none" => {}
            Value::Text(text) if names_other(&name) => {
                let named = world.ids.get(&text).and_then(|id| world.dossiers.get(id));
                let number = named.map_or(text.as_str(), |named| named.party.identifier().as_str());
                answers = answers.with(&name, number);
                other = named;
            }
            Value::Text(text) => answers = answers.with(&name, &text),
            Value::Number(number) => answers = answers.with(&name, &number.to_string()),
            Value::Day(day) => answers = answers.with(&name, &day.to_string()),
            _ => wrong.complain(twig.line, format!("the answer `{name}` must be a text, a number or a day")),
        }
    }
    let (subject, asker, actor) = (subject?, asker?, hand?);
    let case = case(subject, asker, &actor, (service, other), world)?;
    Some((Request { service: service.id.clone(), asker, subject, channel, actor, answers }, case))
}

/// The snapshot as a store would load it.
fn case(
    subject: PartyId,
    asker: PartyId,
    actor: &Actor,
    (service, named): (&Service, Option<&Dossier>),
    world: &World,
) -> Option<Case> {
    let World { dossiers, past, paid, today, .. } = *world;
    let about = dossiers.get(&subject)?;
    let by = dossiers.get(&asker)?;
    let tied = service.other.and_then(|kind| dossiers.get(&about.held_by(kind, today)?.holder));
    let looked_at = service.looks_back_at();
    let past = past.get(&subject).into_iter().flatten().filter(|past| looked_at.contains(&&past.service));
    let holders = about
        .ties
        .iter()
        .filter(|tie| tie.holds_on(today))
        .filter_map(|tie| dossiers.get(&tie.holder))
        .map(|dossier| dossier.party.clone())
        .collect();
    let acting = match actor {
        Actor::Person { id } => dossiers.get(id).and_then(|hand| {
            let ties = hand.ties.iter();
            let acts = |tie: &&record::Tie| {
                matches!(tie.kind, TieKind::Representation | TieKind::Delegation) && tie.holder == asker
            };
            let over = ties.filter(acts);
            // One that is over is handed on too: it is the engine's to see that it is.
            over.max_by_key(|tie| tie.holds_on(today)).cloned()
        }),
        _ => None,
    };
    Some(Case {
        subject: about.clone(),
        asker: (asker != subject).then(|| by.clone()),
        other: named.or(tied).cloned(),
        past: past.cloned().collect(),
        payment: paid.get(&subject).filter(|_| service.gives_back()).cloned(),
        holders,
        acting,
    })
}
