//! Figures for whoever watches the house, in Prometheus' text format. None of them names anybody.

use super::front::App;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// The upper bounds of the latency buckets, in seconds.
const BOUNDS: [f64; 8] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// Requests by route and status.
#[derive(Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<(String, String, u16), u64>>,
    latency: Mutex<BTreeMap<String, Latency>>,
}

#[derive(Default)]
struct Latency {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    sum: f64,
}

/// Counts a request and its time under its route, never under its address.
pub(crate) async fn measure(State(app): State<App>, request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or("none", MatchedPath::as_str).to_owned();
    // Methods are a closed list here: what a client makes up must not grow the table.
    let method = match request.method().as_str() {
        known @ ("GET" | "POST" | "HEAD" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known.to_owned(),
        _ => "other".to_owned(),
    };
    let since = Instant::now();
    let response = next.run(request).await;
    let seconds = since.elapsed().as_secs_f64();
    let key = (method, route.clone(), response.status().as_u16());
    *app.metrics.requests.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(0) += 1;
    let mut latency = app.metrics.latency.lock().unwrap_or_else(PoisonError::into_inner);
    let latency = latency.entry(route).or_default();
    for (bucket, bound) in latency.buckets.iter_mut().zip(BOUNDS) {
        *bucket += u64::from(seconds <= bound);
    }
    latency.count += 1;
    latency.sum += seconds;
    response
}

/// `/metrics`
pub(crate) async fn show(State(app): State<App>) -> Response {
    let mut text = String::new();
    requests(&app.metrics, &mut text);
    let stats = app.desk().store().stats();
    for (name, help, value) in [
        ("jawaz_store_units_total", "Units of work answered.", stats.units),
        ("jawaz_store_transactions_total", "Transactions committed to write.", stats.transactions),
    ] {
        let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} counter\n{name} {value}\n");
    }
    messages(&app, &mut text).await;
    link(&app, &mut text);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

fn requests(metrics: &Metrics, text: &mut String) {
    text.push_str(
        "# HELP jawaz_requests_total Requests by route and status.\n# TYPE jawaz_requests_total counter\n",
    );
    for ((method, route, status), count) in &*metrics.requests.lock().unwrap_or_else(PoisonError::into_inner)
    {
        let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
        let _ = writeln!(text, "jawaz_requests_total{{{labels}}} {count}");
    }
    text.push_str(
        "# HELP jawaz_request_seconds Time to an answer by route.\n# TYPE jawaz_request_seconds histogram\n",
    );
    for (route, latency) in &*metrics.latency.lock().unwrap_or_else(PoisonError::into_inner) {
        for (bucket, bound) in latency.buckets.iter().zip(BOUNDS) {
            let _ =
                writeln!(text, "jawaz_request_seconds_bucket{{route=\"{route}\",le=\"{bound}\"}} {bucket}");
        }
        let (count, sum) = (latency.count, latency.sum);
        let _ = writeln!(text, "jawaz_request_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {count}");
        let _ = writeln!(text, "jawaz_request_seconds_sum{{route=\"{route}\"}} {sum}");
        let _ = writeln!(text, "jawaz_request_seconds_count{{route=\"{route}\"}} {count}");
    }
}

async fn messages(app: &App, text: &mut String) {
    let Ok(operations) = app.desk().operations().await else { return };
    text.push_str(
        "# HELP jawaz_messages Messages not ended, and those ended in the last 24 hours, by lane and state.\n\
         # TYPE jawaz_messages gauge\n",
    );
    for (lane, state, count) in &operations.standing {
        let _ = writeln!(text, "jawaz_messages{{lane=\"{}\",state=\"{state}\"}} {count}", lane.as_str());
    }
    let oldest = operations.oldest_waiting_seconds.unwrap_or(0);
    let _ = write!(
        text,
        "# HELP jawaz_message_oldest_waiting_seconds Age of the message that waits longest.\n\
         # TYPE jawaz_message_oldest_waiting_seconds gauge\njawaz_message_oldest_waiting_seconds {oldest}\n"
    );
}

fn link(app: &App, text: &mut String) {
    let Some(link) = &app.house.link else { return };
    let counters = link.counters();
    let bound = u64::from(link.state().is_bound());
    let gauges = [
        ("jawaz_link_bound", "Whether the link is bound.", "gauge", bound),
        (
            "jawaz_link_in_flight",
            "Submissions that wait for their answer.",
            "gauge",
            counters.in_flight as u64,
        ),
        ("jawaz_link_window", "How many may wait.", "gauge", counters.window as u64),
        ("jawaz_link_submitted_total", "Submissions written.", "counter", counters.submitted),
        ("jawaz_link_accepted_total", "Accepted by the operator.", "counter", counters.accepted),
        ("jawaz_link_refused_total", "Refused by the operator.", "counter", counters.refused),
        ("jawaz_link_throttled_total", "Answered as too fast.", "counter", counters.throttled),
        ("jawaz_link_in_doubt_total", "Left without an answer.", "counter", counters.in_doubt),
        ("jawaz_link_receipts_total", "Receipts received.", "counter", counters.receipts),
        ("jawaz_link_binds_total", "Times the link was bound.", "counter", counters.binds),
    ];
    for (name, help, kind, value) in gauges {
        let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}\n");
    }
}
