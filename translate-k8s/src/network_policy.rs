//! NetworkPolicies that allow what Compose's networks allow.

use crate::context::Cx;

/// Builds the policies of the project.
pub(crate) fn build(cx: &mut Cx<'_>) {
    let _ = cx;
}
