//! Pod templates: the containers of a pod and what they share.

mod annotations;
mod command;
mod container;
mod devices;
mod env;
pub(crate) mod escape;
mod health;
pub(crate) mod host_port;
mod hosts;
mod image;
mod init;
mod lifecycle;
mod resources;
mod scheduling;
pub(crate) mod security;
mod settings;

use k8s_openapi::api::core::v1::{Container, PodSpec, PodTemplateSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

pub(crate) use annotations::{
    Annotations, add as add_annotations, of_workload as workload_annotations,
};
pub(crate) use env::report_unset;
pub(crate) use health::{is_checked, seconds, seconds_or_zero};
pub(crate) use image::name as image_name;
pub(crate) use resources::report_requested;

use crate::context::Cx;
use crate::labels;
use crate::plan::{PodPlan, Role};
use crate::trace::Trace;
use crate::{network_policy, service, volumes};

/// A template, with what its workload must know.
#[derive(Debug)]
pub(crate) struct Template {
    /// The template.
    pub(crate) spec: PodTemplateSpec,
    /// Where its fields come from; paths start at the template.
    pub(crate) trace: Trace,
    /// Whether the pod writes to a claim.
    pub(crate) writes_claim: bool,
    /// The names of the init containers that wait for Jobs.
    pub(crate) job_waits: Vec<String>,
}

/// Builds the template of a pod, adding what its containers need to `cx`.
pub(crate) fn build(pod: &PodPlan<'_>, cx: &mut Cx<'_>) -> Template {
    let mut trace = cx.trace();
    let leader = pod.leader();
    let selector = labels::selector(cx, leader.name);
    let volumes = volumes::build(pod, cx);
    let causes = if cx.traces() { volumes.causes() } else { volumes::Causes::new() };
    let mut spec = PodSpec {
        enable_service_links: Some(false),
        automount_service_account_token: Some(false),
        ..PodSpec::default()
    };
    let mut inner = cx.trace();
    let shares_processes = namespaces(&mut spec, pod, &mut inner, cx);
    hosts::set(&mut spec, pod, &mut inner, cx);
    scheduling::set(&mut spec, pod, &selector, volumes.affinity, &mut inner, cx);
    spec.security_context = Some(security::pod(pod, volumes.fs_group, &mut inner, cx));
    spec.termination_grace_period_seconds = grace_period(pod, &mut inner);

    let mut built: Vec<Option<(Container, Trace)>> = Vec::with_capacity(pod.members.len());
    let mounts = volumes.mounts.into_iter().zip(volumes.origins);
    for (member, (mounts, origins)) in pod.members.iter().zip(mounts) {
        let (container, mut trace) = container::build(member, mounts, !shares_processes, cx);
        for (index, (key, origin)) in origins.into_iter().enumerate() {
            trace.add(format_args!("volumeMounts[{index}]"), key, &origin);
        }
        built.push(Some((container, trace)));
    }
    let inits = init::build(pod, volumes.init_containers, &mut built, cx);
    for (at, (container, trace)) in inits.containers.iter().zip(inits.traces).enumerate() {
        // What fills a volume or gives it an owner is there for the mount.
        let mounts = container.volume_mounts.iter().flatten().filter(|_| trace.is_empty());
        for (key, origin) in mounts.filter_map(|mount| causes.get(&mount.name)) {
            inner.add(format_args!("initContainers[{at}]"), key, origin);
        }
        inner.nest(format_args!("initContainers[{at}]"), trace);
    }
    spec.containers.reserve_exact(pod.members.len());
    for (member, slot) in pod.members.iter().zip(&mut built) {
        if let Some((container, container_trace)) = slot.take_if(|_| member.role == Role::Main) {
            inner.nest(format_args!("containers[{}]", spec.containers.len()), container_trace);
            spec.containers.push(container);
        }
    }
    let mut pod_volumes = volumes.volumes;
    if let Some(access) = inits.job_access {
        pod_volumes.push(access.volume);
        spec.service_account_name = Some(access.service_account);
    }
    for (at, volume) in pod_volumes.iter().enumerate() {
        if let Some((key, origin)) = causes.get(&volume.name) {
            inner.add(format_args!("volumes[{at}]"), key, origin);
        }
    }
    spec.init_containers = (!inits.containers.is_empty()).then_some(inits.containers);
    spec.volumes = (!pod_volumes.is_empty()).then_some(pod_volumes);
    trace.nest("spec", inner);

    let mut pod_labels = labels::of_service(cx, leader.name);
    pod_labels.extend(service::alias_labels(pod, cx));
    pod_labels.extend(network_policy::labels_of(pod, cx));
    pod_labels.extend(volumes.labels);
    let mut annotations = annotations::of_pod(pod, &mut trace, cx);
    annotations.extend(volumes.annotations);
    if !cx.options.kube_version.has(security::APP_ARMOR_SINCE) {
        annotations.extend(security::app_armor_annotations(&mut spec));
    }
    let metadata = ObjectMeta {
        labels: Some(pod_labels),
        annotations: (!annotations.is_empty()).then_some(annotations),
        ..ObjectMeta::default()
    };
    let mut template = Template {
        spec: PodTemplateSpec { metadata: Some(metadata), spec: Some(spec) },
        trace,
        writes_claim: volumes.writes_claim,
        job_waits: inits.job_waits,
    };
    settings::apply(pod, &selector, &mut template, cx);
    template
}

/// Sets the namespaces that containers share with each other or with the node; tells whether the
/// pod's processes share one, so that no container's own process has number 1.
fn namespaces(spec: &mut PodSpec, pod: &PodPlan<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> bool {
    use compose_model::diagnostic::{Diagnostic, Severity};

    use crate::rules::{HOST_NAMESPACE, INIT_PROCESS, SHARED_POD};

    for member in &pod.members {
        let service = member.service;
        let key = format!("services.{}", member.key);
        for (attribute, mode) in
            [("network_mode", &service.network_mode), ("pid", &service.pid), ("ipc", &service.ipc)]
        {
            let Some(mode) = mode else { continue };
            let subject = format!("{key}.{attribute}");
            if mode.as_str() == "host" {
                let field = match attribute {
                    "network_mode" => {
                        spec.host_network = Some(true);
                        spec.dns_policy = Some("ClusterFirstWithHostNet".to_owned());
                        "hostNetwork"
                    }
                    "pid" => {
                        spec.host_pid = Some(true);
                        "hostPID"
                    }
                    _ => {
                        spec.host_ipc = Some(true);
                        "hostIPC"
                    }
                };
                trace.add(field, subject.as_str(), &mode.origin);
                let message =
                    format!("`{}` shares the node's namespace: `{attribute}: host`", member.key);
                cx.report(
                    Diagnostic::new(&HOST_NAMESPACE, message).at(&mode.origin, "").subject(subject),
                );
            } else if pod.members.len() > 1 && mode.contains(':') {
                if attribute == "pid" {
                    spec.share_process_namespace = Some(true);
                    trace.add("shareProcessNamespace", subject.as_str(), &mode.origin);
                }
                let message = format!("`{}` runs in the pod of `{}`", member.key, pod.leader().key);
                cx.report(
                    Diagnostic::new(&SHARED_POD, message).at(&mode.origin, "").subject(subject),
                );
            }
        }
    }
    if spec.host_pid == Some(true) {
        spec.share_process_namespace = None;
        return true;
    }
    for member in &pod.members {
        let Some(init) = member.service.init.as_ref().filter(|init| init.value) else { continue };
        let subject = format!("services.{}.init", member.key);
        let stop_signal = pod.members.iter().any(|member| member.service.stop_signal.is_some());
        let is_lost = stop_signal && spec.share_process_namespace.is_none();
        let message = if is_lost {
            "`init` is left out: `stop_signal` needs the container's own process to be PID 1"
        } else {
            spec.share_process_namespace = Some(true);
            trace.add("shareProcessNamespace", subject.as_str(), &init.origin);
            "the pod's pause process reaps orphans: the container's own process is not PID 1"
        };
        let mut finding = Diagnostic::new(&INIT_PROCESS, message).at(&init.origin, "");
        if is_lost {
            finding.severity = Severity::Warning;
            finding = finding.help(INIT_PROCESS.hint());
        }
        cx.report(finding.subject(subject));
    }
    spec.share_process_namespace == Some(true)
}

/// The longest of the members' grace periods.
fn grace_period(pod: &PodPlan<'_>, trace: &mut Trace) -> Option<i64> {
    let periods = pod.members.iter().filter_map(|member| {
        let period = member.service.stop_grace_period.as_ref()?;
        Some((member.key, period, period.value.seconds_ceil().max(0)))
    });
    let (key, period, seconds) = periods.max_by_key(|(.., seconds)| *seconds)?;
    let field = "terminationGracePeriodSeconds";
    trace.add(field, format_args!("services.{key}.stop_grace_period"), &period.origin);
    Some(seconds)
}
