//! What differs, for programs: described in `docs/messages.md`.

use serde::Serialize;
use serde_json::Value;

use super::object::{Content, Kind, ObjectChange};

/// What differs in two results.
#[derive(Debug, Serialize)]
pub(crate) struct Difference<'a> {
    objects: Vec<Changed<'a>>,
}

#[derive(Debug, Serialize)]
struct Changed<'a> {
    object: &'a str,
    change: Kind,
    fields: Vec<Values<'a>>,
}

#[derive(Debug, Serialize)]
struct Values<'a> {
    field: String,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    /// Whether the values are not to be shown.
    hidden: bool,
}

impl<'a> Difference<'a> {
    pub(crate) fn new(changes: &'a [ObjectChange<'a>]) -> Self {
        Self { objects: changes.iter().map(object).collect() }
    }
}

fn object<'a>(change: &'a ObjectChange<'a>) -> Changed<'a> {
    let fields = match (change.before, change.after) {
        (Some(Content::Object(_)), Some(Content::Object(_))) => change.fields(),
        // What is new or gone is named, and of a file that is no object it is said that it differs.
        _ => Vec::new(),
    };
    let fields = fields.into_iter().map(|(field, hidden)| Values {
        field: field.path,
        old: field.old.filter(|_| !hidden),
        new: field.new.filter(|_| !hidden),
        hidden,
    });
    Changed { object: change.name, change: change.kind(), fields: fields.collect() }
}
