//! The labels that every object carries, and the ones by which pods are selected.

use std::collections::BTreeMap;

use compose_model::Project;

/// `app.kubernetes.io/name`: the service.
pub(crate) const NAME: &str = "app.kubernetes.io/name";
/// `app.kubernetes.io/instance`: the project.
pub(crate) const INSTANCE: &str = "app.kubernetes.io/instance";
/// `app.kubernetes.io/part-of`: the project.
pub(crate) const PART_OF: &str = "app.kubernetes.io/part-of";
/// `app.kubernetes.io/managed-by`: this program, without its version, which would roll every pod.
pub(crate) const MANAGED_BY: &str = "app.kubernetes.io/managed-by";

/// Labels.
pub(crate) type Labels = BTreeMap<String, String>;

/// The labels by which the pods of a workload are selected. They never change: a selector is immutable.
pub(crate) fn selector(project: &Project, name: &str) -> Labels {
    [(NAME, name), (INSTANCE, &instance(project))]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into()
}

/// The labels of everything that belongs to one service, `name` being its name.
pub(crate) fn of_service(project: &Project, name: &str) -> Labels {
    let mut labels = of_project(project);
    labels.extend(selector(project, name));
    labels
}

/// The labels of everything that belongs to the project as a whole.
pub(crate) fn of_project(project: &Project) -> Labels {
    let instance = instance(project);
    [(INSTANCE, instance.as_str()), (PART_OF, &instance), (MANAGED_BY, "compose2k8s")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into()
}

/// The project's name as a label value.
pub(crate) fn instance(project: &Project) -> String {
    crate::names::label(&project.name, 63)
}
