//! The life of one message, for its recipient and those who speak for them, or for an officer.

use super::counter::Printer;
use super::front::{App, Ctx};
use super::guard::{Member, Officer};
use super::stop::Stop;
use crate::present::lines::message_state;
use crate::present::people::reason_sentence;
use crate::present::phones::tone;
use crate::present::{chip, row, word};
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
    let title = ctx.say("رسالة", "Message");
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
        acts: vec![Act::link(ctx.say("رجوع", "Back"), back)],
    };
    ctx.html(&view)
}

fn facts(ctx: &Ctx, message: &MessageLife, looked: bool) -> Vec<Fact> {
    let language = ctx.language();
    let mut facts = vec![
        row(ctx.say("إلى", "To"), message.destination.masked()),
        row(ctx.say("كُتبت", "Written"), format_moment(language, message.created)),
        row(
            ctx.say("الترميز", "Encoding"),
            format!("{} · {} {}", message.encoding, ctx.say("الأجزاء", "parts"), message.parts),
        ),
        row(ctx.say("المحاولات", "Tries"), format_number(message.attempts)),
        row(ctx.say("تنفع حتى", "Of use until"), format_moment(language, message.useful_until)),
    ];
    if let Some(reference) = &message.reference {
        facts.push(row(ctx.say("المعاملة", "Transaction"), reference.as_str()));
    }
    if looked {
        let kept = ctx.say("يراه صاحب السجل.", "The holder of the record sees it.");
        let reason = reason_sentence(ctx.lang, LOOKED);
        facts.push(row(ctx.say("اطلاعك", "Your look"), format!("{reason} {kept}")));
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
                let part_word = ctx.say("الجزء", "part");
                format!("{} · {part_word} {part}", event_words(ctx, &event.what))
            }
            None => event_words(ctx, &event.what),
        },
        at: clock(event.at),
        detail: event.detail.clone(),
        tone: tone(&event.what),
    };
    let first = NoticeStep {
        what: ctx.say("كُتبت مع المعاملة", "Written"),
        at: clock(message.created),
        detail: None,
        tone: Tone::Plain,
    };
    std::iter::once(first).chain(message.events.iter().map(step)).collect()
}

/// A step in words; its one name where it has none.
fn event_words(ctx: &Ctx, what: &str) -> String {
    let key = format!("message-{what}");
    let words = words::Words::global();
    match what {
        "sending" => word(ctx.lang, "message-claimed"),
        "answered-late" => ctx.say("جاء الجواب متأخراً", "the answer came late"),
        "receipt" => ctx.say("جاء الإيصال", "a receipt came"),
        "throttled" => ctx.say("طُلب الإبطاء، وتُعاد", "asked to slow down; sent again"),
        "refused-for-now" => ctx.say("رُفضت مؤقتاً، وتُعاد", "refused for now; sent again"),
        "not-sent" => ctx.say("لم تغادر، وتُعاد", "did not leave; sent again"),
        "lease-ended-unsent" => {
            ctx.say("توقف من كان يرسلها، ولم تغادر", "its sender stopped; it had not left")
        }
        "lease-ended-in-doubt" => {
            ctx.say("توقف من كان يرسلها، ولعلها غادرت", "its sender stopped; it may have left")
        }
        "no-longer-useful" => ctx.say("لم تعد نافعة", "no longer of use"),
        _ if words.knows(&key) => words.word(ctx.language(), &key),
        _ => what.to_owned(),
    }
}
