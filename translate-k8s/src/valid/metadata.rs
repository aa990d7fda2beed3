//! Names, labels and annotations.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};

use super::{Findings, syntax};
use crate::path::Path;
use crate::rules::{ANNOTATION, INVALID_NAME, LABEL, VALUE};

/// The size of all annotations of an object together, keys and values.
const ANNOTATIONS: usize = 256 << 10;

/// The metadata of an object.
pub(super) fn object(kind: &str, meta: &ObjectMeta, path: &Path<'_>, findings: &mut Findings) {
    let name = meta.name.as_deref().unwrap_or_default();
    let valid = match kind {
        "Service" => syntax::is_service_name(name),
        "Namespace" => syntax::is_dns_label(name),
        // The name becomes a label of the pods.
        "Deployment" | "DaemonSet" | "Job" | "StatefulSet" => {
            syntax::is_subdomain(name) && name.len() <= 63
        }
        // A suffix of its own goes to each of its Jobs.
        "CronJob" => syntax::is_subdomain(name) && name.len() <= 52,
        // Names of the access rules are only parts of a path.
        "Role" | "RoleBinding" => !name.is_empty() && !name.contains(['/', '%']),
        _ => syntax::is_subdomain(name),
    };
    if !valid {
        findings.add(
            &INVALID_NAME,
            &path.field("name"),
            format!("is not a valid name for this kind: `{name}`"),
        );
    }
    if let Some(namespace) = meta.namespace.as_deref().filter(|it| !syntax::is_dns_label(it)) {
        let what = format!("is not a valid name of a namespace: `{namespace}`");
        findings.add(&INVALID_NAME, &path.field("namespace"), what);
    }
    labels_and_annotations(meta, path, findings);
}

/// The labels and annotations of an object or a pod template.
pub(super) fn labels_and_annotations(meta: &ObjectMeta, path: &Path<'_>, findings: &mut Findings) {
    labels(meta.labels.as_ref(), &path.field("labels"), findings);
    let annotations_path = path.field("annotations");
    let mut size = 0;
    for (key, value) in meta.annotations.iter().flatten() {
        size += key.len() + value.len();
        if !syntax::is_qualified_name(&key.to_ascii_lowercase()) {
            let what = format!("is not a valid annotation key: `{key}`");
            findings.add(&ANNOTATION, &annotations_path.field(key), what);
        }
    }
    if size > ANNOTATIONS {
        let what = format!("are {size} bytes together, more than {ANNOTATIONS}");
        findings.add(&ANNOTATION, &annotations_path, what);
    }
}

/// Labels, or the labels that a selector asks for.
pub(super) fn labels(
    labels: Option<&BTreeMap<String, String>>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    for (key, value) in labels.into_iter().flatten() {
        if !syntax::is_qualified_name(key) {
            findings.add(&LABEL, &path.field(key), format!("is not a valid label key: `{key}`"));
        }
        if !syntax::is_label_value(value) {
            findings.add(
                &LABEL,
                &path.field(key),
                format!("is not a valid label value: `{value}`"),
            );
        }
    }
}

/// A selector.
pub(super) fn selector(selector: &LabelSelector, path: &Path<'_>, findings: &mut Findings) {
    labels(selector.match_labels.as_ref(), &path.field("matchLabels"), findings);
    let expressions = path.field("matchExpressions");
    for (index, expression) in selector.match_expressions.iter().flatten().enumerate() {
        let path = expressions.index(index);
        if !syntax::is_qualified_name(&expression.key) {
            findings.add(
                &LABEL,
                &path.field("key"),
                format!("is not a valid label key: `{}`", expression.key),
            );
        }
        let values = expression.values.as_deref().unwrap_or_default();
        let wanted = match expression.operator.as_str() {
            "In" | "NotIn" => !values.is_empty(),
            "Exists" | "DoesNotExist" => values.is_empty(),
            _ => false,
        };
        if !wanted {
            findings.add(&VALUE, &path.field("operator"), "does not go with its values");
        }
        for value in values.iter().filter(|value| !syntax::is_label_value(value)) {
            findings.add(
                &LABEL,
                &path.field("values"),
                format!("is not a valid label value: `{value}`"),
            );
        }
    }
}
