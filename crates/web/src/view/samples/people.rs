//! The made-up people and what is always around them.

use super::say;
use crate::view::counter::{Hit, MoneyLine, Sheet, TieLine};
use crate::view::parts::{Chip, Fact, Line, Paper, Told};
use crate::view::{Bar, Lang, Nav, Page, Tone};

pub(super) fn chip(text: impl Into<String>, tone: Tone) -> Chip {
    let text = text.into();
    Chip { text, tone }
}

pub(super) fn counter_page(lang: Lang, title: String) -> Page {
    let mut page = Page::new(lang, title);
    page.demo = true;
    page.token = Some("sample".to_owned());
    page.switch_href = "#".to_owned();
    page.bar = Bar {
        home: "/counter".to_owned(),
        place: Some(say(lang, "مكتب هايبر بنده", "Hyper Panda office")),
        counter: Some(say(lang, "شباك 3", "Counter 3")),
        ishaar: Some((true, say(lang, "إشعار يعمل", "Ish’ar is up"))),
        today: Some(say(
            lang,
            "الثلاثاء 14 جمادى الآخرة 1448هـ · 24/11/2026",
            "Tue 24 Nov 2026 · 14 Jumada II 1448 H",
        )),
        who: Some(say(lang, "الرقيب أول سعد المطيري", "First Sgt. Saad Almutairi")),
        sign_out: Some("/sign-out".to_owned()),
        ..Bar::default()
    };
    page
}

pub(super) fn my_page(lang: Lang, title: String, at: usize) -> Page {
    let mut page = Page::new(lang, title);
    page.demo = true;
    page.token = Some("sample".to_owned());
    page.switch_href = "#".to_owned();
    let nav = [
        ("صفحتي", "My page", "/my"),
        ("الخدمات", "Services", "/my/services"),
        ("رسائلي", "Messages", "/my/messages"),
        ("من اطلع", "Who looked", "/my/looks"),
    ];
    page.bar.nav = nav
        .iter()
        .enumerate()
        .map(|(n, (ar, en, href))| Nav {
            label: say(lang, ar, en),
            href: (*href).to_owned(),
            current: n == at,
            count: None,
        })
        .collect();
    page.bar.home = "/my".to_owned();
    page.bar.sign_out = Some("/sign-out".to_owned());
    page
}

fn fact(label: String, value: String, note: Option<String>, strong: bool) -> Fact {
    Fact { label, value, note, strong }
}

/// Rajesh, a resident; `short` makes his documents and deposit fall short.
pub(super) fn rajesh(lang: Lang, short: bool) -> Sheet {
    let ar = "راجيش كومار ناير";
    let en = "Rajesh Kumar Nair";
    Sheet {
        name: say(lang, ar, en),
        other_name: say(lang, "RAJESH KUMAR NAIR", ar),
        chips: vec![
            chip(say(lang, "داخل المملكة", "In the Kingdom"), Tone::Good),
            chip(say(lang, "مقيم", "Resident"), Tone::Plain),
        ],
        facts: rajesh_facts(lang),
        blocks: if short {
            vec![say(lang, "مخالفتان مروريتان غير مسددتين: 450 ريالاً.", "Two unpaid traffic fines: SAR 450.")]
        } else {
            Vec::new()
        },
        papers: rajesh_papers(lang, short),
        ties: rajesh_ties(lang),
        money_href: "/counter/person/1/money?reason=visit".to_owned(),
        money: vec![MoneyLine {
            label: say(lang, "رصيد الخروج والعودة", "Exit and re-entry deposit"),
            amount: say(
                lang,
                if short { "200 ريال" } else { "1,150 ريالاً" },
                if short { "SAR 200" } else { "SAR 1,150" },
            ),
            chip: Some(if short {
                chip(say(lang, "ينقص 100", "100 short"), Tone::Warn)
            } else {
                chip(say(lang, "يكفي", "enough"), Tone::Good)
            }),
        }],
        lines: rajesh_lines(lang),
        reason: say(
            lang,
            "سبب اطلاعك الآن: طلب صاحب السجل عند الشباك.",
            "Your reason for looking: asked by the holder at the counter.",
        ),
    }
}

fn rajesh_facts(lang: Lang) -> Vec<Fact> {
    vec![
        fact(say(lang, "رقم الإقامة", "Iqama number"), "2 123 456 788".to_owned(), None, true),
        fact(say(lang, "الجنسية", "Nationality"), say(lang, "الهند", "India"), None, false),
        fact(
            say(lang, "تاريخ الميلاد", "Date of birth"),
            say(lang, "12/03/1985 · 41 سنة", "12/03/1985 · age 41"),
            None,
            false,
        ),
        fact(
            say(lang, "المهنة", "Occupation"),
            say(lang, "فني تبريد وتكييف", "Cooling technician"),
            None,
            false,
        ),
        fact(
            say(lang, "الجوال", "Mobile"),
            "05•• ••• 318".to_owned(),
            Some(say(lang, "موثق", "verified")),
            false,
        ),
    ]
}

fn rajesh_papers(lang: Lang, short: bool) -> Vec<Paper> {
    let permit = Paper {
        name: say(lang, "الإقامة", "Iqama"),
        number: None,
        ends: Some(if short {
            say(lang, "تنتهي 02/01/2027", "ends 02/01/2027")
        } else {
            say(lang, "تنتهي 15/07/2027", "ends 15/07/2027")
        }),
        life: Some(if short { 11 } else { 64 }),
        tone: if short { Tone::Warn } else { Tone::Good },
        says: Some(if short {
            say(lang, "باقٍ 39 يوماً", "39 days left")
        } else {
            say(lang, "باقٍ 233 يوماً", "233 days left")
        }),
        print: None,
    };
    let passport = Paper {
        name: say(lang, "جواز السفر", "Passport"),
        number: Some("Z•••• 417".to_owned()),
        ends: Some(if short {
            say(lang, "ينتهي 24/01/2027", "ends 24/01/2027")
        } else {
            say(lang, "ينتهي 02/04/2029", "ends 02/04/2029")
        }),
        life: Some(if short { 6 } else { 48 }),
        tone: if short { Tone::Warn } else { Tone::Good },
        says: Some(if short {
            say(lang, "باقٍ 61 يوماً، لا يكفي لسفر", "61 days left, not enough to travel")
        } else {
            say(lang, "باقٍ 860 يوماً، يكفي للسفر كله", "860 days left, enough for the whole trip")
        }),
        print: None,
    };
    let visa = Paper {
        name: say(lang, "تأشيرة خروج وعودة", "Exit and re-entry visa"),
        number: None,
        ends: Some(say(lang, "لا توجد تأشيرة قائمة", "none in force")),
        life: None,
        tone: Tone::Plain,
        says: None,
        print: None,
    };
    vec![permit, passport, visa]
}

fn rajesh_ties(lang: Lang) -> Vec<TieLine> {
    let tie = |text: String, note: String| TieLine { text, note, href: Some("#".to_owned()) };
    vec![
        tie(
            say(lang, "صاحب العمل: مؤسسة نسيم الشمال", "Employer: Naseem Alshamal Est."),
            say(lang, "منذ 2021", "since 2021"),
        ),
        tie(say(lang, "أنيتا ناير، زوجة", "Anita Nair, wife"), say(lang, "داخل", "inside")),
        tie(say(lang, "ميرا ناير، ابنة 9 سنوات", "Meera Nair, daughter, age 9"), say(lang, "داخل", "inside")),
    ]
}

fn rajesh_lines(lang: Lang) -> Vec<Line> {
    let line = |what: String, when: String| Line { what, when, href: None };
    vec![
        line(
            say(lang, "جُددت الإقامة سنة", "Iqama renewed for a year"),
            say(lang, "16/07/2026 · بوابة المنشآت · سُلمت الرسالة", "16/07/2026 · portal · SMS delivered"),
        ),
        line(
            say(lang, "عاد عبر مطار الملك خالد", "Came back by King Khalid Airport"),
            "03/09/2025".to_owned(),
        ),
        line(
            say(lang, "صدرت تأشيرة خروج وعودة شهرين", "Exit and re-entry visa, two months"),
            say(lang, "12/06/2025 · هذا المكتب", "12/06/2025 · this office"),
        ),
        line(
            say(lang, "اطلاع: تحديث بيانات جواز", "Looked at: passport update"),
            say(lang, "02/02/2025 · إدارة الرمال", "02/02/2025 · Alrimal department"),
        ),
    ]
}

pub(super) fn told(lang: Lang) -> Vec<Told> {
    let one = |channel: String, who: String, how: String| Told { channel, who, how };
    vec![
        one(
            say(lang, "رسالة", "SMS"),
            say(lang, "راجيش ناير", "Rajesh Nair"),
            say(lang, "الإنجليزية، الآن", "in English, now"),
        ),
        one(
            say(lang, "رسالة", "SMS"),
            say(lang, "أنيتا ناير", "Anita Nair"),
            say(lang, "الإنجليزية، الآن", "in English, now"),
        ),
        one(
            say(lang, "ملخص", "Digest"),
            say(lang, "مؤسسة نسيم الشمال", "Naseem Alshamal Est."),
            say(lang, "العربية، خلال 30 دقيقة", "in Arabic, within 30 minutes"),
        ),
    ]
}

pub(super) fn hits(lang: Lang) -> Vec<Hit> {
    let rows = [
        ("راجيش كومار ناير", "Rajesh Kumar Nair", "••• ••• 788", "1985", true),
        ("راجيش كومار باتيل", "Rajesh Kumar Patel", "••• ••• 204", "1979", true),
        ("راجيش ناير", "Rajesh Nair", "••• ••• 951", "1992", false),
    ];
    rows.iter()
        .map(|(ar, en, identifier, born, inside)| Hit {
            href: "#".to_owned(),
            name: say(lang, ar, en),
            other_name: say(lang, en, ar),
            identifier: format!("2 {identifier}"),
            born: (*born).to_owned(),
            nationality: say(lang, "الهند", "India"),
            standing: Some(if *inside {
                chip(say(lang, "داخل المملكة", "In the Kingdom"), Tone::Good)
            } else {
                chip(say(lang, "خارج المملكة", "Abroad"), Tone::Plain)
            }),
        })
        .collect()
}
