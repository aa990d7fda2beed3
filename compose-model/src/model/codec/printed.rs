//! Values as text.

use std::borrow::Cow;

use crate::yaml::{Node, Resolved, Value};

/// The value as Go's `fmt.Sprint` writes it, which is how the reference loader makes text of values
/// of other types: `[a b]` for lists, `map[key:value]` in the order of the keys for mappings.
pub(crate) fn printed(node: &Node) -> Cow<'_, str> {
    match &node.value {
        Value::Scalar(scalar) => match scalar.resolve() {
            Resolved::Null => "<nil>".into(),
            Resolved::String(text) => text.into(),
            other => other.to_text().into(),
        },
        Value::Sequence(items) => {
            let items: Vec<_> = items.iter().map(printed).collect();
            format!("[{}]", items.join(" ")).into()
        }
        Value::Mapping(mapping) => {
            let mut entries: Vec<_> = mapping.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            let entries: Vec<_> =
                entries.into_iter().map(|(key, node)| format!("{key}:{}", printed(node))).collect();
            format!("map[{}]", entries.join(" ")).into()
        }
    }
}
