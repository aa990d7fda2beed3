//! `sysctls`: only those that Kubernetes calls safe are taken by every kubelet.

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::Service;
use indexmap::IndexMap;
use k8s_openapi::api::core::v1::Sysctl;

use crate::context::Cx;
use crate::plan::{Member, PodPlan};
use crate::rules::UNSAFE_SYSCTL;
use crate::trace::Trace;

/// The safe kernel parameters, and the minor version since which they are.
const SAFE: &[(&str, u32)] = &[
    ("kernel.shm_rmid_forced", 0),
    ("net.ipv4.ip_local_port_range", 0),
    ("net.ipv4.tcp_syncookies", 0),
    ("net.ipv4.ping_group_range", 0),
    ("net.ipv4.ip_unprivileged_port_start", 22),
    ("net.ipv4.ip_local_reserved_ports", 27),
    ("net.ipv4.tcp_keepalive_time", 29),
    ("net.ipv4.tcp_fin_timeout", 29),
    ("net.ipv4.tcp_keepalive_intvl", 29),
    ("net.ipv4.tcp_keepalive_probes", 29),
    ("net.ipv4.tcp_rmem", 32),
    ("net.ipv4.tcp_wmem", 32),
];

/// The first port that a process without rights may listen on. Docker makes it 0 in every container;
/// the runtimes of a cluster leave it at 1024.
const LOW_PORTS: &str = "net.ipv4.ip_unprivileged_port_start";

/// The safe parameters of all members; the others are reported, because a kubelet that does not
/// allow one never starts the pod. On the host's own network none may be set.
pub(super) fn build(pod: &PodPlan<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> Option<Vec<Sysctl>> {
    let mut sysctls: IndexMap<&str, &str> = IndexMap::new();
    // The containers of a pod share their network and IPC namespaces.
    let on_host = |attribute: fn(&Service) -> Option<&Spanned<String>>| {
        let modes = pod.members.iter().filter_map(|member| attribute(member.service));
        modes.into_iter().any(|mode| mode.as_str() == "host")
    };
    let host_network = on_host(|service| service.network_mode.as_ref());
    let host_ipc = on_host(|service| service.ipc.as_ref());
    for member in &pod.members {
        for (name, value) in &member.service.sysctls {
            let key = format!("services.{}.sysctls.{name}", member.key);
            let known = SAFE.iter().find(|(safe, _)| safe == name);
            let safe = known.is_some_and(|(_, since)| cx.options.kube_version.has(*since));
            let on_host = if name.starts_with("net.") { host_network } else { host_ipc };
            if safe && !on_host {
                trace.add("securityContext.sysctls", key, &value.origin);
                sysctls.insert(name, value);
            } else {
                cx.report(
                    Diagnostic::new(&UNSAFE_SYSCTL, format!("`{name}` is not set: kubelets refuse it"))
                        .at(&value.origin, "")
                        .help(format!("allow it with the kubelet's `--allowed-unsafe-sysctls={name}`, or set it on the nodes"))
                        .subject(key),
                );
            }
        }
    }
    if !host_network
        && !sysctls.contains_key(LOW_PORTS)
        && let Some(member) = pod.members.iter().find(|member| needs_low_ports(member, cx))
        && let Some(user) = &member.service.user
    {
        trace.add("securityContext.sysctls", format!("services.{}.user", member.key), &user.origin);
        sysctls.insert(LOW_PORTS, "0");
    }
    let list: Vec<Sysctl> = sysctls
        .into_iter()
        .map(|(name, value)| Sysctl { name: name.to_owned(), value: value.to_owned() })
        .collect();
    (!list.is_empty()).then_some(list)
}

/// Whether a service runs as another user than root and listens on a port below 1024.
fn needs_low_ports(member: &Member<'_>, cx: &Cx<'_>) -> bool {
    let root = |user: &str| matches!(user.split(':').next(), Some("root" | "0" | "") | None);
    member.service.user.as_ref().is_some_and(|user| !root(user))
        && cx.discovery.ports(member.key).iter().any(|port| port.target < 1024)
}
