//! The simulated handsets, live; in the demonstration, and only there.

use super::front::{App, Ctx};
use super::guard::{Fields, OpenForm};
use super::stop::Stop;
use crate::house::Demo;
use crate::present::chip;
use crate::present::phones::{FAULTS, handset, key_of, switched};
use crate::view::phones::{Fault, Handset, Phones};
use crate::view::{Page, Tone};
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use futures_util::stream;
use record::{Fact, Facts};
use smpp::simulator::HandsetEvent;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;

/// Handsets on one page; who seeks another types its name or number.
const SHOWN: usize = 24;
/// After a message has landed its state still moves: the receipt comes a little later.
const LOOK_AGAIN: [Duration; 3] = [Duration::ZERO, Duration::from_millis(400), Duration::from_millis(2_500)];
/// The most characters a handset sends at once.
const LONGEST: usize = 480;

pub(crate) fn routes(app: &App) -> Router<App> {
    match app.house.demo {
        None => Router::new(),
        Some(_) => Router::new()
            .route("/phones", get(show))
            .route("/phones/stream", get(events))
            .route("/phones/faults", post(fault))
            .route("/phones/{key}/reply", post(reply)),
    }
}

fn demo(ctx: &Ctx) -> Result<Demo, Stop> {
    ctx.app.house.demo.clone().ok_or(Stop::NotShown)
}

fn page(ctx: &Ctx) -> Page {
    ctx.page(ctx.word("phones"))
}

/// The numbers of all handsets, the one that received last first.
fn numbers(demo: &Demo) -> Vec<String> {
    let mut numbers: Vec<(i64, String)> = demo
        .simulator
        .handsets()
        .into_iter()
        .map(|number| {
            let last = demo.simulator.handset(&number).last().map_or(0, |message| message.received_at);
            (last, number)
        })
        .collect();
    numbers.sort_by(|one, other| other.cmp(one));
    numbers.into_iter().map(|(_, number)| number).collect()
}

async fn face(ctx: &Ctx, demo: &Demo, number: &str) -> Result<Handset, Stop> {
    let (sent, came) = ctx.desk().phone(number, 40).await?;
    let owner = match sent.first() {
        Some(last) => ctx.desk().dossier(last.recipient).await?.map(|dossier| dossier.party),
        None => None,
    };
    let messages = demo.simulator.handset(number);
    let now = ctx.desk().moment().now;
    Ok(handset(page(ctx), number, owner.as_ref(), &messages, &sent, &came, now))
}

/// `/phones?q=…`
async fn show(ctx: Ctx, query: Fields) -> Result<Response, Stop> {
    let demo = demo(&ctx)?;
    let q = query.get("q").trim().to_lowercase();
    let mut handsets = Vec::new();
    for number in numbers(&demo).into_iter().take(if q.is_empty() { SHOWN } else { 500 }) {
        let face = face(&ctx, &demo, &number).await?;
        let national = number.replacen("966", "0", 1);
        if face.owner.to_lowercase().contains(&q) || number.contains(&q) || national.contains(&q) {
            handsets.push(face);
        }
    }
    handsets.truncate(SHOWN);
    let counters = demo.simulator.counters();
    let count = |n: u64| Facts::new().with("n", Fact::Number(i64::try_from(n).unwrap_or(i64::MAX)));
    let faults = demo.simulator.faults();
    let view = Phones {
        page: page(&ctx),
        network: demo.simulator.addr().to_string(),
        chips: vec![
            chip(ctx.sentence("phones-accepted", &count(counters.accepted)), Tone::Good),
            chip(ctx.sentence("phones-answers-lost", &count(counters.lost_answers)), Tone::Plain),
        ],
        faults: FAULTS
            .iter()
            .map(|name| Fault {
                label: ctx.word(&format!("fault-{name}")),
                on: switched(&faults, name).1,
                action: "/phones/faults".to_owned(),
                value: (*name).to_owned(),
            })
            .collect(),
        handsets,
        stream: "/phones/stream".to_owned(),
        q: query.get("q").to_owned(),
        action: "/phones".to_owned(),
    };
    ctx.html(&view)
}

/// Turns one fault of the simulated network on, or off.
async fn fault(OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    let demo = demo(&ctx)?;
    let (faults, _) = switched(&demo.simulator.faults(), form.get("fault"));
    demo.simulator.set_faults(faults);
    Ok(Redirect::to("/phones").into_response())
}

/// Sends a text from a handset to the house.
async fn reply(Path(key): Path<String>, OpenForm(ctx, form): OpenForm) -> Result<Response, Stop> {
    let demo = demo(&ctx)?;
    let number = demo.simulator.handsets().into_iter().find(|number| key_of(number) == key);
    let number = number.ok_or(Stop::NotShown)?;
    let text: String = form.get("text").chars().take(LONGEST).collect();
    if text.trim().is_empty() {
        return Err(Stop::NotTaken(StatusCode::UNPROCESSABLE_ENTITY));
    }
    if demo.simulator.reply(&number, &demo.short_code, &text).await.is_err() {
        return Err(Stop::NotTaken(StatusCode::SERVICE_UNAVAILABLE));
    }
    // Nobody may be listening; then nobody misses it.
    let _ = ctx.app.replied.send(number);
    Ok(Redirect::to("/phones").into_response())
}

/// One reader of the stream.
struct Reader {
    ctx: Ctx,
    demo: Demo,
    arrivals: broadcast::Receiver<HandsetEvent>,
    replies: broadcast::Receiver<String>,
    stopping: watch::Receiver<bool>,
    due: VecDeque<(Instant, String)>,
}

impl Reader {
    /// Waits for the next handset whose face has changed; nothing once the house closes.
    async fn next(&mut self) -> Option<String> {
        loop {
            let first = self.due.iter().map(|(at, _)| *at).min();
            let at = first.unwrap_or_else(|| Instant::now() + Duration::from_secs(3_600));
            let number = tokio::select! {
                () = tokio::time::sleep_until(at) => {
                    let n = self.due.iter().position(|(due, _)| *due == at);
                    match n.and_then(|n| self.due.remove(n)) {
                        Some((_, number)) => return Some(number),
                        None => continue,
                    }
                }
                arrived = self.arrivals.recv() => match arrived {
                    Ok(HandsetEvent::Arrived(message)) => message.to,
                    Err(RecvError::Lagged(_)) => continue,
                    Err(RecvError::Closed) => return None,
                },
                replied = self.replies.recv() => match replied {
                    Ok(number) => number,
                    Err(RecvError::Lagged(_)) => continue,
                    Err(RecvError::Closed) => return None,
                },
                _ = stopped(&mut self.stopping) => return None,
            };
            self.due.retain(|(_, known)| *known != number);
            let now = Instant::now();
            self.due.extend(LOOK_AGAIN.iter().map(|after| (now + *after, number.clone())));
        }
    }
}

/// Comes back when the house closes.
pub(crate) async fn stopped(stopping: &mut watch::Receiver<bool>) {
    if stopping.wait_for(|stop| *stop).await.is_err() {
        // Whoever could tell is gone without a word: the page is served until its reader leaves.
        std::future::pending::<()>().await;
    }
}

/// One element of a page as an event.
pub(crate) fn replace(view: &impl Template) -> Event {
    // Old Macintosh line ends would end the event's field; they mean nothing in markup.
    let markup = view.render().unwrap_or_default().replace('\r', " ");
    Event::default().event("replace").data(markup)
}

/// `/phones/stream`
async fn events(ctx: Ctx) -> Result<Response, Stop> {
    let demo = demo(&ctx)?;
    let reader = Reader {
        arrivals: demo.simulator.subscribe(),
        replies: ctx.app.replied.subscribe(),
        stopping: ctx.app.stopping.clone(),
        due: VecDeque::new(),
        ctx,
        demo,
    };
    let stream = stream::unfold(reader, |mut reader| async move {
        loop {
            let number = reader.next().await?;
            // A store that is away for a moment skips a face; the next look brings it.
            if let Ok(face) = face(&reader.ctx, &reader.demo, &number).await {
                return Some((Ok::<_, Infallible>(replace(&face)), reader));
            }
        }
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()).into_response())
}
