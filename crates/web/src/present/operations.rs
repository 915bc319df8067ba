//! What is measured, as the page of operations shows it.

use super::{chip, say, word};
use crate::view::operations::{Alarm, DoubtRow, LaneRow, LinkRow, OperationsNow, Tile};
use crate::view::{Lang, Page, Tone};
use calendar::Instant;
use catalogue::Lane;
use desk::{Operations, WaitingLane};
use smpp::{LinkCounters, LinkState};
use store::Stats;
use words::{format_moment, format_number};

/// One measurement.
pub(crate) struct Reading {
    pub operations: Operations,
    pub lanes: Vec<WaitingLane>,
    pub link: Option<LinkState>,
    pub counters: Option<LinkCounters>,
    /// Submissions a second since the last measurement.
    pub rate: Option<f64>,
    pub stats: Stats,
    pub now: Instant,
}

/// The most seconds a change of a record should wait.
const PATIENCE: i64 = 30;

/// The page's changing part.
pub(crate) fn now(page: Page, reading: &Reading) -> OperationsNow {
    let lang = page.lang;
    OperationsNow {
        at: format_moment(lang.into(), reading.now),
        alarms: alarms(lang, reading),
        tiles: tiles(lang, reading),
        links: link(lang, reading).into_iter().collect(),
        lanes: lanes(lang, reading),
        doubts: doubts(lang, reading),
        page,
    }
}

fn number(n: impl TryInto<i64>) -> String {
    format_number(n.try_into().unwrap_or(i64::MAX))
}

/// A span of seconds in the largest unit that tells.
fn span(lang: Lang, seconds: i64) -> String {
    match seconds {
        ..60 => format!("{} {}", format_number(seconds.max(0)), say(lang, "ث", "s")),
        60..3_600 => format!("{} {}", format_number(seconds / 60), say(lang, "د", "min")),
        _ => format!("{} {}", format_number(seconds / 3_600), say(lang, "س", "h")),
    }
}

fn of_state(reading: &Reading, state: &str) -> i64 {
    reading.operations.standing.iter().filter(|(_, name, _)| name == state).map(|(.., count)| count).sum()
}

fn alarms(lang: Lang, reading: &Reading) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    if reading.link.is_some_and(|state| !state.is_bound()) {
        let over = reading.link.is_some_and(|state| state.is_over());
        alarms.push(Alarm {
            title: say(lang, "الخط غير مربوط", "The link is not bound"),
            text: match over {
                true => say(
                    lang,
                    "توقفت المحاولة لئلا يُقفل الحساب. راجع بيانات الدخول لدى المشغل.",
                    "It was given up so that the account is not locked. Check the operator's credentials.",
                ),
                false => say(
                    lang,
                    "الرسائل تنتظر بترتيبها، وتُعاد المحاولة من تلقائها.",
                    "Messages wait in order; it is tried again by itself.",
                ),
            },
            tone: if over { Tone::Stop } else { Tone::Warn },
            act: None,
        });
    }
    if reading.operations.oldest_waiting_seconds.is_some_and(|seconds| seconds > PATIENCE) {
        alarms.push(Alarm {
            title: say(lang, "رسالة تنتظر أطول من المعتاد", "A message waits longer than usual"),
            text: say(
                lang,
                "تغييرات السجل تسبق التذكيرات؛ انظر المسارات.",
                "Changes of records go before reminders; see the lanes.",
            ),
            tone: Tone::Warn,
            act: None,
        });
    }
    alarms
}

fn tiles(lang: Lang, reading: &Reading) -> Vec<Tile> {
    let tile = |label: (&str, &str), value: String, against: String, tone| Tile {
        label: say(lang, label.0, label.1),
        value,
        unit: None,
        against,
        used: None,
        tone,
    };
    let operations = &reading.operations;
    let waiting: i64 = reading.lanes.iter().map(|lane| lane.waiting).sum();
    let oldest = operations.oldest_waiting_seconds;
    let doubt = of_state(reading, "in-doubt");
    let day = || say(lang, "في 24 ساعة", "in 24 hours");
    vec![
        tile(
            ("تنتظر", "Waiting"),
            number(waiting),
            oldest.map_or_else(
                || say(lang, "لا شيء ينتظر", "nothing waits"),
                |seconds| format!("{} {}", say(lang, "الأقدم", "oldest"), span(lang, seconds)),
            ),
            if oldest.is_some_and(|seconds| seconds > PATIENCE) { Tone::Warn } else { Tone::Plain },
        ),
        tile(
            ("موضع شك", "In doubt"),
            number(doubt),
            say(lang, "لا يُخمَّن؛ الجواب أو الإيصال يحسمه", "never guessed; an answer or receipt tells"),
            if doubt > 0 { Tone::Warn } else { Tone::Plain },
        ),
        tile(("سُلّمت", "Delivered"), number(of_state(reading, "delivered")), day(), Tone::Good),
        tile(
            ("سُلّمت في دقيقة", "Delivered in a minute"),
            number(operations.delivered_last_minute),
            format!("{} {}", say(lang, "كُتبت", "written"), number(operations.written_last_minute)),
            Tone::Plain,
        ),
        tile(
            ("لم تُسلّم", "Not delivered"),
            number(of_state(reading, "undeliverable") + of_state(reading, "rejected")),
            day(),
            Tone::Plain,
        ),
        tile(
            ("وحدات العمل", "Units of work"),
            number(reading.stats.units),
            format!(
                "{} {}",
                say(lang, "في معاملات قاعدة", "in database transactions"),
                number(reading.stats.transactions)
            ),
            Tone::Plain,
        ),
    ]
}

fn link(lang: Lang, reading: &Reading) -> Option<LinkRow> {
    let (state, counters) = (reading.link?, reading.counters?);
    let (text, tone) = match state {
        LinkState::Bound { .. } => (say(lang, "مربوط", "bound"), Tone::Good),
        LinkState::Connecting | LinkState::Binding => (say(lang, "يتصل", "connecting"), Tone::Warn),
        LinkState::Backoff { .. } => (say(lang, "ينتظر ليعيد", "waits to try again"), Tone::Warn),
        LinkState::Closed | LinkState::Stopped(_) => (say(lang, "متوقف", "stopped"), Tone::Stop),
    };
    let used = counters.in_flight.saturating_mul(100) / counters.window.max(1);
    let latency = counters
        .latency_median
        .map(|median| format!("{} {}", number(median.as_millis() as i64), say(lang, "ملي ثانية", "ms")));
    Some(LinkRow {
        name: "SMPP".to_owned(),
        state: chip(text, tone),
        window: format!("{} / {}", number(counters.in_flight as i64), number(counters.window as i64)),
        used: u8::try_from(used.min(100)).unwrap_or(100),
        rate: reading.rate.map_or_else(
            || number(counters.submitted),
            |rate| {
                format!("{rate:.1} {} · {}", say(lang, "في الثانية", "a second"), number(counters.submitted))
            },
        ),
        last: latency.unwrap_or_else(|| "—".to_owned()),
    })
}

fn lanes(lang: Lang, reading: &Reading) -> Vec<LaneRow> {
    let row = |lane: Lane| {
        let waits = reading.lanes.iter().find(|waiting| waiting.lane == lane);
        let age = waits.map(|waits| (reading.now.micros() - waits.oldest.micros()) / 1_000_000);
        LaneRow {
            name: word(lang, &format!("lane-{}", lane.as_str())),
            waiting: number(waits.map_or(0, |waits| waits.waiting)),
            oldest: age.map_or_else(|| "—".to_owned(), |age| span(lang, age)),
            // Not measured by lane: only what waits is counted cheaply.
            sent: "—".to_owned(),
            tone: if age.is_some_and(|age| age > PATIENCE) { Tone::Warn } else { Tone::Plain },
        }
    };
    [Lane::Code, Lane::RecordChange, Lane::Reminder].map(row).into()
}

fn doubts(lang: Lang, reading: &Reading) -> Vec<DoubtRow> {
    let row = |doubt: &desk::InDoubt| DoubtRow {
        reference: doubt.id.to_string(),
        class: word(lang, &format!("lane-{}", doubt.lane.as_str())),
        age: span(lang, (reading.now.micros() - doubt.created.micros()) / 1_000_000),
        policy: say(lang, "ينتظر جواباً متأخراً أو إيصالاً", "waits for a late answer or a receipt"),
        href: format!("/messages/{}", doubt.id),
    };
    reading.operations.in_doubt.iter().map(row).collect()
}
