//! `security_opt`: privilege escalation, and profiles of the security modules.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::core::v1::{
    AppArmorProfile, PodSpec, SELinuxOptions, SeccompProfile, SecurityContext,
};

use crate::context::Cx;
use crate::plan::Member;
use crate::rules::SECURITY_OPT;
use crate::trace::Trace;

/// Since when contexts have a field for `AppArmor`: 1.`APP_ARMOR_SINCE`.
pub(crate) const APP_ARMOR_SINCE: u32 = 30;

/// Takes the profiles of `AppArmor` out of the contexts: older servers read them from annotations of the
/// pod.
pub(crate) fn app_armor_annotations(spec: &mut PodSpec) -> Vec<(String, String)> {
    let inits = spec.init_containers.iter_mut().flatten();
    let containers = inits.chain(&mut spec.containers);
    let mut annotations = Vec::new();
    for container in containers {
        let Some(context) = &mut container.security_context else { continue };
        let Some(profile) = context.app_armor_profile.take() else { continue };
        if *context == SecurityContext::default() {
            container.security_context = None;
        }
        let value = match (profile.type_.as_str(), profile.localhost_profile) {
            ("Localhost", Some(name)) => format!("localhost/{name}"),
            ("RuntimeDefault", _) => "runtime/default".to_owned(),
            _ => "unconfined".to_owned(),
        };
        let key = format!("container.apparmor.security.beta.kubernetes.io/{}", container.name);
        annotations.push((key, value));
    }
    annotations
}

/// Sets what a container's context can say; the rest is reported.
pub(super) fn set(
    context: &mut SecurityContext,
    member: &Member<'_>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) {
    for (at, option) in member.service.security_opt.iter().enumerate() {
        let key = format!("services.{}.security_opt[{at}]", member.key);
        match apply(context, option) {
            Ok("") => {}
            Ok(field) => trace.add(format_args!("securityContext.{field}"), key, &option.origin),
            Err(message) => {
                let finding = Diagnostic::new(&SECURITY_OPT, message).at(&option.origin, "");
                cx.report(finding.subject(key));
            }
        }
    }
}

/// Sets the field of an option, and names it; an empty name stands for what holds anyway.
fn apply(context: &mut SecurityContext, option: &str) -> Result<&'static str, String> {
    let (name, value) = option.split_once(['=', ':']).unwrap_or((option, ""));
    match (name.trim(), value.trim()) {
        ("no-new-privileges", "" | "true") => {
            let admin = |capabilities: &Vec<String>| {
                capabilities.iter().any(|it| it == "SYS_ADMIN" || it == "ALL")
            };
            let added = context.capabilities.as_ref().and_then(|it| it.add.as_ref());
            if context.privileged == Some(true) || added.is_some_and(admin) {
                return Err(
                    "Kubernetes refuses `no-new-privileges` beside `privileged` and `SYS_ADMIN`"
                        .to_owned(),
                );
            }
            context.allow_privilege_escalation = Some(false);
            Ok("allowPrivilegeEscalation")
        }
        ("no-new-privileges", "false") | ("seccomp", "builtin") => Ok(""),
        ("seccomp", "unconfined") => {
            context.seccomp_profile = Some(SeccompProfile {
                type_: "Unconfined".to_owned(),
                ..SeccompProfile::default()
            });
            Ok("seccompProfile")
        }
        ("apparmor", "unconfined") => {
            context.app_armor_profile = Some(app_armor("Unconfined", None));
            Ok("appArmorProfile")
        }
        ("apparmor", "docker-default") => {
            context.app_armor_profile = Some(app_armor("RuntimeDefault", None));
            Ok("appArmorProfile")
        }
        ("apparmor", profile) if !profile.is_empty() => {
            context.app_armor_profile = Some(app_armor("Localhost", Some(profile)));
            Ok("appArmorProfile")
        }
        ("label", label) => {
            let options = context.se_linux_options.get_or_insert_with(SELinuxOptions::default);
            let (part, value) = label.split_once(':').unwrap_or((label, ""));
            match part {
                "user" => options.user = Some(value.to_owned()),
                "role" => options.role = Some(value.to_owned()),
                "type" => options.type_ = Some(value.to_owned()),
                "level" => options.level = Some(value.to_owned()),
                // The type that container engines give to unconfined containers.
                "disable" => options.type_ = Some("spc_t".to_owned()),
                _ => return Err(format!("`label:{label}` has no counterpart")),
            }
            Ok("seLinuxOptions")
        }
        ("seccomp", profile) => Err(format!(
            "the runtime's own seccomp profile holds: `{profile}` must be on every node, below the kubelet's folder"
        )),
        _ => Err(format!("`{option}` has no counterpart")),
    }
}

fn app_armor(kind: &str, profile: Option<&str>) -> AppArmorProfile {
    AppArmorProfile { type_: kind.to_owned(), localhost_profile: profile.map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_separators_are_understood() {
        for option in ["no-new-privileges:true", "no-new-privileges=true", "no-new-privileges"] {
            let mut context = SecurityContext::default();
            assert_eq!(apply(&mut context, option), Ok("allowPrivilegeEscalation"));
            assert_eq!(context.allow_privilege_escalation, Some(false), "{option}");
        }
        let mut privileged = SecurityContext { privileged: Some(true), ..Default::default() };
        assert!(apply(&mut privileged, "no-new-privileges").is_err());
        assert!(apply(&mut SecurityContext::default(), "seccomp:./profile.json").is_err());
    }
}
