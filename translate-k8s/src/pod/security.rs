//! `securityContext` of containers and pods.

pub(crate) mod harden;
mod options;
mod sysctls;
mod user;

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::core::v1::{
    Capabilities, PodSecurityContext, SeccompProfile, SecurityContext,
};

use crate::context::Cx;
use crate::plan::{Member, PodPlan};
use crate::rules::NAMED_GROUP;
use crate::trace::Trace;

pub(super) use options::{APP_ARMOR_SINCE, app_armor_annotations};
pub(crate) use user::of as user;

/// The context of a container, `None` where nothing is set.
pub(super) fn container(
    member: &Member<'_>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Option<SecurityContext> {
    let service = member.service;
    let key = format!("services.{}", member.key);
    let mut context = SecurityContext::default();
    user::set(&mut context, member, trace, cx);
    if let Some(privileged) = service.privileged.as_ref().filter(|it| it.value) {
        context.privileged = Some(true);
        trace.add(
            "securityContext.privileged",
            format_args!("{key}.privileged"),
            &privileged.origin,
        );
    }
    if let Some(read_only) = service.read_only.as_ref().filter(|it| it.value) {
        context.read_only_root_filesystem = Some(true);
        let field = "securityContext.readOnlyRootFilesystem";
        trace.add(field, format_args!("{key}.read_only"), &read_only.origin);
    }
    let mut list = |names: &[compose_model::Spanned<String>], attribute: &str, side: &str| {
        let names: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let field = format_args!("securityContext.capabilities.{side}[{at}]");
                trace.add(field, format_args!("{key}.{attribute}[{at}]"), &name.origin);
                let name = name.to_ascii_uppercase();
                name.strip_prefix("CAP_").map_or(name.clone(), str::to_owned)
            })
            .collect();
        (!names.is_empty()).then_some(names)
    };
    let (add, drop) =
        (list(&service.cap_add, "cap_add", "add"), list(&service.cap_drop, "cap_drop", "drop"));
    if add.is_some() || drop.is_some() {
        context.capabilities = Some(Capabilities { add, drop });
    }
    options::set(&mut context, member, trace, cx);
    harden::own(&mut context, cx.options.harden);
    (context != SecurityContext::default()).then_some(context)
}

/// The context of a pod.
///
/// Container engines confine every container by their own profile of seccomp, unless it is told
/// otherwise. Kubernetes does not of itself, so the pod asks for the profile of its runtime, which is
/// the same one.
pub(super) fn pod(
    pod: &PodPlan<'_>,
    fs_group: Option<i64>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> PodSecurityContext {
    let mut groups: Vec<i64> = Vec::new();
    for member in &pod.members {
        for (at, group) in member.service.group_add.iter().enumerate() {
            let key = format!("services.{}.group_add[{at}]", member.key);
            match group.trim() {
                "root" => groups.push(0),
                number => {
                    if let Ok(number) = number.parse::<u32>() {
                        trace.add("securityContext.supplementalGroups", key, &group.origin);
                        groups.push(i64::from(number));
                    } else {
                        let message = format!(
                            "only the image knows the numeric ID of group `{}`",
                            group.value
                        );
                        cx.report(
                            Diagnostic::new(&NAMED_GROUP, message)
                                .at(&group.origin, "")
                                .help("write the group's numeric ID")
                                .subject(key),
                        );
                    }
                }
            }
        }
    }
    groups.sort_unstable();
    groups.dedup();
    PodSecurityContext {
        fs_group,
        fs_group_change_policy: fs_group.map(|_| "OnRootMismatch".to_owned()),
        seccomp_profile: Some(SeccompProfile {
            type_: "RuntimeDefault".to_owned(),
            localhost_profile: None,
        }),
        supplemental_groups: (!groups.is_empty()).then_some(groups),
        sysctls: sysctls::build(pod, trace, cx),
        ..PodSecurityContext::default()
    }
}
