//! The printed sheet, in both languages.

use super::papers::capital;
use super::people::identifier_key;
use super::{blank, sentence, term, word};
use crate::view::sheet::{Both, PrintSheet, SheetBox, SheetRow};
use crate::view::{Lang, Page};
use calendar::{Day, Instant};
use desk::Transaction;
use desk::identity::Office;
use record::{Document, DocumentKind, Fact, Facts, Language, Party};
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

fn line(label: &str, of: impl Fn(Language) -> String) -> SheetRow {
    SheetRow {
        label_ar: word(Lang::Ar, label),
        label_en: word(Lang::En, label),
        value_ar: of(Language::Ar),
        value_en: of(Language::En),
    }
}

fn day_box(label: &str, day: Day) -> SheetBox {
    SheetBox {
        label_ar: word(Lang::Ar, label),
        label_en: word(Lang::En, label),
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
            (None, language) => word(language.into(), "sheet-online"),
        }),
        title: both(|language| title(language.into(), document.kind)),
        number_label: both(|language| word(language.into(), "identifier")),
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
    let titled = format!("sheet-{}", kind.as_str());
    match words::Words::global().knows(&titled) {
        true => word(lang, &titled),
        false => word(lang, &format!("document-{}", kind.as_str())),
    }
}

fn rows(printing: &Printing) -> Vec<SheetRow> {
    let Printing { entry, subject, document, asker, .. } = printing;
    let mut rows = vec![
        line("name", |language| subject.name_in(language)),
        line(identifier_key(subject.kind()), |_| subject.identifier().grouped()),
    ];
    if let Some(person) = subject.person() {
        let nationality = format!("nationality-{}", person.nationality.0);
        rows.push(line("nationality", |language| {
            let words = words::Words::global();
            match words.knows(&nationality) {
                true => words.word(language, &nationality),
                false => person.nationality.0.clone(),
            }
        }));
        rows.push(line("born-on", |language| {
            let day = person.birth.day;
            format!("{} · {}", format_day(language, day), format_hijri_long(language, day))
        }));
    }
    if let Some(asker) = asker {
        rows.push(line("asked-by", |language| asker.name_in(language)));
    }
    if let Some(length) = document.term {
        rows.push(line("figure-stay", |language| term(language, length)));
    }
    let status = format!("status-{}", document.state.status.as_str());
    rows.push(line("sheet-state", |language| capital(&word(language.into(), &status))));
    let paid: ledger::Halalas = entry.recorded.fees.iter().map(|fee| fee.amount).sum();
    rows.push(line("sheet-fee-paid", |language| super::money(language, paid)));
    rows
}

fn boxes(document: &Document) -> Vec<SheetBox> {
    let state = &document.state;
    let mut boxes = Vec::new();
    if let Some(day) = state.depart_by {
        boxes.push(day_box("figure-depart-by", day));
    }
    match (state.return_by, document.term) {
        (Some(day), _) => boxes.push(day_box("figure-return-by", day)),
        (None, Some(length)) => {
            let from_travel =
                |lang| sentence(lang, "sheet-from-travel", &blank("length", term(lang.into(), length)));
            let never_after = Facts::new().with("day", Fact::Day(state.expires));
            let never_after = |lang| sentence(lang, "sheet-never-after", &never_after);
            boxes.push(SheetBox {
                label_ar: word(Lang::Ar, "figure-return-by"),
                label_en: word(Lang::En, "figure-return-by"),
                value_ar: from_travel(Lang::Ar),
                value_en: from_travel(Lang::En),
                second_ar: never_after(Lang::Ar),
                second_en: never_after(Lang::En),
            });
        }
        (None, None) => {}
    }
    if boxes.is_empty() || document.kind == DocumentKind::FinalExit && state.depart_by.is_none() {
        boxes.push(day_box("figure-valid-to", state.expires));
    }
    boxes
}

fn notes(kind: DocumentKind) -> Vec<Both> {
    let note = |key: &str| both(|language| word(language.into(), key));
    match kind {
        DocumentKind::ExitReentrySingle | DocumentKind::ExitReentryMultiple => {
            vec![note("sheet-note-return"), note("unused-visa-fine")]
        }
        DocumentKind::FinalExit => vec![note("sheet-note-final-exit")],
        _ => vec![note("sheet-note-permit")],
    }
}

fn printed(language: Language, printing: &Printing) -> String {
    let at = format_moment(language, printing.now);
    let by = printing.by.as_ref().map(|name| super::say_pair(language.into(), name));
    match by {
        Some(by) => sentence(language.into(), "sheet-printed", &blank("at", at).with("by", Fact::Code(by))),
        None => sentence(language.into(), "sheet-printed-by-holder", &blank("at", at)),
    }
}
