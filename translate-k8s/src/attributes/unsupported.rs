//! Reporting attributes by what they are: a value, a list or a map.

use compose_model::diagnostic::{Diagnostic, Rule};
use compose_model::model::{Extensions, List, Map};
use compose_model::{Origin, Spanned};

use crate::context::Cx;
use crate::rules;

/// Reports attributes below one key of the model.
pub(super) struct Report<'r, 'a> {
    key: String,
    cx: &'r mut Cx<'a>,
}

impl<'r, 'a> Report<'r, 'a> {
    /// Reports attributes below `key`.
    pub(super) fn new(key: String, cx: &'r mut Cx<'a>) -> Self {
        Self { key, cx }
    }

    /// The same below a further key.
    pub(super) fn below(&mut self, key: &str) -> Report<'_, 'a> {
        Report { key: format!("{}.{key}", self.key), cx: self.cx }
    }

    /// Reports an attribute if it has an origin.
    pub(super) fn found(&mut self, rule: &'static Rule, attribute: &str, origin: Option<&Origin>) {
        let Some(origin) = origin else { return };
        let message = format!("`{attribute}` has no counterpart in a pod");
        self.cx.report(
            Diagnostic::new(rule, message)
                .at(origin.place(), "")
                .help(rule.help)
                .subject(format!("{}.{attribute}", self.key)),
        );
    }

    /// Reports an attribute if it is there.
    pub(super) fn maybe<T>(
        &mut self,
        rule: &'static Rule,
        attribute: &str,
        value: Option<&Spanned<T>>,
    ) {
        self.found(rule, attribute, value.map(|value| &value.origin));
    }

    /// Reports a list with each of its items.
    pub(super) fn list<T>(&mut self, rule: &'static Rule, attribute: &str, values: &List<T>) {
        for (at, value) in values.iter().enumerate() {
            self.found(rule, &format!("{attribute}[{at}]"), Some(&value.origin));
        }
    }

    /// Reports a map with each of its keys.
    pub(super) fn map<T>(&mut self, rule: &'static Rule, attribute: &str, values: &Map<T>) {
        self.other_keys(rule, attribute, values, &[]);
    }

    /// Reports the keys of a map that are not among those that are translated.
    pub(super) fn other_keys<T>(
        &mut self,
        rule: &'static Rule,
        attribute: &str,
        values: &Map<T>,
        translated: &[&str],
    ) {
        for (key, value) in values.iter().filter(|(key, _)| !translated.contains(&key.as_str())) {
            self.found(rule, &format!("{attribute}.{key}"), Some(&value.origin));
        }
    }

    /// Reports the extension that is meant for this back end and not understood here.
    pub(super) fn extensions(&mut self, extensions: &Extensions) {
        let node = extensions.get("x-k8s");
        self.found(&rules::EXTENSION, "x-k8s", node.map(|node| &node.origin));
    }
}
