//! What reading needs: the place to report to, and the shapes that every value may ask for.

use std::borrow::Cow;
use std::error::Error;
use std::ops::Range;

use super::printed::printed;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule};
use crate::load::pattern::KeyPath;
use crate::rules;
use crate::source::{SourceMap, Span};
use crate::types::SyntaxError;
use crate::yaml::{Mapping, Node, Number, Resolved, Scalar, Value};

/// Reports what cannot be read.
#[derive(Debug)]
pub(crate) struct Decoder<'a> {
    sources: &'a SourceMap,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Decoder<'a> {
    /// A decoder that reports to `diagnostics`.
    pub(crate) fn new(sources: &'a SourceMap, diagnostics: &'a mut Diagnostics) -> Self {
        Self { sources, diagnostics }
    }

    /// The map, or a report where there is none.
    pub(crate) fn mapping(&mut self, node: Node, at: &KeyPath<'_>) -> Option<Mapping> {
        if let Value::Mapping(mapping) = node.value {
            return Some(mapping);
        }
        self.wrong_shape(&node, at, "a map");
        None
    }

    /// The text of a string, or of an integer as the reference loader prints it; a report where the
    /// node is anything else.
    pub(crate) fn text(&mut self, node: &Node, at: &KeyPath<'_>) -> Option<String> {
        match node.as_scalar().map(Scalar::resolve) {
            Some(Resolved::String(text)) => Some(text.to_owned()),
            Some(Resolved::Number(Number::Int(number))) => Some(number.to_string()),
            Some(Resolved::Number(Number::Uint(number))) => Some(number.to_string()),
            _ => {
                self.wrong_shape(node, at, "a string");
                None
            }
        }
    }

    /// The text of an item of a list of `key=value`.
    pub(crate) fn text_of_entry<'n>(&mut self, node: &'n Node, at: &KeyPath<'_>) -> Cow<'n, str> {
        if !matches!(node.value, Value::Scalar(_)) {
            self.wrong_shape(node, at, "a string");
        }
        printed(node)
    }

    /// Reports that a value does not have the shape that its place wants.
    pub(crate) fn wrong_shape(&mut self, node: &Node, at: &KeyPath<'_>, wanted: &str) {
        let message = format!("`{at}` is {}, not {wanted}", node.kind_name());
        self.report(Diagnostic::new(&rules::WRONG_SHAPE, message), node, at);
    }

    /// The value that a grammar has read, or a report of what is wrong with the node's text.
    pub(crate) fn checked<T, E: Error>(
        &mut self,
        result: Result<T, SyntaxError<E>>,
        rule: &'static Rule,
        node: &Node,
        at: &KeyPath<'_>,
    ) -> Option<T> {
        result
            .map_err(|error| {
                let place = self.part(node, error.at.clone());
                let diagnostic =
                    Diagnostic::new(rule, error.to_string()).at(place, "").help(rule.hint());
                self.push(diagnostic, at);
            })
            .ok()
    }

    /// The same for a key of a mapping.
    pub(crate) fn checked_key<T, E: Error>(
        &mut self,
        result: Result<T, SyntaxError<E>>,
        rule: &'static Rule,
        node: &Node,
        at: &KeyPath<'_>,
    ) -> Option<T> {
        result
            .map_err(|error| {
                let diagnostic = Diagnostic::new(rule, error.to_string()).help(rule.hint());
                self.push(diagnostic.at(node.origin.place(), ""), at);
            })
            .ok()
    }

    /// The place of a part of a scalar's text.
    pub(crate) fn part(&self, node: &Node, range: Range<usize>) -> Option<Span> {
        let span = node.origin.span()?;
        match node.as_scalar() {
            Some(Scalar::Text { text, .. }) => Some(self.sources.part(span, text, range)),
            _ => Some(span),
        }
    }

    /// Reports a value that no grammar, but its range, forbids.
    pub(crate) fn invalid(
        &mut self,
        rule: &'static Rule,
        message: String,
        node: &Node,
        at: &KeyPath<'_>,
    ) {
        self.report(Diagnostic::new(rule, message).help(rule.hint()), node, at);
    }

    /// Reports a key that the schema lets through and the model has no place for.
    pub(crate) fn ignored(&mut self, key: &str, node: &Node, at: &KeyPath<'_>) {
        let message = format!("`{key}` has no effect here");
        let diagnostic = Diagnostic::new(&rules::IGNORED_KEY, message)
            .at(node.origin.place(), "`docker compose` does not read it")
            .help("remove the key");
        self.push(diagnostic, &at.key(key));
    }

    /// Reports a finding about a value.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic, node: &Node, at: &KeyPath<'_>) {
        self.push(diagnostic.at(&node.origin, ""), at);
    }

    /// Reports a finding that has its place.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic, at: &KeyPath<'_>) {
        self.diagnostics.push(diagnostic.subject(at.to_string()));
    }

    /// Warns of an extension field that the reference loader makes an entry of the user's map.
    pub(super) fn swallowed_extension(&mut self, key: &str, node: &Node, at: &KeyPath<'_>) {
        let message = format!("`{key}` becomes an entry `#extensions` of `{at}`");
        let place = node.origin.place();
        let diagnostic = Diagnostic::new(&rules::SWALLOWED_EXTENSION, message)
            .at(place, "an extension field between entries")
            .help(format!("write `{key}={}` in the list form if it is an entry", printed(node)))
            .help(format!("move `{key}` out of `{at}` if it is an extension field"))
            .subject(at.to_string());
        self.diagnostics.push(diagnostic);
    }

    /// Reports an extension field where there can be none.
    pub(super) fn misplaced_extension(&mut self, key: &str, node: &Node, at: &KeyPath<'_>) {
        let message = format!("`{at}` takes no extension fields, but has `{key}`");
        let diagnostic = Diagnostic::new(&rules::WRONG_SHAPE, message)
            .help(format!("move `{key}` out of `{at}`"));
        self.report(diagnostic, node, at);
    }
}
