//! `--namespace` and `--create-namespace`.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::core::v1::Namespace;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::context::Cx;
use crate::labels;
use crate::names;
use crate::object::Object;
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
