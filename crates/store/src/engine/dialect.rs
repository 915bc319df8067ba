//! One text, two dialects: the few words that differ are changed when a statement is prepared.

/// Marks the place where PostgreSQL takes `FOR UPDATE SKIP LOCKED`.
const SKIP_LOCKED: &str = "/*skip-locked*/";

/// A run of text: code, or what is taken as it stands (strings, quoted names, comments).
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Code(&'a str),
    Fixed(&'a str),
}

/// Cuts a text into code and what must not be touched.
fn pieces(sql: &str) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    let (mut code, mut at) = (0, 0);
    while at < sql.len() {
        let Some(length) = fixed_at(&sql[at..]) else {
            at += sql[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if code < at {
            all.push(Piece::Code(&sql[code..at]));
        }
        all.push(Piece::Fixed(&sql[at..at + length]));
        at += length;
        code = at;
    }
    if code < sql.len() {
        all.push(Piece::Code(&sql[code..]));
    }
    all
}

/// How long the string, quoted name or comment is that starts here; one left open runs to the end.
fn fixed_at(rest: &str) -> Option<usize> {
    let until =
        |from: usize, end: &str| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    match rest.as_bytes() {
        [b'\'', ..] => Some(until(1, "'")),
        [b'"', ..] => Some(until(1, "\"")),
        [b'-', b'-', ..] => Some(until(2, "\n")),
        [b'/', b'*', ..] => Some(until(2, "*/")),
        [b'$', ..] => {
            let tag = rest[1..].find(|c: char| !c.is_ascii_alphabetic() && c != '_')?;
            let open = tag + 2;
            (rest.as_bytes().get(tag + 1) == Some(&b'$')).then(|| until(open, &rest[..open]))
        }
        _ => None,
    }
}

/// A statement for SQLite: `$n` becomes `?n`, for `$n` would be a name there, numbered by appearance.
pub(super) fn for_sqlite(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    for piece in pieces(sql) {
        match piece {
            Piece::Fixed(SKIP_LOCKED) => {}
            Piece::Fixed(fixed) => text.push_str(fixed),
            Piece::Code(code) => text.push_str(&code.replace('$', "?")),
        }
    }
    text
}

/// A statement for PostgreSQL; a look keeps its rows from others until the commit.
pub(super) fn for_postgres(sql: &str, look: bool) -> String {
    let mut text = String::with_capacity(sql.len() + 16);
    let mut locks = false;
    for piece in pieces(sql) {
        match piece {
            Piece::Fixed(SKIP_LOCKED) => {
                locks = true;
                text.push_str("FOR UPDATE SKIP LOCKED");
            }
            Piece::Fixed(part) | Piece::Code(part) => text.push_str(part),
        }
    }
    if look && !locks {
        text.truncate(text.trim_end().trim_end_matches(';').len());
        text.push_str("\nFOR UPDATE");
    }
    text
}

/// A migration for SQLite: 64-bit columns are `INTEGER`, and tables are `STRICT` so that a text can no
/// more be put into a number there than on PostgreSQL.
pub(super) fn migration_for_sqlite(sql: &str) -> String {
    translate(sql, |word, _, _| (word == "BIGINT").then_some("INTEGER"), " STRICT")
}

/// A migration for PostgreSQL: text is ordered by its bytes, as SQLite orders it.
pub(super) fn migration_for_postgres(sql: &str) -> String {
    let collate = |word: &str, place: &Place, rest: &str| {
        let column = word == "TEXT" && place.of_table() && place.last_word != "AS";
        (column && !rest.trim_start().starts_with("COLLATE")).then_some("TEXT COLLATE \"C\"")
    };
    translate(sql, collate, "")
}

/// Where in a script we are.
#[derive(Default)]
struct Place {
    head: Vec<String>,
    last_word: String,
    last_sign: char,
    depth: i32,
    selects: bool,
}

impl Place {
    fn of_table(&self) -> bool {
        matches!(&self.head[..], [verb, noun] if (verb == "CREATE" || verb == "ALTER") && noun == "TABLE")
    }

    fn ends_a_table(&self) -> bool {
        self.of_table() && self.head[0] == "CREATE" && self.last_sign == ')' && !self.selects
    }

    fn word(&mut self, word: &str) {
        if self.head.len() < 2 {
            self.head.push(word.to_owned());
        }
        self.selects |= word == "SELECT" && self.depth == 0;
        word.clone_into(&mut self.last_word);
        self.last_sign = 'w';
    }

    fn sign(&mut self, sign: char) {
        match sign {
            '(' => self.depth += 1,
            ')' => self.depth -= 1,
            ';' => *self = Place::default(),
            _ => {}
        }
        self.last_sign = sign;
    }
}

/// Replaces words, and puts `ending` where the definition of a table ends.
fn translate(
    sql: &str,
    replaced: impl Fn(&str, &Place, &str) -> Option<&'static str>,
    ending: &str,
) -> String {
    let mut text = String::with_capacity(sql.len() + 64);
    let mut place = Place::default();
    for piece in pieces(sql) {
        let mut rest = match piece {
            Piece::Fixed(fixed) => {
                if !fixed.starts_with("--") && !fixed.starts_with("/*") {
                    place.word("'");
                }
                text.push_str(fixed);
                continue;
            }
            Piece::Code(code) => code,
        };
        while let Some(first) = rest.chars().next() {
            let in_word = |c: char| c.is_alphanumeric() || c == '_';
            if !in_word(first) {
                if first == ';' && place.ends_a_table() {
                    text.push_str(ending);
                }
                if !first.is_whitespace() {
                    place.sign(first);
                }
                text.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let (word, after) = rest.split_at(rest.find(|c| !in_word(c)).unwrap_or(rest.len()));
            text.push_str(replaced(word, &place, after).unwrap_or(word));
            place.word(word);
            rest = after;
        }
    }
    if place.ends_a_table() && !ending.is_empty() {
        text.push('\n');
        text.push_str(ending.trim_start());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered_for_sqlite_and_strings_are_left_alone() {
        assert_eq!(for_sqlite("SELECT $2, '$1', \"$3\", $1 -- $4"), "SELECT ?2, '$1', \"$3\", ?1 -- $4");
        assert_eq!(for_sqlite("SELECT 'it''s $1', $1"), "SELECT 'it''s $1', ?1");
    }

    #[test]
    fn a_look_locks_on_postgres_only() {
        assert_eq!(
            for_postgres("SELECT 1 FROM a WHERE id = $1;\n", true),
            "SELECT 1 FROM a WHERE id = $1\nFOR UPDATE"
        );
        assert_eq!(for_postgres("SELECT 1 FROM a", false), "SELECT 1 FROM a");
    }

    #[test]
    fn a_lease_skips_what_others_hold_on_postgres_only() {
        let lease = "SELECT id FROM job LIMIT $1 /*skip-locked*/";
        assert_eq!(for_postgres(lease, false), "SELECT id FROM job LIMIT $1 FOR UPDATE SKIP LOCKED");
        assert_eq!(for_postgres(lease, true), "SELECT id FROM job LIMIT $1 FOR UPDATE SKIP LOCKED");
        assert_eq!(for_sqlite(lease), "SELECT id FROM job LIMIT ?1 ");
    }

    #[test]
    fn tables_are_strict_on_sqlite_and_only_tables() {
        let script = "-- BIGINT (a;b)\nCREATE TABLE a (id BIGINT PRIMARY KEY, t TEXT DEFAULT 'BIGINT');\n\
                      CREATE INDEX i ON a (t);\nALTER TABLE a ADD COLUMN n BIGINT;\nCREATE TABLE b (n BIGINT) -- end";
        assert_eq!(
            migration_for_sqlite(script),
            "-- BIGINT (a;b)\nCREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT DEFAULT 'BIGINT') STRICT;\n\
             CREATE INDEX i ON a (t);\nALTER TABLE a ADD COLUMN n INTEGER;\nCREATE TABLE b (n INTEGER) -- end\nSTRICT"
        );
    }

    #[test]
    fn text_columns_are_ordered_by_bytes_on_postgres() {
        let script = "CREATE TABLE a (text TEXT NOT NULL, u TEXT COLLATE \"x\", CHECK (CAST(n AS TEXT) <> ''));\n\
                      ALTER TABLE a ADD COLUMN v TEXT; INSERT INTO a VALUES ('TEXT');";
        assert_eq!(
            migration_for_postgres(script),
            "CREATE TABLE a (text TEXT COLLATE \"C\" NOT NULL, u TEXT COLLATE \"x\", CHECK (CAST(n AS TEXT) <> ''));\n\
             ALTER TABLE a ADD COLUMN v TEXT COLLATE \"C\"; INSERT INTO a VALUES ('TEXT');"
        );
    }

    #[test]
    fn the_body_of_a_function_is_left_alone() {
        let body = "CREATE FUNCTION f() AS $$ CREATE TABLE a (t TEXT); $$; CREATE TABLE b (t TEXT);";
        assert_eq!(
            migration_for_postgres(body),
            "CREATE FUNCTION f() AS $$ CREATE TABLE a (t TEXT); $$; CREATE TABLE b (t TEXT COLLATE \"C\");"
        );
    }
}
