//! Collects the attributes of a struct that is written.

use std::sync::Arc;

use super::Form;
use crate::model::Extensions;
use crate::origin::Origin;
use crate::yaml::{Mapping, Node};

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

    /// Adds the extension fields, which JSON does not show, and finishes.
    pub(crate) fn finish(mut self, extensions: &Extensions, origin: &Origin) -> Node {
        if self.form == Form::Yaml {
            for (key, node) in extensions {
                self.mapping.insert(Arc::from(key.as_str()), node.clone());
            }
        }
        Node::mapping(self.mapping, origin.clone())
    }
}
