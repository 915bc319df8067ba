//! Reading a TOML table key by key, complaining by line.

use super::Complaint;
use calendar::Day;
use ledger::Halalas;
use std::cell::RefCell;
use std::collections::BTreeSet;
use toml_edit::{Item, TableLike, Value};

/// One table of a file. Keys that nobody asked for are complained of by [`Node::done`].
pub(super) struct Node<'a> {
    table: &'a dyn TableLike,
    at: &'a At<'a>,
    line: usize,
    asked: RefCell<BTreeSet<String>>,
}

/// The file, and what is wrong in it.
pub(super) struct At<'a> {
    pub file: &'a str,
    text: &'a str,
    complaints: RefCell<Vec<Complaint>>,
}

impl At<'_> {
    fn line_of(&self, span: Option<std::ops::Range<usize>>) -> Option<usize> {
        span.map(|span| self.text[..span.start.min(self.text.len())].matches('\n').count() + 1)
    }

    fn complain(&self, line: usize, says: String) {
        self.complaints.borrow_mut().push(Complaint { file: self.file.to_owned(), line, says });
    }
}

/// Reads a document, or complains that it is no TOML.
pub(super) fn with_document(
    file: &str,
    text: &str,
    complaints: &mut Vec<Complaint>,
    read: impl FnOnce(&Node),
) {
    let at = At { file, text, complaints: RefCell::default() };
    match toml_edit::Document::parse(text) {
        Ok(document) => {
            read(&Node { table: document.as_table(), at: &at, line: 1, asked: RefCell::default() })
        }
        Err(error) => {
            let line = at.line_of(error.span()).unwrap_or(1);
            at.complain(line, format!("is not TOML: {}", error.message().lines().next().unwrap_or_default()));
        }
    }
    complaints.append(&mut at.complaints.into_inner());
}

impl<'a> Node<'a> {
    /// The file and the line the table begins on.
    pub fn place(&self) -> (&'a str, usize) {
        (self.at.file, self.line)
    }

    /// Complains of this table.
    pub fn complain(&self, says: impl Into<String>) {
        self.at.complain(self.line, says.into());
    }

    /// Complains of a key.
    pub fn complain_of(&self, key: &str, says: impl Into<String>) {
        self.at.complain(self.line_of(key), says.into());
    }

    fn line_of(&self, key: &str) -> usize {
        let value = self.table.get_key_value(key).and_then(|(key, item)| key.span().or_else(|| item.span()));
        self.at.line_of(value).unwrap_or(self.line)
    }

    /// The value of a key, if it is there.
    pub fn get(&self, key: &str) -> Option<&'a Item> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.get(key).filter(|item| !item.is_none())
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// A text that must be there.
    pub fn text(&self, key: &str) -> String {
        match self.opt_text(key) {
            Some(text) if !text.trim().is_empty() => text,
            Some(_) => {
                self.complain_of(key, format!("`{key}` is empty: write it"));
                String::new()
            }
            None => {
                if !self.has(key) {
                    self.complain(format!("`{key}` is missing: write {key} = \"…\""));
                }
                String::new()
            }
        }
    }

    /// A text that may be there.
    pub fn opt_text(&self, key: &str) -> Option<String> {
        self.opt(key, "a text in quotes", |item| item.as_str().map(str::to_owned))
    }

    /// A number that must be there.
    pub fn int(&self, key: &str) -> i64 {
        let number = self.opt_int(key);
        if number.is_none() && !self.has(key) {
            self.complain(format!("`{key}` is missing: write {key} = a whole number"));
        }
        number.unwrap_or(0)
    }

    /// A number that may be there.
    pub fn opt_int(&self, key: &str) -> Option<i64> {
        self.opt(key, "a whole number", Item::as_integer)
    }

    /// A number from 0 on that must be there.
    pub fn count(&self, key: &str) -> u32 {
        let number = self.int(key);
        u32::try_from(number).unwrap_or_else(|_| {
            self.complain_of(key, format!("`{key}` must be a whole number from 0 on"));
            0
        })
    }

    /// Yes or no, if it is there.
    pub fn opt_bool(&self, key: &str) -> Option<bool> {
        self.opt(key, "true or false", Item::as_bool)
    }

    /// A day, if it is there.
    pub fn opt_day(&self, key: &str) -> Option<Day> {
        self.opt(key, "a day without quotes, as 2026-11-24", |item| {
            item.as_datetime().and_then(|day| day.to_string().parse().ok())
        })
    }

    /// An amount, written as `"200.00"`.
    pub fn money(&self, key: &str) -> Halalas {
        if !self.has(key) {
            self.complain(format!("`{key}` is missing: write {key} = \"200.00\""));
        }
        self.opt_money(key).unwrap_or(Halalas::ZERO)
    }

    /// An amount, if it is there.
    pub fn opt_money(&self, key: &str) -> Option<Halalas> {
        self.opt(key, "an amount in quotes, as \"200.00\"", |item| {
            item.as_str().and_then(|text| text.parse().ok())
        })
    }

    /// A list of texts; one text is a list of one.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.opt_texts(key).unwrap_or_default()
    }

    /// A list of texts that must be there and have some.
    pub fn some_texts(&self, key: &str, example: &str) -> Vec<String> {
        let list = self.opt_texts(key);
        if list.as_ref().map_or(!self.has(key), Vec::is_empty) {
            self.complain(format!("`{key}` is missing: write {key} = {example}"));
        }
        list.unwrap_or_default()
    }

    fn opt_texts(&self, key: &str) -> Option<Vec<String>> {
        self.opt(key, "a list of texts, as [\"…\"]", |item| match item.as_value() {
            Some(Value::Array(list)) => list.iter().map(|value| value.as_str().map(str::to_owned)).collect(),
            Some(Value::String(one)) => Some(vec![one.value().clone()]),
            _ => None,
        })
    }

    /// A list of whole numbers.
    pub fn ints(&self, key: &str) -> Vec<i64> {
        let list = self.opt(key, "a list of whole numbers", |item| {
            item.as_array().and_then(|list| list.iter().map(Value::as_integer).collect())
        });
        list.unwrap_or_default()
    }

    /// A list of amounts.
    pub fn moneys(&self, key: &str) -> Vec<Halalas> {
        let list = self.texts(key);
        let amounts: Option<Vec<Halalas>> = list.iter().map(|text| text.parse().ok()).collect();
        amounts.unwrap_or_else(|| {
            self.complain_of(key, format!("`{key}` is a list of amounts, as [\"500.00\"]"));
            Vec::new()
        })
    }

    fn opt<T>(&self, key: &str, should: &str, read: impl Fn(&Item) -> Option<T>) -> Option<T> {
        let item = self.get(key)?;
        let value = read(item);
        if value.is_none() {
            self.complain_of(key, format!("`{key}` must be {should}"));
        }
        value
    }

    /// One of a closed list of words.
    pub fn word<T: Copy>(&self, key: &str, text: &str, words: &[(&str, T)]) -> Option<T> {
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() && !text.is_empty() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.complain_of(key, format!("`{text}` is not known here: use one of {}", known.join(", ")));
        }
        found
    }

    /// A table under a key.
    pub fn table(&self, key: &str) -> Option<Node<'a>> {
        let item = self.get(key)?;
        let Some(table) = item.as_table_like() else {
            self.complain_of(key, format!("`{key}` must be a table, as {key} = {{ … }}"));
            return None;
        };
        let line = self.line_of(key);
        Some(Node { table, at: self.at, line, asked: RefCell::default() })
    }

    /// The tables `[[key]]`, in order.
    pub fn list(&self, key: &str) -> Vec<Node<'a>> {
        let Some(item) = self.get(key) else { return Vec::new() };
        let Some(list) = item.as_array_of_tables() else {
            self.complain_of(key, format!("write each {key} as [[{key}]]"));
            return Vec::new();
        };
        list.iter()
            .map(|table| {
                let line = self.at.line_of(table.span()).unwrap_or(self.line);
                Node { table, at: self.at, line, asked: RefCell::default() }
            })
            .collect()
    }

    /// All tables of this one, by name.
    pub fn tables(&self) -> Vec<(String, Node<'a>)> {
        let keys: Vec<String> = self.table.iter().map(|(key, _)| key.to_owned()).collect();
        keys.into_iter().filter_map(|key| self.table(&key).map(|node| (key, node))).collect()
    }

    /// Complains of every key that nobody asked for.
    pub fn done(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table.iter().filter(|(key, _)| !asked.contains(*key)) {
            let known: Vec<&str> = asked.iter().map(String::as_str).collect();
            self.complain_of(key, format!("`{key}` is not known here; known are {}", known.join(", ")));
        }
    }
}
