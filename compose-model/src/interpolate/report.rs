//! What interpolation finds, as diagnostics.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use super::substitute::{Fault, FaultKind, Outcome, Substitution};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::did_you_mean::closest;
use crate::rules::{
    INTERPOLATION_LIMIT, INVALID_INTERPOLATION, REQUIRED_VARIABLE, VARIABLE_NOT_SET,
};
use crate::source::Span;

/// Variables that became empty text because they are not set, over all files of a load.
///
/// Each is reported once, at its first use, however often it is used.
#[derive(Debug, Default)]
pub(crate) struct UnsetVariables(IndexMap<Arc<str>, UnsetUses>);

#[derive(Debug)]
struct UnsetUses {
    first: Option<Span>,
    subject: Option<String>,
    /// The values and the places in them, so that a value behind an anchor counts once for all its
    /// aliases.
    places: BTreeSet<(Option<Span>, usize)>,
}

/// More variables than are ever reported are not remembered.
const MAX_UNSET: usize = 10_000;

impl UnsetVariables {
    /// Remembers the variables of a value that are not set. `value` is the place of the whole value,
    /// `place` finds a part of it, and `subject` is its path.
    pub(crate) fn record(
        &mut self,
        substitution: &Substitution,
        value: Option<Span>,
        place: impl Fn(Range<usize>) -> Option<Span>,
        subject: Option<&dyn Display>,
    ) {
        for unset in substitution.uses.iter().filter(|used| used.outcome == Outcome::Unset) {
            if self.0.len() >= MAX_UNSET && !self.0.contains_key(&unset.name) {
                continue;
            }
            let uses = self.0.entry(Arc::clone(&unset.name)).or_insert_with(|| UnsetUses {
                first: place(unset.at.clone()),
                subject: subject.map(ToString::to_string),
                places: BTreeSet::new(),
            });
            uses.places.insert((value, unset.at.start));
        }
    }

    /// Reports all that were remembered. `known` are the names of the variables that are set.
    pub(crate) fn report(self, known: &[&str], diagnostics: &mut Diagnostics) {
        for (name, uses) in self.0 {
            let message = format!("the variable `{name}` is not set");
            let mut diagnostic = Diagnostic::new(&VARIABLE_NOT_SET, message)
                .at(uses.first, "this becomes empty text")
                .help(format!(
                    "set `{name}`, or write its default as `${{{name}:-default}}`; write `$$` \
                     where a `$` is meant"
                ));
            if diagnostics.len() < MAX_SIMILAR {
                diagnostic.notes.extend(similar(&name, known.iter().copied()));
            }
            match uses.places.len() {
                0 | 1 => {}
                2 => diagnostic = diagnostic.note("it is used in one more place"),
                n => diagnostic = diagnostic.note(format!("it is used in {} more places", n - 1)),
            }
            diagnostics.push(Diagnostic { subject: uses.subject, ..diagnostic });
        }
    }
}

/// The findings after which no similar names are looked for: that takes time, and nobody reads so far.
pub(super) const MAX_SIMILAR: usize = 100;

/// A note on a variable with nearly the same name. Short names are too much alike for one.
pub(super) fn similar<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    let similar = closest(name, known.filter(|known| known.len() > 2))?;
    Some(format!("a variable `{similar}` is set"))
}

impl Fault {
    /// The fault as a diagnostic at a place.
    pub(crate) fn diagnostic(&self, at: Option<Span>) -> Diagnostic {
        let message = self.kind.to_string();
        match &self.kind {
            FaultKind::NotAVariable(text) => {
                let closed = text.ends_with('}');
                let help = if closed {
                    "write `${NAME}`, with `:-`, `-`, `:?`, `?`, `:+` or `+` behind the name, or \
                     `$$` where a `$` is meant"
                } else {
                    "close it with `}` on the same line, or write `$$` where a `$` is meant"
                };
                Diagnostic::new(&INVALID_INTERPOLATION, message).at(at, "").help(help)
            }
            FaultKind::Required { name, .. } => Diagnostic::new(&REQUIRED_VARIABLE, message)
                .at(at, "it is required here")
                .help(format!(
                    "set `{name}` in the environment, in `.env`, or in a file that you name with \
                     `--env-file`"
                )),
            FaultKind::TooDeep | FaultKind::TooLarge => {
                Diagnostic::new(&INTERPOLATION_LIMIT, message).at(at, "")
            }
        }
    }
}
