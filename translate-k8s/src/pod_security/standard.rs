//! The levels `baseline` and `restricted`, as the admission of the newest servers reads them.

use k8s_openapi::api::core::v1::{
    Container, LifecycleHandler, PodSpec, PodTemplateSpec, Probe, SELinuxOptions, SeccompProfile,
    SecurityContext, Volume,
};

use crate::options::Harden;
use crate::path::Path;

/// What a level refuses.
pub(super) struct Violation {
    /// The path in the template.
    pub(super) field: String,
    /// What it is about.
    pub(super) kind: Kind,
    /// What is wrong: it continues "`field` …", or stands alone.
    pub(super) what: String,
}

/// What a violation is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A field has a value that is refused, or lacks one that is asked for.
    Refused,
    /// Nobody knows as which user a container runs.
    UnknownUser,
}

/// The capabilities that `baseline` lets containers add.
const BASELINE_CAPABILITIES: &[&str] = &[
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];
/// The only one that `restricted` does.
const RESTRICTED_CAPABILITY: &str = "NET_BIND_SERVICE";
/// The kernel parameters that pods may set.
const SYSCTLS: &[&str] = &[
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ping_group_range",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_syncookies",
];
/// The types of `SELinux` that pods may have.
const SELINUX_TYPES: &[&str] =
    &["container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
/// The annotation that names an `AppArmor` profile on servers that have no field for it.
const APP_ARMOR: &str = "container.apparmor.security.beta.kubernetes.io/";

/// The beginning of the path of such an annotation; the container's name follows.
pub(super) const APP_ARMOR_FIELD: &str =
    "metadata.annotations[container.apparmor.security.beta.kubernetes.io/";

/// All that a level refuses in a template.
pub(super) fn violations(
    template: &PodTemplateSpec,
    spec: &PodSpec,
    level: Harden,
) -> Vec<Violation> {
    let root = Path::root();
    let path = root.field("spec");
    let mut found = Found { list: Vec::new(), restricted: level == Harden::Restricted };
    let annotations = template.metadata.iter().flat_map(|it| &it.annotations).flatten();
    for (key, value) in annotations.filter(|(key, _)| key.starts_with(APP_ARMOR)) {
        if value != "runtime/default" && !value.starts_with("localhost/") {
            let meta = root.field("metadata");
            found.add(&meta.field("annotations").field(key), "takes AppArmor away");
        }
    }
    found.pod(spec, &path);
    for (list, containers) in [
        ("initContainers", spec.init_containers.as_deref().unwrap_or_default()),
        ("containers", spec.containers.as_slice()),
    ] {
        let path = path.field(list);
        for (at, container) in containers.iter().enumerate() {
            found.container(spec, container, &path.index(at));
        }
    }
    found.list
}

struct Found {
    list: Vec<Violation>,
    restricted: bool,
}

impl Found {
    fn add(&mut self, path: &Path<'_>, what: impl Into<String>) {
        let (field, what) = (path.to_string(), what.into());
        self.list.push(Violation { field, kind: Kind::Refused, what });
    }

    fn pod(&mut self, spec: &PodSpec, path: &Path<'_>) {
        for (field, on, what) in [
            ("hostNetwork", spec.host_network, "shares the node's network"),
            ("hostPID", spec.host_pid, "shares the node's processes"),
            ("hostIPC", spec.host_ipc, "shares the node's IPC"),
        ] {
            if on == Some(true) {
                self.add(&path.field(field), what);
            }
        }
        let volumes = path.field("volumes");
        for (at, volume) in spec.volumes.iter().flatten().enumerate() {
            self.volume(volume, &volumes.index(at));
        }
        let Some(context) = &spec.security_context else { return };
        let path = path.field("securityContext");
        let sysctls = path.field("sysctls");
        for (at, sysctl) in context.sysctls.iter().flatten().enumerate() {
            if !SYSCTLS.contains(&sysctl.name.as_str()) {
                let what = format!("is not a safe kernel parameter: `{}`", sysctl.name);
                self.add(&sysctls.index(at), what);
            }
        }
        self.seccomp(context.seccomp_profile.as_ref(), &path);
        self.selinux(context.se_linux_options.as_ref(), &path);
        if context.app_armor_profile.as_ref().is_some_and(|it| it.type_ == "Unconfined") {
            self.add(&path.field("appArmorProfile"), "takes AppArmor away");
        }
        if self.restricted && context.run_as_user == Some(0) {
            self.add(&path.field("runAsUser"), "is root");
        }
    }

    fn volume(&mut self, volume: &Volume, path: &Path<'_>) {
        if volume.host_path.is_some() {
            self.add(&path.field("hostPath"), "is a path of the node");
            return;
        }
        let core = volume.config_map.is_some()
            || volume.csi.is_some()
            || volume.downward_api.is_some()
            || volume.empty_dir.is_some()
            || volume.ephemeral.is_some()
            || volume.persistent_volume_claim.is_some()
            || volume.projected.is_some()
            || volume.secret.is_some();
        if self.restricted && !core {
            self.add(path, "is of a kind that only a PersistentVolume may have");
        }
    }

    fn container(&mut self, spec: &PodSpec, container: &Container, path: &Path<'_>) {
        let ports = path.field("ports");
        for (at, port) in container.ports.iter().flatten().enumerate() {
            if port.host_port.is_some_and(|port| port != 0) {
                self.add(&ports.index(at).field("hostPort"), "is a port of the node");
            }
        }
        for (field, probe) in [
            ("livenessProbe", &container.liveness_probe),
            ("readinessProbe", &container.readiness_probe),
            ("startupProbe", &container.startup_probe),
        ] {
            self.probe(probe.as_ref(), &path.field(field));
        }
        if let Some(lifecycle) = &container.lifecycle {
            let path = path.field("lifecycle");
            for (field, hook) in
                [("postStart", &lifecycle.post_start), ("preStop", &lifecycle.pre_stop)]
            {
                self.hook(hook.as_ref(), &path.field(field));
            }
        }
        let none = SecurityContext::default();
        let context = container.security_context.as_ref().unwrap_or(&none);
        let at = path.field("securityContext");
        self.context(context, &at);
        if self.restricted {
            self.rights(spec, container, context, &at);
        }
    }

    /// What `baseline` asks of a container.
    fn context(&mut self, context: &SecurityContext, path: &Path<'_>) {
        if context.privileged == Some(true) {
            self.add(&path.field("privileged"), "has all rights on the node");
        }
        let capabilities = path.field("capabilities");
        let list = capabilities.field("add");
        let added = context.capabilities.iter().flat_map(|it| &it.add).flatten();
        for (at, name) in added.enumerate() {
            let allowed = if self.restricted {
                name == RESTRICTED_CAPABILITY
            } else {
                BASELINE_CAPABILITIES.contains(&name.as_str())
            };
            if !allowed {
                self.add(&list.index(at), format!("is not to be added: `{name}`"));
            }
        }
        if context.proc_mount.as_ref().is_some_and(|it| it != "Default") {
            self.add(&path.field("procMount"), "is not `Default`");
        }
        self.seccomp(context.seccomp_profile.as_ref(), path);
        self.selinux(context.se_linux_options.as_ref(), path);
        if context.app_armor_profile.as_ref().is_some_and(|it| it.type_ == "Unconfined") {
            self.add(&path.field("appArmorProfile"), "takes AppArmor away");
        }
    }

    /// What `restricted` asks of a container besides.
    fn rights(
        &mut self,
        spec: &PodSpec,
        container: &Container,
        context: &SecurityContext,
        path: &Path<'_>,
    ) {
        let pod = spec.security_context.as_ref();
        if context.allow_privilege_escalation != Some(false) {
            self.add(&path.field("allowPrivilegeEscalation"), "is not false");
        }
        let seccomp = context
            .seccomp_profile
            .as_ref()
            .or_else(|| pod.and_then(|it| it.seccomp_profile.as_ref()));
        if seccomp.is_none() {
            self.add(&path.field("seccompProfile"), "is missing");
        }
        let capabilities = path.field("capabilities");
        let mut dropped = context.capabilities.iter().flat_map(|it| &it.drop).flatten();
        let drops_all = dropped.any(|name| name == "ALL");
        let user = context.run_as_user.or_else(|| pod.and_then(|it| it.run_as_user));
        let non_root = context.run_as_non_root.or_else(|| pod.and_then(|it| it.run_as_non_root));
        if user == Some(0) {
            if context.run_as_user == Some(0) {
                self.add(&path.field("runAsUser"), "is root");
            }
        } else if user.is_none() && non_root.is_none() {
            self.list.push(Violation {
                field: path.to_string(),
                kind: Kind::UnknownUser,
                what: format!("nobody says as which user its container `{}` runs", container.name),
            });
            return;
        }
        if non_root != Some(true) {
            self.add(&path.field("runAsNonRoot"), "is not true");
        }
        if !drops_all {
            self.add(&capabilities.field("drop"), "lacks `ALL`");
        }
    }

    fn seccomp(&mut self, profile: Option<&SeccompProfile>, path: &Path<'_>) {
        if profile.is_some_and(|it| it.type_ == "Unconfined") {
            self.add(&path.field("seccompProfile"), "is `Unconfined`");
        }
    }

    fn selinux(&mut self, options: Option<&SELinuxOptions>, path: &Path<'_>) {
        let Some(options) = options else { return };
        let path = path.field("seLinuxOptions");
        let given = |text: &Option<String>| text.as_ref().is_some_and(|it| !it.is_empty());
        for (field, value) in [("user", &options.user), ("role", &options.role)] {
            if given(value) {
                self.add(&path.field(field), "is set");
            }
        }
        if given(&options.type_)
            && !SELINUX_TYPES.contains(&options.type_.as_deref().unwrap_or_default())
        {
            self.add(&path.field("type"), "is not a type of containers");
        }
    }

    fn probe(&mut self, probe: Option<&Probe>, path: &Path<'_>) {
        let Some(probe) = probe else { return };
        let http = probe.http_get.as_ref().and_then(|it| it.host.as_deref());
        let tcp = probe.tcp_socket.as_ref().and_then(|it| it.host.as_deref());
        for (field, host) in [("httpGet", http), ("tcpSocket", tcp)] {
            if host.is_some_and(|host| !host.is_empty()) {
                self.add(&path.field(field).field("host"), "leads to another host");
            }
        }
    }

    fn hook(&mut self, hook: Option<&LifecycleHandler>, path: &Path<'_>) {
        let Some(hook) = hook else { return };
        let http = hook.http_get.as_ref().and_then(|it| it.host.as_deref());
        let tcp = hook.tcp_socket.as_ref().and_then(|it| it.host.as_deref());
        for (field, host) in [("httpGet", http), ("tcpSocket", tcp)] {
            if host.is_some_and(|host| !host.is_empty()) {
                self.add(&path.field(field).field("host"), "leads to another host");
            }
        }
    }
}
