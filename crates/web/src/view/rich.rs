//! Isolates foreign runs inside a sentence.
//!
//! An identifier, a date, an amount or a Latin name inside an Arabic sentence
//! takes its direction from its neighbours unless it is isolated: digit groups
//! change places and a mask's asterisks jump to the other end. The pages do not
//! leave that to whoever writes a sentence.

use std::fmt::{self, Write as _};

use super::Lang;

/// Markup that is already escaped.
#[derive(Clone, Debug)]
pub struct Html(pub(super) String);

impl fmt::Display for Html {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Latin,
    Digit,
    /// Belongs to a run only between two of its members.
    Joiner,
    /// Belongs to a run wherever it stands: masks and signs of an amount.
    Mark,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '0'..='9' => Script::Digit,
        'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' => Script::Latin,
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}' => Script::Arabic,
        '*' | '•' | '+' | '#' | '≈' => Script::Mark,
        ' ' | '/' | ':' | '.' | ',' | '-' | '–' | '_' | '@' | '\'' | '’' => Script::Joiner,
        '%' => Script::Mark,
        _ => Script::Other,
    }
}

/// Escapes `text` and wraps each run that is foreign to `lang` in `<bdi>`.
pub(super) fn isolate(lang: Lang, text: &str) -> Html {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 32);
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let end = run_end(lang, &chars, at);
        if end > at {
            write_run(lang, &chars[at..end], &mut out);
            at = end;
        } else {
            escape(c, &mut out);
            at += 1;
        }
    }
    Html(out)
}

fn foreign(lang: Lang, c: char) -> bool {
    match lang {
        Lang::Ar => matches!(script(c), Script::Latin | Script::Digit | Script::Mark),
        Lang::En => script(c) == Script::Arabic,
    }
}

/// The end of the foreign run that begins at `start`; `start` if none does.
fn run_end(lang: Lang, chars: &[char], start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    while let Some(&c) = chars.get(at) {
        if foreign(lang, c) {
            end = at + 1;
        } else if at == start || script(c) != Script::Joiner {
            break;
        }
        at += 1;
    }
    end
}

fn write_run(lang: Lang, run: &[char], out: &mut String) {
    let latin = run.iter().any(|c| script(*c) == Script::Latin);
    let opening = match (lang, latin) {
        (Lang::En, _) => "<bdi lang=\"ar\" dir=\"rtl\">",
        // Words are marked as English so that a screen reader changes voice;
        // figures are read in the language of the sentence.
        (Lang::Ar, true) => "<bdi lang=\"en\" dir=\"ltr\">",
        (Lang::Ar, false) => "<bdi dir=\"ltr\">",
    };
    out.push_str(opening);
    for c in run {
        escape(*c, out);
    }
    out.push_str("</bdi>");
}

fn escape(c: char, out: &mut String) {
    match c {
        '&' | '<' | '>' | '"' | '\'' => {
            // Writing to a String cannot fail.
            let _ = write!(out, "&#{};", c as u32);
        }
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ar(text: &str) -> String {
        isolate(Lang::Ar, text).0
    }

    #[test]
    fn given_a_grouped_identifier_in_arabic_then_it_is_one_run() {
        assert_eq!(ar("رقم 2 123 456 788 قائم"), "رقم <bdi dir=\"ltr\">2 123 456 788</bdi> قائم");
    }

    #[test]
    fn given_a_masked_number_then_the_mask_stays_with_its_digits() {
        assert_eq!(ar("سوميا ******3460."), "سوميا <bdi dir=\"ltr\">******3460</bdi>.");
    }

    #[test]
    fn given_a_latin_reference_then_its_language_is_marked() {
        assert_eq!(ar("مرجع 8Q4TX."), "مرجع <bdi lang=\"en\" dir=\"ltr\">8Q4TX</bdi>.");
    }

    #[test]
    fn given_two_facts_parted_by_a_middle_dot_then_they_are_two_runs() {
        assert_eq!(
            ar("12/03/1985 · 41 سنة"),
            "<bdi dir=\"ltr\">12/03/1985</bdi> · <bdi dir=\"ltr\">41</bdi> سنة"
        );
    }

    #[test]
    fn given_an_arabic_name_in_english_then_it_is_isolated() {
        assert_eq!(
            isolate(Lang::En, "Employer: نسيم الشمال, since 2021").0,
            "Employer: <bdi lang=\"ar\" dir=\"rtl\">نسيم الشمال</bdi>, since 2021"
        );
    }

    #[test]
    fn given_markup_in_a_name_then_it_is_escaped() {
        let shown = ar("<script>alert('x')</script> & أحمد");
        assert!(!shown.contains("<script"), "{shown}");
        assert!(shown.contains("&#38;"), "{shown}");
    }
}
