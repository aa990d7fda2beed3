//! `labels` and `annotations` as annotations: Kubernetes' own labels are for selecting.

use std::collections::BTreeMap;

use compose_model::diagnostic::Diagnostic;
use compose_model::model::Pairs;

use crate::context::Cx;
use crate::labels;
use crate::plan::PodPlan;
use crate::rules::LOST_ANNOTATION;
use crate::trace::Trace;

/// Annotations by key.
pub(crate) type Annotations = BTreeMap<String, String>;

/// The annotations of a pod: those of its members, the leader's first.
pub(super) fn of_pod(pod: &PodPlan<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> Annotations {
    let mut annotations = Annotations::new();
    for member in &pod.members {
        let key = format!("services.{}", member.key);
        add(
            &mut annotations,
            &member.service.annotations,
            &format!("{key}.annotations"),
            trace,
            cx,
        );
        add(&mut annotations, &member.service.labels, &format!("{key}.labels"), trace, cx);
    }
    annotations
}

/// The annotations of a workload: `deploy.labels`.
pub(crate) fn of_workload(pod: &PodPlan<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> Annotations {
    let mut annotations = Annotations::new();
    for member in &pod.members {
        if let Some(deploy) = &member.service.deploy {
            let key = format!("services.{}.deploy.labels", member.key);
            add(&mut annotations, &deploy.labels, &key, trace, cx);
        }
    }
    annotations
}

/// Adds what Kubernetes takes. A key that it refuses would mean nothing to its reader in any other
/// spelling, so it is left out and reported.
pub(crate) fn add(
    annotations: &mut Annotations,
    pairs: &Pairs,
    key: &str,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) {
    for (name, value) in pairs {
        let subject = format!("{key}.{name}");
        let lower = name.to_ascii_lowercase();
        let message = if !labels::is_key(&lower) {
            format!("`{name}` is not a valid annotation key")
        } else if annotations.get(name).is_some_and(|other| *other != value.value) {
            format!("`{name}` has another value already")
        } else {
            trace.add(format_args!("metadata.annotations.{name}"), subject, &value.origin);
            annotations.insert(name.clone(), value.value.clone());
            continue;
        };
        cx.report(
            Diagnostic::new(&LOST_ANNOTATION, message)
                .at(value.origin.place(), "left out")
                .subject(subject),
        );
    }
}
