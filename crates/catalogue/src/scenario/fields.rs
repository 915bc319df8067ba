//! Taking the keys of a table one by one, complaining by line of those that nobody takes.

use super::tree::{Table, Twig, Value};
use crate::Complaint;
use calendar::Day;
use ledger::Halalas;
use std::cell::{Cell, RefCell};

/// What is wrong in one file.
pub(super) struct Wrong<'a> {
    file: &'a str,
    complaints: RefCell<Vec<Complaint>>,
    made: Cell<usize>,
}

impl<'a> Wrong<'a> {
    pub fn in_file(file: &'a str) -> Wrong<'a> {
        Wrong { file, complaints: RefCell::default(), made: Cell::new(0) }
    }

    pub fn complain(&self, line: usize, says: impl Into<String>) {
        let complaint = Complaint { file: self.file.to_owned(), line, says: says.into() };
        self.made.set(self.made.get() + 1);
        let mut complaints = self.complaints.borrow_mut();
        // A fault in the world is met again in each scenario that stands on it.
        if !complaints.contains(&complaint) {
            complaints.push(complaint);
        }
    }

    /// How often something was complained of, repetitions too.
    pub fn count(&self) -> usize {
        self.made.get()
    }

    pub fn into_complaints(self) -> Vec<Complaint> {
        self.complaints.into_inner()
    }
}

/// The keys of a table that are not taken yet.
pub(super) struct Fields<'a> {
    table: Table,
    known: Vec<&'static str>,
    wrong: &'a Wrong<'a>,
}

impl<'a> Fields<'a> {
    pub fn of(table: Table, wrong: &'a Wrong<'a>) -> Fields<'a> {
        Fields { table, known: Vec::new(), wrong }
    }

    pub fn line(&self) -> usize {
        self.table.line
    }

    /// Takes a key; `"none"` is as good as not there.
    pub fn take(&mut self, key: &'static str) -> Option<Twig> {
        self.known.push(key);
        let twig = self.table.keys.remove(key)?;
        (twig.value != Value::Text("none".to_owned())).then_some(twig)
    }

    fn take_as<T>(
        &mut self,
        key: &'static str,
        should: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Option<T> {
        let twig = self.take(key)?;
        let value = read(twig.value);
        if value.is_none() {
            self.wrong.complain(twig.line, format!("`{key}` must be {should}"));
        }
        value
    }

    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.take_as(key, "a text in quotes", as_text)
    }

    /// A text and the line it stands on.
    pub fn text_at(&mut self, key: &'static str) -> Option<(String, usize)> {
        let line = self.table.keys.get(key).map_or(self.table.line, |twig| twig.line);
        self.text(key).map(|text| (text, line))
    }

    /// Texts and the lines they stand on.
    pub fn texts_at(&mut self, key: &'static str) -> Vec<(String, usize)> {
        let line = self.table.keys.get(key).map_or(self.table.line, |twig| twig.line);
        self.texts(key).unwrap_or_default().into_iter().map(|text| (text, line)).collect()
    }

    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.take_as(key, "true or false", |value| match value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        })
    }

    pub fn number(&mut self, key: &'static str) -> Option<i64> {
        self.take_as(key, "a whole number", |value| match value {
            Value::Number(number) => Some(number),
            _ => None,
        })
    }

    pub fn day(&mut self, key: &'static str) -> Option<Day> {
        self.take_as(key, "a day without quotes, as 2026-11-24, or \"none\"", |value| match value {
            Value::Day(day) => Some(day),
            _ => None,
        })
    }

    pub fn money(&mut self, key: &'static str) -> Option<Halalas> {
        self.take_as(key, "an amount in quotes, as \"200.00\"", as_money)
    }

    /// A table of amounts by name.
    pub fn moneys(&mut self, key: &'static str) -> Vec<(String, Halalas)> {
        let Some(table) = self.table(key) else { return Vec::new() };
        let mut amounts = Vec::new();
        for (name, twig) in table.keys {
            match as_money(twig.value) {
                Some(amount) => amounts.push((name, amount)),
                None => self.wrong.complain(
                    twig.line,
                    format!("`{key}.{name}` must be an amount in quotes, as \"200.00\""),
                ),
            }
        }
        amounts
    }

    pub fn table(&mut self, key: &'static str) -> Option<Table> {
        self.take_as(key, "a table, as { … }", as_table)
    }

    pub fn list(&mut self, key: &'static str) -> Option<Vec<Twig>> {
        self.take_as(key, "a list, as [\"…\"]", |value| match value {
            Value::List(list) => Some(list),
            _ => None,
        })
    }

    pub fn texts(&mut self, key: &'static str) -> Option<Vec<String>> {
        self.take_as(key, "a list of texts, as [\"…\"]", |value| match value {
            Value::List(list) => list.into_iter().map(|twig| as_text(twig.value)).collect(),
            _ => None,
        })
    }

    /// One of a closed list of words.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let twig = self.take(key)?;
        let found = match &twig.value {
            Value::Text(text) => words.iter().find(|(word, _)| word == text).map(|(_, value)| *value),
            _ => None,
        };
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.wrong.complain(twig.line, format!("`{key}` must be one of {}", known.join(", ")));
        }
        found
    }

    /// Whatever is left, where any key may stand.
    pub fn rest(&mut self) -> Table {
        std::mem::take(&mut self.table)
    }

    /// Complains of every key that nobody took.
    pub fn done(self) {
        for (key, twig) in &self.table.keys {
            let known = self.known.join(", ");
            self.wrong.complain(twig.line, format!("`{key}` is not known here; known are {known}"));
        }
    }
}

fn as_text(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

pub(super) fn as_table(value: Value) -> Option<Table> {
    match value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

fn as_money(value: Value) -> Option<Halalas> {
    match value {
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}
