//! The days of an office, open and closed, and where an officer sits.

use super::people::counter_page;
use super::{Sample, sample, say};
use crate::view::Lang;
use crate::view::days::{AtCounter, CloseRow, DayPage, DayRow, DifferenceRow, SeatPage};
use crate::view::parts::Act;

pub(super) fn samples(lang: Lang) -> Result<Vec<Sample>, askama::Error> {
    let mut closed = day(lang);
    closed.state = say(
        lang,
        "أُقفل برقم 241، أقفله إبراهيم النجم، 24/11/2026 20:05.",
        "Closed under number 241 by Ibrahim Alnajem, 24/11/2026 20:05.",
    );
    (closed.closing, closed.closes) = (None, Vec::new());
    closed.differences.clear();
    let mut nothing = day(lang);
    nothing.counters.clear();
    nothing.totals.clear();
    nothing.differences.clear();
    nothing.closes.clear();
    let wrong = say(lang, "هذا اليوم لم يأت بعد.", "This day has not come yet.");
    nothing.closing = Some(("2026-11-30".to_owned(), Some(wrong)));
    Ok(vec![
        sample(lang, "day-open", &day(lang))?,
        sample(lang, "day-closed", &closed)?,
        sample(lang, "day-nothing", &nothing)?,
        sample(lang, "seat", &seat(lang, None))?,
        sample(
            lang,
            "seat-wrong",
            &seat(
                lang,
                Some(say(lang, "رقم الشباك من 1 إلى 999.", "The number of a counter is from 1 to 999.")),
            ),
        )?,
    ])
}

fn row(service: String, fee: String, became: String, (transactions, amount): (&str, String)) -> DayRow {
    DayRow { service, fee, became, transactions: transactions.to_owned(), amount }
}

fn day(lang: Lang) -> DayPage {
    let deposit = say(lang, "إيداع رسم", "Deposit a fee");
    let visa = say(lang, "إصدار تأشيرة خروج وعودة مفردة", "Issue a single exit/re-entry visa");
    let fee = say(lang, "04 · تأشيرة مفردة", "04 · Single visa");
    let paid_in = say(lang, "أُودع", "Paid in");
    let used = say(lang, "استُعمل", "Used");
    let riyals = |n: u32| say(lang, &format!("{n} ريال"), &format!("SAR {n}"));
    let three = vec![
        row(deposit, fee.clone(), paid_in.clone(), ("41", riyals(8_400))),
        row(visa.clone(), fee.clone(), used.clone(), ("38", riyals(7_600))),
    ];
    let five = vec![row(visa, fee.clone(), used.clone(), ("12", riyals(2_400)))];
    DayPage {
        page: counter_page(lang, say(lang, "أيام المكتب", "Days of the office")),
        title: say(lang, "أيام المكتب", "Days of the office"),
        about: say(lang, "مكتب هايبر بنده · 24/11/2026", "Hyper Panda office · 24/11/2026"),
        state: say(lang, "لم يُقفل بعد.", "Not closed yet."),
        reaches: Some(say(
            lang,
            "يحسب أيضاً ما كُتب في أيام أخرى: 23/11/2026.",
            "It counts what was written on other days too: 23/11/2026.",
        )),
        counters: vec![
            AtCounter { counter: say(lang, "شباك 3", "Counter 3"), lines: three },
            AtCounter { counter: say(lang, "شباك 5", "Counter 5"), lines: five },
        ],
        totals: vec![(paid_in, riyals(8_400)), (used, riyals(10_000))],
        differences: vec![DifferenceRow {
            reference: "7K3M9QXA".to_owned(),
            fee,
            taken: riyals(200),
            booked: riyals(400),
        }],
        csv: "#".to_owned(),
        closing: Some(("2026-11-24".to_owned(), None)),
        closes: vec![CloseRow {
            label: "240 · 22/11/2026".to_owned(),
            href: "#".to_owned(),
            by: say(lang, "إبراهيم النجم · 22/11/2026 20:11", "Ibrahim Alnajem · 22/11/2026 20:11"),
        }],
        back: Act::link(say(lang, "الشباك", "Counter"), "#"),
    }
}

fn seat(lang: Lang, error: Option<String>) -> SeatPage {
    SeatPage {
        page: counter_page(lang, say(lang, "شباكك", "Your counter")),
        counter: if error.is_some() { "0" } else { "3" }.to_owned(),
        error,
        back: Act::link(say(lang, "الشباك", "Counter"), "#"),
    }
}
