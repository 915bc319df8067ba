//! The texts of the demonstration's five stories.

use super::say;
use crate::house::StoryCard;
use crate::view::Lang;
use crate::view::parts::{Act, Hidden};
use crate::view::start::Story;
use desk::identity::Account;

/// The button that signs in as somebody of the demonstration and goes on to a page.
pub(crate) fn enter(lang: Lang, who: &str, to: &str) -> Act {
    let hidden = |name: &str, value: &str| Hidden { name: name.to_owned(), value: value.to_owned() };
    Act {
        hidden: vec![hidden("who", who), hidden("to", to)],
        ..Act::button(say(lang, "دخول", "Enter"), "/demo/sign-in")
    }
}

/// What a story is called; its key where it is unknown.
pub(crate) fn title(lang: Lang, key: &str) -> String {
    let (ar, en) = match key {
        "late-fine" => ("تجديد متأخر وغرامته", "A late renewal and its fine"),
        "four-reasons" => ("رفض بأسبابه كلها", "A refusal with all its reasons"),
        "family-phones" => ("خروج وعودة، فترن هواتف الأسرة", "Exit and re-entry, and the family’s phones"),
        "new-sponsor" => ("كفيل تغير أمس", "A sponsor who changed yesterday"),
        "final-exit" => ("خروج نهائي ثم إلغاؤه", "A final exit, then cancelled"),
        other => (other, other),
    };
    say(lang, ar, en)
}

fn text(lang: Lang, key: &str) -> String {
    let (ar, en) = match key {
        "late-fine" => (
            "إقامة عاملة منزلية انتهت قبل عشرة أيام. الرسم والغرامة مودعان، فتُجدد وتظهر الغرامة قبل التأكيد.",
            "A domestic worker’s iqama ended ten days ago. Fee and fine lie ready: it is renewed, and the fine is shown before the button.",
        ),
        "four-reasons" => (
            "جواز يقترب من نهايته، وإقامة تنتهي قبل العودة، ومخالفات غير مسددة، ورسم لم يُودع: تظهر الأسباب كلها مرة واحدة.",
            "A passport near its end, an iqama that ends before the return, unpaid fines and no fee deposited: all reasons at once.",
        ),
        "family-phones" => (
            "أب يطلب تأشيرة خروج وعودة لزوجته، فتصل الرسالة إلى هاتفيهما في لحظة.",
            "A father asks for an exit/re-entry visa for his wife, and both phones ring at once.",
        ),
        "new-sponsor" => (
            "انتقل العامل أمس إلى كفيل جديد: القديم لا يطلب له ولا يُبلغ عنه، والجديد وحده يفعل.",
            "The worker moved to a new sponsor yesterday: the old one may no longer ask and is no longer told.",
        ),
        "final-exit" => (
            "خروج نهائي يُصدر لعاملة، ثم يُلغى قبل انتهائه.",
            "A final exit is issued to a worker, then cancelled before it ends.",
        ),
        _ => ("", ""),
    };
    say(lang, ar, en)
}

/// A story with its ways in: at the counter, and on the asker's own page.
pub(crate) fn story(lang: Lang, card: &StoryCard, officer: Option<&Account>) -> Story {
    let (subject, asker) = (card.subject.0.0, card.asker.0.0);
    let service = &card.service;
    let at_counter = format!("/counter/person/{subject}/service/{service}?reason=asked");
    let at_home = format!("/me/for/{subject}/service/{service}");
    let mut acts = Vec::new();
    if let Some(officer) = officer {
        let label = say(lang, "افتحها عند الشباك", "Open it at the counter");
        acts.push(Act { label, ..enter(lang, &officer.login, &at_counter) });
    }
    let label = say(lang, "اطلبها من صفحة مقدم الطلب", "Ask from the asker’s own page");
    acts.push(Act { label, ..enter(lang, &asker.to_string(), &at_home) });
    if let Some((former, _)) = &card.former {
        let label = say(lang, "جرّب بصفحة الكفيل السابق", "Try as the former sponsor");
        // Their own page shows them no worker; the worker's page is not theirs to open.
        acts.push(Act { label, ..enter(lang, &former.0.to_string(), "/me") });
    }
    acts.push(Act::link(say(lang, "الهواتف", "Phones"), "/phones"));
    let mut identifiers = vec![
        (card.subject.1.clone(), say(lang, "صاحب السجل", "Holder of the record")),
        (card.asker.1.clone(), say(lang, "مقدم الطلب", "The one who asks")),
    ];
    identifiers.extend(
        card.former.iter().map(|former| (former.1.clone(), say(lang, "الكفيل السابق", "Former sponsor"))),
    );
    Story {
        title: title(lang, &card.key),
        text: text(lang, &card.key),
        identifiers,
        steps: steps(lang, &card.key),
        acts,
    }
}

fn steps(lang: Lang, key: &str) -> Vec<String> {
    let mut steps = vec![
        say(
            lang,
            "ادخل عند الشباك وابحث برقم صاحب السجل.",
            "Enter at the counter and find the holder by number.",
        ),
        say(
            lang,
            "اختر الخدمة؛ يظهر ما سيكون قبل أي تأكيد.",
            "Choose the service; what will happen is shown before anything is committed.",
        ),
    ];
    steps.push(match key {
        "four-reasons" => {
            say(lang, "اقرأ الأسباب والمخرج من كل منها.", "Read the reasons and the way out of each.")
        }
        "final-exit" => say(
            lang,
            "أصدر الخروج، ثم اختر «خدمة أخرى لصاحب السجل» وألغه.",
            "Issue the exit, then choose “Another service for them” and cancel it.",
        ),
        _ => say(lang, "أكد، ثم افتح صفحة الهواتف.", "Confirm, then open the page of phones."),
    });
    if key == "new-sponsor" {
        steps.push(say(
            lang,
            "ادخل بالكفيل السابق: لا عامل في صفحته، ولا رسالة في هاتفه.",
            "Enter as the former sponsor: no worker on his page, no message on his phone.",
        ));
    }
    steps
}
