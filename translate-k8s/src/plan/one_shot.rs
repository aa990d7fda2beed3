//! Services that run to their end: they become Jobs.

use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::model::Service;
use compose_model::model::service::Condition;
use compose_model::{Origin, Project};
use indexmap::IndexMap;

use super::{PodPlan, WorkloadKind};
use crate::discovery::Discovery;
use crate::extension::Extension;
use crate::rules::{GLOBAL_JOB, ONE_SHOT};

/// The services that run to their end, by key.
pub(super) type OneShots<'a> = IndexMap<&'a str, Reason<'a>>;

/// Why a service counts as one that ends.
#[derive(Debug)]
pub(super) struct Reason<'a> {
    origin: &'a Origin,
    text: String,
}

/// Finds them: those whose mode says so, those that others await the end of, and those that are not
/// started again and show no sign of being a server.
pub(super) fn find<'a>(
    project: &'a Project,
    discovery: &Discovery,
    extension: &Extension,
    diagnostics: &mut Diagnostics,
) -> OneShots<'a> {
    let awaited = awaited(project);
    let mut one_shots = OneShots::new();
    // Where the file names the kind, nothing is left to be found out.
    for (key, service) in
        project.services.iter().filter(|(key, _)| extension.service(key).kind.is_none())
    {
        if let Some((origin, text)) = reason(key, service, &awaited, discovery, diagnostics) {
            one_shots.insert(key, Reason { origin, text });
        }
    }
    one_shots
}

/// Reports the services that become Jobs.
pub(super) fn report(
    pods: &[PodPlan<'_>],
    one_shots: &OneShots<'_>,
    diagnostics: &mut Diagnostics,
) {
    let jobs = pods.iter().filter(|pod| pod.kind == WorkloadKind::Job);
    for member in jobs.map(PodPlan::leader) {
        let Some(reason) = one_shots.get(member.key) else { continue };
        let message = format!("`{}` runs as a Job: {}", member.key, reason.text);
        diagnostics.push(
            Diagnostic::new(&ONE_SHOT, message)
                .at(reason.origin, "")
                .subject(format!("services.{}", member.key)),
        );
    }
}

fn reason<'a>(
    key: &str,
    service: &'a Service,
    awaited: &IndexMap<&str, &'a Origin>,
    discovery: &Discovery,
    diagnostics: &mut Diagnostics,
) -> Option<(&'a Origin, String)> {
    let deploy = service.deploy.as_ref();
    if let Some(mode) = deploy.and_then(|deploy| deploy.mode.as_ref()) {
        match mode.as_str() {
            "replicated-job" => return Some((&mode.origin, "`deploy.mode` says so".to_owned())),
            "global-job" => {
                diagnostics.push(
                    Diagnostic::new(&GLOBAL_JOB, "Kubernetes has no job that runs on every node")
                        .at(&mode.origin, "becomes a Job that runs once")
                        .subject(format!("services.{key}.deploy.mode")),
                );
                return Some((&mode.origin, "`deploy.mode` says so".to_owned()));
            }
            "global" => return None,
            _ => {}
        }
    }
    if let Some(origin) = awaited.get(key) {
        return Some((origin, "another service waits for its end".to_owned()));
    }
    let (origin, policy) = ends(service)?;
    (!discovery.is_server(key))
        .then(|| (origin, format!("`{policy}`, and nothing says that it is a server")))
}

/// The services whose end somebody awaits, with the place that says so.
fn awaited(project: &Project) -> IndexMap<&str, &Origin> {
    let mut awaited = IndexMap::new();
    for service in project.services.values() {
        for (key, dependency) in &service.depends_on {
            let condition = dependency.condition.as_ref();
            if let Some(condition) =
                condition.filter(|it| it.value == Condition::CompletedSuccessfully)
            {
                awaited.entry(key.as_str()).or_insert(&condition.origin);
            }
        }
    }
    awaited
}

/// Where a service says that it is not always started again. `deploy.restart_policy` wins over
/// `restart`, as under Compose; without either, nothing is said.
fn ends(service: &Service) -> Option<(&Origin, String)> {
    let policy = service.deploy.as_ref().and_then(|deploy| deploy.restart_policy.as_ref());
    if let Some(condition) = policy.and_then(|policy| policy.condition.as_ref()) {
        let ends = matches!(condition.as_str(), "none" | "on-failure");
        return ends.then(|| (&condition.origin, format!("condition: {}", condition.value)));
    }
    let restart = service.restart.as_ref()?;
    let ends = restart.as_str() == "no" || restart.starts_with("on-failure");
    ends.then(|| (&restart.origin, format!("restart: {}", restart.value)))
}
