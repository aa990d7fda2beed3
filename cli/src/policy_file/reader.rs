//! What all sections of the file have in common: taking values apart and saying what is wrong.

use compose_model::backend::Backend;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::did_you_mean::closest;

use super::document::{Entry, Item, Value};
use crate::rules::{INVALID_POLICY_VALUE, UNKNOWN_POLICY_KEY};

/// Understands the tree and reports what it does not.
pub(super) struct Reader<'a> {
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) backends: &'a [&'static dyn Backend],
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        diagnostics: &'a mut Diagnostics,
        backends: &'a [&'static dyn Backend],
    ) -> Self {
        Self { diagnostics, backends }
    }

    /// The target of a name.
    pub(super) fn backend(&self, name: &str) -> Option<&'static dyn Backend> {
        self.backends.iter().copied().find(|backend| backend.name() == name)
    }

    /// A string.
    pub(super) fn text(&mut self, entry: &Entry) -> Option<String> {
        if let Value::Text(text) = &entry.item.value {
            return Some(text.clone());
        }
        self.wrong_type(entry, "a string", "write the value in quotes")
    }

    /// A boolean.
    pub(super) fn flag(&mut self, entry: &Entry) -> Option<bool> {
        if let Value::Flag(on) = entry.item.value {
            return Some(on);
        }
        self.wrong_type(entry, "a boolean", "write `true` or `false`, without quotes")
    }

    /// An array of strings, each with its place.
    pub(super) fn texts<'e>(&mut self, entry: &'e Entry) -> Vec<(&'e str, &'e Item)> {
        let Value::List(items) = &entry.item.value else {
            self.wrong_type::<()>(entry, "an array", "write strings in brackets: `[\"a\", \"b\"]`");
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::Text(text) => texts.push((text.as_str(), item)),
                other => {
                    let found = other.type_name();
                    let message = format!("`{}` takes strings, not {found}", entry.key);
                    self.wrong_value(item, message, "write the value in quotes");
                }
            }
        }
        texts
    }

    fn wrong_type<T>(&mut self, entry: &Entry, wanted: &str, help: &str) -> Option<T> {
        let found = entry.item.value.type_name();
        let message = format!("`{}` takes {wanted}, not {found}", entry.key);
        self.wrong_value(&entry.item, message, help);
        None
    }

    /// Reports a value.
    pub(super) fn wrong_value(&mut self, item: &Item, message: String, help: &str) {
        let finding = Diagnostic::new(&INVALID_POLICY_VALUE, message).at(item.at, "");
        self.diagnostics.push(finding.help(help));
    }

    /// Reports a key that does not exist; `kind` is what it would be (`a section`).
    pub(super) fn unknown_key(&mut self, entry: &Entry, kind: &str, known: &[&str]) {
        let finding =
            Diagnostic::new(&UNKNOWN_POLICY_KEY, format!("`{}` is not {kind}", entry.key))
                .at(entry.at, "");
        self.diagnostics.push(match closest(&entry.key, known.iter().copied()) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).fix(entry.at, near),
            // A long list would not be read.
            None if known.len() > 8 => finding.help(UNKNOWN_POLICY_KEY.hint()),
            None => finding.help(format!("give one of `{}`", known.join("`, `"))),
        });
    }

    /// Reports a value at the root, where only sections stand.
    pub(super) fn section_wanted(&mut self, entry: &Entry, sections: &[&str]) {
        if sections.contains(&entry.key.as_str()) {
            let message = format!("`{}` is a section", entry.key);
            let help = format!("write `[{}]` on a line of its own", entry.key);
            self.wrong_value(&entry.item, message, &help);
            return;
        }
        let message = format!("`{}` stands in no section", entry.key);
        let help = format!("put it below one of `[{}]`", sections.join("]`, `["));
        let finding = Diagnostic::new(&UNKNOWN_POLICY_KEY, message).at(entry.at, "");
        self.diagnostics.push(finding.help(help));
    }
}
