//! My page in each of its states.

use super::counter::{figures, refusals, warnings};
use super::people::{chip, my_page, told};
use super::{Sample, sample, say};
use crate::view::mine::{Message, MyHome, MyLooks, MyMessages, MyServices, MyStep, Step, Ward};
use crate::view::parts::{
    Act, Fact, Field, FieldError, Hidden, Kind, Line, Opt, Paper, Preview, Service, ServiceGroup, Todo,
};
use crate::view::signin::{SignIn, SignInInput};
use crate::view::{Bar, Lang, Tone};

pub(super) fn samples(lang: Lang) -> Result<Vec<Sample>, askama::Error> {
    let mut empty = home(lang);
    empty.todo = None;
    empty.wards.clear();
    empty.papers.clear();
    empty.messages.clear();
    empty.looks.clear();
    Ok(vec![
        sample(lang, "my-sign-in", &sign_in(lang, false))?,
        sample(lang, "my-code", &sign_in(lang, true))?,
        sample(lang, "my-page", &home(lang))?,
        sample(lang, "my-page-empty", &empty)?,
        sample(lang, "my-services", &services(lang))?,
        sample(lang, "my-question", &step(lang, 0))?,
        sample(lang, "my-check", &step(lang, 1))?,
        sample(lang, "my-refusal", &step(lang, 2))?,
        sample(lang, "my-done", &step(lang, 3))?,
        sample(
            lang,
            "my-messages",
            &MyMessages {
                page: my_page(lang, say(lang, "رسائلي", "My messages"), 2),
                messages: messages(lang),
            },
        )?,
        sample(
            lang,
            "my-looks",
            &MyLooks { page: my_page(lang, say(lang, "من اطلع", "Who looked"), 3), looks: looks(lang) },
        )?,
    ])
}

fn sign_in(lang: Lang, code: bool) -> SignIn {
    let mut page = my_page(lang, say(lang, "الدخول إلى صفحتي", "Sign in to My page"), 0);
    page.bar = Bar::default();
    let mut field = if code {
        Field::new("code", Kind::Code, say(lang, "الرمز", "Code"))
    } else {
        Field::new("identifier", Kind::Code, say(lang, "رقم الهوية أو الإقامة", "National ID or iqama number"))
    };
    if code {
        field.hint = Some(say(
            lang,
            "ستة أرقام وصلت إلى جوالك 05•• ••• 726، صالحة خمس دقائق.",
            "Six digits sent to your mobile 05•• ••• 726, good for five minutes.",
        ));
    } else {
        field.value = "109876572".to_owned();
        field.error =
            Some(say(lang, "رقم الهوية عشرة أرقام، وهذا تسعة.", "An ID has ten digits; this has nine."));
        page.errors_title = say(lang, "خطأ واحد", "One thing to put right");
        page.errors = vec![FieldError {
            field: "identifier".to_owned(),
            text: say(lang, "رقم الهوية عشرة أرقام، وهذا تسعة.", "An ID has ten digits; this has nine."),
        }];
    }
    SignIn {
        page,
        heading: if code {
            say(lang, "أدخل الرمز الذي وصلك", "Enter the code you received")
        } else {
            say(lang, "الدخول إلى صفحتي", "Sign in to My page")
        },
        lead: (!code).then(|| {
            say(
                lang,
                "يصلك رمز برسالة إلى جوالك المسجل.",
                "A code comes by SMS to the mobile on your record.",
            )
        }),
        action: "#".to_owned(),
        inputs: vec![SignInInput {
            field,
            autocomplete: if code { "one-time-code" } else { "username" },
            secret: false,
            digits: true,
            most: if code { 6 } else { 10 },
        }],
        hidden: Vec::new(),
        submit: if code {
            say(lang, "دخول", "Sign in")
        } else {
            say(lang, "أرسل الرمز", "Send the code")
        },
        others: if code {
            vec![Act::button(say(lang, "أرسل رمزاً آخر", "Send another code"), "#")]
        } else {
            vec![Act::link(say(lang, "دخول التجربة بضغطة واحدة", "Enter the demo with one click"), "#")]
        },
    }
}

fn home(lang: Lang) -> MyHome {
    MyHome {
        page: my_page(lang, say(lang, "صفحتي", "My page"), 0),
        greeting: say(lang, "أهلاً، نورة", "Hello, Noura"),
        about: say(lang, "ربة أسرة · 1 0•• ••• 726", "Head of household · 1 0•• ••• 726"),
        todo: Some(Todo {
            chip: chip(say(lang, "بقي 12 يوماً", "12 days left"), Tone::Warn),
            title: say(lang, "إقامة سوميا تنتهي في 6 ديسمبر", "Soumya’s iqama ends on 6 December"),
            text: say(
                lang,
                "عاملة منزلية. التجديد سنة رسمه 650 ريالاً، ورصيدك يكفي. لا مانع من التجديد.",
                "Domestic worker. A year costs SAR 650 and your deposit covers it. Nothing stands in the way.",
            ),
            act: Act::link(say(lang, "تجديد الإقامة", "Renew the iqama"), "#"),
        }),
        matters: vec![Todo {
            chip: chip(say(lang, "بقي 4 أيام", "4 days left"), Tone::Warn),
            title: say(lang, "عُرضت عليك خدمات سيتي أمينة", "The services of Siti Aminah are offered to you"),
            text: say(lang, "العرض قائم حتى 28/11/2026", "Open until 28/11/2026"),
            act: Act::link(say(lang, "القبول", "Accept"), "#"),
        }],
        wards_title: say(lang, "من أنا مسؤولة عنهم", "People I answer for"),
        wards: wards(lang),
        own: Act::link(say(lang, "خدماتي", "My services"), "#"),
        papers: papers(lang),
        messages: messages(lang).into_iter().take(2).collect(),
        all_messages: Some(Act::link(say(lang, "كل رسائلي", "All messages"), "#")),
        looks: looks(lang),
        all_looks: Some(Act::link(say(lang, "الكل", "All"), "#")),
    }
}

fn wards(lang: Lang) -> Vec<Ward> {
    let abroad = || chip(say(lang, "خارج المملكة", "abroad"), Tone::Plain);
    let ward = |name: String, tie: String, says: String, chip, life, tone| Ward {
        name,
        tie: (!tie.is_empty()).then_some(tie),
        says,
        chip,
        life: Some(life),
        tone,
        href: "#".to_owned(),
    };
    vec![
        ward(
            say(lang, "سوميا ويجايا", "Soumya Wijaya"),
            say(lang, "عاملة منزلية", "domestic worker"),
            say(lang, "الإقامة حتى 06/12/2026", "Iqama to 06/12/2026"),
            chip(say(lang, "داخل المملكة", "in the Kingdom"), Tone::Good),
            3,
            Tone::Warn,
        ),
        ward(
            say(lang, "عبدالله", "Abdullah"),
            say(lang, "ابن، 16 سنة", "son, age 16"),
            say(lang, "تصريح سفر حتى 01/03/2027", "Travel permit to 01/03/2027"),
            abroad(),
            52,
            Tone::Good,
        ),
        ward(
            say(lang, "محمد رفيق", "Mohammed Rafiq"),
            say(lang, "سائق", "driver"),
            say(lang, "تأشيرة خروج وعودة، يعود قبل 19/01/2027", "Exit and re-entry, back before 19/01/2027"),
            abroad(),
            61,
            Tone::Good,
        ),
    ]
}

fn papers(lang: Lang) -> Vec<Paper> {
    vec![Paper {
        name: say(lang, "جواز السفر السعودي", "Saudi passport"),
        number: Some("A•••• 213".to_owned()),
        ends: Some(say(lang, "ينتهي 18/02/2030", "ends 18/02/2030")),
        life: Some(66),
        tone: Tone::Good,
        says: Some(say(lang, "باقٍ ثلاث سنوات", "three years left")),
        print: None,
    }]
}

fn messages(lang: Lang) -> Vec<Message> {
    let message = |text: &str, state: String, tone| Message {
        text: text.to_owned(),
        lang: "ar".to_owned(),
        dir: "rtl".to_owned(),
        state,
        tone,
        href: Some("#".to_owned()),
    };
    vec![
        message(
            "صدرت تأشيرة خروج وعودة لمحمد رفيق تنتهي إقامته بـ 3460، السفر حتى 20/10/2026. مرجع 8Q2PV",
            say(lang, "19/10/2026 09:12 · سُلّمت", "19/10/2026 09:12 · delivered"),
            Tone::Good,
        ),
        message(
            "إقامة سوميا ويجايا تنتهي 06/12/2026. جددها قبل ذلك تجنباً للغرامة.",
            say(
                lang,
                "أمس 10:30 · موضع شك: لم يصل رد الشبكة",
                "Yesterday 10:30 · in doubt: the network did not answer",
            ),
            Tone::Warn,
        ),
        message(
            "رمز التحقق 418226 صالح خمس دقائق. لا تشاركه مع أحد.",
            say(lang, "اليوم 09:58 · سُلّمت", "Today 09:58 · delivered"),
            Tone::Good,
        ),
    ]
}

fn looks(lang: Lang) -> Vec<Line> {
    let line = |what: String, when: String| Line { what, when, href: None };
    vec![
        line(
            say(lang, "مكتب هايبر بنده، شباك 3", "Hyper Panda office, counter 3"),
            say(lang, "أمس 19:42 · خدمة طلبتها", "Yesterday 19:42 · a service you asked for"),
        ),
        line(
            say(lang, "إدارة الرمال", "Alrimal department"),
            say(lang, "02/11/2026 · تصحيح اسم تابع", "02/11/2026 · a dependent’s name corrected"),
        ),
    ]
}

fn services(lang: Lang) -> MyServices {
    let service = |key: &str, name: String, note: String, closed| Service {
        name,
        note: Some(note),
        href: "#".to_owned(),
        key: key.to_owned(),
        closed,
    };
    MyServices {
        page: my_page(lang, say(lang, "الخدمات", "Services"), 1),
        heading: say(lang, "ماذا تريدين لسوميا؟", "What do you want for Soumya?"),
        about: Some(say(
            lang,
            "سوميا ويجايا · عاملة منزلية · داخل المملكة",
            "Soumya Wijaya · domestic worker · in the Kingdom",
        )),
        groups: vec![
            ServiceGroup {
                title: say(lang, "تبقى معي", "She stays"),
                services: vec![service(
                    "1",
                    say(lang, "تجديد الإقامة", "Renew the iqama"),
                    say(lang, "650 ريالاً", "SAR 650"),
                    None,
                )],
            },
            ServiceGroup {
                title: say(lang, "تسافر وتعود", "She leaves and comes back"),
                services: vec![
                    service(
                        "2",
                        say(lang, "إصدار تأشيرة خروج وعودة", "Issue an exit and re-entry visa"),
                        say(lang, "من 200 ريال", "from SAR 200"),
                        None,
                    ),
                    service(
                        "3",
                        say(lang, "إلغاء تأشيرة خروج وعودة", "Cancel an exit and re-entry visa"),
                        say(lang, "بلا رسم", "no fee"),
                        Some(say(lang, "لا توجد تأشيرة قائمة.", "There is no visa in force.")),
                    ),
                ],
            },
            ServiceGroup {
                title: say(lang, "تغادر نهائياً", "She leaves for good"),
                services: vec![service(
                    "4",
                    say(lang, "إصدار خروج نهائي", "Issue a final exit"),
                    say(lang, "بلا رسم", "no fee"),
                    None,
                )],
            },
        ],
        back: Act::link(say(lang, "صفحتي", "My page"), "#"),
    }
}

fn question(lang: Lang) -> Step {
    let option = |value: &str, label: String, note: String, chosen| Opt {
        value: value.to_owned(),
        label,
        note: Some(note),
        chosen,
    };
    let mut length = Field::new("months", Kind::Segmented, say(lang, "المدة", "Length"));
    length.hint = Some(say(lang, "تبدأ المدة يوم السفر.", "The time begins on the day of travel."));
    length.options = vec![
        option("2", say(lang, "شهران", "Two months"), say(lang, "200 ريال", "SAR 200"), false),
        option("3", say(lang, "ثلاثة أشهر", "Three months"), say(lang, "300 ريال", "SAR 300"), true),
        option(
            "4",
            say(lang, "أربعة أشهر", "Four months"),
            say(lang, "400 ريال، وينقص رصيدك 50", "SAR 400, your deposit is 50 short"),
            false,
        ),
    ];
    Step::Question { fields: vec![length], action: "#".to_owned(), submit: say(lang, "التالي", "Next") }
}

fn check(lang: Lang) -> Step {
    let fact = |label: String, value: String| Fact { label, value, note: None, strong: true };
    Step::Check {
        answers: vec![
            fact(say(lang, "لمن", "For"), say(lang, "راجيش كومار ناير", "Rajesh Kumar Nair")),
            fact(say(lang, "النوع", "Kind"), say(lang, "مفردة، بالأشهر", "single, by months")),
            fact(say(lang, "المدة", "Length"), say(lang, "ثلاثة أشهر", "three months")),
        ],
        preview: Preview {
            figures: figures(lang),
            warnings: warnings(lang),
            commit: say(lang, "إصدار التأشيرة", "Issue the visa"),
            busy: say(lang, "تُصدر الآن", "Issuing now"),
            checked: Some(say(lang, "لا مانع: فُحص 14 شرطاً", "All 14 conditions met")),
        },
        told: told(lang),
        action: "#".to_owned(),
    }
}

fn step(lang: Lang, n: usize) -> MyStep {
    let (step, heading) = match n {
        0 => (question(lang), say(lang, "كم يبقى خارج المملكة؟", "How long will he be abroad?")),
        1 => (check(lang), say(lang, "راجع ثم أصدر", "Check, then issue")),
        2 => (
            Step::Refused(refusals(lang)),
            say(lang, "ما الذي يمنع، وكيف يُزال", "What stands in the way, and how to clear it"),
        ),
        _ => (
            Step::Done {
                text: say(
                    lang,
                    "آخر يوم للسفر 24/02/2027، وأُبلغ المسافر وصاحب العمل.",
                    "Last day to travel 24/02/2027; the traveller and the employer have been told.",
                ),
                reference: "8Q4TX".to_owned(),
                figures: figures(lang),
                each: Vec::new(),
                told: told(lang),
                acts: vec![
                    Act::link(say(lang, "طباعة التأشيرة", "Print the visa"), "#"),
                    Act::link(say(lang, "صفحتي", "My page"), "#"),
                ],
            },
            say(lang, "صدرت التأشيرة", "The visa is issued"),
        ),
    };
    MyStep {
        page: my_page(lang, heading.clone(), 1),
        about: say(lang, "تأشيرة خروج وعودة · راجيش ناير", "Exit and re-entry visa · Rajesh Nair"),
        progress: (n < 2)
            .then(|| if n == 0 { say(lang, "2 من 4", "2 of 4") } else { say(lang, "4 من 4", "4 of 4") }),
        heading,
        back: (n < 3).then(|| Act::link(say(lang, "رجوع", "Back"), "#")),
        hidden: vec![Hidden { name: "key".to_owned(), value: "01JDFM".to_owned() }],
        step,
    }
}
