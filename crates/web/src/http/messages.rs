//! The life of one message, for its recipient and those who speak for them, or for an officer.

use super::counter::Printer;
use super::front::{App, Ctx};
use super::guard::{Member, Officer};
use super::stop::Stop;
use crate::present::lines::message_state;
use crate::present::people::reason_sentence;
use crate::present::phones::tone;
use crate::present::{blank, chip, row, word};
use crate::view::notice::{NoticeLife, NoticeStep};
use crate::view::parts::{Act, Fact};
use crate::view::{Lang, Tone};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use catalogue::Lane;
use desk::authority::{Act as Deed, Standing};
use desk::{MessageEvent, MessageLife};
use record::NoticeId;
use words::{format_moment, format_number};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/messages/{id}", get(show))
}

/// Why an officer looked at the record of a message's recipient.
const LOOKED: &str = "message";

/// A person sees their own messages and those of an establishment they act for, where it leaves a look;
/// nobody else's.
async fn reads(member: &Member, message: &MessageLife) -> Result<bool, Stop> {
    let desk = member.ctx.desk();
    match desk.standing(&member.who(), message.recipient).await? {
        Standing::Oneself => Ok(true),
        Standing::Representative => Ok(desk.look(message.recipient, &member.looker()).await?),
        _ => Ok(false),
    }
}

/// Whether an officer sees the recipient's record, and so the message as a part of it: a look is left first.
/// Whoever only watches the lines sees the way of a message and nothing of its words, and leaves none.
async fn looks(officer: &Officer, message: &MessageLife) -> Result<bool, Stop> {
    let looked = officer.ctx.desk().look(message.recipient, &officer.looker(LOOKED)).await?;
    if !looked {
        officer.must(Deed::SeeOperations)?;
    }
    Ok(looked)
}

async fn show(ctx: Ctx, reader: Result<Printer, Stop>, Path(id): Path<String>) -> Result<Response, Stop> {
    let id = id.parse().map(NoticeId).map_err(|_| Stop::NotShown)?;
    let message = ctx.desk().message(id).await?.ok_or(Stop::NotShown)?;
    let title = ctx.word("message");
    let mut looked = false;
    let (page, words, back) = match &reader {
        // The demonstration's page of phones shows every text to everybody, and leads here.
        Err(Stop::SignIn(_)) if ctx.app.house.demo.is_some() => (ctx.page(title), true, "/phones"),
        Err(_) => return reader.map(|_| Response::default()),
        Ok(Printer::Officer(officer)) => {
            looked = looks(officer, &message).await?;
            // A sign-in code is its recipient's alone.
            (officer.page(title).await?, looked && message.lane != Lane::Code, "/counter")
        }
        Ok(Printer::Member(member)) => {
            if !reads(member, &message).await? {
                return Err(Stop::NotShown);
            }
            (member.page(title), true, "/me/messages")
        }
    };
    let text = Some(message.body.clone()).filter(|text| words && !text.is_empty());
    let view = NoticeLife {
        page,
        title: word(ctx.lang, &format!("lane-{}", message.lane.as_str())),
        state: chip(message_state(ctx.lang, &message.state), tone(&message.state)),
        text,
        lang: message.language.as_str().to_owned(),
        dir: Lang::from(message.language).dir().to_owned(),
        facts: facts(&ctx, &message, looked),
        steps: steps(&ctx, &message),
        acts: vec![Act::link(ctx.word("key-back"), back)],
    };
    ctx.html(&view)
}

fn facts(ctx: &Ctx, message: &MessageLife, looked: bool) -> Vec<Fact> {
    let parts = blank("n", message.parts.to_string());
    let language = ctx.language();
    let mut facts = vec![
        row(ctx.word("message-to"), message.destination.masked()),
        row(ctx.word("message-written-at"), format_moment(language, message.created)),
        row(
            ctx.word("message-encoding"),
            format!("{} · {}", message.encoding, ctx.sentence("message-parts", &parts)),
        ),
        row(ctx.word("message-tries"), format_number(message.attempts)),
        row(ctx.word("message-useful-until"), format_moment(language, message.useful_until)),
    ];
    if let Some(reference) = &message.reference {
        facts.push(row(ctx.word("message-transaction"), reference.as_str()));
    }
    if looked {
        let kept = ctx.word("holder-sees");
        let reason = reason_sentence(ctx.lang, LOOKED);
        facts.push(row(ctx.word("message-your-look"), format!("{reason} {kept}")));
    }
    facts
}

fn steps(ctx: &Ctx, message: &MessageLife) -> Vec<NoticeStep> {
    let clock = |at: calendar::Instant| {
        let millis = at.micros().rem_euclid(60_000_000) / 1_000;
        let (hour, minute) = at.riyadh_clock();
        let day = words::format_day(ctx.language(), at.day());
        format!("{day} {hour:02}:{minute:02}:{:02}.{:03}", millis / 1_000, millis % 1_000)
    };
    let step = |event: &MessageEvent| NoticeStep {
        what: match event.part {
            Some(part) => {
                let part = ctx.sentence("message-part", &blank("n", part.to_string()));
                format!("{} · {part}", event_words(ctx, &event.what))
            }
            None => event_words(ctx, &event.what),
        },
        at: clock(event.at),
        detail: event.detail.clone(),
        tone: tone(&event.what),
    };
    let first = NoticeStep {
        what: ctx.word("message-step-written"),
        at: clock(message.created),
        detail: None,
        tone: Tone::Plain,
    };
    std::iter::once(first).chain(message.events.iter().map(step)).collect()
}

/// A step in words; where it has none of its own, the state it brought about.
fn event_words(ctx: &Ctx, what: &str) -> String {
    let key = format!("message-step-{what}");
    if words::Words::global().knows(&key) { ctx.word(&key) } else { message_state(ctx.lang, what) }
}
