//! Where a setting stands while it is read, and where its mistakes go.

use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::did_you_mean::closest;
use compose_model::yaml::{Mapping, Node};
use compose_model::{Origin, Spanned};

use super::setting::Setting;
use crate::rules::{EXTENSION_KEY, EXTENSION_VALUE};

/// Reads the values below one key.
pub(super) struct Reader<'d> {
    key: String,
    diagnostics: &'d mut Diagnostics,
}

impl<'d> Reader<'d> {
    /// Reads what stands at `key`, its path in the model.
    pub(super) fn new(key: String, diagnostics: &'d mut Diagnostics) -> Self {
        Self { key, diagnostics }
    }

    /// The path in the model of what is being read.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// A value below: `step` is `.name` or `[0]`. Null is no value.
    pub(super) fn below<T: Setting>(&mut self, step: &str, node: &Node) -> Option<Spanned<T>> {
        if node.is_null() {
            return None;
        }
        let length = self.key.len();
        self.key.push_str(step);
        let value = T::read(node, self);
        self.key.truncate(length);
        Some(Spanned::new(value?, node.origin.clone()))
    }

    /// The value under a key of a map.
    pub(super) fn entry<T: Setting>(&mut self, key: &str, node: &Node) -> Option<Spanned<T>> {
        self.below(&format!(".{key}"), node)
    }

    /// The map that a node must be.
    pub(super) fn mapping<'n>(&mut self, node: &'n Node) -> Option<&'n Mapping> {
        let mapping = node.as_mapping();
        if mapping.is_none() {
            self.expected("a map", node);
        }
        mapping
    }

    /// The list that a node must be.
    pub(super) fn sequence<'n>(&mut self, node: &'n Node) -> Option<&'n [Node]> {
        let items = node.as_sequence();
        if items.is_none() {
            self.expected("a list", node);
        }
        items
    }

    /// Reports a value of the wrong type.
    pub(super) fn expected(&mut self, what: &str, node: &Node) {
        self.expected_with(what, None, node);
    }

    /// The same, where a known value is near.
    pub(super) fn expected_with(&mut self, what: &str, near: Option<&str>, node: &Node) {
        let key = self.key.clone();
        let mut finding = wrong(&key, &mismatch(what, node), &node.origin);
        if let Some(near) = near {
            finding = finding.help(format!("write `{near}`"));
            if let Some(span) = node.origin.span() {
                finding = finding.fix(span, near);
            }
        }
        self.report(finding);
    }

    /// Reports a key that is not one of the known ones.
    pub(super) fn unknown(&mut self, key: &str, node: &Node, known: &[&str]) {
        let subject = format!("{}.{key}", self.key);
        self.diagnostics.push(unknown_key(key, &node.origin, subject, known));
    }

    /// Reports a finding.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// What was expected and what is there.
pub(super) fn mismatch(what: &str, node: &Node) -> String {
    match node.text() {
        Some(text) if text.len() <= 40 => format!("expected {what}, found `{text}`"),
        _ => format!("expected {what}, found {}", node.kind_name()),
    }
}

/// A value that cannot be used.
pub(super) fn wrong(key: &str, message: &str, origin: &Origin) -> Diagnostic {
    let within = key.split_once("x-k8s.").map_or(key, |(_, within)| within);
    Diagnostic::new(&EXTENSION_VALUE, format!("`{within}`: {message}")).at(origin, "").subject(key)
}

/// A key that means nothing at its place, with the nearest that does.
pub(super) fn unknown_key(
    key: &str,
    origin: &Origin,
    subject: String,
    known: &[&str],
) -> Diagnostic {
    let place = subject.strip_suffix(key).map_or("", |place| place.trim_end_matches('.'));
    let message = format!("`{place}` has no key `{key}`");
    let diagnostic =
        Diagnostic::new(&EXTENSION_KEY, message).at(origin.place(), "").subject(subject);
    match closest(key, known.iter().copied()) {
        Some(near) => {
            let diagnostic = diagnostic.help(format!("write `{near}`"));
            match origin.key_span() {
                Some(span) => diagnostic.fix(span, near),
                None => diagnostic,
            }
        }
        None if known.len() <= 12 => {
            let known: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
            diagnostic.help(format!("use one of {}", known.join(", ")))
        }
        None => diagnostic.help(EXTENSION_KEY.hint()),
    }
}
