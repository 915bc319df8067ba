//! Phones and operations, and the list of all that is neither counter nor my page.

use super::people::chip;
use super::single::{notice, start, trouble, visa};
use super::{Sample, sample, say};
use crate::view::operations::{Alarm, DoubtRow, LaneRow, LinkRow, Operations, OperationsNow, Tile};
use crate::view::parts::Act;
use crate::view::phones::{Bubble, Fault, Handset, Phones};
use crate::view::trouble::TroubleKind;
use crate::view::{Bar, Lang, Nav, Page, Tone};

pub(super) fn samples(lang: Lang) -> Result<Vec<Sample>, askama::Error> {
    let mut silent = phones(lang);
    silent.handsets.clear();
    Ok(vec![
        sample(lang, "phones", &phones(lang))?,
        sample(lang, "phones-none", &silent)?,
        sample(lang, "operations", &operations(lang))?,
        sample(lang, "start", &start(lang))?,
        sample(lang, "print-visa", &visa(lang))?,
        sample(lang, "not-shown", &trouble(lang, TroubleKind::NotShown))?,
        sample(lang, "fault", &trouble(lang, TroubleKind::Fault))?,
        sample(lang, "changed", &trouble(lang, TroubleKind::Changed))?,
        sample(lang, "notice", &notice(lang))?,
    ])
}

pub(super) fn plain_page(lang: Lang, title: String, at: usize) -> Page {
    let mut page = Page::new(lang, title);
    page.demo = true;
    page.token = Some("sample".to_owned());
    page.switch_href = "#".to_owned();
    let nav = [
        ("ابدأ من هنا", "Start here", "/"),
        ("الشباك", "Counter", "/counter"),
        ("صفحتي", "My page", "/my"),
        ("الهواتف", "Phones", "/phones"),
        ("التشغيل", "Operations", "/operations"),
    ];
    page.bar = Bar {
        nav: nav
            .iter()
            .enumerate()
            .map(|(n, (ar, en, href))| Nav {
                label: say(lang, ar, en),
                href: (*href).to_owned(),
                current: n == at,
                count: None,
            })
            .collect(),
        ..Bar::default()
    };
    page
}

fn bubble(text: &str, tag: &str, state: String) -> Bubble {
    Bubble {
        text: text.to_owned(),
        lang: tag.to_owned(),
        dir: if tag == "ar" { "rtl" } else { "ltr" }.to_owned(),
        mine: false,
        new: false,
        state,
        tone: Tone::Plain,
        href: Some("#".to_owned()),
    }
}

fn handset(lang: Lang, key: &str, owner: String, about: String, bubbles: Vec<Bubble>) -> Handset {
    Handset {
        page: plain_page(lang, String::new(), 3),
        key: key.to_owned(),
        owner,
        about,
        bubbles,
        reply: "#".to_owned(),
    }
}

fn phones(lang: Lang) -> Phones {
    let fault =
        |label: String, on, value: &str| Fault { label, on, action: "#".to_owned(), value: value.to_owned() };
    Phones {
        page: plain_page(lang, say(lang, "الهواتف", "Phones"), 3),
        network: "SMPP 127.0.0.1:2775".to_owned(),
        chips: vec![
            chip(say(lang, "سُلّمت 1,284", "1,284 delivered"), Tone::Good),
            chip(say(lang, "موضع شك 2", "2 in doubt"), Tone::Warn),
        ],
        faults: vec![
            fault(say(lang, "بطء", "slow"), false, "slow"),
            fault(say(lang, "ضياع الردود 5%", "answers lost 5%"), true, "lose"),
            fault(say(lang, "تكرار", "duplicates"), false, "twice"),
            fault(say(lang, "قطع", "cut"), false, "cut"),
        ],
        handsets: handsets(lang),
        stream: "/phones/stream".to_owned(),
        q: String::new(),
        action: "#".to_owned(),
    }
}

/// A message of which nobody knows whether it arrived.
fn unsure(lang: Lang) -> Bubble {
    let mut doubt = bubble(
        "سُجّل بلاغ تغيب على سوميا ويجايا \u{200E}******9921. يلغى حتى 09/12/2026. مرجع 8Q53A",
        "ar",
        say(
            lang,
            "الآن · موضع شك: لم يصل رد الشبكة، ينتظر الإيصال",
            "now · in doubt: no answer from the network, waiting for the receipt",
        ),
    );
    doubt.tone = Tone::Warn;
    doubt
}

fn handsets(lang: Lang) -> Vec<Handset> {
    let mut issued = bubble(
        "Exit re-entry (single) 31804477 issued for Rajesh Nair ******6788, 3 months. Travel by 24/02/2027. Ref 8Q4TX",
        "en",
        say(lang, "الآن · سُلّمت خلال 38 مللي ثانية · جزء واحد", "now · delivered in 38 ms · one part"),
    );
    issued.new = true;
    let mut asked = bubble("1098765439*11", "en", say(lang, "09:12 · منه", "09:12 · sent"));
    asked.mine = true;
    asked.href = None;
    let doubt = unsure(lang);
    vec![
        handset(
            lang,
            "a1",
            say(lang, "راجيش ناير", "Rajesh Nair"),
            say(lang, "05•• ••• 318 · الإنجليزية", "05•• ••• 318 · English"),
            vec![
                bubble(
                    "Iqama of Rajesh Nair ******6788 renewed to 15/07/2027. Ref 7K2M9",
                    "en",
                    say(lang, "16 يوليو · سُلّمت", "16 July · delivered"),
                ),
                issued,
            ],
        ),
        handset(
            lang,
            "a2",
            say(lang, "نورة العتيبي", "Noura Alotaibi"),
            say(lang, "05•• ••• 726 · العربية", "05•• ••• 726 · Arabic"),
            vec![
                asked,
                bubble(
                    "رصيدكم المودع في الجوازات 850 ريالاً: تجديد إقامة 650، خروج وعودة 200.",
                    "ar",
                    say(lang, "09:12 · سُلّمت", "09:12 · delivered"),
                ),
                bubble(
                    "تم تجديد إقامة سوميا ويجايا \u{200E}******3460 حتى 27 جمادى الآخرة 1449هـ. مرجع 8Q51C",
                    "ar",
                    say(lang, "الآن · سُلّمت · جزءان", "now · delivered · two parts"),
                ),
            ],
        ),
        handset(
            lang,
            "a3",
            say(lang, "مؤسسة نسيم الشمال", "Naseem Alshamal Est."),
            say(lang, "05•• ••• 900 · ملخص كل 30 دقيقة", "05•• ••• 900 · digest every 30 minutes"),
            vec![
                bubble(
                    "ملخص إشعار: 14 إجراء على عمالتكم. 9 تجديد، 4 خروج وعودة، وغرامة واحدة. التفاصيل في صفحتكم. مرجع D-2207",
                    "ar",
                    say(lang, "10:30 · سُلّمت", "10:30 · delivered"),
                ),
                doubt,
            ],
        ),
        handset(
            lang,
            "a4",
            say(lang, "أنيتا ناير", "Anita Nair"),
            say(lang, "05•• ••• 144 · الإنجليزية", "05•• ••• 144 · English"),
            Vec::new(),
        ),
    ]
}

fn operations(lang: Lang) -> Operations {
    let page = plain_page(lang, say(lang, "التشغيل", "Operations"), 4);
    let now = OperationsNow {
        page: page.clone(),
        at: "24/11/2026 19:42:07".to_owned(),
        alarms: vec![Alarm {
            title: say(
                lang,
                "خط الشركة ب منقطع منذ دقيقتين",
                "The link to carrier B has been down for two minutes",
            ),
            text: say(
                lang,
                "تنتظر 38 رسالة. تُعاد المحاولة بعد 8 ثوانٍ، ولا تُحسب على الرسائل.",
                "38 messages wait. It is tried again in 8 seconds, at no cost to the messages.",
            ),
            tone: Tone::Stop,
            act: Some(Act::button(say(lang, "إعادة الوصل الآن", "Connect now"), "#")),
        }],
        tiles: tiles(lang),
        links: vec![
            link(lang, say(lang, "الشركة أ", "Carrier A"), true),
            link(lang, say(lang, "الشركة ب", "Carrier B"), false),
        ],
        lanes: lanes(lang),
        doubts: vec![
            doubt(
                say(lang, "قيد على السجل", "record change"),
                say(lang, "4 دقائق", "4 minutes"),
                say(
                    lang,
                    "ينتظر الإيصال حتى 20:12، ثم تُعاد مرة",
                    "waits for the receipt until 20:12, then once more",
                ),
                "8Q53A",
            ),
            doubt(
                say(lang, "رمز دخول", "sign-in code"),
                say(lang, "دقيقة واحدة", "one minute"),
                say(lang, "لا تُعاد: يطلب صاحبها رمزاً آخر", "not repeated: the holder asks for another code"),
                "8Q54B",
            ),
        ],
    };
    Operations { page, now, stream: "/operations/stream".to_owned() }
}

fn tiles(lang: Lang) -> Vec<Tile> {
    let tile = |label: String, value: &str, unit: Option<String>, against: String, used, tone| Tile {
        label,
        value: value.to_owned(),
        unit,
        against,
        used,
        tone,
    };
    vec![
        tile(
            say(lang, "في الطريق", "In flight"),
            "42",
            Some(say(lang, "من 64", "of 64")),
            say(lang, "نافذتا الخطين", "both windows"),
            Some(66),
            Tone::Good,
        ),
        tile(
            say(lang, "المعدل", "Rate"),
            "118",
            Some(say(lang, "في الثانية", "a second")),
            say(lang, "الحد 200", "limit 200"),
            Some(59),
            Tone::Good,
        ),
        tile(
            say(lang, "أقدم انتظار", "Oldest waiting"),
            "2:04",
            None,
            say(lang, "الوعد 5 ثوانٍ لتغيير السجل", "promise: 5 s for a record change"),
            None,
            Tone::Stop,
        ),
        tile(
            say(lang, "موضع شك", "In doubt"),
            "2",
            None,
            say(lang, "من 1,286 اليوم", "of 1,286 today"),
            None,
            Tone::Warn,
        ),
        tile(
            say(lang, "سُلّمت اليوم", "Delivered today"),
            "1,284",
            None,
            say(lang, "99.8% مما أُرسل", "99.8% of those sent"),
            None,
            Tone::Plain,
        ),
        tile(
            say(lang, "من القيد إلى الشبكة", "Commit to network"),
            "38",
            Some(say(lang, "مللي ثانية", "ms")),
            say(lang, "وسيط الساعة الماضية", "median of the last hour"),
            None,
            Tone::Plain,
        ),
    ]
}

fn link(lang: Lang, name: String, up: bool) -> LinkRow {
    LinkRow {
        name,
        state: if up {
            chip(say(lang, "موصول", "bound"), Tone::Good)
        } else {
            chip(say(lang, "منقطع", "down"), Tone::Stop)
        },
        window: if up { say(lang, "42 من 64", "42 of 64") } else { say(lang, "0 من 64", "0 of 64") },
        used: if up { 66 } else { 0 },
        rate: if up {
            say(lang, "118 من 200 في الثانية", "118 of 200 a second")
        } else {
            "–".to_owned()
        },
        last: if up {
            say(lang, "قبل 12 مللي ثانية", "12 ms ago")
        } else {
            say(lang, "قبل 2:04", "2:04 ago")
        },
    }
}

fn lanes(lang: Lang) -> Vec<LaneRow> {
    let lane = |name: String, waiting: &str, oldest: &str, sent: &str, tone| LaneRow {
        name,
        waiting: waiting.to_owned(),
        oldest: oldest.to_owned(),
        sent: sent.to_owned(),
        tone,
    };
    vec![
        lane(say(lang, "رموز الدخول", "Sign-in codes"), "0", "–", "64", Tone::Plain),
        lane(say(lang, "تغيير السجل", "Record changes"), "38", "2:04", "412", Tone::Stop),
        lane(say(lang, "ملخصات", "Digests"), "6", "0:40", "18", Tone::Plain),
        lane(say(lang, "تذكير", "Reminders"), "12,400", "14:10", "6,580", Tone::Plain),
    ]
}

fn doubt(class: String, age: String, policy: String, reference: &str) -> DoubtRow {
    DoubtRow { reference: reference.to_owned(), class, age, policy, href: "#".to_owned() }
}
