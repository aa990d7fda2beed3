//! `env_file`: paths become objects.

use super::{is_text, lists, short_form, wrap};
use crate::yaml::Node;

/// One path becomes a list, each path an object that is required.
pub(super) fn lengthen(node: &mut Node) {
    lists::lengthen(node);
    for item in node.as_sequence_mut().into_iter().flatten() {
        if is_text(item) {
            wrap(item, "path");
        }
        let origin = short_form(&item.origin);
        if let Some(file) = item.as_mapping_mut()
            && !file.contains_key("required")
        {
            file.insert("required", Node::bool(true, origin));
        }
    }
}
