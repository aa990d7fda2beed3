//! The way back: text that an interpolation leaves as it is.

use std::sync::Arc;

use crate::yaml::{Node, Scalar, Value};

/// Doubles every `$`, in keys too: an interpolation of the tree gives it back as it was.
pub fn escape(node: &mut Node) {
    match &mut node.value {
        // A text with a `$` is none of those that mean something without quotes.
        Value::Scalar(Scalar::Text { text, .. }) => double(text),
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter_mut().for_each(escape),
        Value::Mapping(mapping) => {
            mapping.iter_mut().for_each(|(_, node)| escape(node));
            if mapping.keys().any(|key| key.contains('$')) {
                let entries = std::mem::take(mapping).into_iter();
                *mapping = entries
                    .map(|(mut key, node)| {
                        double(&mut key);
                        (key, node)
                    })
                    .collect();
            }
        }
    }
}

fn double(text: &mut Arc<str>) {
    if text.contains('$') {
        *text = text.replace('$', "$$").into();
    }
}
