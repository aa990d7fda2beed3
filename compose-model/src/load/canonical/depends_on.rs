//! `depends_on`: names become conditions.

use super::lists::keyed;
use super::short_form;
use crate::yaml::{Mapping, Node};

/// A list of services becomes a mapping that says that each must be started. In the long form
/// `required` is true where it is not given.
pub(super) fn lengthen(node: &mut Node) {
    keyed(node, |name| {
        let origin = short_form(&name.origin);
        let mut dependency = Mapping::with_capacity(2);
        dependency.insert("condition", Node::string("service_started", origin.clone()));
        dependency.insert("required", Node::bool(true, origin.clone()));
        Node::mapping(dependency, origin)
    });
    for (_, dependency) in super::entries(node) {
        let origin = short_form(&dependency.origin);
        if let Some(dependency) = dependency.as_mapping_mut()
            && !dependency.contains_key("required")
        {
            dependency.insert("required", Node::bool(true, origin));
        }
    }
}
