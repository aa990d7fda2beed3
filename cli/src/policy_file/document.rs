//! TOML as a tree with places. The only file that knows the `toml` crate.

use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::source::{FileId, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rules::POLICY_SYNTAX;

/// A TOML file; nothing where its syntax is wrong.
#[derive(Debug)]
pub(super) struct Document {
    /// The entries of the root, in the order of the file.
    pub(super) entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) at: Span,
    pub(super) item: Item,
}

/// A value with its place.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) value: Value,
    pub(super) at: Span,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    Flag(bool),
    List(Vec<Item>),
    Table(Vec<Entry>),
    /// What no key takes, by the name of its type: a number or a date.
    Other(&'static str),
}

impl Value {
    /// The type's name for people.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::Flag(_) => "a boolean",
            Self::List(_) => "an array",
            Self::Table(_) => "a table",
            Self::Other(name) => name,
        }
    }
}

impl Document {
    /// Reads a file; reports the first mistake of its syntax, after which nothing can be told of the
    /// rest: what follows an unclosed bracket would all be wrong.
    pub(super) fn parse(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Self {
        let whole = Span::new(file, 0, u32::MAX);
        match DeTable::parse(text) {
            Ok(table) => Self { entries: entries(table.into_inner(), whole) },
            Err(error) => {
                let at = error.span().map(|range| whole.part(range));
                let message = format!("the policy file is not TOML: {}", error.message());
                diagnostics.push(
                    Diagnostic::new(&POLICY_SYNTAX, message).at(at, "").help(POLICY_SYNTAX.hint()),
                );
                Self { entries: Vec::new() }
            }
        }
    }
}

fn entries(table: DeTable<'_>, whole: Span) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            at: whole.part(key.span()),
            key: key.into_inner().into_owned(),
            item: item(value, whole),
        })
        .collect();
    // The crate sorts keys by name; for people the order of the file is the natural one.
    entries.sort_by_key(|entry| entry.at);
    entries
}

fn item(value: Spanned<DeValue<'_>>, whole: Span) -> Item {
    let at = whole.part(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Boolean(on) => Value::Flag(on),
        DeValue::Array(items) => Value::List(items.into_iter().map(|i| item(i, whole)).collect()),
        DeValue::Table(table) => Value::Table(entries(table, whole)),
        DeValue::Integer(_) | DeValue::Float(_) => Value::Other("a number"),
        DeValue::Datetime(_) => Value::Other("a date"),
    };
    Item { value, at }
}
