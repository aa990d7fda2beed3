//! The origin of a value: which bytes of which file it was written in, and how it got to its place.
//!
//! Every value of the model has one. It is set when a file is parsed and carried through
//! interpolation, merge, include and extends; what was written nowhere says what made it.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::source::Span;

/// Where a value was written, and the way that it took.
///
/// Every attribute of the model has one, and few have more than their places: what is rare shares one
/// pointer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Origin {
    value: Option<Span>,
    key: Option<Span>,
    steps: Option<Arc<Steps>>,
}

/// The way of a value, from its end.
#[derive(Debug, PartialEq, Eq)]
struct Steps {
    /// The last station; none where all that is to be said is what made the value.
    last: Option<Step>,
    /// What made the value, where no file holds it.
    generated: Option<&'static str>,
    earlier: Option<Arc<Steps>>,
}

/// A value that a million documents override has a million stations: they are freed one by one, not
/// each within the next.
impl Drop for Steps {
    fn drop(&mut self) {
        let mut next = self.earlier.take();
        while let Some(steps) = next {
            next = Arc::into_inner(steps).and_then(|mut steps| steps.earlier.take());
        }
    }
}

/// One station on a value's way from the place where it was written to the place where it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Written at an anchor, used by the alias at this place.
    Alias(Span),
    /// Merged into its mapping by the `<<` key at this place.
    MergeKey(Span),
    /// Holds the value of a variable that the text at `at` names.
    Variable {
        /// The variable's name.
        name: Arc<str>,
        /// The use of the variable.
        at: Span,
        /// Where the variable is defined, for variables of an env file.
        defined: Option<Span>,
    },
    /// Replaced the value that stood at this place in an earlier file.
    Overrides(Span),
    /// Inherited through the `extends` at this place.
    Extends(Span),
    /// Brought in by the `include` at this place.
    Include(Span),
}

/// A station that the values of a whole tree pass: they share it.
#[derive(Clone, Debug)]
pub(crate) struct Station(Arc<Steps>);

impl Station {
    pub(crate) fn new(step: Step) -> Self {
        Self(Arc::new(Steps { last: Some(step), generated: None, earlier: None }))
    }
}

impl Origin {
    /// Written in a file.
    pub fn source(value: Span) -> Self {
        Self { value: Some(value), ..Self::default() }
    }

    /// Written in a file as the value of a key.
    pub fn entry(key: Span, value: Span) -> Self {
        Self { value: Some(value), key: Some(key), ..Self::default() }
    }

    /// Written nowhere: `by` says what made it (`"default"`, `"normalisation"`, `"code"`).
    pub fn generated(by: &'static str) -> Self {
        Self::generated_from(by, &Self::default())
    }

    /// Written nowhere, but caused by what stands elsewhere, whose places it keeps.
    pub fn generated_from(by: &'static str, cause: &Origin) -> Self {
        let earlier = cause.steps.clone();
        let steps = Steps { last: None, generated: Some(by), earlier };
        Self { value: cause.value, key: cause.key, steps: Some(Arc::new(steps)) }
    }

    /// The place of the value, or of what caused it where it was generated.
    pub fn span(&self) -> Option<Span> {
        self.value.or(self.key)
    }

    /// The place of the key that names the value.
    pub fn key_span(&self) -> Option<Span> {
        self.key
    }

    /// The place to show for the whole attribute: the key where there is one.
    pub fn place(&self) -> Option<Span> {
        self.key.or(self.value)
    }

    /// What made the value, where no file holds it.
    pub fn generated_by(&self) -> Option<&'static str> {
        self.steps.as_ref()?.generated
    }

    /// The stations on the value's way, the last first.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        std::iter::successors(self.steps.as_deref(), |s| s.earlier.as_deref())
            .filter_map(|s| s.last.as_ref())
    }

    /// The same origin with a narrower place.
    pub fn at(mut self, value: Span) -> Self {
        self.value = Some(value);
        self
    }

    /// Adds a station.
    pub fn push(&mut self, step: Step) {
        let generated = self.generated_by();
        let steps = Steps { last: Some(step), generated, earlier: self.steps.take() };
        self.steps = Some(Arc::new(steps));
    }

    /// Adds a station that other origins pass too.
    pub(crate) fn pass(&mut self, station: &Station) {
        match self.steps {
            None => self.steps = Some(Arc::clone(&station.0)),
            Some(_) => self.extend(station.0.last.clone()),
        }
    }

    /// Adds stations, the last one last.
    pub fn extend(&mut self, steps: impl IntoIterator<Item = Step>) {
        steps.into_iter().for_each(|step| self.push(step));
    }

    /// The same origin under another key.
    pub fn with_key(mut self, key: Option<Span>) -> Self {
        self.key = key;
        self
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.generated_by(), self.value) {
            (Some(by), _) => write!(f, "generated by {by}"),
            (None, Some(span)) => write!(f, "{}..{}", span.start, span.end),
            (None, None) => f.write_str("nowhere"),
        }
    }
}

/// A value with its origin.
///
/// Two are equal when their values are: models from different files can be compared.
#[derive(Clone, Debug, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> Spanned<T> {
    /// A value with an origin.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }

    /// A value that no file holds.
    pub fn generated(value: T, by: &'static str) -> Self {
        Self { value, origin: Origin::generated(by) }
    }

    /// The place of the value.
    pub fn span(&self) -> Option<Span> {
        self.origin.span()
    }

    /// Another value in the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), origin: self.origin }
    }
}

/// A value built in code.
impl<T> From<T> for Spanned<T> {
    fn from(value: T) -> Self {
        Self::generated(value, "code")
    }
}

impl From<&str> for Spanned<String> {
    fn from(value: &str) -> Self {
        Self::generated(value.to_owned(), "code")
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Spanned<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: fmt::Display> fmt::Display for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    #[test]
    fn a_long_way_is_forgotten_without_a_deep_stack() {
        let span = Span::new(SourceMap::default().add("f", ""), 0, 0);
        let mut origin = Origin::source(span);
        for _ in 0..500_000 {
            origin.push(Step::Overrides(span));
        }
        let kept = origin.clone();
        drop(origin);
        assert_eq!(kept.steps().count(), 500_000);
    }

    #[test]
    fn what_was_made_stays_so_on_its_way() {
        let span = Span::new(SourceMap::default().add("f", ""), 3, 5);
        let mut cause = Origin::source(span);
        cause.push(Step::Extends(span));
        let mut origin = Origin::generated_from("default", &cause);
        origin.pass(&Station::new(Step::Include(span)));
        assert_eq!(origin.generated_by(), Some("default"));
        assert_eq!(cause.generated_by(), None);
        assert_eq!(origin.span(), Some(span));
        let steps: Vec<_> = origin.steps().collect();
        assert_eq!(steps, [&Step::Include(span), &Step::Extends(span)]);
    }

    /// A service has some 150 attributes, and each has an origin.
    #[test]
    fn an_origin_is_small() {
        assert_eq!(size_of::<Origin>(), 32);
    }
}
