//! Phones, operations, start here, print sheets, troubles, the life of a message.

use super::counter::flash;
use super::people::{chip, counter_page};
use super::{Sample, sample, say};
use crate::view::notice::{NoticeLife, NoticeStep};
use crate::view::operations::{Alarm, DoubtRow, LaneRow, LinkRow, Operations, OperationsNow, Tile};
use crate::view::parts::{Act, Fact};
use crate::view::phones::{Bubble, Fault, Handset, Phones};
use crate::view::sheet::{Both, PrintSheet, SheetBox, SheetRow};
use crate::view::start::{Account, Start, Story};
use crate::view::trouble::{ChangedFact, Trouble, TroubleKind};
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

fn plain_page(lang: Lang, title: String, at: usize) -> Page {
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
    let mut issued = bubble("Exit re-entry (single) 31804477 issued for Rajesh Nair ******6788, 3 months. Travel by 24/02/2027. Ref 8Q4TX", "en", say(lang, "الآن · سُلّمت خلال 38 مللي ثانية · جزء واحد", "now · delivered in 38 ms · one part"));
    issued.new = true;
    let mut asked = bubble("1098765439*11", "en", say(lang, "09:12 · منه", "09:12 · sent"));
    asked.mine = true;
    asked.href = None;
    let mut doubt = bubble("سُجّل بلاغ تغيب على سوميا ويجايا \u{200E}******9921. يلغى حتى 09/12/2026. مرجع 8Q53A", "ar", say(lang, "الآن · موضع شك: لم يصل رد الشبكة، ينتظر الإيصال", "now · in doubt: no answer from the network, waiting for the receipt"));
    doubt.tone = Tone::Warn;
    let fault = |label: String, on, value: &str| Fault {
        label,
        on,
        action: "#".to_owned(),
        value: value.to_owned(),
    };
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
        handsets: vec![
            handset(lang, "a1", say(lang, "راجيش ناير", "Rajesh Nair"), say(lang, "05•• ••• 318 · الإنجليزية", "05•• ••• 318 · English"), vec![
                bubble("Iqama of Rajesh Nair ******6788 renewed to 15/07/2027. Ref 7K2M9", "en", say(lang, "16 يوليو · سُلّمت", "16 July · delivered")),
                issued,
            ]),
            handset(lang, "a2", say(lang, "نورة العتيبي", "Noura Alotaibi"), say(lang, "05•• ••• 726 · العربية", "05•• ••• 726 · Arabic"), vec![
                asked,
                bubble("رصيدكم المودع في الجوازات 850 ريالاً: تجديد إقامة 650، خروج وعودة 200.", "ar", say(lang, "09:12 · سُلّمت", "09:12 · delivered")),
                bubble("تم تجديد إقامة سوميا ويجايا \u{200E}******3460 حتى 27 جمادى الآخرة 1449هـ. مرجع 8Q51C", "ar", say(lang, "الآن · سُلّمت · جزءان", "now · delivered · two parts")),
            ]),
            handset(lang, "a3", say(lang, "مؤسسة نسيم الشمال", "Naseem Alshamal Est."), say(lang, "05•• ••• 900 · ملخص كل 30 دقيقة", "05•• ••• 900 · digest every 30 minutes"), vec![
                bubble("ملخص إشعار: 14 إجراء على عمالتكم. 9 تجديد، 4 خروج وعودة، وغرامة واحدة. التفاصيل في صفحتكم. مرجع D-2207", "ar", say(lang, "10:30 · سُلّمت", "10:30 · delivered")),
                doubt,
            ]),
            handset(lang, "a4", say(lang, "أنيتا ناير", "Anita Nair"), say(lang, "05•• ••• 144 · الإنجليزية", "05•• ••• 144 · English"), Vec::new()),
        ],
        stream: "/phones/stream".to_owned(),
        q: String::new(),
        action: "#".to_owned(),
    }
}

fn operations(lang: Lang) -> Operations {
    let page = plain_page(lang, say(lang, "التشغيل", "Operations"), 4);
    let now = OperationsNow {
        page: page.clone(),
        at: "24/11/2026 19:42:07".to_owned(),
        alarms: vec![Alarm {
            title: say(lang, "خط الشركة ب منقطع منذ دقيقتين", "The link to carrier B has been down for two minutes"),
            text: say(lang, "تنتظر 38 رسالة. تُعاد المحاولة بعد 8 ثوانٍ، ولا تُحسب على الرسائل.", "38 messages wait. It is tried again in 8 seconds, at no cost to the messages."),
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
            doubt(say(lang, "قيد على السجل", "record change"), say(lang, "4 دقائق", "4 minutes"), say(lang, "ينتظر الإيصال حتى 20:12، ثم تُعاد مرة", "waits for the receipt until 20:12, then once more"), "8Q53A"),
            doubt(say(lang, "رمز دخول", "sign-in code"), say(lang, "دقيقة واحدة", "one minute"), say(lang, "لا تُعاد: يطلب صاحبها رمزاً آخر", "not repeated: the holder asks for another code"), "8Q54B"),
        ],
    };
    Operations {
        page,
        now,
        stream: "/operations/stream".to_owned(),
    }
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
        tile(say(lang, "في الطريق", "In flight"), "42", Some(say(lang, "من 64", "of 64")), say(lang, "نافذتا الخطين", "both windows"), Some(66), Tone::Good),
        tile(say(lang, "المعدل", "Rate"), "118", Some(say(lang, "في الثانية", "a second")), say(lang, "الحد 200", "limit 200"), Some(59), Tone::Good),
        tile(say(lang, "أقدم انتظار", "Oldest waiting"), "2:04", None, say(lang, "الوعد 5 ثوانٍ لتغيير السجل", "promise: 5 s for a record change"), None, Tone::Stop),
        tile(say(lang, "موضع شك", "In doubt"), "2", None, say(lang, "من 1,286 اليوم", "of 1,286 today"), None, Tone::Warn),
        tile(say(lang, "سُلّمت اليوم", "Delivered today"), "1,284", None, say(lang, "99.8% مما أُرسل", "99.8% of those sent"), None, Tone::Plain),
        tile(say(lang, "من القيد إلى الشبكة", "Commit to network"), "38", Some(say(lang, "مللي ثانية", "ms")), say(lang, "وسيط الساعة الماضية", "median of the last hour"), None, Tone::Plain),
    ]
}

fn link(lang: Lang, name: String, up: bool) -> LinkRow {
    LinkRow {
        name,
        state: if up { chip(say(lang, "موصول", "bound"), Tone::Good) } else { chip(say(lang, "منقطع", "down"), Tone::Stop) },
        window: if up { say(lang, "42 من 64", "42 of 64") } else { say(lang, "0 من 64", "0 of 64") },
        used: if up { 66 } else { 0 },
        rate: if up { say(lang, "118 من 200 في الثانية", "118 of 200 a second") } else { "–".to_owned() },
        last: if up { say(lang, "قبل 12 مللي ثانية", "12 ms ago") } else { say(lang, "قبل 2:04", "2:04 ago") },
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
    DoubtRow {
        reference: reference.to_owned(),
        class,
        age,
        policy,
        href: "#".to_owned(),
    }
}

fn start(lang: Lang) -> Start {
    let enter = |label: String| Act::button(label, "#");
    let story = |title: String, text: String, id: &str, who: String, steps: &[(&str, &str)]| Story {
        title,
        text,
        identifiers: vec![(id.to_owned(), who)],
        steps: steps.iter().map(|(ar, en)| say(lang, ar, en)).collect(),
        acts: vec![
            enter(say(lang, "افتحها عند الشباك", "Open at the counter")),
            Act::link(say(lang, "الهواتف", "Phones"), "/phones"),
        ],
    };
    let steps = [
        ("افتح السجل بالرقم، وسبب الاطلاع: طلب صاحب السجل.", "Open the record by its number; reason: asked by the holder."),
        ("اختر الخدمة برقمها، واقرأ ما سيكون قبل التنفيذ.", "Choose the service by its digit; read what it will be."),
        ("نفّذ بـ Ctrl Enter، وانظر إلى الهواتف.", "Commit with Ctrl Enter, and look at the phones."),
    ];
    let account = |name: String, role: String, account: &str| Account {
        name,
        role,
        account: account.to_owned(),
        password: "nakheel-2026".to_owned(),
        code: say(lang, "يظهر في صفحة الدخول", "shown on the sign-in page"),
        enter: enter(say(lang, "دخول", "Enter")),
    };
    Start {
        page: plain_page(lang, say(lang, "ابدأ من هنا", "Start here"), 0),
        facts: vec![
            say(lang, "20,000 شخص", "20,000 people"),
            say(lang, "مكتب هايبر بنده، طريق الملك فهد", "Hyper Panda office, King Fahd Road"),
            say(lang, "البذرة 1448", "seed 1448"),
        ],
        doors: vec![
            Act::link(say(lang, "الشباك", "Counter"), "/counter"),
            Act::link(say(lang, "صفحتي", "My page"), "/my"),
            Act::link(say(lang, "الهواتف", "Phones"), "/phones"),
            Act::link(say(lang, "التشغيل", "Operations"), "/operations"),
        ],
        stories: vec![
            story(say(lang, "تجديد بعد فوات الأوان", "A renewal that comes late"), say(lang, "إقامة انتهت منذ أحد عشر يوماً: تجديدها بغرامة تأخير.", "An iqama that ended eleven days ago: renewed with a late fine."), "2123456788", say(lang, "راجيش كومار ناير", "Rajesh Kumar Nair"), &steps),
            story(say(lang, "رفض بأربعة أسباب", "A refusal with four reasons"), say(lang, "كل ما يمنع دفعة واحدة، ومع كل سبب مخرجه.", "Everything in the way at once, each with its way out."), "2987650014", say(lang, "جوزيف مبيكي", "Joseph Mbeki"), &steps),
            story(say(lang, "سفر أسرة وهواتفها", "A family travels and its phones ring"), say(lang, "ثلاث تأشيرات بضغطة، وثلاثة هواتف.", "Three visas with one press, and three phones."), "2455120097", say(lang, "فاروق أحمد", "Farooq Ahmed"), &steps),
            story(say(lang, "كفيل تغيّر أمس", "A sponsor who changed yesterday"), say(lang, "من يحق له الطلب اليوم، ومن لم يعد.", "Who may ask today, and who no longer may."), "2300417765", say(lang, "سوميا ويجايا", "Soumya Wijaya"), &steps),
            story(say(lang, "خروج نهائي ثم عدول", "A final exit, and second thoughts"), say(lang, "إصدار خروج نهائي ثم إلغاؤه قبل انتهائه.", "Issue a final exit, then cancel it before it ends."), "2611908843", say(lang, "محمد رفيق", "Mohammed Rafiq"), &steps),
        ],
        accounts: vec![
            account(say(lang, "سعد المطيري", "Saad Almutairi"), say(lang, "رقيب أول، شباك 3", "First Sgt., counter 3"), "saad"),
            account(say(lang, "فيصل العنزي", "Faisal Alanazi"), say(lang, "ملازم، مشرف", "Lt., supervisor"), "faisal"),
        ],
    }
}

fn both(ar: &str, en: &str) -> Both {
    Both {
        ar: ar.to_owned(),
        en: en.to_owned(),
    }
}

fn visa(lang: Lang) -> PrintSheet {
    let row = |label_ar: &str, value_ar: &str, label_en: &str, value_en: &str| SheetRow {
        label_ar: label_ar.to_owned(),
        value_ar: value_ar.to_owned(),
        label_en: label_en.to_owned(),
        value_en: value_en.to_owned(),
    };
    PrintSheet {
        page: counter_page(lang, say(lang, "طباعة التأشيرة", "Print the visa")),
        back: "#".to_owned(),
        office: both("مكتب هايبر بنده، طريق الملك فهد، الرياض", "Hyper Panda office, King Fahd Road, Riyadh"),
        title: both("تأشيرة خروج وعودة، مفردة", "Exit and re-entry visa, single"),
        number_label: both("رقم التأشيرة", "Visa no."),
        number: "3180 4477".to_owned(),
        issued: "24/11/2026".to_owned(),
        issued_hijri: both("14 جمادى الآخرة 1448هـ", "14 Jumada II 1448 H"),
        rows: vec![
            row("الاسم", "راجيش كومار ناير", "Name", "RAJESH KUMAR NAIR"),
            row("رقم الإقامة", "2123456788", "Iqama number", "2123456788"),
            row("الجنسية", "الهند", "Nationality", "India"),
            row("جواز السفر", "Z4820417 حتى 02/04/2029", "Passport", "Z4820417, to 02/04/2029"),
            row("صاحب العمل", "مؤسسة نسيم الشمال", "Employer", "NASEEM ALSHAMAL EST."),
            row("المدة", "ثلاثة أشهر من يوم السفر", "Length", "Three months from travel"),
            row("الرسم", "300.00 ريال", "Fee", "SAR 300.00"),
        ],
        boxes: vec![
            SheetBox {
                label_ar: "آخر يوم للسفر".to_owned(),
                label_en: "Travel by".to_owned(),
                value_ar: "24/02/2027".to_owned(),
                value_en: String::new(),
                second_ar: "الأربعاء 17 رمضان 1448هـ".to_owned(),
                second_en: "Wednesday 17 Ramadan 1448 H".to_owned(),
            },
            SheetBox {
                label_ar: "العودة قبل".to_owned(),
                label_en: "Return before".to_owned(),
                value_ar: "ثلاثة أشهر من السفر".to_owned(),
                value_en: "Three months from travel".to_owned(),
                second_ar: "وفي كل حال قبل 24/05/2027".to_owned(),
                second_en: "and in any case before 24/05/2027".to_owned(),
            },
        ],
        notes: vec![both("لا يسترد الرسم إذا ألغيت التأشيرة. إذا لم تسافر فألغها قبل انتهائها تجنباً للغرامة.", "The fee is not refunded if the visa is cancelled. If you do not travel, cancel it before it ends to avoid a fine.")],
        reference: "8Q4TX".to_owned(),
        printed: both("طبعها شباك 3 في 24/11/2026 19:43", "Printed by counter 3 on 24/11/2026 19:43"),
    }
}

fn trouble(lang: Lang, kind: TroubleKind) -> Trouble {
    let home = Act::link(say(lang, "رجوع إلى البحث", "Back to the search"), "#");
    let (title, text, reference) = match kind {
        TroubleKind::Fault => (
            say(lang, "لم نستطع إتمام الطلب، ولم يُخصم شيء", "We could not finish, and nothing was charged"),
            say(lang, "أعد المحاولة، أو اذكر المرجع للموظف.", "Try again, or give the officer the reference."),
            Some("8Q4TX".to_owned()),
        ),
        TroubleKind::Changed => (
            say(lang, "تغير السجل وأنت تعمل", "The record changed while you worked"),
            say(lang, "راجع الجديد ثم أكد.", "See what is new, then confirm."),
            None,
        ),
        _ => (
            say(lang, "لا يظهر لك هذا السجل", "This record is not shown to you"),
            say(lang, "راجع الرقم، أو اطلبه ممن يحق له.", "Compare the number, or ask someone who may see it."),
            None,
        ),
    };
    let mut page = counter_page(lang, title.clone());
    if kind == TroubleKind::Changed {
        page.flashes = vec![flash(lang)];
    }
    Trouble {
        page,
        kind,
        title,
        text,
        reference,
        changed: if kind == TroubleKind::Changed {
            vec![ChangedFact {
                label: say(lang, "رصيد الخروج والعودة", "Exit and re-entry deposit"),
                was: say(lang, "1,150 ريالاً", "SAR 1,150"),
                is: say(lang, "250 ريالاً", "SAR 250"),
            }]
        } else {
            Vec::new()
        },
        acts: if kind == TroubleKind::NotShown { vec![home] } else { vec![Act::link(say(lang, "مراجعة الطلب", "Look at the request again"), "#"), home] },
    }
}

fn notice(lang: Lang) -> NoticeLife {
    let fact = |label: String, value: String| Fact {
        label,
        value,
        note: None,
        strong: false,
    };
    let step = |what: String, at: &str, detail: Option<String>, tone| NoticeStep {
        what,
        at: at.to_owned(),
        detail,
        tone,
    };
    NoticeLife {
        page: plain_page(lang, say(lang, "سيرة رسالة", "Life of a message"), 3),
        title: say(lang, "صدور تأشيرة خروج وعودة", "An exit and re-entry visa issued"),
        state: chip(say(lang, "سُلّمت", "delivered"), Tone::Good),
        text: Some("Exit re-entry (single) 31804477 issued for Rajesh Nair ******6788, 3 months. Travel by 24/02/2027. Ref 8Q4TX".to_owned()),
        lang: "en".to_owned(),
        dir: "ltr".to_owned(),
        facts: vec![
            fact(say(lang, "إلى", "To"), say(lang, "راجيش ناير، 05•• ••• 318", "Rajesh Nair, 05•• ••• 318")),
            fact(say(lang, "لماذا", "Why"), say(lang, "صاحب السجل", "the holder of the record")),
            fact(say(lang, "المسار", "Lane"), say(lang, "تغيير السجل", "record changes")),
            fact(say(lang, "الترميز", "Encoding"), say(lang, "GSM-7، 109 وحدات، جزء واحد", "GSM-7, 109 units, one part")),
            fact(say(lang, "المرجع", "Reference"), "8Q4TX".to_owned()),
        ],
        steps: vec![
            step(say(lang, "قُررت مع القيد نفسه", "Decided in the commit itself"), "19:42:07.101", Some(say(lang, "صلة: صاحب السجل", "tie: the holder")), Tone::Good),
            step(say(lang, "أُرسلت إلى الشبكة", "Sent to the network"), "19:42:07.112", None, Tone::Good),
            step(say(lang, "تأخر الرد", "The answer was late"), "19:42:09.112", Some(say(lang, "موضع شك: تنتظر الإيصال ولا تُعاد", "in doubt: waits for the receipt, is not repeated")), Tone::Warn),
            step(say(lang, "سُلّمت إلى الهاتف", "Delivered to the handset"), "19:42:09.139", Some(say(lang, "إيصال الشبكة: DELIVRD", "receipt: DELIVRD")), Tone::Good),
        ],
        acts: vec![Act::link(say(lang, "الهواتف", "Phones"), "/phones")],
    }
}
