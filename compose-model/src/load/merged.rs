//! The merged files before anything is read out of their texts.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::interpolate::{VariableUse, list_variables};
use crate::model::natural_order;
use crate::yaml::emit::{self, EmitError};
use crate::yaml::{Node, Value};

/// The merged files as one tree: what `docker compose config --no-interpolate` prints.
///
/// Every service is in it, whatever its profiles are. Short forms are long ones where the text says all
/// that it takes; `${PORT:-80}:80` is no port before its variable has a value, and stays as it is.
#[derive(Clone, Debug)]
pub struct Merged {
    root: Node,
}

impl Merged {
    pub(super) fn new(root: Node) -> Self {
        Self { root }
    }

    /// The tree, in which every value has its origin.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The names of all services.
    pub fn services(&self) -> impl Iterator<Item = &str> {
        let services = self.root.get("services").and_then(Node::as_mapping);
        services.into_iter().flatten().map(|(name, _)| &**name)
    }

    /// The variables that the texts use.
    pub fn variables(&self) -> IndexMap<Arc<str>, VariableUse> {
        list_variables(&self.root)
    }

    /// The tree as YAML, with the keys in the order of the reference loader's writer.
    ///
    /// # Errors
    /// When an extension field holds what YAML cannot say.
    pub fn to_yaml(&self) -> Result<String, EmitError> {
        emit::to_string(&sorted(self.root.clone(), natural_order))
    }

    /// The tree as JSON.
    ///
    /// # Errors
    /// When an extension field holds what JSON cannot say.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&sorted(self.root.clone(), str::cmp))
    }
}

/// The tree with the keys of all maps in order.
fn sorted(mut node: Node, order: fn(&str, &str) -> std::cmp::Ordering) -> Node {
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => {
            for item in items {
                *item = sorted(std::mem::take(item), order);
            }
        }
        Value::Mapping(mapping) => {
            for (_, value) in mapping.iter_mut() {
                *value = sorted(std::mem::take(value), order);
            }
            mapping.sort_keys(order);
        }
    }
    node
}
