//! The counter in each of its states.

use super::people::{counter_page, hits, rajesh, told};
use super::{Sample, sample, say};
use crate::view::counter::{Asking, CounterHome, CounterSheet, Done, Found, Middle, Reason};
use crate::view::parts::{
    Act, Field, FieldError, Figure, Hidden, Kind, Opt, Outcome, Preview, Refusal, Refusals, Service,
    ServiceGroup, Told,
};
use crate::view::signin::{DemoGroup, DemoPerson, DemoSignIn, SignIn, SignInInput};
use crate::view::{Flash, Lang, Tone};

pub(super) fn samples(lang: Lang) -> Result<Vec<Sample>, askama::Error> {
    let mut wrong = sign_in(lang);
    let said = say(
        lang,
        "الحساب أو كلمة المرور أو الرمز لا يطابق. الرمز يتغير كل 30 ثانية.",
        "The account, password or code does not match. The code changes every 30 seconds.",
    );
    if let Some(input) = wrong.inputs.last_mut() {
        input.field.error = Some(said.clone());
    }
    wrong.page.errors_title = say(lang, "خطأ واحد", "One thing to put right");
    wrong.page.errors.push(FieldError { field: "code".to_owned(), text: said });
    Ok(vec![
        sample(lang, "counter-sign-in", &sign_in(lang))?,
        sample(lang, "counter-sign-in-wrong", &wrong)?,
        sample(lang, "demo-sign-in", &demo_sign_in(lang))?,
        sample(lang, "counter-home", &home(lang, Found::Nothing, ""))?,
        sample(lang, "counter-many", &home(lang, many(lang), "rajesh nair"))?,
        sample(lang, "counter-none", &home(lang, no_one(lang), "2 999 000 115"))?,
        sample(lang, "counter-services", &with(lang, false, services(lang)))?,
        sample(lang, "counter", &with(lang, false, granted(lang)))?,
        sample(lang, "counter-form-wrong", &with(lang, false, unanswered(lang)))?,
        sample(lang, "counter-refusal", &with(lang, true, refused(lang)))?,
        sample(lang, "counter-done", &with(lang, false, done(lang)))?,
    ])
}

fn with(lang: Lang, short: bool, middle: Middle) -> CounterSheet {
    let sheet = rajesh(lang, short);
    CounterSheet {
        page: counter_page(lang, sheet.name.clone()),
        sheet,
        matters: Vec::new(),
        middle,
        find: "/counter".to_owned(),
    }
}

fn sign_in(lang: Lang) -> SignIn {
    let mut page = counter_page(lang, say(lang, "دخول الموظف", "Officer sign-in"));
    page.bar = crate::view::Bar::default();
    let input = |name: &str, label: String, autocomplete, secret, digits, most| SignInInput {
        field: Field::new(name, Kind::Code, label),
        autocomplete,
        secret,
        digits,
        most,
    };
    let mut code = input("code", say(lang, "رمز التطبيق", "App code"), "one-time-code", false, true, 6);
    code.field.hint =
        Some(say(lang, "ستة أرقام من تطبيق الرموز في جوالك.", "Six digits from the code app on your phone."));
    SignIn {
        page,
        heading: say(lang, "دخول الموظف", "Officer sign-in"),
        lead: Some(say(
            lang,
            "حسابك مربوط بمكتبك وورديتك.",
            "Your account is bound to your office and shift.",
        )),
        action: "#".to_owned(),
        inputs: vec![
            input("account", say(lang, "الحساب", "Account"), "username", false, false, 64),
            input("password", say(lang, "كلمة المرور", "Password"), "current-password", true, false, 256),
            code,
        ],
        hidden: Vec::new(),
        submit: say(lang, "دخول", "Sign in"),
        others: vec![Act::link(say(lang, "دخول التجربة بضغطة واحدة", "Enter the demo with one click"), "#")],
    }
}

fn demo_sign_in(lang: Lang) -> DemoSignIn {
    let mut page = counter_page(lang, say(lang, "الدخول بضغطة واحدة", "Enter with one click"));
    page.bar = crate::view::Bar::default();
    let person = |name: String, role: String, account: &str| DemoPerson {
        name,
        role,
        account: account.to_owned(),
        enter: Act {
            hidden: vec![Hidden { name: "who".to_owned(), value: account.to_owned() }],
            ..Act::button(say(lang, "دخول", "Enter"), "#")
        },
    };
    let officers = vec![
        person(
            say(lang, "سعد المطيري", "Saad Almutairi"),
            say(lang, "رقيب أول، شباك 3", "First Sgt., counter 3"),
            "saad",
        ),
        person(
            say(lang, "هند الشهري", "Hind Alshehri"),
            say(lang, "عريف، شباك 1", "Cpl., counter 1"),
            "hind",
        ),
        person(
            say(lang, "فيصل العنزي", "Faisal Alanazi"),
            say(lang, "ملازم، مشرف", "Lt., supervisor"),
            "faisal",
        ),
    ];
    let public = vec![
        person(
            say(lang, "نورة العتيبي", "Noura Alotaibi"),
            say(lang, "ربة أسرة", "Head of household"),
            "1 098 765 726",
        ),
        person(
            say(lang, "راجيش كومار ناير", "Rajesh Kumar Nair"),
            say(lang, "مقيم ومعه أسرته", "Resident with family"),
            "2 123 456 788",
        ),
    ];
    DemoSignIn {
        page,
        groups: vec![
            DemoGroup { title: say(lang, "موظفو المكتب", "Officers"), people: officers },
            DemoGroup { title: say(lang, "الجمهور", "The public"), people: public },
        ],
        ordinary: Act::link(say(lang, "الدخول المعتاد", "Ordinary sign-in"), "#"),
    }
}

fn home(lang: Lang, found: Found, q: &str) -> CounterHome {
    let reason = |value: &str, label: String, chosen| Reason { value: value.to_owned(), label, chosen };
    let blank = matches!(found, Found::Nothing);
    CounterHome {
        page: counter_page(lang, say(lang, "الشباك", "Counter")),
        action: "#".to_owned(),
        q: q.to_owned(),
        error: None,
        reasons: vec![
            reason("asked", say(lang, "طلب صاحب السجل", "Asked by the holder"), true),
            reason("behalf", say(lang, "طلب من ينوب عنه", "Asked on their behalf"), false),
            reason("data", say(lang, "تصحيح بيانات", "Correcting data"), false),
            reason("order", say(lang, "أمر رسمي", "Official order"), false),
        ],
        found,
        recent: if blank { hits(lang) } else { Vec::new() },
        acts: vec![Act::link(say(lang, "شباكك", "Your counter"), "#")],
    }
}

fn many(lang: Lang) -> Found {
    Found::Many {
        title: say(lang, "ثلاثة يطابقون الاسم", "Three match the name"),
        hits: hits(lang),
        more: None,
    }
}

fn no_one(lang: Lang) -> Found {
    Found::NoOne {
        searched: say(
            lang,
            "لا سجل يظهر لك بالرقم 2 999 000 115.",
            "No record is shown to you for the number 2 999 000 115.",
        ),
        ways: vec![
            say(
                lang,
                "راجع الرقم على الوثيقة؛ رقم الإقامة يبدأ بـ 2 وهو عشرة أرقام.",
                "Compare the number with the document; an iqama begins with 2 and has ten digits.",
            ),
            say(
                lang,
                "أو ابحث برقم الجواز، أو باسمين وسنة الميلاد.",
                "Or find by passport number, or by two names and the year of birth.",
            ),
        ],
    }
}

fn service(key: &str, name: String, note: String, closed: Option<String>) -> Service {
    Service { name, note: Some(note), href: "#".to_owned(), key: key.to_owned(), closed }
}

fn services(lang: Lang) -> Middle {
    let group = |title: String, services| ServiceGroup { title, services };
    let none = || Some(say(lang, "لا توجد تأشيرة قائمة.", "There is no visa in force."));
    Middle::Services(vec![
        group(
            say(lang, "السفر والعودة", "Leave and come back"),
            vec![
                service(
                    "1",
                    say(lang, "إصدار تأشيرة خروج وعودة", "Issue an exit and re-entry visa"),
                    say(lang, "من 200 ريال", "from SAR 200"),
                    None,
                ),
                service(
                    "2",
                    say(lang, "تمديد تأشيرة خروج وعودة", "Extend an exit and re-entry visa"),
                    say(lang, "من 200 ريال", "from SAR 200"),
                    none(),
                ),
                service(
                    "3",
                    say(lang, "إلغاء تأشيرة خروج وعودة", "Cancel an exit and re-entry visa"),
                    say(lang, "بلا رسم", "no fee"),
                    none(),
                ),
            ],
        ),
        group(
            say(lang, "الإقامة", "Residence"),
            vec![service(
                "4",
                say(lang, "تجديد الإقامة", "Renew the iqama"),
                say(lang, "من 650 ريالاً", "from SAR 650"),
                None,
            )],
        ),
        group(
            say(lang, "المغادرة النهائية", "Leave for good"),
            vec![
                service(
                    "5",
                    say(lang, "إصدار خروج نهائي", "Issue a final exit"),
                    say(lang, "بلا رسم", "no fee"),
                    None,
                ),
                service(
                    "6",
                    say(lang, "إلغاء خروج نهائي", "Cancel a final exit"),
                    say(lang, "بلا رسم قبل انتهائه", "no fee before it ends"),
                    None,
                ),
            ],
        ),
        group(
            say(lang, "الرسوم والعبور", "Fees and crossings"),
            vec![service(
                "7",
                say(lang, "إيداع رسم", "Deposit a fee"),
                say(lang, "يُحفظ للخدمة المختارة", "kept for the chosen service"),
                None,
            )],
        ),
    ])
}

fn fields(lang: Lang) -> Vec<Field> {
    let option =
        |value: &str, label: String, chosen| Opt { value: value.to_owned(), label, note: None, chosen };
    let mut mode =
        Field::new("mode", Kind::Segmented, say(lang, "طريقة حساب المدة", "How the time is counted"));
    mode.options = vec![
        option("months", say(lang, "بالأشهر", "Months"), true),
        option("days", say(lang, "بالأيام", "Days"), false),
        option("before", say(lang, "العودة قبل تاريخ", "Return before"), false),
    ];
    let mut length = Field::new("months", Kind::Choice, say(lang, "المدة", "Length"));
    length.options = vec![
        option("2", say(lang, "شهران", "Two months"), false),
        option("3", say(lang, "ثلاثة أشهر", "Three months"), true),
        option("4", say(lang, "أربعة أشهر", "Four months"), false),
    ];
    let mut whom = Field::new("whom", Kind::Choice, say(lang, "لمن", "For whom"));
    whom.options = vec![
        option("all", say(lang, "راجيش وزوجته وابنته", "Rajesh, wife, daughter"), true),
        option("self", say(lang, "راجيش وحده", "Rajesh only"), false),
    ];
    whom.chip = Some(say(lang, "3 أشخاص", "3 people"));
    let mut by = Field::new("by", Kind::Known, say(lang, "مقدم الطلب", "Asked by"));
    by.value = "party-77".to_owned();
    by.options = vec![option("party-77", say(lang, "المندوب فهد القرني", "Fahd Alqarni, delegate"), true)];
    by.chip = Some(say(lang, "مفوض", "authorised"));
    vec![mode, length, whom, by]
}

pub(super) fn figures(lang: Lang) -> Vec<Figure> {
    let figure = |label: String, value: String, second: String| Figure {
        label,
        value,
        second: Some(second),
        tone: Tone::Plain,
    };
    vec![
        figure(
            say(lang, "الرسم لكل شخص", "Fee, each person"),
            say(lang, "300 ريال", "SAR 300"),
            say(lang, "للثلاثة 900 · الرصيد 1,150", "three: 900 · deposited 1,150"),
        ),
        figure(
            say(lang, "آخر يوم للسفر", "Last day to travel"),
            "24/02/2027".to_owned(),
            say(lang, "الأربعاء 17 رمضان 1448هـ", "Wed 17 Ramadan 1448 H"),
        ),
        figure(
            say(lang, "العودة قبل", "Last day to return"),
            say(lang, "ثلاثة أشهر من السفر", "3 months from travel"),
            say(lang, "وفي كل حال قبل 24/05/2027", "and never after 24/05/2027"),
        ),
    ]
}

pub(super) fn warnings(lang: Lang) -> Vec<String> {
    vec![
        say(
            lang,
            "لا يسترد الرسم إذا ألغيت التأشيرة، ولا تعدل المدة بعد الإصدار.",
            "The fee is not refunded if the visa is cancelled, and its length cannot be changed once issued.",
        ),
        say(
            lang,
            "تأشيرة لا تستعمل ولا تلغى قبل انتهائها غرامتها 1,000 ريال.",
            "A visa neither used nor cancelled before it ends brings a fine of SAR 1,000.",
        ),
    ]
}

fn asking(lang: Lang) -> Asking {
    Asking {
        service: say(lang, "إصدار تأشيرة خروج وعودة", "Issue an exit and re-entry visa"),
        chosen: Some(say(lang, "مفردة", "single")),
        question: say(lang, "كم يبقى خارج المملكة؟", "How long will they be abroad?"),
        action: "#".to_owned(),
        back: "#".to_owned(),
        fields: fields(lang),
        hidden: vec![Hidden { name: "key".to_owned(), value: "01JDFM".to_owned() }],
        explained: Some(Vec::new()),
        outcome: Outcome::None,
        told: Vec::new(),
    }
}

fn granted(lang: Lang) -> Middle {
    let mut asking = asking(lang);
    asking.told = told(lang);
    asking.outcome = Outcome::Granted(Preview {
        figures: figures(lang),
        warnings: warnings(lang),
        commit: say(lang, "إصدار ثلاث تأشيرات", "Issue three visas"),
        busy: say(lang, "تُصدر الآن", "Issuing now"),
        checked: Some(say(lang, "لا مانع: فُحص 14 شرطاً", "All 14 conditions met")),
    });
    Middle::Asking(Box::new(asking))
}

fn unanswered(lang: Lang) -> Middle {
    let mut asking = asking(lang);
    if let Some(mode) = asking.fields.first_mut() {
        for (n, option) in mode.options.iter_mut().enumerate() {
            option.chosen = n == 2;
        }
    }
    let mut date = Field::new("before", Kind::Date, say(lang, "العودة قبل", "Return before"));
    date.value = "01/11/2026".to_owned();
    date.hint = Some(say(
        lang,
        "يوم/شهر/سنة، ميلادي أو هجري، بعد اليوم.",
        "Day/month/year, Gregorian or Hijri, after today.",
    ));
    date.error = Some(say(lang, "هذا اليوم مضى: 01/11/2026.", "That day has passed: 01/11/2026."));
    let mut amount = Field::new("amount", Kind::Money, say(lang, "المبلغ المدفوع", "Amount paid"));
    amount.value = "300.00".to_owned();
    if let Some(field) = asking.fields.get_mut(1) {
        *field = date;
    }
    asking.fields.push(amount);
    Middle::Asking(Box::new(asking))
}

pub(super) fn refusals(lang: Lang) -> Refusals {
    let reason = |fact: String, way_out: String, act: Option<Act>| Refusal { fact, way_out, act };
    Refusals {
        title: say(
            lang,
            "لا يمكن إصدار التأشيرة الآن، لأربعة أسباب",
            "The visa cannot be issued now, for four reasons",
        ),
        reasons: vec![
            reason(
                say(
                    lang,
                    "جواز السفر ينتهي بعد 61 يوماً، والمطلوب 90 يوماً على الأقل.",
                    "The passport ends in 61 days; 90 are needed.",
                ),
                say(
                    lang,
                    "يجدد الجواز لدى سفارته، ثم تُحدّث بياناته هنا.",
                    "It is renewed at the embassy, then updated here.",
                ),
                None,
            ),
            reason(
                say(
                    lang,
                    "عليه مخالفتان مروريتان غير مسددتين، مجموعهما 450 ريالاً.",
                    "Two traffic fines are unpaid, SAR 450 together.",
                ),
                say(
                    lang,
                    "تسدد من حسابه البنكي أو من جهاز السداد في المدخل.",
                    "They are paid from his bank account or at the machine in the entrance.",
                ),
                Some(Act::button(say(lang, "إرسال تفاصيلهما", "Send their details"), "#")),
            ),
            reason(
                say(
                    lang,
                    "الرصيد المودع للخدمة 200 ريال، والرسم 300 ريال.",
                    "SAR 200 is deposited for the service; the fee is SAR 300.",
                ),
                say(lang, "ينقص 100 ريال، أو تُختار مدة شهرين.", "SAR 100 short, or choose two months."),
                Some(Act::link(say(lang, "جعلها شهرين", "Make it two months"), "#")),
            ),
            reason(
                say(
                    lang,
                    "الإقامة تنتهي في 02/01/2027، قبل موعد العودة.",
                    "The iqama ends on 02/01/2027, before the return.",
                ),
                say(
                    lang,
                    "تُجدد الإقامة أولاً. يمكن ذلك الآن: لا مانع من التجديد.",
                    "Renew the iqama first. It can be done now: nothing stands in the way.",
                ),
                Some(Act::link(say(lang, "تجديد الإقامة", "Renew the iqama"), "#")),
            ),
        ],
        checked: Some(say(lang, "فُحص 14 شرطاً، واستوفى 10", "14 conditions checked, 10 met")),
        act: Some(Act::button(say(lang, "إرسال الأسباب إلى جواله", "Send the reasons to his phone"), "#")),
    }
}

fn refused(lang: Lang) -> Middle {
    let mut asking = asking(lang);
    asking.chosen = Some(say(lang, "مفردة · ثلاثة أشهر", "single · three months"));
    asking.told = vec![Told {
        channel: say(lang, "رسالة", "SMS"),
        who: say(lang, "راجيش ناير", "Rajesh Nair"),
        how: say(lang, "الإنجليزية", "in English"),
    }];
    asking.outcome = Outcome::Refused(refusals(lang));
    Middle::Asking(Box::new(asking))
}

fn done(lang: Lang) -> Middle {
    Middle::Done(Box::new(Done {
        title: say(lang, "صدرت ثلاث تأشيرات", "Three visas are issued"),
        text: say(
            lang,
            "آخر يوم للسفر 24/02/2027، وأُبلغ المسافرون وصاحب العمل.",
            "Last day to travel 24/02/2027; the travellers and the employer have been told.",
        ),
        reference: "8Q4TX".to_owned(),
        corrected: Vec::new(),
        each: Vec::new(),
        figures: figures(lang),
        acts: vec![
            Act {
                key: Some("P".to_owned()),
                ..Act::link(say(lang, "طباعة التأشيرات", "Print the visas"), "#")
            },
            Act::link(say(lang, "خدمة أخرى له", "Another service for him"), "#"),
        ],
        told: told(lang),
    }))
}

/// A flash as the counter shows it after a small act.
pub(super) fn flash(lang: Lang) -> Flash {
    Flash {
        tone: Tone::Good, text: say(lang, "حُفظ الإيداع: 300 ريال.", "The deposit is kept: SAR 300.")
    }
}
