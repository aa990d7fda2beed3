//! Workloads: Deployment, DaemonSet or Job, and what goes with each pod.

use crate::context::Cx;
use crate::plan::PodPlan;

/// Builds everything that belongs to one pod: its workload, its Services and what they need.
pub(crate) fn build(pod: &PodPlan<'_>, cx: &mut Cx<'_>) {
    let _ = (pod, cx);
}
