//! Interpolates all values of a document.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cast::{self, Cast};
use super::report::UnsetVariables;
use super::substitute::{Interpolator, Outcome, Substitution};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::LoadContext;
use crate::load::pattern::{Cursor, KeyPath};
use crate::origin::{Origin, Step};
use crate::rules::{BOOLEAN_WORD, INVALID_CAST};
use crate::source::{SourceMap, Span};
use crate::yaml::{Node, Resolved, Scalar, Style, Value};

/// Replaces the variables in all values of a document, never in keys, and casts the strings that stand
/// where numbers and truth values belong.
///
/// Without interpolation (`--no-interpolate`) nothing happens, and nothing is cast either. A value
/// that held variables is a string, whatever it looks like now, unless it was cast.
pub(crate) fn interpolate_tree(tree: &mut Node, context: &mut LoadContext<'_>) {
    if context.options.skip.interpolation {
        return;
    }
    let variables = &context.scope.variables;
    let lookup = |name: &str| variables.get(name).cloned();
    let mut walk = Walk {
        interpolator: Interpolator::new(&lookup),
        sources: &context.sources,
        unset: &mut context.unset,
        diagnostics: &mut context.diagnostics,
        reported: BTreeSet::new(),
    };
    walk.node(tree, cast::cursor(), &KeyPath::ROOT);
}

struct Walk<'a> {
    interpolator: Interpolator<'a>,
    sources: &'a SourceMap,
    unset: &'a mut UnsetVariables,
    diagnostics: &'a mut Diagnostics,
    /// What was said of which place: a value behind an anchor is there once for each alias.
    reported: BTreeSet<(Span, String)>,
}

impl Walk<'_> {
    fn node(&mut self, node: &mut Node, casts: Cursor<'static, Cast>, path: &KeyPath<'_>) {
        match &mut node.value {
            Value::Mapping(mapping) => {
                for (key, value) in mapping.iter_mut() {
                    self.node(value, casts.key(key), &path.key(key));
                }
            }
            Value::Sequence(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.node(item, casts.item(), &path.index(index));
                }
            }
            Value::Scalar(scalar) => {
                let is_sound = self.substitute(scalar, &mut node.origin, path);
                if let (true, Some(cast)) = (is_sound, casts.value()) {
                    self.cast(scalar, *cast, &node.origin, path);
                }
            }
        }
    }

    /// Replaces the variables of a value. Returns whether there was no fault.
    fn substitute(&mut self, scalar: &mut Scalar, origin: &mut Origin, path: &KeyPath<'_>) -> bool {
        // Plain text with a `$` is a string whatever else it holds, so that no type gets lost.
        let Scalar::Text { text, .. } = scalar else { return true };
        if !text.contains('$') {
            return true;
        }
        let result = self.interpolator.substitute(text);
        let (sources, span) = (self.sources, origin.span());
        let place = |range| span.map(|span| sources.part(span, text, range));
        self.unset.record(&result, place, Some(path));
        for fault in &result.faults {
            let diagnostic = fault.diagnostic(place(fault.at.clone()));
            self.report(diagnostic, path);
        }
        push_steps(origin, &result, place);
        *scalar = Scalar::Text { text: result.text.into(), style: Style::Quoted };
        result.faults.is_empty()
    }

    fn cast(&mut self, scalar: &mut Scalar, cast: Cast, origin: &Origin, path: &KeyPath<'_>) {
        let Resolved::String(text) = scalar.resolve() else { return };
        match cast.apply(text) {
            Ok(casted) => {
                if casted.is_legacy_word {
                    let meant = if casted.value == Scalar::Bool(true) { "true" } else { "false" };
                    let message = format!("`{text}` is read as `{meant}`");
                    let mut diagnostic = Diagnostic::new(&BOOLEAN_WORD, message)
                        .at(origin, "")
                        .help(format!("write `{meant}`"));
                    if let Some(span) = origin.span().filter(|s| self.sources.text(*s) == text) {
                        diagnostic = diagnostic.fix(span, meant);
                    }
                    self.report(diagnostic, path);
                }
                *scalar = casted.value;
            }
            Err(message) => {
                let has_variables = origin.steps().any(|s| matches!(s, Step::Variable { .. }));
                let label = if has_variables { "with the values of the variables" } else { "" };
                let mut diagnostic = Diagnostic::new(&INVALID_CAST, message).at(origin, label);
                for step in origin.steps() {
                    if let Step::Variable { name, defined, .. } = step {
                        let text = format!("`{name}` is defined here");
                        diagnostic = diagnostic.related(*defined, text);
                    }
                }
                self.report(diagnostic, path);
            }
        }
    }

    fn report(&mut self, diagnostic: Diagnostic, path: &KeyPath<'_>) {
        let is_new = diagnostic
            .primary
            .as_ref()
            .is_none_or(|label| self.reported.insert((label.span, diagnostic.message.clone())));
        if is_new {
            self.diagnostics.push(diagnostic.subject(path.to_string()));
        }
    }
}

/// Notes on the value which variables it holds.
fn push_steps(
    origin: &mut Origin,
    result: &Substitution,
    place: impl Fn(Range<usize>) -> Option<Span>,
) {
    for used in &result.uses {
        if let (Outcome::Value(variable), Some(at)) = (&used.outcome, place(used.at.clone())) {
            let (name, defined) = (used.name.clone(), variable.defined);
            origin.push(Step::Variable { name, at, defined });
        }
    }
}
