//! The printed sheet, in both languages.

use super::papers::capital;
use super::people::identifier_label;
use super::{say, term, word};
use crate::view::sheet::{Both, PrintSheet, SheetBox, SheetRow};
use crate::view::{Lang, Page};
use calendar::{Day, Instant};
use desk::Transaction;
use desk::identity::Office;
use record::{Document, DocumentKind, Language, Party};
use words::{format_day, format_hijri_long, format_moment};

/// What is printed.
pub(crate) struct Printing<'a> {
    pub entry: &'a Transaction,
    pub subject: &'a Party,
    pub document: &'a Document,
    pub asker: Option<&'a Party>,
    pub office: Option<&'a Office>,
    pub by: Option<(String, String)>,
    pub now: Instant,
}

fn both(of: impl Fn(Language) -> String) -> Both {
    Both { ar: of(Language::Ar), en: of(Language::En) }
}

fn line(label: (&str, &str), of: impl Fn(Language) -> String) -> SheetRow {
    SheetRow {
        label_ar: label.0.to_owned(),
        label_en: label.1.to_owned(),
        value_ar: of(Language::Ar),
        value_en: of(Language::En),
    }
}

fn day_box(label: (&str, &str), day: Day) -> SheetBox {
    SheetBox {
        label_ar: label.0.to_owned(),
        label_en: label.1.to_owned(),
        value_ar: format_day(Language::Ar, day),
        value_en: String::new(),
        second_ar: format_hijri_long(Language::Ar, day),
        second_en: format_hijri_long(Language::En, day),
    }
}

/// The sheet.
pub(crate) fn of(page: Page, back: String, printing: &Printing) -> PrintSheet {
    let Printing { entry, document, office, .. } = printing;
    let day = entry.at.day();
    PrintSheet {
        page,
        back,
        office: both(|language| match (office, language) {
            (Some(office), Language::Ar) => office.name.0.clone(),
            (Some(office), Language::En) => office.name.1.clone(),
            (None, language) => say(language.into(), "الخدمات الإلكترونية", "Online services"),
        }),
        title: both(|language| title(language.into(), document.kind)),
        number_label: both(|language| say(language.into(), "الرقم", "Number")),
        number: document.number.clone(),
        issued: format_day(Language::Ar, day),
        issued_hijri: both(|language| format_hijri_long(language, day)),
        rows: rows(printing),
        boxes: boxes(document),
        notes: notes(document.kind),
        reference: entry.reference.as_str().to_owned(),
        printed: both(|language| printed(language, printing)),
    }
}

fn title(lang: Lang, kind: DocumentKind) -> String {
    match (lang, kind) {
        (Lang::Ar, DocumentKind::ExitReentrySingle) => "تأشيرة خروج وعودة مفردة".to_owned(),
        (Lang::En, DocumentKind::ExitReentrySingle) => "Exit/re-entry visa, single".to_owned(),
        (Lang::Ar, DocumentKind::ExitReentryMultiple) => "تأشيرة خروج وعودة متعددة".to_owned(),
        (Lang::En, DocumentKind::ExitReentryMultiple) => "Exit/re-entry visa, multiple".to_owned(),
        (Lang::Ar, DocumentKind::FinalExit) => "تأشيرة خروج نهائي".to_owned(),
        (Lang::En, DocumentKind::FinalExit) => "Final exit visa".to_owned(),
        (Lang::Ar, DocumentKind::ResidencePermit) => "هوية مقيم (إقامة)".to_owned(),
        (Lang::En, DocumentKind::ResidencePermit) => "Residence permit (iqama)".to_owned(),
        (lang, kind) => word(lang, &format!("document-{}", kind.as_str())),
    }
}

fn rows(printing: &Printing) -> Vec<SheetRow> {
    let Printing { entry, subject, document, asker, .. } = printing;
    let label = |kind| (identifier_label(Lang::Ar, kind), identifier_label(Lang::En, kind));
    let (ar, en) = label(subject.kind());
    let mut rows = vec![
        line(("الاسم", "Name"), |language| subject.name_in(language)),
        line((&ar, &en), |_| subject.identifier().grouped()),
    ];
    if let Some(person) = subject.person() {
        let nationality = format!("nationality-{}", person.nationality.0);
        rows.push(line(("الجنسية", "Nationality"), |language| {
            let words = words::Words::global();
            match words.knows(&nationality) {
                true => words.word(language, &nationality),
                false => person.nationality.0.clone(),
            }
        }));
        rows.push(line(("تاريخ الميلاد", "Date of birth"), |language| {
            let day = person.birth.day;
            format!("{} · {}", format_day(language, day), format_hijri_long(language, day))
        }));
    }
    if let Some(asker) = asker {
        rows.push(line(("مقدم الطلب", "Asked by"), |language| asker.name_in(language)));
    }
    if let Some(length) = document.term {
        rows.push(line(("مدة الرحلة", "Length of journey"), |language| term(language, length)));
    }
    let status = format!("status-{}", document.state.status.as_str());
    rows.push(line(("حال الوثيقة", "State"), |language| capital(&word(language.into(), &status))));
    let paid: ledger::Halalas = entry.recorded.fees.iter().map(|fee| fee.amount).sum();
    rows.push(line(("الرسم المدفوع", "Fee paid"), |language| super::money(language, paid)));
    rows
}

fn boxes(document: &Document) -> Vec<SheetBox> {
    let state = &document.state;
    let mut boxes = Vec::new();
    if let Some(day) = state.depart_by {
        boxes.push(day_box(("آخر يوم للسفر", "Last day to travel"), day));
    }
    match (state.return_by, document.term) {
        (Some(day), _) => boxes.push(day_box(("آخر يوم للعودة", "Last day to return"), day)),
        (None, Some(length)) => boxes.push(SheetBox {
            label_ar: "آخر يوم للعودة".to_owned(),
            label_en: "Last day to return".to_owned(),
            value_ar: format!("{} من السفر", term(Language::Ar, length)),
            value_en: format!("{} from travel", term(Language::En, length)),
            second_ar: format!("وفي كل حال قبل {}", format_day(Language::Ar, state.expires)),
            second_en: format!("never after {}", format_day(Language::En, state.expires)),
        }),
        (None, None) => {}
    }
    if boxes.is_empty() || document.kind == DocumentKind::FinalExit && state.depart_by.is_none() {
        boxes.push(day_box(("صالحة حتى", "Valid until"), state.expires));
    }
    boxes
}

fn notes(kind: DocumentKind) -> Vec<Both> {
    let note = |ar: &str, en: &str| Both { ar: ar.to_owned(), en: en.to_owned() };
    match kind {
        DocumentKind::ExitReentrySingle | DocumentKind::ExitReentryMultiple => vec![
            note(
                "على حامل التأشيرة العودة قبل آخر يوم للعودة. لا يسترد الرسم إذا ألغيت.",
                "The holder must return by the last day to return. The fee is not refunded if the visa is cancelled.",
            ),
            note(
                "تأشيرة لا تستعمل ولا تلغى قبل انتهائها تترتب عليها غرامة.",
                "A visa neither used nor cancelled before its end brings a fine.",
            ),
        ],
        DocumentKind::FinalExit => vec![note(
            "على حاملها المغادرة قبل آخر يوم، أو إلغاؤها وإقامته سارية. لا تُمدد.",
            "The holder must leave by the last day, or have it cancelled while the iqama is valid. It cannot be extended.",
        )],
        _ => vec![note(
            "تُعتمد صلاحية الإقامة كما هي في السجل.",
            "The validity of the permit is as in the record.",
        )],
    }
}

fn printed(language: Language, printing: &Printing) -> String {
    let at = format_moment(language, printing.now);
    let by = printing.by.as_ref().map(|name| super::say_pair(language.into(), name));
    match (language, by) {
        (Language::Ar, Some(by)) => format!("طبعها {by} في {at}"),
        (Language::Ar, None) => format!("طُبعت من صفحة صاحبها في {at}"),
        (Language::En, Some(by)) => format!("Printed by {by} on {at}"),
        (Language::En, None) => format!("Printed from the holder’s page on {at}"),
    }
}
