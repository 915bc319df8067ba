//! Finding somebody, by a number or a name.

use super::person::known_reason;
use crate::http::front::Ctx;
use crate::http::guard::{Fields, Officer};
use crate::http::stop::Stop;
use crate::present::people::{REASONS, hit};
use crate::present::{blank, identifier_error};
use crate::view::counter::{CounterHome, Found, Hit, Reason};
use crate::view::parts::Act;
use axum::response::{IntoResponse, Redirect, Response};
use desk::authority::Act as Doing;
use record::{Identifier, Party};

/// So many are listed; who seeks among more types more.
const MOST: usize = 20;
/// A shift, in seconds, and how many of its people are shown again.
const SHIFT: i64 = 10 * 3_600;
const RECENT: usize = 5;
/// No name or number is longer.
const LONGEST: usize = 100;

/// `/counter?q=…&reason=…`; a single hit opens at once.
pub(crate) async fn find(officer: Officer, query: Fields) -> Result<Response, Stop> {
    officer.must(Doing::Find)?;
    let ctx = &officer.ctx;
    let q: String = query.get("q").trim().chars().take(LONGEST).collect();
    let reason = known_reason(query.get("reason"));
    let chosen = reason.unwrap_or("asked");
    let (mut found, mut error) = (Found::Nothing, None);
    if !q.is_empty() {
        let people = ctx.desk().find(&q, MOST + 1).await?;
        match (people.as_slice(), reason) {
            ([one], Some(reason)) => {
                let to = format!("/counter/person/{}?reason={reason}", one.id().0);
                return Ok(Redirect::to(&to).into_response());
            }
            ([], _) => (found, error) = nobody(ctx, &q),
            (many, _) => found = several(ctx, many, chosen),
        }
        if reason.is_none() {
            error = Some(ctx.word("find-reason-missing"));
        }
    }
    let view = CounterHome {
        page: officer.page(ctx.word("title-counter")).await?,
        action: "/counter".to_owned(),
        q,
        error,
        reasons: REASONS
            .iter()
            .map(|value| Reason {
                value: (*value).to_owned(),
                label: ctx.word(&format!("look-{value}")),
                chosen: *value == chosen,
            })
            .collect(),
        found,
        recent: recent(&officer, chosen).await?,
        acts: vec![Act::link(ctx.word("seat-link"), "/counter/seat")],
    };
    ctx.html(&view)
}

fn nobody(ctx: &Ctx, q: &str) -> (Found, Option<String>) {
    let digits = q.chars().filter(|c| c.is_numeric()).count();
    let error = match Identifier::parse(q) {
        Err(error) if digits >= 6 => Some(identifier_error(ctx.lang, &error)),
        _ => None,
    };
    let found = Found::NoOne {
        searched: ctx.sentence("find-nobody", &blank("typed", q)),
        ways: vec![ctx.word("find-nobody-number"), ctx.word("find-nobody-other")],
    };
    (found, error)
}

fn several(ctx: &Ctx, people: &[Party], reason: &str) -> Found {
    let shown: Vec<Hit> = people.iter().take(MOST).map(|party| open(ctx, party, reason)).collect();
    let more = people.len() > MOST;
    let people = words::count(ctx.language(), "person", i64::try_from(shown.len()).unwrap_or(0));
    Found::Many {
        title: ctx.sentence("find-several", &blank("people", people)),
        hits: shown,
        more: more.then(|| ctx.word("find-more")),
    }
}

fn open(ctx: &Ctx, party: &Party, reason: &str) -> Hit {
    hit(ctx.language(), party, format!("/counter/person/{}?reason={reason}", party.id().0))
}

/// The last people this officer served: who they are and no more, as when finding.
async fn recent(officer: &Officer, reason: &str) -> Result<Vec<Hit>, Stop> {
    let desk = officer.ctx.desk();
    let since = desk.moment().now.plus_seconds(-SHIFT);
    let mut seen = Vec::new();
    for entry in desk.transactions_by(officer.account.id, since, 30).await? {
        if let Some(subject) = entry.subject.filter(|id| !seen.contains(id) && seen.len() < RECENT) {
            seen.push(subject);
        }
    }
    let people = desk.parties(&seen).await?;
    Ok(people.iter().map(|party| open(&officer.ctx, party, reason)).collect())
}
