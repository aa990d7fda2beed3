//! Named volumes, which every node has for itself.

use compose_model::Spanned;
use compose_model::diagnostic::{Diagnostic, Severity};
use compose_model::model::Volume;
use compose_model::words::listed;
use indexmap::IndexMap;

use crate::binds;
use crate::context::{At, Cx};
use crate::rules::{FIXED_NAME, NODE_LOCAL_VOLUME};
use crate::service::{pairs, text};
use crate::stack;

/// Adds a volume of the project to the stack when the first service mounts it.
pub(crate) fn use_volume(at: At<'_>, key: &str, made: &stack::Service, cx: &mut Cx<'_>) {
    let project = cx.project;
    let Some(volume) = project.volumes.get(key) else {
        cx.stack.volumes.entry(key.to_owned()).or_default();
        return;
    };
    note_locality(at, key, volume, made, cx);
    if !cx.stack.volumes.contains_key(key) {
        let translated = translate(key, volume, cx);
        cx.stack.volumes.insert(key.to_owned(), translated);
    }
}

fn translate(key: &str, volume: &Spanned<Volume>, cx: &mut Cx<'_>) -> stack::Volume {
    let Volume { name, driver, driver_opts, external, labels, extensions: _ } = &volume.value;
    if external.as_ref().is_some_and(|external| external.value) {
        let name = name.as_ref().map_or(key, |name| name.as_str());
        return stack::Volume { external: true, name: Some(name.into()), ..Default::default() };
    }
    // The loader names every volume after the project; a stack does so by itself.
    let fixed = name.as_ref().filter(|name| name.origin.generated_by().is_none());
    if let Some(name) = fixed {
        let message = format!("the volume is called `{name}` on every node, in every stack");
        cx.report(
            Diagnostic::new(&FIXED_NAME, message)
                .at(name.origin.place(), "")
                .subject(format!("volumes.{key}.name")),
        );
    }
    let mut options = pairs(driver_opts);
    if let Some(path) = binds::local_device(volume) {
        let subject = format!("volumes.{key}.driver_opts.device");
        let moved = binds::on_node(path, &subject, cx);
        options.insert("device".to_owned(), moved.into());
    }
    stack::Volume {
        name: fixed.map(|name| name.as_str().into()),
        external: false,
        driver: text(driver.as_ref()),
        driver_opts: options,
        labels: pairs(labels),
    }
}

/// Whether a volume's data stay on the node that wrote them.
fn is_node_local(volume: &Volume) -> bool {
    let is_local = volume.driver.as_ref().is_none_or(|driver| driver.as_str() == "local");
    let remote = volume.driver_opts.get("type").is_some_and(|kind| {
        matches!(kind.as_str(), "nfs" | "nfs4" | "cifs" | "smb3" | "ceph" | "glusterfs")
    });
    is_local && !remote
}

/// Who mounts the volumes that every node has for itself, by the volume's key.
pub(crate) type LocalVolumes = IndexMap<String, LocalVolume>;

/// The services that mount such a volume, and may run on any node.
#[derive(Clone, Debug, Default)]
pub(crate) struct LocalVolume {
    services: Vec<String>,
    has_several_tasks: bool,
}

/// Remembers that a service mounts a volume whose data stay on the node.
fn note_locality(at: At<'_>, key: &str, volume: &Volume, made: &stack::Service, cx: &mut Cx<'_>) {
    let own_label = format!("{}==true", node_label(key, cx));
    let is_pinned = made.deploy.placement.constraints.iter().any(|constraint| {
        let constraint = constraint.0.replace(' ', "");
        constraint.starts_with("node.hostname==")
            || constraint.starts_with("node.id==")
            || constraint == own_label
    });
    if !is_node_local(volume) || is_pinned {
        return;
    }
    let is_global = made.deploy.mode.as_ref().is_some_and(|mode| mode.0.starts_with("global"));
    let local = cx.local_volumes.entry(key.to_owned()).or_default();
    local.has_several_tasks |= made.deploy.replicas.unwrap_or(1) > 1 || is_global;
    if local.services.last().is_none_or(|last| last != at.key) {
        local.services.push(at.key.to_owned());
    }
}

/// Says that data stay on one node: where several tasks share a volume a warning, else a note.
pub(crate) fn report_locality(cx: &mut Cx<'_>) {
    for (key, local) in std::mem::take(&mut cx.local_volumes) {
        let services = listed(local.services.iter().map(String::as_str), "service");
        let is_shared = local.has_several_tasks || local.services.len() > 1;
        let (severity, message) = if is_shared {
            let message = format!(
                "the tasks of {services} share the volume `{key}` on one node only: every node has its own"
            );
            (Severity::Warning, message)
        } else {
            let message = format!(
                "the volume `{key}` stays on its node: a task of {services} on another node finds an empty one"
            );
            (Severity::Note, message)
        };
        let place = cx.project.volumes.get(&key).and_then(|volume| volume.origin.place());
        let mut finding = Diagnostic::new(&NODE_LOCAL_VOLUME, message)
            .at(place, "")
            .subject(format!("volumes.{key}"));
        finding.severity = severity;
        let constraint = node_label(&key, cx);
        let label = constraint.trim_start_matches("node.labels.");
        cx.report(finding.help(format!(
            "on a swarm of several nodes, label one with `docker node update --label-add {label}=true \
             NODE` and add the constraint `{constraint}==true`"
        )));
    }
}

/// The label of the node that is to have a volume, as constraints name it.
fn node_label(key: &str, cx: &Cx<'_>) -> String {
    format!("node.labels.{}.{key}", cx.plan.stack)
}
