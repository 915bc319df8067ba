//! The simulated bank: nothing paid yet, some paid, one turned down.

use super::others::plain_page;
use super::{Sample, sample, say};
use crate::view::bank::{Bank, Payment};
use crate::view::parts::{Act, Field, FieldError, Hidden, Kind, Opt};
use crate::view::phones::Fault;
use crate::view::{Flash, Lang, Tone};

pub(super) fn samples(lang: Lang) -> Result<Vec<Sample>, askama::Error> {
    let mut none = bank(lang);
    none.payments.clear();
    let mut refused = bank(lang);
    let used = say(
        lang,
        "استُعمل هذا السداد وكان 200 ريال، ولا يعود منه شيء.",
        "This payment of SAR 200 was used; nothing of it goes back.",
    );
    refused.page.flashes.push(Flash { tone: Tone::Stop, text: used });
    let mut wrong = bank(lang);
    let said = say(lang, "يُكتب المبلغ بالريال.", "Write the amount in riyals.");
    if let Some(field) = wrong.fields.iter_mut().find(|field| field.name == "amount") {
        field.error = Some(said.clone());
    }
    wrong.page.errors_title = say(lang, "لم يُسدد", "Nothing was paid");
    wrong.page.errors.push(FieldError { field: "amount".to_owned(), text: said });
    Ok(vec![
        sample(lang, "bank", &bank(lang))?,
        sample(lang, "bank-none", &none)?,
        sample(lang, "bank-refused", &refused)?,
        sample(lang, "bank-wrong", &wrong)?,
    ])
}

fn choice(name: &str, label: String, value: &str, shown: String) -> Field {
    let mut field = Field::new(name, Kind::Choice, label);
    field.options = vec![Opt { value: value.to_owned(), label: shown, note: None, chosen: true }];
    field
}

fn payment(lang: Lang, reference: &str, (state, tone): (String, Tone), acts: Vec<Act>) -> Payment {
    Payment {
        reference: reference.to_owned(),
        when: "24/11/2026 10:02".to_owned(),
        what: say(lang, "تأشيرة مفردة · ******0009", "Single visa · ******0009"),
        account: "A-1001".to_owned(),
        amount: say(lang, "200 ريال", "SAR 200"),
        state,
        tone,
        receipt: Some("7K3M9QXA".to_owned()),
        acts,
    }
}

fn bank(lang: Lang) -> Bank {
    let button = |label: String, href: &str| Act {
        hidden: vec![Hidden { name: "reference".to_owned(), value: "R-1".to_owned() }],
        ..Act::button(label, href)
    };
    let back = button(say(lang, "طلب الاسترداد", "Ask it back"), "#");
    let tell = button(say(lang, "إبلاغ الجوازات", "Tell Jawazat"), "#");
    let mut page = plain_page(lang, say(lang, "بنك الرمال", "Sands Bank"), 9);
    page.token = None;
    Bank {
        page,
        fields: vec![
            choice(
                "fee",
                say(lang, "الرسم", "Fee"),
                "04",
                say(lang, "04 · تأشيرة مفردة", "04 · Single visa"),
            ),
            Field::new("beneficiary", Kind::Code, say(lang, "رقم المستفيد", "Number of the beneficiary")),
            Field::new("amount", Kind::Money, say(lang, "المبلغ", "Amount")),
            choice("account", say(lang, "الحساب", "Account"), "A-1001", "A-1001".to_owned()),
        ],
        ready: Some(say(lang, "الجاهز تحت هذا الرمز 400 ريال.", "SAR 400 lie ready under this code.")),
        accounts: vec![("A-1001".to_owned(), say(lang, "4,800 ريال", "SAR 4,800"))],
        payments: vec![
            payment(
                lang,
                "R-3",
                (say(lang, "استُلم ولم يؤكد", "Taken, not yet confirmed"), Tone::Warn),
                vec![tell],
            ),
            payment(lang, "R-2", (say(lang, "مؤكد", "Confirmed"), Tone::Good), vec![back]),
            payment(
                lang,
                "R-1",
                (say(lang, "عاد إلى الحساب", "Back in the account"), Tone::Plain),
                Vec::new(),
            ),
        ],
        faults: vec![Fault {
            label: say(lang, "البنك لا يبلغ", "The bank tells nothing"),
            on: false,
            action: "#".to_owned(),
            value: "silent".to_owned(),
        }],
        hidden: Vec::new(),
        file: "#".to_owned(),
    }
}
