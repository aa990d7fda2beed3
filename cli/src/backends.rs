//! The targets. A further back end is one crate and one line here.

use compose_model::backend::Backend;

/// All back ends; the first is the default target.
pub const BACKENDS: &[&dyn Backend] = &[&translate_k8s::Kubernetes, &translate_swarm::Swarm];
