//! A section for each target: its options, with the names that they have on the command line.

use compose_model::backend::{Backend, OptionKind, OptionSpec, OptionValues};
use compose_model::diagnostic::Diagnostic;

use super::document::Entry;
use super::reader::Reader;
use crate::rules::UNKNOWN_POLICY_KEY;

impl Reader<'_> {
    /// Reads the options of a target.
    pub(super) fn options(&mut self, backend: &dyn Backend, entries: &[Entry]) -> OptionValues {
        let mut values = OptionValues::default();
        for entry in entries {
            let known = backend.options().iter().find(|spec| spec.name == entry.key);
            if let Some(spec) = known {
                self.option(spec, entry, &mut values);
            } else {
                self.unknown_option(backend, entry);
            }
        }
        values
    }

    fn option(&mut self, spec: &OptionSpec, entry: &Entry, values: &mut OptionValues) {
        match spec.kind {
            OptionKind::Flag => {
                if self.flag(entry) == Some(true) {
                    values.push_at(spec.name, "true", entry.item.at);
                }
            }
            OptionKind::Text(_) => {
                if let Some(text) = self.text(entry) {
                    values.push_at(spec.name, text, entry.item.at);
                }
            }
            OptionKind::Choice(words) => match self.text(entry) {
                Some(word) if words.contains(&word.as_str()) => {
                    values.push_at(spec.name, word, entry.item.at);
                }
                Some(word) => {
                    let message = format!("`{}` does not take `{word}`", spec.name);
                    let help = format!("give one of `{}`", words.join("`, `"));
                    self.wrong_value(&entry.item, message, &help);
                }
                None => {}
            },
            OptionKind::List(_) => {
                for (text, item) in self.texts(entry) {
                    values.push_at(spec.name, text, item.at);
                }
            }
        }
    }

    fn unknown_option(&mut self, backend: &dyn Backend, entry: &Entry) {
        let mut others = self.backends.iter().filter(|other| other.name() != backend.name());
        let kind = format!("an option of {}", backend.name());
        match others.find(|other| other.options().iter().any(|spec| spec.name == entry.key)) {
            None => {
                let names: Vec<&str> = backend.options().iter().map(|spec| spec.name).collect();
                self.unknown_key(entry, &kind, &names);
            }
            Some(other) => {
                let message = format!("`{}` is not {kind}", entry.key);
                let help = format!("move it to `[{}]`", other.name());
                self.diagnostics.push(
                    Diagnostic::new(&UNKNOWN_POLICY_KEY, message).at(entry.at, "").help(help),
                );
            }
        }
    }
}
