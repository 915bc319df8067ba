//! Digits as people type them.

/// The text with Arabic-Indic and Persian digits as Western ones, without spaces, dashes and the invisible marks
/// that set the direction of a line.
pub(crate) fn western_compact(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_whitespace()
                && *c != '-'
                && !matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        })
        .map(|c| match c {
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
            '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10).unwrap_or(c),
            other => other,
        })
        .collect()
}
