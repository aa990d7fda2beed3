//! `configs` and `secrets` of services and builds: names become objects.

use super::wrap;
use crate::yaml::Node;

/// Each name becomes an object with that source.
pub(super) fn lengthen(node: &mut Node) {
    for item in node.as_sequence_mut().into_iter().flatten() {
        wrap(item, "source");
    }
}
