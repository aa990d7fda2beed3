//! Interpolates all values of a document.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::cast::{self, Cast};
use super::report::{MAX_SIMILAR, UnsetVariables, similar};
use super::substitute::{FaultKind, Interpolator, Outcome, Substitution, Use};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::pattern::{Cursor, KeyPath};
use crate::load::{LoadContext, Variables};
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
        variables,
        sources: &context.sources,
        unset: &mut context.unset,
        unreadable: &mut context.unreadable,
        diagnostics: &mut context.diagnostics,
        reported: BTreeSet::new(),
    };
    walk.node(tree, cast::cursor(), &KeyPath::ROOT);
}

struct Walk<'a> {
    interpolator: Interpolator<'a>,
    variables: &'a Variables,
    sources: &'a SourceMap,
    unset: &'a mut UnsetVariables,
    unreadable: &'a mut BTreeSet<Span>,
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
                let result = self.substitute(scalar, &mut node.origin, path);
                if let (true, Some(cast)) = (result.faults.is_empty(), casts.value()) {
                    self.cast(scalar, *cast, &node.origin, &result.uses, path);
                }
            }
        }
    }

    /// Replaces the variables of a value. Returns what there was to replace.
    fn substitute(
        &mut self,
        scalar: &mut Scalar,
        origin: &mut Origin,
        path: &KeyPath<'_>,
    ) -> Substitution {
        // Plain text with a `$` is a string whatever else it holds, so that no type gets lost.
        let text = match scalar {
            Scalar::Text { text, .. } if text.contains('$') => text,
            _ => return Substitution::default(),
        };
        let mut result = self.interpolator.substitute(text);
        let (sources, span) = (self.sources, origin.span());
        let place = |range| span.map(|span| sources.part(span, text, range));
        self.unset.record(&result, span, place, Some(path));
        if !result.faults.is_empty() {
            self.unreadable.extend(span);
        }
        for fault in &result.faults {
            let mut diagnostic = fault.diagnostic(place(fault.at.clone()));
            if let FaultKind::Required { name, is_set: false, .. } = &fault.kind
                && self.diagnostics.len() < MAX_SIMILAR
            {
                diagnostic.notes.extend(similar(name, self.variables.all().into_keys()));
            }
            self.report(diagnostic, path);
        }
        push_steps(origin, &result, place);
        let text = std::mem::take(&mut result.text).into();
        *scalar = Scalar::Text { text, style: Style::Quoted };
        result
    }

    fn cast(
        &mut self,
        scalar: &mut Scalar,
        cast: Cast,
        origin: &Origin,
        uses: &[Use],
        path: &KeyPath<'_>,
    ) {
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
                let label = if uses.is_empty() { "" } else { "with the values of the variables" };
                let mut diagnostic = Diagnostic::new(&INVALID_CAST, message).at(origin, label);
                if uses.is_empty() {
                    diagnostic = diagnostic.help(cast.meaning());
                }
                for Use { name, outcome, .. } in uses {
                    if let Outcome::Value(variable) = outcome {
                        let text = format!("`{name}` is defined here");
                        diagnostic = diagnostic.related(variable.defined, text);
                    } else if *outcome == Outcome::Unset {
                        let default = cast.example();
                        let help =
                            format!("set `{name}`, or give it a default: `${{{name}:-{default}}}`");
                        diagnostic = diagnostic.help(help);
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

/// The variables of one value that its origin lists; a person reads no more.
const MAX_STEPS: usize = 16;

/// Notes on the value which variables it holds, each once.
fn push_steps(
    origin: &mut Origin,
    result: &Substitution,
    place: impl Fn(Range<usize>) -> Option<Span>,
) {
    let mut listed = BTreeSet::new();
    for used in &result.uses {
        let Outcome::Value(variable) = &used.outcome else { continue };
        if !listed.insert(&used.name) {
            continue;
        }
        if listed.len() > MAX_STEPS {
            break;
        }
        if let Some(at) = place(used.at.clone()) {
            let (name, defined) = (Arc::clone(&used.name), variable.defined);
            origin.push(Step::Variable { name, at, defined });
        }
    }
}
