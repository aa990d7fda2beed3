//! Isolation and rights that a stack file cannot say: what loses protection is `insecure`, what loses
//! rights is `unsupported`.

use compose_model::Spanned;
use compose_model::model::service::Device;

use crate::context::{At, Cx};
use crate::rules::{
    DEVICES, NAMESPACE, NAMESPACE_PROTECTION, PRIVILEGED, RUNTIME, SECURITY_OPTION,
    SECURITY_PROTECTION,
};

/// The attributes about isolation and rights.
pub(crate) struct Input<'a> {
    pub(crate) privileged: Option<&'a Spanned<bool>>,
    pub(crate) security_opt: &'a [Spanned<String>],
    pub(crate) runtime: Option<&'a Spanned<String>>,
    pub(crate) pid: Option<&'a Spanned<String>>,
    pub(crate) ipc: Option<&'a Spanned<String>>,
    pub(crate) uts: Option<&'a Spanned<String>>,
    pub(crate) userns_mode: Option<&'a Spanned<String>>,
    pub(crate) cgroup: Option<&'a Spanned<String>>,
    pub(crate) devices: &'a [Spanned<Device>],
    pub(crate) device_cgroup_rules: &'a [Spanned<String>],
}

/// Reports what is lost.
pub(crate) fn report(at: At<'_>, input: &Input<'_>, cx: &mut Cx<'_>) {
    if let Some(privileged) = input.privileged.filter(|privileged| privileged.value) {
        let message = "`privileged` is left out: Swarm runs no privileged containers";
        cx.report(at.finding(&PRIVILEGED, "privileged", &privileged.origin, message));
    }
    for (n, option) in input.security_opt.iter().enumerate() {
        let (rule, what) = if loosens(option) {
            (&SECURITY_OPTION, "the container keeps the protection")
        } else {
            (&SECURITY_PROTECTION, "the container loses this protection")
        };
        let message = format!("`{option}` is left out: {what}");
        let attribute = format!("security_opt[{n}]");
        cx.report(at.value_finding(rule, &attribute, &option.origin, message));
    }
    if let Some(runtime) = input.runtime.filter(|runtime| runtime.as_str() != "runc") {
        let message =
            format!("`runtime: {runtime}` is left out: tasks run in the node's default runtime");
        let rule = if runtime.starts_with("nvidia") { &DEVICES } else { &RUNTIME };
        cx.report(at.finding(rule, "runtime", &runtime.origin, message));
    }
    for (attribute, namespace) in [
        ("pid", input.pid),
        ("ipc", input.ipc),
        ("uts", input.uts),
        ("userns_mode", input.userns_mode),
        ("cgroup", input.cgroup),
    ] {
        let Some(namespace) = namespace else { continue };
        // What Swarm gives every container, or takes from its nodes' defaults.
        let protects =
            matches!((attribute, namespace.as_str()), ("ipc", "none") | ("cgroup", "private"));
        let is_usual = matches!((attribute, namespace.as_str()), ("ipc", "private" | "shareable"));
        if is_usual {
            continue;
        }
        let rule = if protects { &NAMESPACE_PROTECTION } else { &NAMESPACE };
        let message = format!(
            "`{attribute}: {namespace}` is left out: Swarm gives every task namespaces of its own"
        );
        cx.report(at.finding(rule, attribute, &namespace.origin, message));
    }
    for (n, device) in input.devices.iter().enumerate() {
        let Device { source, target: _, permissions: _, extensions: _ } = &device.value;
        let source = source.as_ref().map_or("", |source| source.as_str());
        let message = format!("the device `{source}` is left out: Swarm gives tasks no devices");
        cx.report(at.value_finding(&DEVICES, &format!("devices[{n}]"), &device.origin, message));
    }
    if let Some(first) = input.device_cgroup_rules.first() {
        let message = "`device_cgroup_rules` is left out: Swarm gives tasks no devices";
        cx.report(at.finding(&DEVICES, "device_cgroup_rules", &first.origin, message));
    }
}

/// Whether a security option takes protection away, so that losing it is harmless.
fn loosens(option: &str) -> bool {
    let (name, value) = option.split_once(['=', ':']).unwrap_or((option, ""));
    matches!(
        (name, value),
        ("seccomp" | "apparmor" | "systempaths", "unconfined")
            | ("label", "disable")
            | ("no-new-privileges", "false")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_options_that_protect_are_insecure_to_lose() {
        for option in
            ["seccomp=unconfined", "seccomp:unconfined", "label=disable", "no-new-privileges:false"]
        {
            assert!(loosens(option), "{option}");
        }
        for option in
            ["no-new-privileges:true", "no-new-privileges", "seccomp=./p.json", "apparmor=docker"]
        {
            assert!(!loosens(option), "{option}");
        }
    }
}
