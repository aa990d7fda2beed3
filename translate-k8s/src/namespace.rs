//! `--namespace` and `--create-namespace`.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::core::v1::Namespace;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::context::Cx;
use crate::labels;
use crate::names;
use crate::object::Object;
use crate::options::Harden;
use crate::rules::NO_NAMESPACE;

/// Puts all objects into the namespace; without one, recommends it.
pub(crate) fn set(cx: &mut Cx<'_>) {
    let Some(namespace) = &cx.options.namespace else {
        let project = names::label(&cx.project.name, names::LABEL);
        let message = "projects in one namespace overwrite each other's objects of the same name";
        cx.report(Diagnostic::new(&NO_NAMESPACE, message).help(format!(
            "give this project a namespace of its own: `--namespace {project} --create-namespace`"
        )));
        return;
    };
    for object in cx.objects.iter_mut() {
        object.metadata_mut().namespace = Some(namespace.clone());
    }
    if cx.options.create_namespace {
        cx.objects.add(Object::from(Namespace {
            metadata: ObjectMeta {
                name: Some(namespace.clone()),
                labels: Some(labels::of_project(cx.project)),
                ..ObjectMeta::default()
            },
            ..Namespace::default()
        }));
    }
}

/// Says on a Namespace of ours which level its pods aim at: it is enforced where all of them reach it,
/// else violations are shown to whoever applies them.
pub(crate) fn label(objects: &mut [Object], level: Harden, admitted: bool) {
    if level == Harden::None {
        return;
    }
    let mode = if admitted { "enforce" } else { "warn" };
    for object in objects.iter_mut().filter(|it| matches!(it, Object::Namespace(_))) {
        let labels = object.metadata_mut().labels.get_or_insert_default();
        labels.insert(format!("pod-security.kubernetes.io/{mode}"), level.as_str().to_owned());
    }
}
