//! The map of the tree: text keys in the order of the file.
//!
//! Nearly all maps of Compose files have a handful of keys, for which a search one by one is faster than
//! any hash and needs no further memory. Only large ones have an index.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use super::node::Node;

/// Up to this number of entries a key is searched one by one.
const SEARCHED: usize = 16;

/// A map with text keys, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    entries: Vec<(Arc<str>, Node)>,
    /// The position of each key, for more entries than are searched one by one.
    #[expect(clippy::box_collection, reason = "most maps have none, and a node should stay small")]
    index: Option<Box<HashMap<Arc<str>, usize>>>,
}

/// A key and its value; the key's place is `value.origin.key_span()`.
pub type Entry<'a> = (&'a Arc<str>, &'a Node);

/// The entries of a map.
type Iter<'a> =
    std::iter::Map<std::slice::Iter<'a, (Arc<str>, Node)>, fn(&'a (Arc<str>, Node)) -> Entry<'a>>;

/// The entries of a map, their values to be changed.
type IterMut<'a> = std::iter::Map<
    std::slice::IterMut<'a, (Arc<str>, Node)>,
    fn(&'a mut (Arc<str>, Node)) -> (&'a Arc<str>, &'a mut Node),
>;

impl Mapping {
    /// An empty map with room for `n` entries.
    pub fn with_capacity(n: usize) -> Self {
        Self { entries: Vec::with_capacity(n), index: None }
    }

    /// An empty map that grows in memory that was used before.
    pub(super) fn growing_in(entries: Vec<(Arc<str>, Node)>) -> Self {
        debug_assert!(entries.is_empty());
        Self { entries, index: None }
    }

    /// Moves the entries to memory of their own size. Returns the memory that they grew in, unless the
    /// map is so large that the move would cost more than it saves.
    pub(super) fn shrink(&mut self) -> Option<Vec<(Arc<str>, Node)>> {
        if self.index.is_some() {
            return None;
        }
        let mut grown = std::mem::take(&mut self.entries);
        self.entries.reserve_exact(grown.len());
        self.entries.append(&mut grown);
        Some(grown)
    }

    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.position(key).map(|at| &self.entries[at].1)
    }

    /// The value under a key.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.position(key).map(|at| &mut self.entries[at].1)
    }

    /// Whether there is such a key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    /// Sets a key: a new one comes last, a known one keeps its place.
    pub fn insert(&mut self, key: impl Into<Arc<str>>, value: Node) -> Option<Node> {
        let key = key.into();
        if let Some(at) = self.position(&key) {
            return Some(std::mem::replace(&mut self.entries[at].1, value));
        }
        self.push(key, value);
        None
    }

    /// Adds a key that is not there yet; where it is, nothing changes and its value is returned.
    pub fn insert_new(&mut self, key: impl Into<Arc<str>>, value: Node) -> Option<&Node> {
        let key = key.into();
        if let Some(at) = self.position(&key) {
            return Some(&self.entries[at].1);
        }
        self.push(key, value);
        None
    }

    /// Adds entries before the one at `at`. Their keys must be new.
    pub(super) fn insert_all(&mut self, at: usize, new: Self) {
        debug_assert!(new.keys().all(|key| !self.contains_key(key)));
        let at = at.min(self.entries.len());
        self.entries.splice(at..at, new.entries);
        self.build_index();
    }

    /// Takes a key out; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        let at = self.position(key)?;
        if let Some(index) = &mut self.index {
            index.remove(key);
            index
                .values_mut()
                .filter(|position| **position > at)
                .for_each(|position| *position -= 1);
        }
        Some(self.entries.remove(at).1)
    }

    /// Keeps the entries for which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&Arc<str>, &mut Node) -> bool) {
        let before = self.entries.len();
        self.entries.retain_mut(|(key, value)| keep(key, value));
        if self.entries.len() < before {
            self.build_index();
        }
    }

    /// Puts the keys in an order, in which no two keys are the same.
    pub fn sort_keys(&mut self, order: fn(&str, &str) -> Ordering) {
        self.entries.sort_unstable_by(|(a, _), (b, _)| order(a, b));
        self.build_index();
    }

    /// The entries in order.
    pub fn iter(&self) -> Iter<'_> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// The entries in order.
    pub fn iter_mut(&mut self) -> IterMut<'_> {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Arc<str>> + ExactSizeIterator {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.entries.iter().position(|(known, _)| **known == *key),
        }
    }

    /// Adds an entry whose key is known to be new.
    fn push(&mut self, key: Arc<str>, value: Node) {
        if let Some(index) = &mut self.index {
            index.insert(Arc::clone(&key), self.entries.len());
        }
        self.entries.push((key, value));
        if self.index.is_none() && self.entries.len() > SEARCHED {
            self.build_index();
        }
    }

    fn build_index(&mut self) {
        self.index = (self.entries.len() > SEARCHED).then(|| {
            let positions = self.entries.iter().enumerate().map(|(at, (key, _))| (key.clone(), at));
            Box::new(positions.collect())
        });
    }
}

/// Two maps are equal when they hold the same, in whatever order.
impl PartialEq for Mapping {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.iter().all(|(key, value)| other.get(key).is_some_and(|other| value == other))
    }
}

impl IntoIterator for Mapping {
    type Item = (Arc<str>, Node);
    type IntoIter = std::vec::IntoIter<(Arc<str>, Node)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a> IntoIterator for &'a Mapping {
    type Item = Entry<'a>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a mut Mapping {
    type Item = (&'a Arc<str>, &'a mut Node);
    type IntoIter = IterMut<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// Of entries with the same key the last one counts, in the place of the first.
impl FromIterator<(Arc<str>, Node)> for Mapping {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Node)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        let mut mapping = Self::with_capacity(entries.size_hint().0);
        for (key, value) in entries {
            mapping.insert(key, value);
        }
        mapping
    }
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;
    use proptest::prelude::*;

    use super::*;
    use crate::origin::Origin;

    #[derive(Clone, Debug)]
    enum Change {
        Insert(u8),
        InsertNew(u8),
        Remove(u8),
        KeepMultiples(u8),
        InsertAll(usize, u8),
    }

    fn change() -> impl Strategy<Value = Change> {
        prop_oneof![
            6 => (0..40u8).prop_map(Change::Insert),
            6 => (0..40u8).prop_map(Change::InsertNew),
            3 => (0..40u8).prop_map(Change::Remove),
            1 => (1..4u8).prop_map(Change::KeepMultiples),
            2 => (0..40usize, 0..40u8).prop_map(|(at, n)| Change::InsertAll(at, n)),
        ]
    }

    fn node(n: usize) -> Node {
        Node::int(i64::try_from(n).unwrap(), Origin::default())
    }

    proptest! {
        /// The map does what an `IndexMap` does, below and above the size from which it has an index.
        #[test]
        fn changes_are_those_of_an_ordered_map(changes in proptest::collection::vec(change(), 0..80)) {
            let (mut mapping, mut model) = (Mapping::default(), IndexMap::<String, usize>::new());
            for (n, change) in changes.into_iter().enumerate() {
                match change {
                    Change::Insert(key) => {
                        let key = key.to_string();
                        let old = mapping.insert(key.as_str(), node(n));
                        prop_assert_eq!(old, model.insert(key, n).map(node));
                    }
                    Change::InsertNew(key) => {
                        let key = key.to_string();
                        let there = mapping.insert_new(key.as_str(), node(n)).cloned();
                        prop_assert_eq!(there, model.get(&key).copied().map(node));
                        model.entry(key).or_insert(n);
                    }
                    Change::Remove(key) => {
                        let key = key.to_string();
                        let old = mapping.remove(&key);
                        prop_assert_eq!(old, model.shift_remove(&key).map(node));
                    }
                    Change::KeepMultiples(of) => {
                        let keep = |key: &str| key.parse::<u8>().is_ok_and(|key| key % of == 0);
                        mapping.retain(|key, _| keep(key));
                        model.retain(|key, _| keep(key));
                    }
                    Change::InsertAll(at, key) => {
                        let key = format!("{}", u16::from(key) + 100);
                        if !model.contains_key(&key) {
                            let new = [(Arc::from(key.as_str()), node(n))];
                            mapping.insert_all(at, new.into_iter().collect());
                            model.shift_insert(at.min(model.len()), key, n);
                        }
                    }
                }
                let entries: Vec<_> = mapping.iter().map(|(k, v)| (k.to_string(), v.clone())).collect();
                let wanted: Vec<_> = model.iter().map(|(k, n)| (k.clone(), node(*n))).collect();
                prop_assert_eq!(entries, wanted);
                prop_assert!(model.keys().all(|key| mapping.contains_key(key)));
            }
        }
    }

    #[test]
    fn order_does_not_count_for_equality() {
        let map = |keys: [&str; 2]| {
            keys.map(|key| (key.into(), node(1))).into_iter().collect::<Mapping>()
        };
        assert_eq!(map(["a", "b"]), map(["b", "a"]));
        assert_ne!(map(["a", "b"]), map(["a", "c"]));
    }
}
