//! Security contexts.

use std::collections::HashSet;

use k8s_openapi::api::core::v1::{PodSpec, SeccompProfile, SecurityContext};

use super::{Findings, syntax};
use crate::path::Path;
use crate::rules::{COMBINATION, DUPLICATE, VALUE};

/// The security context of a pod.
pub(super) fn pod(spec: &PodSpec, path: &Path<'_>, findings: &mut Findings) {
    let Some(context) = &spec.security_context else { return };
    let path = path.field("securityContext");
    ids(
        [
            ("runAsUser", context.run_as_user),
            ("runAsGroup", context.run_as_group),
            ("fsGroup", context.fs_group),
        ],
        &path,
        findings,
    );
    for group in context.supplemental_groups.iter().flatten().filter(|id| !syntax::is_id(**id)) {
        findings.add(
            &VALUE,
            &path.field("supplementalGroups"),
            format!("is not a valid group ID: `{group}`"),
        );
    }
    if !matches!(
        context.fs_group_change_policy.as_deref(),
        None | Some("Always" | "OnRootMismatch")
    ) {
        findings.add(&VALUE, &path.field("fsGroupChangePolicy"), "is not a valid policy");
    }
    seccomp(context.seccomp_profile.as_ref(), &path, findings);
    let sysctls = path.field("sysctls");
    let mut names = HashSet::new();
    for (index, sysctl) in context.sysctls.iter().flatten().enumerate() {
        let path = sysctls.index(index).field("name").to_string();
        let root = Path::root();
        let path = root.field(&path);
        let name = sysctl.name.replace('/', ".");
        if !syntax::is_sysctl(&sysctl.name) {
            findings.add(&VALUE, &path, format!("is not a kernel parameter: `{}`", sysctl.name));
        }
        if spec.host_network == Some(true) && name.starts_with("net.") {
            findings.add(&COMBINATION, &path, "does not go with the host's network");
        }
        let ipc = ["kernel.shm", "kernel.msg", "kernel.sem", "fs.mqueue."];
        if spec.host_ipc == Some(true) && ipc.iter().any(|prefix| name.starts_with(prefix)) {
            findings.add(&COMBINATION, &path, "does not go with the host's IPC namespace");
        }
        if !names.insert(name) {
            findings.add(&DUPLICATE, &path, format!("is `{}` twice", sysctl.name));
        }
    }
}

/// The security context of a container.
pub(super) fn container(
    context: Option<&SecurityContext>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    let Some(context) = context else { return };
    let path = path.field("securityContext");
    ids(
        [("runAsUser", context.run_as_user), ("runAsGroup", context.run_as_group)],
        &path,
        findings,
    );
    if context.allow_privilege_escalation == Some(false) {
        let path = path.field("allowPrivilegeEscalation");
        if context.privileged == Some(true) {
            findings.add(&COMBINATION, &path, "is false in a privileged container");
        }
        let added = context.capabilities.as_ref().and_then(|it| it.add.as_deref());
        let admin = |name: &String| name == "SYS_ADMIN" || name == "CAP_SYS_ADMIN";
        if added.unwrap_or_default().iter().any(admin) {
            findings.add(&COMBINATION, &path, "is false beside `SYS_ADMIN`");
        }
    }
    if context.run_as_non_root == Some(true) && context.run_as_user == Some(0) {
        findings.add(&COMBINATION, &path.field("runAsNonRoot"), "is true for the user 0");
    }
    if !matches!(context.proc_mount.as_deref(), None | Some("Default" | "Unmasked")) {
        findings.add(&VALUE, &path.field("procMount"), "is not a kind of mount");
    }
    seccomp(context.seccomp_profile.as_ref(), &path, findings);
}

fn seccomp(profile: Option<&SeccompProfile>, path: &Path<'_>, findings: &mut Findings) {
    let Some(profile) = profile else { return };
    let path = path.field("seccompProfile");
    let file = profile.localhost_profile.as_deref();
    let valid = match profile.type_.as_str() {
        "Localhost" => file.is_some_and(syntax::is_relative_path),
        "RuntimeDefault" | "Unconfined" => file.is_none(),
        _ => false,
    };
    if !valid {
        findings.add(&VALUE, &path, "is not a valid profile");
    }
}

fn ids<const N: usize>(ids: [(&str, Option<i64>); N], path: &Path<'_>, findings: &mut Findings) {
    for (name, id) in ids {
        if let Some(id) = id.filter(|id| !syntax::is_id(*id)) {
            findings.add(&VALUE, &path.field(name), format!("is not from 0 to 2147483647: `{id}`"));
        }
    }
}
