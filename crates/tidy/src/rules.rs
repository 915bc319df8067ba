//! The rules, each a function from a file to its faults.

use crate::{Fault, File, blank, without_tests, without_texts};

/// Beyond this many lines a file is read aloud as long.
pub const LONG_FILE: usize = 500;
/// Beyond this many lines a file fails.
pub const TOO_LONG_FILE: usize = 800;
const TOO_LONG_LINE: usize = 120;
const TOO_LONG_FUNCTION: usize = 70;

/// Lines where `found` says what is wrong.
fn each_line(text: &str, found: impl Fn(&str) -> Option<String>) -> Vec<Fault> {
    let fault = |(at, line)| found(line).map(|what| Fault::at(at + 1, what));
    text.lines().enumerate().filter_map(fault).collect()
}

/// Whether `word` stands in `line` with no letter or digit at its sides.
fn stands_in(line: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        !letter(line[..at].chars().next_back()) && !letter(line[at + word.len()..].chars().next())
    })
}

/// A file that nobody reads to its end.
#[must_use]
pub fn too_long(file: &File) -> Vec<Fault> {
    let lines = file.text.lines().count();
    if file.is(&["rs", "html", "css", "js", "mjs", "sql"]) && lines > TOO_LONG_FILE {
        return vec![Fault::at(0, format!("{lines} lines: split it ({TOO_LONG_FILE} at most)"))];
    }
    Vec::new()
}

/// Lines of Rust that are wider than a page. Texts do not count: `cargo fmt` leaves them whole.
#[must_use]
pub fn long_lines(file: &File) -> Vec<Fault> {
    if !file.is(&["rs"]) || file.is_for_tests() {
        return Vec::new();
    }
    each_line(&without_texts(&file.text), |line| {
        let wide = line.chars().count();
        (wide > TOO_LONG_LINE).then(|| format!("{wide} characters wide ({TOO_LONG_LINE} at most)"))
    })
}

/// Functions that do not fit a screen. They are told by the shape that `cargo fmt` gives them.
#[must_use]
pub fn long_functions(file: &File) -> Vec<Fault> {
    if !file.is(&["rs"]) {
        return Vec::new();
    }
    let code = blank(&file.text);
    let lines: Vec<&str> = code.lines().map(str::trim_end).collect();
    let mut faults = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let start = line.trim_start();
        let before = start.split("fn ").next().unwrap_or_default();
        let words = before.split_whitespace();
        let heads = words.clone().all(|word| word.starts_with("pub") || ["async", "const"].contains(&word));
        if !start.contains("fn ") || !heads || line.ends_with(['}', ';']) {
            continue;
        }
        let indent = &line[..line.len() - start.len()];
        let ends = |line: &&str| {
            line.strip_prefix(indent)
                .is_some_and(|rest| rest == "}" || rest.starts_with(')') && rest.ends_with(';'))
        };
        let long = lines[at..].iter().position(ends).map_or(1, |last| last + 1);
        if long > TOO_LONG_FUNCTION {
            faults
                .push(Fault::at(at + 1, format!("a function of {long} lines ({TOO_LONG_FUNCTION} at most)")));
        }
    }
    faults
}

/// Styles that name a side of the screen: pages are read from the right as well as from the left.
#[must_use]
pub fn physical_css(file: &File) -> Vec<Fault> {
    const SIDES: [&str; 4] = ["left", "right", "top", "bottom"];
    if !file.is(&["css", "html"]) {
        return Vec::new();
    }
    let css = file.is(&["css"]);
    each_line(&file.text, |line| {
        if !css {
            return line.contains("style=\"").then(|| "a style in a page: the policy refuses it".into());
        }
        line.split(['{', ';', '}']).find_map(|declaration| {
            let (property, value) = declaration.split_once(':')?;
            let property = property.trim();
            let side = |words: &str| words.split(['-', ' ']).any(|word| SIDES.contains(&word));
            let value_names_one = matches!(property, "float" | "clear" | "text-align") && side(value.trim());
            (side(property) || value_names_one)
                .then(|| format!("`{property}` names a side of the screen: use inline or block"))
        })
    })
}

/// Words that name personal data; LOGGING.md says why none may be a field.
pub const PERSONAL: [&str; 17] = [
    "name",
    "id_number",
    "ar_name",
    "latin_name",
    "mobile",
    "msisdn",
    "phone",
    "body",
    "text",
    "identifier",
    "destination",
    "national_id",
    "iqama",
    "passport",
    "password",
    "otp",
    "birth_day",
];

/// Personal data given to the log.
#[must_use]
pub fn personal_logs(file: &File) -> Vec<Fault> {
    const MACROS: [&str; 8] =
        ["trace!(", "debug!(", "info!(", "warn!(", "error!(", "event!(", "span!(", "instrument("];
    if !file.is(&["rs"]) || file.is_for_tests() {
        return Vec::new();
    }
    let code = blank(&without_tests(&file.text));
    let mut faults = Vec::new();
    for (at, opening) in MACROS.iter().flat_map(|name| code.match_indices(name)) {
        // `info!(` is inside `tracing::info!(`; `span!(` inside `info_span!(`: once each is enough.
        let arguments = arguments(&code[at + opening.len()..]);
        let line = code[..at].matches('\n').count() + 1;
        for word in PERSONAL.iter().filter(|word| stands_in(arguments, word)) {
            faults.push(Fault::at(line, format!("`{word}` in a log: see LOGGING.md")));
        }
    }
    faults
}

/// What stands before the parenthesis that closes.
fn arguments(code: &str) -> &str {
    let mut depth = 1_usize;
    for (at, c) in code.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return &code[..at],
            ')' => depth -= 1,
            _ => {}
        }
    }
    code
}

/// Code that asks which database it speaks to, outside the room that hides it.
#[must_use]
pub fn engine_branches(file: &File) -> Vec<Fault> {
    let home = ["crates/store/", "crates/tidy/"].iter().any(|home| file.path.starts_with(home));
    if !file.is(&["rs"]) || home || file.path == "crates/jawaz/src/config.rs" || file.is_for_tests() {
        return Vec::new();
    }
    each_line(&without_tests(&file.text), |line| {
        let code = line.split("//").next().unwrap_or_default();
        ["engine_name(", "\"sqlite\"", "\"postgres\"", "\"postgresql\""]
            .iter()
            .find(|word| code.contains(*word))
            .map(|word| format!("`{word}`: only crates/store may know which database it is"))
    })
}

/// Time and chance taken from the machine instead of from the caller.
#[must_use]
pub fn ambient(file: &File) -> Vec<Fault> {
    const AMBIENT: [&str; 6] =
        ["SystemTime::now", "Timestamp::now", "Zoned::now", "getrandom::", "rand::", "thread_rng"];
    if !file.is(&["rs"]) || file.path == "crates/jawaz/src/clock.rs" {
        return Vec::new();
    }
    each_line(&blank(&file.text), |line| {
        let taken = |word: &&&str| {
            let before = |at: usize| line[..at].chars().next_back();
            line.match_indices(**word)
                .any(|(at, _)| !before(at).is_some_and(|c| c.is_alphanumeric() || c == '_'))
        };
        let found = AMBIENT.iter().find(taken)?;
        Some(format!("`{found}`: take time and chance as arguments (crates/jawaz/src/clock.rs)"))
    })
}

/// Arabic in the code of the pages and of the API: what is said to people lies in `i18n/`, in every language.
#[must_use]
pub fn said_in_code(file: &File) -> Vec<Fault> {
    const PLACES: [&str; 3] = ["crates/web/src/present/", "crates/web/src/http/", "crates/web/src/api/"];
    if !file.is(&["rs"]) || !PLACES.iter().any(|place| file.path.starts_with(place)) {
        return Vec::new();
    }
    each_line(&without_tests(&file.text), |line| {
        let code = line.split("//").next().unwrap_or_default();
        code.contains(|c: char| matches!(c, '\u{600}'..='\u{6FF}'))
            .then(|| "a sentence in the code: write it in i18n/ and give its key".into())
    })
}

/// Work left behind.
#[must_use]
pub fn left_behind(file: &File) -> Vec<Fault> {
    if !file.is(&["rs", "html", "css", "js", "mjs", "sql", "ftl"]) || file.path.starts_with("crates/tidy/") {
        return Vec::new();
    }
    each_line(&file.text, |line| {
        let word = ["TODO", "FIXME", "XXX"].into_iter().find(|word| stands_in(line, word));
        let code = ["todo!(", "unimplemented!(", "#[ignore"].into_iter().find(|code| line.contains(code));
        word.or(code).map(|found| format!("`{found}`: do it, or say in a README that it is absent"))
    })
}

/// Panics on the way, where an error belongs.
#[must_use]
pub fn panics(file: &File) -> Vec<Fault> {
    if !file.is(&["rs"]) || file.is_for_tests() {
        return Vec::new();
    }
    each_line(&blank(&without_tests(&file.text)), |line| {
        [".unwrap()", ".expect("]
            .iter()
            .find(|call| line.contains(*call))
            .map(|call| format!("`{call}` outside tests: give an error"))
    })
}

/// Places that exist on one machine only.
#[must_use]
pub fn machine_paths(file: &File) -> Vec<Fault> {
    if file.path.starts_with("crates/tidy/") {
        return Vec::new();
    }
    each_line(&file.text, |line| {
        ["/work/", "/tmp/t-", "/home/", "/Users/"]
            .iter()
            .find(|place| line.contains(*place))
            .map(|place| format!("`{place}` is a place on one machine"))
    })
}

/// Tables that do not say how long their rows are kept.
#[must_use]
pub fn unretained_tables(file: &File) -> Vec<Fault> {
    if !file.path.starts_with("crates/store/migrations/") || !file.is(&["sql"]) {
        return Vec::new();
    }
    let lines: Vec<&str> = file.text.lines().collect();
    let kept = |at: usize| {
        let above = lines[..at].iter().rev().take_while(|line| line.starts_with("--"));
        above.into_iter().any(|line| line.starts_with("-- Retention:"))
    };
    let bare = |(at, line): (usize, &&str)| {
        (line.trim_start().starts_with("CREATE TABLE") && !kept(at))
            .then(|| Fault::at(at + 1, "a table without `-- Retention:` above it"))
    };
    lines.iter().enumerate().filter_map(bare).collect()
}

/// A word of the house, and how it is not to be written.
#[derive(Debug, Clone)]
pub struct Word {
    /// As it is written.
    pub write: String,
    /// As it is not.
    pub not: Vec<String>,
}

/// Reads `words.toml`.
///
/// # Errors
/// When it is no TOML, or a word lacks `write` or `not`.
pub fn words(text: &str) -> Result<Vec<Word>, String> {
    let read: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    let listed = read.get("word").and_then(toml::Value::as_array).ok_or("no [[word]]")?;
    let word = |entry: &toml::Value| {
        let write = entry.get("write")?.as_str()?.to_owned();
        let not = entry.get("not")?.as_array()?.iter().map(|wrong| wrong.as_str().map(str::to_owned));
        Some(Word { write, not: not.collect::<Option<_>>()? })
    };
    listed.iter().map(|entry| word(entry).ok_or(format!("a word lacks `write` or `not`: {entry}"))).collect()
}

/// Words of the house written otherwise.
#[must_use]
pub fn misspelt(file: &File, words: &[Word]) -> Vec<Fault> {
    let read = file.is(&["rs", "html", "css", "js", "mjs", "sql", "ftl", "md", "toml"]);
    if !read || file.path == "words.toml" || file.path.starts_with("crates/tidy/") {
        return Vec::new();
    }
    each_line(&file.text, |line| {
        words.iter().find_map(|word| {
            let wrong = word.not.iter().find(|wrong| stands_in(line, wrong))?;
            Some(format!("`{wrong}`: write `{}`", word.write))
        })
    })
}
