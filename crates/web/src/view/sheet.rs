//! The A4 sheet of a document: both languages, both calendars.

use askama::Template;

use super::rich::{Html, isolate};
use super::{Lang, Page};

/// A line of the sheet, in both languages.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// The Arabic label.
    pub label_ar: String,
    /// The Arabic value.
    pub value_ar: String,
    /// The English label.
    pub label_en: String,
    /// The English value.
    pub value_en: String,
}

/// One of the two dates that matter.
#[derive(Clone, Debug)]
pub struct SheetBox {
    /// The Arabic label.
    pub label_ar: String,
    /// The English label.
    pub label_en: String,
    /// The large line, Arabic or a date.
    pub value_ar: String,
    /// The same in English when it is words; empty for a bare date.
    pub value_en: String,
    /// The line under it: the other calendar, or the limit, in Arabic.
    pub second_ar: String,
    /// The same in English.
    pub second_en: String,
}

/// A sentence in both languages.
#[derive(Clone, Debug)]
pub struct Both {
    /// Arabic.
    pub ar: String,
    /// English.
    pub en: String,
}

/// The printed sheet of a visa, a final exit or a renewed permit.
///
/// It is always in both languages; the page's language decides only the words
/// of the bar above it, which is not printed.
#[derive(Clone, Template)]
#[template(path = "sheet.html")]
pub struct PrintSheet {
    /// The frame.
    pub page: Page,
    /// Back to the record.
    pub back: String,
    /// The office that issued it.
    pub office: Both,
    /// What the document is.
    pub title: Both,
    /// What its number is called.
    pub number_label: Both,
    /// Its number.
    pub number: String,
    /// The day of issue, Gregorian.
    pub issued: String,
    /// The day of issue, Hijri, in both languages.
    pub issued_hijri: Both,
    /// The lines.
    pub rows: Vec<SheetRow>,
    /// The dates that matter.
    pub boxes: Vec<SheetBox>,
    /// What the holder must know.
    pub notes: Vec<Both>,
    /// The reference by which an office finds the transaction.
    pub reference: String,
    /// Who printed it, where and when.
    pub printed: Both,
}

impl PrintSheet {
    /// Arabic text of the sheet, its foreign runs isolated whatever the
    /// language of the page around it.
    pub fn ar(&self, text: &str) -> Html {
        isolate(Lang::Ar, text)
    }
}
