//! Each rule finds what it looks for, and lets pass what it should.

use tidy::{Fault, File, words};

fn lines(rule: impl Fn(&File) -> Vec<Fault>, path: &str, text: &str) -> Vec<usize> {
    rule(&File { path: path.into(), text: text.into() }).into_iter().map(|fault| fault.line).collect()
}

#[test]
fn a_file_of_more_than_800_lines_is_too_long() {
    assert_eq!(lines(tidy::too_long, "a.sql", &"x\n".repeat(801)), [0]);
    assert!(lines(tidy::too_long, "a.sql", &"x\n".repeat(800)).is_empty());
    assert!(lines(tidy::too_long, "a.txt", &"x\n".repeat(801)).is_empty());
}

#[test]
fn a_line_is_too_wide_by_its_code_and_comments_but_not_by_its_texts() {
    let wide = "x".repeat(121);
    assert_eq!(lines(tidy::long_lines, "a.rs", &format!("fn a() {{}}\n// {wide}")), [2]);
    assert!(lines(tidy::long_lines, "a.rs", &format!("let a = \"{wide}\";")).is_empty());
}

#[test]
fn a_function_of_more_than_70_lines_is_too_long() {
    let function = |head: &str, lines: usize| format!("{head} {{\n{}}}\n", "    a();\n".repeat(lines - 2));
    for head in ["fn a()", "pub async fn a()", "pub(crate) const fn a()"] {
        assert_eq!(lines(tidy::long_functions, "a.rs", &function(head, 71)), [1], "{head}");
        assert!(lines(tidy::long_functions, "a.rs", &function(head, 70)).is_empty(), "{head}");
    }
    let declared = format!("    fn a(\n        b: u8,\n    );\n{}    }}\n", "    // c\n".repeat(80));
    assert!(lines(tidy::long_functions, "a.rs", &declared).is_empty());
}

#[test]
fn a_style_may_not_name_a_side_of_the_screen() {
    for wrong in ["a { margin-left: 1px }", "a { left: 0 }", "a { text-align: right }", "a { float: left; }"]
    {
        assert_eq!(lines(tidy::physical_css, "a.css", wrong), [1], "{wrong}");
    }
    let right = "a { margin-inline-start: 1px; text-align: end; inset-block-start: 0 }";
    assert!(lines(tidy::physical_css, "a.css", right).is_empty());
    assert_eq!(lines(tidy::physical_css, "a.html", "<p style=\"left:0\">"), [1]);
}

#[test]
fn a_log_may_not_carry_personal_data() {
    for wrong in [
        "tracing::info!(mobile, \"a\");",
        "warn!(person.name, \"a\");",
        "error!(\n    id = 1,\n    \"sent to {destination}\",\n);",
        "debug!(text = %message.body, \"a\");",
    ] {
        assert!(!lines(tidy::personal_logs, "a.rs", wrong).is_empty(), "{wrong}");
    }
    for right in [
        "info!(message_id = id, \"a name in a text is only a word\");",
        "show(mobile);",
        "// info!(mobile)",
        "#[cfg(test)]\nmod tests { info!(mobile) }",
    ] {
        assert!(lines(tidy::personal_logs, "a.rs", right).is_empty(), "{right}");
    }
}

#[test]
fn only_the_store_may_ask_which_database_it_is() {
    let branch = "if engine == \"sqlite\" {}";
    assert_eq!(lines(tidy::engine_branches, "crates/desk/src/ask.rs", branch), [1]);
    assert!(lines(tidy::engine_branches, "crates/store/src/lib.rs", branch).is_empty());
    assert!(lines(tidy::engine_branches, "crates/desk/tests/a.rs", branch).is_empty());
}

#[test]
fn time_and_chance_may_be_taken_in_one_file_only() {
    for wrong in ["SystemTime::now()", "jiff::Timestamp::now()", "getrandom::fill(b)", "rand::random()"] {
        assert_eq!(lines(tidy::ambient, "crates/desk/src/ask.rs", wrong), [1], "{wrong}");
        assert!(lines(tidy::ambient, "crates/jawaz/src/clock.rs", wrong).is_empty(), "{wrong}");
    }
    assert!(lines(tidy::ambient, "a.rs", "operand::now(); Instant::now()").is_empty());
}

#[test]
fn nothing_may_be_left_for_later() {
    for wrong in ["// TODO: a", "/* FIXME */", "todo!()", "#[ignore]"] {
        assert_eq!(lines(tidy::left_behind, "a.rs", wrong), [1], "{wrong}");
    }
    assert!(lines(tidy::left_behind, "a.rs", "`05XXXXXXXX`").is_empty());
}

#[test]
fn nothing_may_panic_outside_tests() {
    assert_eq!(lines(tidy::panics, "a.rs", "a.unwrap();\nb.expect(\"c\");"), [1, 2]);
    assert!(lines(tidy::panics, "a.rs", "// a.unwrap()\na.unwrap_or(1)").is_empty());
    assert!(lines(tidy::panics, "tests/a.rs", "a.unwrap()").is_empty());
}

#[test]
fn a_place_on_one_machine_may_not_be_named() {
    let path = format!("see /{}/a", "work");
    assert_eq!(lines(tidy::machine_paths, "README.md", &path), [1]);
    assert!(lines(tidy::machine_paths, "README.md", "network/a").is_empty());
}

#[test]
fn a_table_says_how_long_it_keeps_its_rows() {
    let at = "crates/store/migrations/0001_a.sql";
    assert_eq!(lines(tidy::unretained_tables, at, "CREATE TABLE a (\n"), [1]);
    assert_eq!(lines(tidy::unretained_tables, at, "-- Retention: b\n\nCREATE TABLE a (\n"), [3]);
    assert!(lines(tidy::unretained_tables, at, "-- Retention: b\n-- c\nCREATE TABLE a (\n").is_empty());
}

#[test]
fn a_word_of_the_house_is_spelt_as_listed() {
    let listed = words("[[word]]\nwrite = \"sponsor\"\nnot = [\"kafeel\"]\n").unwrap();
    assert_eq!(lines(|file| tidy::misspelt(file, &listed), "a.md", "a\nthe kafeel's\nkafeels"), [2]);
    assert!(words("[[word]]\nwrite = \"sponsor\"\n").is_err());
}

#[test]
fn a_sentence_may_not_stand_in_the_code_of_the_pages() {
    let at = "crates/web/src/http/a.rs";
    assert_eq!(lines(tidy::said_in_code, at, "// خروج\nsay(\"خروج\")"), [2]);
    assert!(lines(tidy::said_in_code, at, "#[cfg(test)]\nmod tests { say(\"خروج\") }").is_empty());
    assert!(lines(tidy::said_in_code, "crates/web/src/view/a.rs", "say(\"خروج\")").is_empty());
}
