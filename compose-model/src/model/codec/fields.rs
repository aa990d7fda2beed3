//! Collects the attributes of a struct that is written.

use std::sync::Arc;

use super::Form;
use super::elements::number::plain_number;
use crate::model::Extensions;
use crate::origin::Origin;
use crate::yaml::{Mapping, Node, Number, Resolved, Scalar, Value};

/// The attributes of a struct that is written, in the order of the struct.
#[derive(Debug)]
pub(crate) struct Fields {
    form: Form,
    mapping: Mapping,
}

impl Fields {
    /// None yet.
    pub(crate) fn new(form: Form) -> Self {
        Self { form, mapping: Mapping::default() }
    }

    /// Adds an attribute, unless it is left out.
    pub(crate) fn put(&mut self, key: &'static str, node: Option<Node>) {
        if let Some(node) = node {
            self.mapping.insert(key, node);
        }
    }

    /// Adds the extension fields of a struct, which JSON does not show, and finishes.
    pub(crate) fn finish(mut self, extensions: &Extensions, origin: &Origin) -> Node {
        if self.form != Form::Json {
            self.add(extensions);
        }
        Node::mapping(self.mapping, origin.clone())
    }

    /// Finishes without the extension fields, which no printed model shows.
    pub(crate) fn finish_own(mut self, extensions: &Extensions, origin: &Origin) -> Node {
        if self.form == Form::Complete {
            self.add(extensions);
        }
        Node::mapping(self.mapping, origin.clone())
    }

    /// Adds the extension fields of the project and finishes. JSON has its keys in order.
    pub(crate) fn finish_document(mut self, extensions: &Extensions) -> Node {
        self.add(extensions);
        if self.form == Form::Json {
            self.mapping.sort_keys(str::cmp);
        }
        Node::mapping(self.mapping, Origin::default())
    }

    fn add(&mut self, extensions: &Extensions) {
        let entry = |(key, node): (&String, &Node)| (key.as_str().into(), sorted(node, self.form));
        let mut extensions: Mapping = extensions.iter().map(entry).collect();
        extensions.sort_keys(self.form.order());
        for (key, node) in extensions {
            self.mapping.insert(key, node);
        }
    }
}

/// The values of extension fields, with their keys in order.
fn sorted(node: &Node, form: Form) -> Node {
    let value = match &node.value {
        Value::Scalar(scalar) => Value::Scalar(match scalar.resolve() {
            Resolved::Number(Number::Float(number)) => Scalar::Number(plain_number(number)),
            _ => scalar.clone(),
        }),
        Value::Sequence(items) => {
            Value::Sequence(items.iter().map(|item| sorted(item, form)).collect())
        }
        Value::Mapping(mapping) => {
            let entry = |(key, node): (&Arc<str>, &Node)| (Arc::clone(key), sorted(node, form));
            let mut entries: Mapping = mapping.iter().map(entry).collect();
            entries.sort_keys(form.order());
            Value::Mapping(entries)
        }
    };
    Node::new(value, node.origin.clone())
}
