//! Finding somebody, by a number or a name.

use super::person::known_reason;
use crate::http::front::Ctx;
use crate::http::guard::{Fields, Officer};
use crate::http::stop::Stop;
use crate::present::people::{REASONS, hit};
use crate::view::Lang;
use crate::view::counter::{CounterHome, Found, Hit, Reason};
use axum::response::{IntoResponse, Redirect, Response};
use desk::authority::Act;
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
    officer.must(Act::Find)?;
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
            error = Some(ctx.say("اختر سبب الاطلاع.", "Choose the reason for looking."));
        }
    }
    let view = CounterHome {
        page: officer.page(ctx.say("الشباك", "Counter")).await?,
        action: "/counter".to_owned(),
        q,
        error,
        reasons: REASONS
            .iter()
            .map(|(value, ar, en)| Reason {
                value: (*value).to_owned(),
                label: ctx.say(ar, en),
                chosen: *value == chosen,
            })
            .collect(),
        found,
        recent: recent(&officer, chosen).await?,
        acts: Vec::new(),
    };
    ctx.html(&view)
}

fn nobody(ctx: &Ctx, q: &str) -> (Found, Option<String>) {
    let digits = q.chars().filter(|c| c.is_numeric()).count();
    let error = match Identifier::parse(q) {
        Err(error) if digits >= 6 => Some(match ctx.lang {
            Lang::Ar => error.arabic(),
            Lang::En => error.to_string(),
        }),
        _ => None,
    };
    let found = Found::NoOne {
        searched: match ctx.lang {
            Lang::Ar => format!("لا سجل يظهر لك بما كتبت: {q}"),
            Lang::En => format!("No record is shown to you for what you typed: {q}"),
        },
        ways: vec![
            ctx.say(
                "راجع الرقم على الوثيقة؛ رقم الإقامة يبدأ بـ 2 وهو عشرة أرقام.",
                "Compare the number with the document; an iqama begins with 2 and has ten digits.",
            ),
            ctx.say(
                "أو ابحث برقم الجواز، أو بأول الاسم أو اسم العائلة.",
                "Or find by passport number, or by the beginning of the first or family name.",
            ),
        ],
    };
    (found, error)
}

fn several(ctx: &Ctx, people: &[Party], reason: &str) -> Found {
    let shown: Vec<Hit> = people.iter().take(MOST).map(|party| open(ctx, party, reason)).collect();
    let more = people.len() > MOST;
    let people = words::count(ctx.language(), "person", i64::try_from(shown.len()).unwrap_or(0));
    Found::Many {
        title: match ctx.lang {
            Lang::Ar => format!("يطابق ما كتبت: {people}"),
            Lang::En => format!("What you typed matches {people}"),
        },
        hits: shown,
        more: more.then(|| ctx.say("وغيرهم؛ زد في الاسم.", "There are more; type more of the name.")),
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
