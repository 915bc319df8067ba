//! Operations: is the line up, what waits, what is in doubt; live.

use super::front::{App, Ctx};
use super::guard::Officer;
use super::phones::{replace, stopped};
use super::stop::Stop;
use crate::present::operations::{Reading, now};
use crate::view::Page;
use crate::view::operations::{Operations, OperationsNow};
use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use desk::authority::Act;
use futures_util::stream;
use std::convert::Infallible;
use std::time::Duration;

/// How often the page is measured anew.
const EVERY: Duration = Duration::from_secs(2);

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/operations", get(show)).route("/operations/stream", get(events))
}

/// Whoever may watch: a supervisor or administrator; in the demonstration, everybody.
pub(crate) struct Watcher {
    ctx: Ctx,
    officer: Option<Officer>,
}

impl FromRequestParts<App> for Watcher {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Watcher, Stop> {
        let ctx = Ctx::of(app, parts);
        let open = app.house.demo.is_some();
        match Officer::from_request_parts(parts, app).await {
            Ok(officer) => {
                if !open {
                    officer.must(Act::SeeOperations)?;
                }
                Ok(Watcher { ctx, officer: Some(officer) })
            }
            Err(Stop::SignIn(_)) if open => Ok(Watcher { ctx, officer: None }),
            Err(stop) => Err(stop),
        }
    }
}

impl Watcher {
    async fn page(&self) -> Result<Page, Stop> {
        let title = self.ctx.word("operations");
        match &self.officer {
            Some(officer) => officer.page(title).await,
            None => Ok(self.ctx.page(title)),
        }
    }
}

async fn measure(ctx: &Ctx, page: Page) -> Result<OperationsNow, Stop> {
    let desk = ctx.desk();
    let link = ctx.app.house.link.as_ref();
    let counters = link.map(smpp::Link::counters);
    let reading = Reading {
        operations: desk.operations().await?,
        lanes: desk.waiting_by_lane().await?,
        link: link.map(smpp::Link::state),
        counters,
        rate: counters.and_then(|counters| ctx.app.rate.of(counters.submitted)),
        stats: desk.store().stats(),
        now: desk.moment().now,
    };
    Ok(now(page, &reading))
}

/// `/operations`
async fn show(watcher: Watcher) -> Result<Response, Stop> {
    let ctx = &watcher.ctx;
    let mut page = watcher.page().await?;
    page.refresh = Some(5);
    let view =
        Operations { now: measure(ctx, page.clone()).await?, page, stream: "/operations/stream".to_owned() };
    ctx.html(&view)
}

/// `/operations/stream`
async fn events(watcher: Watcher) -> Result<Response, Stop> {
    let page = watcher.page().await?;
    let ctx = watcher.ctx;
    let stopping = ctx.app.stopping.clone();
    let stream = stream::unfold((ctx, page, stopping), |(ctx, page, mut stopping)| async move {
        loop {
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                () = stopped(&mut stopping) => return None,
            }
            if let Ok(now) = measure(&ctx, page.clone()).await {
                return Some((Ok::<_, Infallible>(replace(&now)), (ctx, page, stopping)));
            }
        }
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()).into_response())
}
