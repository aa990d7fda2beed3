//! How the containers of a pod run, where some wait for others of the same pod.

use std::collections::HashMap;

use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::model::service::Condition;

use super::{PodPlan, Role};
use crate::options::KubeVersion;
use crate::rules::OLDER_SERVER;

/// Since when an init container may keep running: 1.`SIDECARS_SINCE`.
const SIDECARS_SINCE: u32 = 29;

/// A member whose health others of its pod await becomes a sidecar: its startup probe holds them back.
/// One whose end they await becomes an init container. At least one member stays a main container.
pub(super) fn assign(
    pods: &mut [PodPlan<'_>],
    version: KubeVersion,
    diagnostics: &mut Diagnostics,
) {
    for pod in pods.iter_mut().filter(|pod| pod.members.len() > 1) {
        let place: HashMap<&str, usize> =
            pod.members.iter().enumerate().map(|(at, member)| (member.key, at)).collect();
        for dependant in 0..pod.members.len() {
            for (key, dependency) in &pod.members[dependant].service.depends_on {
                let Some(at) = place.get(key.as_str()) else { continue };
                match dependency.condition.as_ref().map(|condition| condition.value) {
                    None | Some(Condition::Started) => {}
                    Some(Condition::Healthy) if version.has(SIDECARS_SINCE) => {
                        pod.members[*at].role = Role::Sidecar;
                    }
                    Some(Condition::Healthy) => {
                        let own = pod.members[dependant].key;
                        let message = format!(
                            "`{own}` starts together with `{key}` in one pod: servers before 1.{SIDECARS_SINCE} cannot order them"
                        );
                        diagnostics.push(
                            Diagnostic::new(&OLDER_SERVER, message)
                                .at(dependency.origin.place(), "")
                                .help(OLDER_SERVER.hint())
                                .subject(format!("services.{own}.depends_on.{key}")),
                        );
                    }
                    Some(Condition::CompletedSuccessfully) => pod.members[*at].role = Role::Init,
                }
            }
        }
        // Dependencies have no cycle, so the member that nobody awaits is a main container; a
        // project whose check was skipped may have one.
        if pod.members.iter().all(|member| member.role != Role::Main) {
            pod.members[0].role = Role::Main;
        }
    }
}
