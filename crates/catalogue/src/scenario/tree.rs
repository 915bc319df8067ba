//! A scenario file as a tree of values that remember their lines, so that a world can be laid under a scenario.

use crate::Complaint;
use calendar::Day;
use std::collections::BTreeMap;
use std::ops::Range;
use toml_edit::{Item, TableLike, Value as Toml};

/// What stands under a key.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(i64),
    Flag(bool),
    Day(Day),
    List(Vec<Twig>),
    Table(Table),
    /// Something that no key of a scenario takes: a fraction, a time of day.
    Other(String),
}

/// A value and the line it stands on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Twig {
    pub line: usize,
    pub value: Value,
}

/// A table and the line it begins on.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Table {
    pub line: usize,
    pub keys: BTreeMap<String, Twig>,
}

/// Reads a file, or says why it is no TOML.
pub(super) fn parse(file: &str, text: &str) -> Result<Table, Complaint> {
    let lines = Lines { text };
    match toml_edit::Document::parse(text) {
        Ok(document) => Ok(lines.table(document.as_table(), 1)),
        Err(error) => Err(Complaint {
            file: file.to_owned(),
            line: lines.of(error.span()).unwrap_or(1),
            says: format!("is not TOML: {}", error.message().lines().next().unwrap_or_default()),
        }),
    }
}

/// Lays `over` on `under`: tables are merged key by key, anything else takes the place of what was there.
pub(super) fn merge(under: &mut Table, over: &Table) {
    for (key, twig) in &over.keys {
        match (under.keys.get_mut(key), &twig.value) {
            (Some(Twig { value: Value::Table(below), .. }), Value::Table(above)) => merge(below, above),
            _ => {
                under.keys.insert(key.clone(), twig.clone());
            }
        }
    }
}

struct Lines<'a> {
    text: &'a str,
}

impl Lines<'_> {
    fn of(&self, span: Option<Range<usize>>) -> Option<usize> {
        span.map(|span| self.text[..span.start.min(self.text.len())].matches('\n').count() + 1)
    }

    fn table(&self, table: &dyn TableLike, line: usize) -> Table {
        let mut keys = BTreeMap::new();
        for (name, item) in table.iter() {
            let key = table.get_key_value(name).and_then(|(key, item)| key.span().or_else(|| item.span()));
            let line = self.of(key).unwrap_or(line);
            keys.insert(name.to_owned(), Twig { line, value: self.item(item, line) });
        }
        Table { line, keys }
    }

    fn item(&self, item: &Item, line: usize) -> Value {
        match item {
            Item::ArrayOfTables(tables) => Value::List(
                tables
                    .iter()
                    .map(|table| {
                        let line = self.of(table.span()).unwrap_or(line);
                        Twig { line, value: Value::Table(self.table(table, line)) }
                    })
                    .collect(),
            ),
            Item::Table(table) => Value::Table(self.table(table, line)),
            Item::Value(value) => self.value(value, line),
            Item::None => Value::Other(String::new()),
        }
    }

    fn value(&self, value: &Toml, line: usize) -> Value {
        match value {
            Toml::String(text) => Value::Text(text.value().clone()),
            Toml::Integer(number) => Value::Number(*number.value()),
            Toml::Boolean(flag) => Value::Flag(*flag.value()),
            Toml::InlineTable(table) => Value::Table(self.table(table, line)),
            Toml::Array(list) => Value::List(
                list.iter()
                    .map(|value| {
                        let line = self.of(value.span()).unwrap_or(line);
                        Twig { line, value: self.value(value, line) }
                    })
                    .collect(),
            ),
            Toml::Datetime(written) => {
                let written = written.value().to_string();
                written.parse().map_or(Value::Other(written), Value::Day)
            }
            Toml::Float(fraction) => Value::Other(fraction.value().to_string()),
        }
    }
}
