//! Reads every object as the API server would: what it refuses is never written (`K09xx`).
//!
//! The rules are the server's own, for the kinds and fields that a translation writes. A violation
//! that the input causes is an error at the place that caused it, by way of the fields' origins; one
//! that leads to no place is a fault of the translation, and says so.

mod claim;
mod container;
mod data;
mod metadata;
mod network;
mod pod;
mod probe;
mod scaling;
mod schedule;
mod security;
mod service;
mod size;
mod syntax;
mod volumes;
mod workload;

use compose_model::backend::FieldOrigin;
use compose_model::diagnostic::{Diagnostic, Diagnostics, Rule};

use crate::object::Object;
use crate::options::Apply;
use crate::origins::Origins;
use crate::path::Path;

/// What the API server would refuse of an object. `written` is the length of its YAML, if that is
/// known.
pub(crate) fn check(object: &Object, apply: Apply, written: Option<usize>) -> Vec<Finding> {
    let mut findings = Findings::default();
    check_object(object, apply, written, &mut findings);
    for finding in &mut findings.list {
        finding.object = object.id();
    }
    findings.list
}

/// Reports what was found at all objects. `fields` leads from a field to the place in the source that
/// caused it; nobody asks for it while there are no violations.
pub(crate) fn report<'f>(
    found: Vec<Vec<Finding>>,
    diagnostics: &mut Diagnostics,
    fields: impl FnOnce() -> &'f [FieldOrigin],
) {
    if found.iter().all(Vec::is_empty) {
        return;
    }
    let origins = Origins::new(fields());
    for finding in found.into_iter().flatten() {
        let origin = origins.nearest(&finding.object, &finding.field);
        diagnostics.push(finding.into_diagnostic(origin));
    }
}

fn check_object(object: &Object, apply: Apply, written: Option<usize>, findings: &mut Findings) {
    let root = Path::root();
    let meta = root.field("metadata");
    let spec = root.field("spec");
    metadata::object(object.kind(), object.metadata(), &meta, findings);
    match object {
        // Routes are checked by the gateway's own schema, and other kinds by whoever knows them; their
        // names are checked above.
        Object::Namespace(_)
        | Object::ServiceAccount(_)
        | Object::HTTPRoute(_)
        | Object::Other(_) => {}
        Object::NetworkPolicy(it) => network::policy(it.spec.as_ref(), &spec, findings),
        Object::Role(it) => network::role(it, &root, findings),
        Object::RoleBinding(it) => network::role_binding(it, &root, findings),
        Object::ConfigMap(it) => data::config_map(it, &root, findings),
        Object::Secret(it) => data::secret(it, &root, findings),
        Object::PersistentVolumeClaim(it) => claim::check(it.spec.as_ref(), &spec, findings),
        Object::Service(it) => service::check(it.spec.as_ref(), &spec, findings),
        Object::Ingress(it) => network::ingress(it.spec.as_ref(), &spec, findings),
        Object::DaemonSet(it) => workload::daemon_set(it.spec.as_ref(), &spec, findings),
        Object::Deployment(it) => workload::deployment(it.spec.as_ref(), &spec, findings),
        Object::StatefulSet(it) => workload::stateful_set(it.spec.as_ref(), &spec, findings),
        Object::Job(it) => workload::job(it.spec.as_ref(), &spec, findings),
        Object::CronJob(it) => workload::cron_job(&it.spec, &spec, findings),
        Object::HorizontalPodAutoscaler(it) => {
            scaling::autoscaler(&it.spec, &spec, findings);
        }
        Object::PodDisruptionBudget(it) => scaling::budget(it.spec.as_ref(), &spec, findings),
    }
    size::check(object, apply, written, findings);
}

/// What the API server would refuse of the object that is being read.
#[derive(Debug, Default)]
struct Findings {
    list: Vec<Finding>,
}

/// Something that the API server would refuse.
#[derive(Debug)]
pub(crate) struct Finding {
    rule: &'static Rule,
    /// Set when the object has been read.
    object: String,
    field: String,
    what: String,
}

impl Findings {
    /// Notes a violation: `what` continues "`field` …".
    fn add(&mut self, rule: &'static Rule, path: &Path<'_>, what: impl Into<String>) {
        let (object, field) = (String::new(), path.to_string());
        self.list.push(Finding { rule, object, field, what: what.into() });
    }
}

impl Finding {
    fn into_diagnostic(self, origin: Option<&FieldOrigin>) -> Diagnostic {
        let message = if self.field.is_empty() {
            format!("`{}` would be refused: it {}", self.object, self.what)
        } else {
            format!("`{}` would be refused: `{}` {}", self.object, self.field, self.what)
        };
        let diagnostic = Diagnostic::new(self.rule, message);
        match origin {
            Some(field) => diagnostic.at(field.origin.place(), "").subject(field.key.clone()),
            None => diagnostic
                .note("nothing in the project leads to this field: please report it as a fault"),
        }
    }
}

#[cfg(test)]
mod tests;
