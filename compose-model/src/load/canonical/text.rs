//! Texts in short form, their parts and what is wrong with them.

use std::error::Error;
use std::ops::Range;

use super::{Forms, SHORT_FORM};
use crate::diagnostic::{Diagnostic, Rule};
use crate::load::pattern::KeyPath;
use crate::origin::Origin;
use crate::source::Span;
use crate::types::SyntaxError;
use crate::yaml::{Node, Number, Resolved, Scalar};

/// The text of a string, or of a whole number as the reference loader writes it.
pub(super) fn text(node: &Node) -> Option<String> {
    match node.as_scalar()?.resolve() {
        Resolved::String(text) => Some(text.to_owned()),
        number @ Resolved::Number(Number::Int(_) | Number::Uint(_)) => Some(number.to_text()),
        _ => None,
    }
}

impl Forms<'_> {
    /// The place of a part of a scalar's text.
    pub(super) fn place(&self, node: &Node, part: Range<usize>) -> Option<Span> {
        let span = node.origin.span()?;
        match node.as_scalar() {
            Some(Scalar::Text { text, .. }) => Some(self.sources.part(span, text, part)),
            _ => Some(span),
        }
    }

    /// The origin of a value that a part of a scalar's text stands for.
    pub(super) fn part(&self, node: &Node, part: Range<usize>) -> Origin {
        let origin = Origin::generated_from(SHORT_FORM, &node.origin);
        match self.place(node, part) {
            Some(place) => origin.at(place),
            None => origin,
        }
    }

    /// What a grammar has read, or a report of what is wrong with the text.
    pub(super) fn checked<T, E: Error>(
        &mut self,
        result: Result<T, SyntaxError<E>>,
        rule: &'static Rule,
        node: &Node,
        at: &KeyPath<'_>,
    ) -> Option<T> {
        self.checked_with(result, rule, node, at, |_| rule.hint())
    }

    /// The same, with what to do about the fault.
    pub(super) fn checked_with<T, E: Error>(
        &mut self,
        result: Result<T, SyntaxError<E>>,
        rule: &'static Rule,
        node: &Node,
        at: &KeyPath<'_>,
        help: impl FnOnce(&E) -> String,
    ) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(_) if self.keep_unreadable => None,
            Err(error) => {
                let place = self.place(node, error.at.clone());
                let diagnostic =
                    Diagnostic::new(rule, error.to_string()).at(place, "").help(help(&error.fault));
                self.diagnostics.push(diagnostic.subject(at.to_string()));
                None
            }
        }
    }
}
