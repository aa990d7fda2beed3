//! What stands in the way of a level of the
//! [Pod Security Standards](https://kubernetes.io/docs/concepts/security/pod-security-standards/).
//!
//! `pod/security/harden.rs` sets what a level asks for where that is known to work. This pass reads
//! the finished pods as the admission would, and reports every field that it would refuse, with the
//! place in the source that asks for it.

mod standard;

use std::cell::LazyCell;

use compose_model::backend::FieldOrigin;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use k8s_openapi::api::core::v1::{PodSpec, PodTemplateSpec};

use crate::object::Object;
use crate::options::Harden;
use crate::origins::Origins;
use crate::rules::{LEVEL_REFUSED, UNKNOWN_USER};
use standard::{Kind, Violation};

/// A template in its object.
#[derive(Clone, Copy)]
struct Of<'o> {
    /// The object's kind and name.
    object: &'o str,
    /// Where the template stands in it.
    path: &'static str,
}

/// Reports what the level refuses; tells whether it takes all pods. Nobody asks for the origins of
/// `fields` while it does.
pub(crate) fn check<'f>(
    objects: &[Object],
    level: Harden,
    diagnostics: &mut Diagnostics,
    fields: impl FnOnce() -> &'f [FieldOrigin],
) -> bool {
    if level == Harden::None {
        return true;
    }
    let origins = LazyCell::new(|| Origins::new(fields()));
    let mut admitted = true;
    for object in objects {
        let Some((path, template)) = template(object) else { continue };
        let Some(spec) = &template.spec else { continue };
        let id = object.id();
        let of = Of { object: &id, path };
        for violation in standard::violations(template, spec, level) {
            admitted = false;
            let origin = place(&origins, of, spec, &violation.field);
            diagnostics.push(report(of, violation, level, origin));
        }
    }
    admitted
}

fn report(
    of: Of<'_>,
    violation: Violation,
    level: Harden,
    origin: Option<&FieldOrigin>,
) -> Diagnostic {
    let Violation { field, kind, what } = violation;
    let level = level.as_str();
    let Of { object, path } = of;
    let finding = match kind {
        Kind::Refused => {
            let message = format!("`{level}` refuses `{object}`: `{path}.{field}` {what}");
            Diagnostic::new(&LEVEL_REFUSED, message)
        }
        Kind::UnknownUser => {
            let message = format!("`{level}` refuses `{object}`: {what}");
            Diagnostic::new(&UNKNOWN_USER, message).help(UNKNOWN_USER.hint())
        }
    };
    match origin {
        Some(origin) => finding.at(origin.origin.place(), "").subject(origin.key.clone()),
        None => finding,
    }
}

/// The place of a field of a template. A volume is asked for where a container mounts it, and a
/// container that nobody wrote is there for what it mounts.
fn place<'f>(
    origins: &Origins<'f>,
    of: Of<'_>,
    spec: &PodSpec,
    field: &str,
) -> Option<&'f FieldOrigin> {
    let object = of.object;
    let full = |field: &str| format!("{}.{field}", of.path);
    if let Some(at) = index(field, "spec.volumes[") {
        let name = spec.volumes.as_deref()?.get(at).map(|volume| volume.name.as_str())?;
        return mount(origins, of, spec, name);
    }
    if let Some(name) = field.strip_prefix(standard::APP_ARMOR_FIELD) {
        let name = name.trim_end_matches(']');
        let at = spec.containers.iter().position(|container| container.name == name)?;
        let field = format!("spec.containers[{at}].securityContext.appArmorProfile");
        return origins.nearest(object, &full(&field));
    }
    if let Some(origin) = origins.nearest(object, &full(field)) {
        return Some(origin);
    }
    let (list, container) = if let Some(at) = index(field, "spec.initContainers[") {
        (format!("spec.initContainers[{at}]"), spec.init_containers.as_ref()?.get(at)?)
    } else {
        let at = index(field, "spec.containers[")?;
        (format!("spec.containers[{at}]"), spec.containers.get(at)?)
    };
    origins.nearest(object, &full(&format!("{list}.image"))).or_else(|| {
        let mounts = container.volume_mounts.iter().flatten();
        mounts.into_iter().find_map(|it| mount(origins, of, spec, &it.name))
    })
}

/// Where a volume is mounted first.
fn mount<'f>(
    origins: &Origins<'f>,
    of: Of<'_>,
    spec: &PodSpec,
    volume: &str,
) -> Option<&'f FieldOrigin> {
    let inits = spec.init_containers.iter().flatten().enumerate();
    let inits = inits.map(|(at, it)| (format!("initContainers[{at}]"), it));
    let mains = spec.containers.iter().enumerate();
    let mains = mains.map(|(at, it)| (format!("containers[{at}]"), it));
    mains.chain(inits).find_map(|(path, container)| {
        let mounts = container.volume_mounts.as_ref()?;
        let at = mounts.iter().position(|mount| mount.name == volume)?;
        origins.nearest(of.object, &format!("{}.spec.{path}.volumeMounts[{at}]", of.path))
    })
}

/// The index right after a prefix.
fn index(field: &str, prefix: &str) -> Option<usize> {
    field.strip_prefix(prefix)?.split_once(']')?.0.parse().ok()
}

/// The template of a workload, with its path.
pub(crate) fn template(object: &Object) -> Option<(&'static str, &PodTemplateSpec)> {
    let template = match object {
        Object::DaemonSet(it) => &it.spec.as_ref()?.template,
        Object::Deployment(it) => &it.spec.as_ref()?.template,
        Object::StatefulSet(it) => &it.spec.as_ref()?.template,
        Object::Job(it) => &it.spec.as_ref()?.template,
        Object::CronJob(it) => {
            let job = it.spec.job_template.spec.as_ref()?;
            return Some(("spec.jobTemplate.spec.template", &job.template));
        }
        _ => return None,
    };
    Some(("spec.template", template))
}
