//! The labels that every object carries, and the ones by which pods are selected.

use std::borrow::Cow;
use std::collections::BTreeMap;

use compose_model::Project;

use crate::context::Cx;
use crate::names;
use crate::options::Identity;

/// `app.kubernetes.io/name`: the service.
pub(crate) const NAME: &str = "app.kubernetes.io/name";
/// `app.kubernetes.io/instance`: the project.
pub(crate) const INSTANCE: &str = "app.kubernetes.io/instance";
/// `app.kubernetes.io/part-of`: the project.
pub(crate) const PART_OF: &str = "app.kubernetes.io/part-of";
/// `app.kubernetes.io/managed-by`: this program, without its version, which would roll every pod.
pub(crate) const MANAGED_BY: &str = "app.kubernetes.io/managed-by";

/// `io.kompose.service`: the service, as Kompose says it.
pub(crate) const KOMPOSE: &str = "io.kompose.service";

/// The longest name in a key, without its prefix.
pub(crate) const MAX_NAME: usize = 63;

/// Labels.
pub(crate) type Labels = BTreeMap<String, String>;

/// The labels by which the pods of a workload are selected. They never change: a selector is immutable.
pub(crate) fn selector(cx: &Cx<'_>, name: &str) -> Labels {
    match cx.options.identity {
        Identity::Own => own_selector(cx.project, name),
        Identity::Kompose => [(KOMPOSE.to_owned(), name.to_owned())].into(),
    }
}

fn own_selector(project: &Project, name: &str) -> Labels {
    [(INSTANCE, &*instance(project)), (NAME, name)]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into()
}

/// The labels of everything that belongs to one service, `name` being its name.
pub(crate) fn of_service(cx: &Cx<'_>, name: &str) -> Labels {
    let mut labels = of_project(cx.project);
    labels.insert(NAME.to_owned(), name.to_owned());
    if cx.options.identity == Identity::Kompose {
        labels.insert(KOMPOSE.to_owned(), name.to_owned());
    }
    labels
}

/// The labels of everything that belongs to the project as a whole.
pub(crate) fn of_project(project: &Project) -> Labels {
    let instance = instance(project);
    [(INSTANCE, &*instance), (MANAGED_BY, "compose2k8s"), (PART_OF, &instance)]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into()
}

/// The project's name as a label value.
pub(crate) fn instance(project: &Project) -> Cow<'_, str> {
    let name = project.name.as_str();
    if !name.is_empty() && is_value(name) {
        name.into()
    } else {
        names::label(name, names::LABEL).into()
    }
}

/// Whether a text is a valid key of a label or annotation: an optional DNS prefix and a name.
pub(crate) fn is_key(key: &str) -> bool {
    match key.rsplit_once('/') {
        Some((prefix, name)) => is_dns_subdomain(prefix) && is_name(name),
        None => is_name(key),
    }
}

/// Whether a text is a valid value of a label; the empty one is.
pub(crate) fn is_value(value: &str) -> bool {
    value.is_empty() || is_name(value)
}

/// Whether a text is a DNS label (RFC 1123) of at most 63 characters.
pub(crate) fn is_dns_label(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    (1..=63).contains(&bytes.len())
        && bytes.first().is_some_and(letter)
        && bytes.last().is_some_and(letter)
        && bytes.iter().all(|b| letter(b) || *b == b'-')
}

/// Whether a text is a DNS subdomain (RFC 1123) of at most 253 characters.
pub(crate) fn is_dns_subdomain(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_dns_label)
}

fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    (1..=63).contains(&bytes.len())
        && bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.last().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b))
}
