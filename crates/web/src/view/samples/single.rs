//! Start here, the print sheet, troubles, the life of a message.

use super::counter::flash;
use super::others::plain_page;
use super::people::{chip, counter_page};
use super::say;
use crate::view::notice::{NoticeLife, NoticeStep};
use crate::view::parts::{Act, Fact};
use crate::view::sheet::{Both, PrintSheet, SheetBox, SheetRow};
use crate::view::start::{Account, Start, Story};
use crate::view::trouble::{ChangedFact, Trouble, TroubleKind};
use crate::view::{Lang, Tone};

pub(super) fn start(lang: Lang) -> Start {
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
        stories: stories(lang),
        accounts: accounts(lang),
    }
}

/// The steps of every story.
const STEPS: [(&str, &str); 3] = [
    (
        "افتح السجل بالرقم، وسبب الاطلاع: طلب صاحب السجل.",
        "Open the record by its number; reason: asked by the holder.",
    ),
    (
        "اختر الخدمة برقمها، واقرأ ما سيكون قبل التنفيذ.",
        "Choose the service by its digit; read what it will be.",
    ),
    ("نفّذ بـ Ctrl Enter، وانظر إلى الهواتف.", "Commit with Ctrl Enter, and look at the phones."),
];

fn stories(lang: Lang) -> Vec<Story> {
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
    vec![
        story(
            say(lang, "تجديد بعد فوات الأوان", "A renewal that comes late"),
            say(
                lang,
                "إقامة انتهت منذ أحد عشر يوماً: تجديدها بغرامة تأخير.",
                "An iqama that ended eleven days ago: renewed with a late fine.",
            ),
            "2123456788",
            say(lang, "راجيش كومار ناير", "Rajesh Kumar Nair"),
            &STEPS,
        ),
        story(
            say(lang, "رفض بأربعة أسباب", "A refusal with four reasons"),
            say(
                lang,
                "كل ما يمنع دفعة واحدة، ومع كل سبب مخرجه.",
                "Everything in the way at once, each with its way out.",
            ),
            "2987650014",
            say(lang, "جوزيف مبيكي", "Joseph Mbeki"),
            &STEPS,
        ),
        story(
            say(lang, "سفر أسرة وهواتفها", "A family travels and its phones ring"),
            say(lang, "ثلاث تأشيرات بضغطة، وثلاثة هواتف.", "Three visas with one press, and three phones."),
            "2455120097",
            say(lang, "فاروق أحمد", "Farooq Ahmed"),
            &STEPS,
        ),
        story(
            say(lang, "كفيل تغيّر أمس", "A sponsor who changed yesterday"),
            say(lang, "من يحق له الطلب اليوم، ومن لم يعد.", "Who may ask today, and who no longer may."),
            "2300417765",
            say(lang, "سوميا ويجايا", "Soumya Wijaya"),
            &STEPS,
        ),
        story(
            say(lang, "خروج نهائي ثم عدول", "A final exit, and second thoughts"),
            say(
                lang,
                "إصدار خروج نهائي ثم إلغاؤه قبل انتهائه.",
                "Issue a final exit, then cancel it before it ends.",
            ),
            "2611908843",
            say(lang, "محمد رفيق", "Mohammed Rafiq"),
            &STEPS,
        ),
    ]
}

fn accounts(lang: Lang) -> Vec<Account> {
    let enter = |label: String| Act::button(label, "#");
    let account = |name: String, role: String, account: &str| Account {
        name,
        role,
        account: account.to_owned(),
        password: "nakheel-2026".to_owned(),
        code: say(lang, "يظهر في صفحة الدخول", "shown on the sign-in page"),
        enter: enter(say(lang, "دخول", "Enter")),
    };
    vec![
        account(
            say(lang, "سعد المطيري", "Saad Almutairi"),
            say(lang, "رقيب أول، شباك 3", "First Sgt., counter 3"),
            "saad",
        ),
        account(
            say(lang, "فيصل العنزي", "Faisal Alanazi"),
            say(lang, "ملازم، مشرف", "Lt., supervisor"),
            "faisal",
        ),
    ]
}

fn both(ar: &str, en: &str) -> Both {
    Both { ar: ar.to_owned(), en: en.to_owned() }
}

pub(super) fn visa(lang: Lang) -> PrintSheet {
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
        notes: vec![both(
            "لا يسترد الرسم إذا ألغيت التأشيرة. إذا لم تسافر فألغها قبل انتهائها تجنباً للغرامة.",
            "The fee is not refunded if the visa is cancelled. If you do not travel, cancel it before it ends to avoid a fine.",
        )],
        reference: "8Q4TX".to_owned(),
        printed: both("طبعها شباك 3 في 24/11/2026 19:43", "Printed by counter 3 on 24/11/2026 19:43"),
    }
}

pub(super) fn trouble(lang: Lang, kind: TroubleKind) -> Trouble {
    let home = Act::link(say(lang, "رجوع إلى البحث", "Back to the search"), "#");
    let (title, text, reference) = match kind {
        TroubleKind::Fault => (
            say(lang, "لم نستطع إتمام الطلب.", "We could not finish."),
            say(
                lang,
                "أعد إرسال الصفحة نفسها: لا يُنفذ الطلب ولا يُخصم رسمه إلا مرة واحدة. أو اذكر المرجع للموظف.",
                "Send the same page again: it is done, and charged, at most once. Or give the officer the reference.",
            ),
            Some("8Q4TX".to_owned()),
        ),
        TroubleKind::Changed => (
            say(lang, "تغير السجل وأنت تعمل", "The record changed while you worked"),
            say(lang, "راجع الجديد ثم أكد.", "See what is new, then confirm."),
            None,
        ),
        _ => (
            say(lang, "لا يظهر لك هذا السجل", "This record is not shown to you"),
            say(
                lang,
                "راجع الرقم، أو اطلبه ممن يحق له.",
                "Compare the number, or ask someone who may see it.",
            ),
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
        acts: if kind == TroubleKind::NotShown {
            vec![home]
        } else {
            vec![Act::link(say(lang, "مراجعة الطلب", "Look at the request again"), "#"), home]
        },
    }
}

pub(super) fn notice(lang: Lang) -> NoticeLife {
    let fact = |label: String, value: String| Fact { label, value, note: None, strong: false };
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
