//! Rust as a line reader needs it: without its comments, its texts or its tests.

/// The file with comments and the inside of texts turned to spaces; lines stay where they are.
///
/// Texts keep what stands in `{braces}`, since it is code.
#[must_use]
pub fn blank(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let (end, inside) = token(&chars, at);
        match inside {
            Inside::Code => out.extend(&chars[at..end]),
            Inside::Comment => out.extend(chars[at..end].iter().map(|&c| keep_line(c))),
            Inside::Text => {
                let mut braces = false;
                for &c in &chars[at..end] {
                    braces = (braces || c == '{') && c != '}';
                    out.push(if braces || c == '"' { c } else { keep_line(c) });
                }
            }
        }
        at = end;
    }
    out
}

/// The file without the inside of its texts, as wide as what is left; comments stay.
#[must_use]
pub fn without_texts(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let (end, inside) = token(&chars, at);
        match inside {
            Inside::Code | Inside::Comment => out.extend(&chars[at..end]),
            Inside::Text => out.extend(chars[at..end].iter().filter(|c| matches!(c, '"' | '\n'))),
        }
        at = end;
    }
    out
}

fn keep_line(c: char) -> char {
    if c == '\n' { '\n' } else { ' ' }
}

enum Inside {
    Code,
    Comment,
    Text,
}

/// Where the token at `at` ends, and what it is. Lifetimes and whole words are plain code.
fn token(chars: &[char], at: usize) -> (usize, Inside) {
    let next = |offset: usize| chars.get(at + offset).copied().unwrap_or('\0');
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    match chars[at] {
        '/' if next(1) == '/' => (find(chars, at, &['\n']), Inside::Comment),
        '/' if next(1) == '*' => (find(chars, at + 2, &['*', '/']) + 2, Inside::Comment),
        '"' => (closing(chars, at + 1, '"'), Inside::Text),
        'r' if !(before.is_alphanumeric() || before == '_') && matches!(next(1), '"' | '#') => {
            let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
            if next(1 + hashes) != '"' {
                return (at + 1, Inside::Code);
            }
            let mut end = vec!['"'];
            end.resize(hashes + 1, '#');
            (find(chars, at + 2 + hashes, &end) + end.len(), Inside::Text)
        }
        '\'' if next(1) == '\\' => (closing(chars, at + 1, '\''), Inside::Text),
        '\'' if next(2) == '\'' => (at + 3, Inside::Text),
        _ => (at + 1, Inside::Code),
    }
    .clamped(chars.len())
}

trait Clamped {
    fn clamped(self, end: usize) -> Self;
}

impl Clamped for (usize, Inside) {
    fn clamped(self, end: usize) -> Self {
        (self.0.min(end), self.1)
    }
}

fn find(chars: &[char], from: usize, what: &[char]) -> usize {
    (from..chars.len()).find(|&at| chars[at..].starts_with(what)).unwrap_or(chars.len())
}

fn closing(chars: &[char], from: usize, quote: char) -> usize {
    let mut at = from;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            c if c == quote => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The file without its modules of tests, which stand last in their files.
#[must_use]
pub fn without_tests(text: &str) -> String {
    let tests = |line: &&str| line.trim_start().starts_with("#[cfg(test)]");
    let kept: Vec<&str> = text.lines().take_while(|line| !tests(line)).collect();
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_blank_and_lines_stay() {
        let code = "a(\"b {c} d\"); // e\nf('g', r#\"h\"#) /* i\nj */ k<'l>";
        let left = blank(code);
        assert_eq!(left.lines().count(), 3);
        for gone in ["b ", " d", "e", "g", "h", "i", "j"] {
            assert!(!left.contains(gone), "{gone} stayed in {left}");
        }
        for stays in ["a(", "{c", "f(", "k<'l>"] {
            assert!(left.contains(stays), "{stays} went from {left}");
        }
    }

    #[test]
    fn texts_go_and_comments_stay() {
        assert_eq!(without_texts("a(\"b\nc\"); // d \"e\""), "a(\"\n\"); // d \"e\"");
    }

    #[test]
    fn tests_are_left_out() {
        assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {}"), "a");
    }
}
