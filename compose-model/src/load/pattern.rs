//! Which rule holds at which path: path patterns, compiled once and matched during a walk.
//!
//! A stage descends a document and a [`PatternTree`] together, one [`Cursor`] step for each key, so
//! that no path is ever built as text or tested against a list of patterns. [`KeyPath`] is the way
//! back up: where the walk is now, as a diagnostic names it.

use std::collections::BTreeMap;
use std::fmt;

/// One step from a node to a child of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Segment<'a> {
    /// To the value of a key.
    Key(&'a str),
    /// To an item of a list.
    Index(usize),
}

/// Values by path pattern.
///
/// A pattern is a list of segments between dots: a key, `*` for any segment, `[]` for any item of a
/// list (`services.*.ports.[].target`). Where two patterns match the same path, the one with the
/// earlier literal segment wins.
#[derive(Debug)]
pub(crate) struct PatternTree<T> {
    root: Branch<T>,
}

#[derive(Clone, Debug)]
struct Branch<T> {
    value: Option<T>,
    /// Children by literal segment. Each holds what the wildcard beside it holds as well, so that
    /// one lookup finds all.
    keys: BTreeMap<&'static str, Branch<T>>,
    any: Option<Box<Branch<T>>>,
}

/// A place in a [`PatternTree`]: what holds here, and where the children's rules are.
#[derive(Debug)]
pub(crate) struct Cursor<'t, T> {
    branch: Option<&'t Branch<T>>,
}

/// Where a walk is: segments borrowed from the walk's own stack frames.
///
/// Displayed as `services.web.ports[0]`, and only when a diagnostic needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyPath<'a> {
    parent: Option<&'a KeyPath<'a>>,
    segment: Option<Segment<'a>>,
}

const ITEM: &str = "[]";
const ANY: &str = "*";

impl<T: Clone> PatternTree<T> {
    /// Compiles patterns.
    pub(crate) fn new(patterns: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut root = Branch::empty();
        for (pattern, value) in patterns {
            root.grow(pattern.split('.'), value);
        }
        root.spread_wildcards();
        Self { root }
    }
}

impl<T> PatternTree<T> {
    /// The root of the documents that the patterns are about.
    pub(crate) fn cursor(&self) -> Cursor<'_, T> {
        Cursor { branch: Some(&self.root) }
    }
}

impl<T: Clone> Branch<T> {
    fn empty() -> Self {
        Self { value: None, keys: BTreeMap::new(), any: None }
    }

    fn grow(&mut self, segments: impl Iterator<Item = &'static str>, value: T) {
        let mut branch = self;
        for segment in segments {
            branch = match segment {
                ANY => branch.any.get_or_insert_with(|| Box::new(Self::empty())),
                key => branch.keys.entry(key).or_insert_with(Self::empty),
            };
        }
        branch.value = Some(value);
    }

    fn spread_wildcards(&mut self) {
        if let Some(any) = &self.any {
            for branch in self.keys.values_mut() {
                branch.adopt(any);
            }
        }
        for branch in self.keys.values_mut() {
            branch.spread_wildcards();
        }
        if let Some(any) = &mut self.any {
            any.spread_wildcards();
        }
    }

    /// Takes over what `other` has and this branch has not.
    fn adopt(&mut self, other: &Self) {
        if self.value.is_none() {
            self.value.clone_from(&other.value);
        }
        for (key, branch) in &other.keys {
            self.keys.entry(key).or_insert_with(Self::empty).adopt(branch);
        }
        if let Some(any) = &other.any {
            self.any.get_or_insert_with(|| Box::new(Self::empty())).adopt(any);
        }
    }
}

impl<T> Clone for Cursor<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Cursor<'_, T> {}

impl<'t, T> Cursor<'t, T> {
    /// The step to the value of a key.
    pub(crate) fn key(self, key: &str) -> Self {
        let branch = self.branch.and_then(|b| b.keys.get(key).or(b.any.as_deref()));
        Self { branch }
    }

    /// The step to an item of a list.
    pub(crate) fn item(self) -> Self {
        self.key(ITEM)
    }

    /// What holds here.
    pub(crate) fn value(self) -> Option<&'t T> {
        self.branch?.value.as_ref()
    }

    /// Whether no pattern can match here or further down, so that a walk may stop.
    pub(crate) fn is_spent(self) -> bool {
        self.branch.is_none()
    }
}

impl<'a> KeyPath<'a> {
    /// The root of a document.
    pub(crate) const ROOT: KeyPath<'static> = KeyPath { parent: None, segment: None };

    /// One step down.
    pub(crate) fn child(&'a self, segment: Segment<'a>) -> Self {
        Self { parent: Some(self), segment: Some(segment) }
    }

    /// The number of segments.
    pub(crate) fn depth(&self) -> usize {
        std::iter::successors(self.parent, |path| path.parent).count()
    }

    /// The path of a key's value.
    pub(crate) fn key(&'a self, key: &'a str) -> Self {
        self.child(Segment::Key(key))
    }

    /// The path of an item.
    pub(crate) fn index(&'a self, index: usize) -> Self {
        self.child(Segment::Index(index))
    }
}

impl fmt::Display for KeyPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(segment) = self.segment else { return Ok(()) };
        let is_first = self.parent.is_none_or(|parent| parent.segment.is_none());
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match segment {
            Segment::Key(key) if is_first => f.write_str(key),
            Segment::Key(key) => write!(f, ".{key}"),
            Segment::Index(index) => write!(f, "[{index}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_finds_the_value_at_the_end_of_a_pattern_only() {
        let tree = PatternTree::new([
            ("services.*.ports.[].target", 1),
            ("services.*.ulimits.*", 2),
            ("services.*.ulimits.*.soft", 3),
        ]);
        let web = tree.cursor().key("services").key("web");
        assert_eq!(web.key("ports").item().key("target").value(), Some(&1));
        assert_eq!(web.key("ports").key("target").value(), None);
        assert_eq!(web.key("ulimits").value(), None);
        assert_eq!(web.key("ulimits").key("nofile").value(), Some(&2));
        assert_eq!(web.key("ulimits").key("nofile").key("soft").value(), Some(&3));
        assert!(web.key("image").is_spent());
        assert!(!web.key("ulimits").is_spent());
    }

    #[test]
    fn a_literal_segment_hides_nothing_that_the_wildcard_beside_it_knows() {
        let tree =
            PatternTree::new([("*.a.*", 1), ("x.*.b", 2), ("*.*.c", 3), ("x.a.c", 4), ("x.*", 5)]);
        let at = |path: [&str; 3]| {
            path.iter().fold(tree.cursor(), |cursor, key| cursor.key(key)).value().copied()
        };
        assert_eq!(at(["y", "a", "b"]), Some(1));
        assert_eq!(at(["x", "a", "z"]), Some(1));
        assert_eq!(at(["x", "a", "b"]), Some(2));
        assert_eq!(at(["x", "q", "b"]), Some(2));
        assert_eq!(at(["x", "q", "c"]), Some(3));
        assert_eq!(at(["x", "a", "c"]), Some(4));
        assert_eq!(tree.cursor().key("x").key("a").value(), Some(&5));
    }

    #[test]
    fn paths_are_shown_as_people_write_them() {
        let services = KeyPath::ROOT.key("services");
        let web = services.key("web");
        let ports = web.key("ports");
        let port = ports.index(0);
        assert_eq!(port.key("target").to_string(), "services.web.ports[0].target");
        assert_eq!(KeyPath::ROOT.to_string(), "");
        assert_eq!(KeyPath::ROOT.index(2).key("a").to_string(), "[2].a");
    }
}
