//! Which items of a list are equal, as JSON sees it: `1` and `1.0` are, `1` and `"1"` are not, and the
//! order of keys does not count.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::yaml::{Node, Number, Resolved, Value};

/// Up to this number of items all pairs are compared, which costs less than hashing.
const FEW: usize = 8;

/// The items that are equal to an earlier one, with that one.
pub(super) fn repeated(items: &[Node]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if items.len() <= FEW {
        for (later, item) in items.iter().enumerate() {
            let earlier = items[..later].iter().position(|earlier| equal(earlier, item));
            found.extend(earlier.map(|earlier| (later, earlier)));
        }
        return found;
    }
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::with_capacity(items.len());
    for (later, item) in items.iter().enumerate() {
        let same_hash = seen.entry(fingerprint(item)).or_default();
        match same_hash.iter().find(|earlier| equal(&items[**earlier], item)) {
            Some(earlier) => found.push((later, *earlier)),
            None => same_hash.push(later),
        }
    }
    found
}

fn equal(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Scalar(a), Value::Scalar(b)) => match (a.resolve(), b.resolve()) {
            (Resolved::Number(a), Resolved::Number(b)) => number(a) == number(b),
            (Resolved::String(a), Resolved::String(b)) => a == b,
            (a, b) => a == b,
        },
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            let same = |(key, value): (_, &Node)| b.get(key).is_some_and(|b| equal(value, b));
            a.len() == b.len() && a.iter().all(|(key, value)| same((key, value)))
        }
        _ => false,
    }
}

/// A hash that equal nodes share.
fn fingerprint(node: &Node) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &node.value {
        Value::Scalar(scalar) => match scalar.resolve() {
            Resolved::Null => 0.hash(&mut hasher),
            Resolved::Bool(value) => value.hash(&mut hasher),
            Resolved::Number(value) => number(value).hash(&mut hasher),
            Resolved::Timestamp(value) => value.to_string().hash(&mut hasher),
            Resolved::String(text) => text.hash(&mut hasher),
        },
        Value::Sequence(items) => items.iter().for_each(|i| fingerprint(i).hash(&mut hasher)),
        Value::Mapping(mapping) => {
            // The order of keys does not count, so their hashes are added up.
            let sum = mapping.iter().fold(0u64, |sum, (key, value)| {
                let mut entry = DefaultHasher::new();
                key.hash(&mut entry);
                fingerprint(value).hash(&mut entry);
                sum.wrapping_add(entry.finish())
            });
            sum.hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// The number in a form in which equal numbers are the same: an integer where it is one.
fn number(number: Number) -> (i128, u64) {
    match number {
        Number::Int(value) => (value.into(), 0),
        Number::Uint(value) => (value.into(), 0),
        Number::Float(value) => match whole(value) {
            Some(value) => (value, 0),
            None => (0, value.to_bits()),
        },
    }
}

/// The integer that a float stands for, if it stands for one of a size that floats hold exactly.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
pub(super) fn whole(value: f64) -> Option<i128> {
    let fits = value.abs() < 1e30 && value.fract() == 0.0;
    fits.then_some(value as i128)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    fn scalar(number: Number) -> Node {
        Node::new(Value::Scalar(crate::yaml::Scalar::Number(number)), Origin::default())
    }

    fn text(text: &str) -> Node {
        Node::string(text, Origin::default())
    }

    #[test]
    fn equality_is_that_of_json() {
        let one = scalar(Number::Int(1));
        assert!(equal(&one, &scalar(Number::Float(1.0))));
        assert!(equal(&one, &scalar(Number::Uint(1))));
        assert!(!equal(&one, &text("1")));
        assert!(!equal(&scalar(Number::Float(0.5)), &scalar(Number::Int(0))));
        let map = |keys: [&str; 2]| {
            let entries = keys.map(|key| (key.into(), text(key)));
            Node::mapping(entries.into_iter().collect(), Origin::default())
        };
        assert!(equal(&map(["a", "b"]), &map(["b", "a"])));
        assert!(!equal(&map(["a", "b"]), &map(["a", "c"])));
    }

    #[test]
    fn many_items_are_found_as_few_are() {
        let few: Vec<_> = ["a", "b", "a", "c", "b", "a"].map(text).into();
        let want = vec![(2, 0), (4, 1), (5, 0)];
        assert_eq!(repeated(&few), want);
        let mut many = few;
        many.extend((0..20).map(|n| text(&format!("x{n}"))));
        many.push(scalar(Number::Int(1)));
        assert_eq!(repeated(&many), want);
    }
}
