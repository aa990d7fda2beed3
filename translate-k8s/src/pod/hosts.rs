//! Names and name resolution of a pod: `hostname`, `domainname`, `extra_hosts`, `dns*`.

use std::net::IpAddr;

use compose_model::diagnostic::Diagnostic;
use indexmap::IndexMap;
use k8s_openapi::api::core::v1::{HostAlias, PodDNSConfig, PodDNSConfigOption, PodSpec};

use crate::context::Cx;
use crate::labels;
use crate::names;
use crate::plan::PodPlan;
use crate::rules::{DNS_SERVERS, EXTRA_HOST, HOST_GATEWAY, HOSTNAME};
use crate::trace::Trace;

/// A pod has three name servers, and the cluster's own is the first.
const MAX_NAME_SERVERS: usize = 2;
/// The search domains that the API server takes.
const MAX_SEARCHES: usize = 32;
/// The longest `hostnameOverride`, and the version in which every server has it.
const MAX_OVERRIDE: usize = 64;
const OVERRIDE_SINCE: u32 = 35;

/// Sets everything that concerns names.
pub(super) fn set(spec: &mut PodSpec, pod: &PodPlan<'_>, trace: &mut Trace, cx: &mut Cx<'_>) {
    hostname(spec, pod, trace, cx);
    spec.host_aliases = extra_hosts(pod, trace, cx);
    spec.dns_config = dns(pod, trace, cx);
}

fn hostname(spec: &mut PodSpec, pod: &PodPlan<'_>, trace: &mut Trace, cx: &mut Cx<'_>) {
    for member in &pod.members[1..] {
        if let Some(hostname) = &member.service.hostname {
            let message = format!("the pod has the host name of `{}`", pod.leader().key);
            cx.report(
                Diagnostic::new(&HOSTNAME, message)
                    .at(&hostname.origin, "")
                    .subject(format!("services.{}.hostname", member.key)),
            );
        }
    }
    let service = pod.leader().service;
    let host = service.hostname.as_ref();
    let domain = service.domainname.as_ref().filter(|domain| !domain.is_empty());
    // Where there is a domain, it is what a pod's name has no room for.
    let Some(cause) = domain.or(host) else { return };
    let attribute = if domain.is_some() { "domainname" } else { "hostname" };
    let key = format!("services.{}.{attribute}", pod.leader().key);
    let host_text = host.map_or("", |host| host.as_str());
    let full = match domain {
        Some(domain) if host.is_some() => format!("{host_text}.{}", domain.value),
        Some(domain) => domain.value.clone(),
        None => host_text.to_owned(),
    };
    trace.add("hostname", key.as_str(), &cause.origin);
    if host.is_some() && domain.is_none() && labels::is_dns_label(&full) {
        spec.hostname = Some(full);
        return;
    }
    if cx.options.kube_version.has(OVERRIDE_SINCE)
        && host.is_some()
        && full.len() <= MAX_OVERRIDE
        && labels::is_dns_subdomain(&full)
        && spec.host_network.is_none()
    {
        spec.hostname_override = Some(full);
        return;
    }
    let first = if host.is_some() { host_text.split('.').next().unwrap_or(host_text) } else { "" };
    let kept = (!first.is_empty()).then(|| {
        if labels::is_dns_label(first) {
            first.to_owned()
        } else {
            names::label(first, names::LABEL)
        }
    });
    let message = match &kept {
        Some(kept) => format!("`{full}` is not a valid host name for a pod: it becomes `{kept}`"),
        None => format!("a pod has no domain name of its own: `{full}` is left out"),
    };
    cx.report(Diagnostic::new(&HOSTNAME, message).at(&cause.origin, "").subject(key));
    spec.hostname = kept;
}

fn extra_hosts(pod: &PodPlan<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> Option<Vec<HostAlias>> {
    let mut aliases: IndexMap<String, Vec<String>> = IndexMap::new();
    for member in &pod.members {
        for (host, addresses) in &member.service.extra_hosts {
            // Names are looked up without regard to case.
            let host = host.to_ascii_lowercase();
            let key = format!("services.{}.extra_hosts.{host}", member.key);
            for address in &addresses.value {
                let plain = address.trim_matches(['[', ']']);
                if address == "host-gateway" {
                    let message =
                        format!("`{host}` would be the node, not the machine that it means");
                    cx.report(
                        Diagnostic::new(&HOST_GATEWAY, message)
                            .at(&addresses.origin, "left out")
                            .help("name the service that listens there instead")
                            .subject(key.as_str()),
                    );
                } else if plain.parse::<IpAddr>().is_ok() && labels::is_dns_subdomain(&host) {
                    trace.add("hostAliases", key.as_str(), &addresses.origin);
                    let names = aliases.entry(plain.to_owned()).or_default();
                    if !names.contains(&host) {
                        names.push(host.clone());
                    }
                } else {
                    let message =
                        format!("`{host}` at `{address}` is not an entry that a pod can have");
                    cx.report(
                        Diagnostic::new(&EXTRA_HOST, message)
                            .at(&addresses.origin, "")
                            .help("write an address, and the name in lower case letters, digits, `-` and `.`")
                            .subject(key.as_str()),
                    );
                }
            }
        }
    }
    let list: Vec<HostAlias> = aliases
        .into_iter()
        .map(|(ip, hostnames)| HostAlias { ip, hostnames: Some(hostnames) })
        .collect();
    (!list.is_empty()).then_some(list)
}

/// The policy stays the cluster's own, or services would not find each other.
fn dns(pod: &PodPlan<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> Option<PodDNSConfig> {
    let (mut servers, mut searches, mut options) = (Vec::new(), Vec::new(), Vec::new());
    for member in &pod.members {
        let key = format!("services.{}", member.key);
        for (at, server) in member.service.dns.iter().enumerate() {
            let key = format!("{key}.dns[{at}]");
            let taken = server.parse::<IpAddr>().is_ok() && servers.len() < MAX_NAME_SERVERS;
            let message = if taken {
                trace.add("dnsConfig.nameservers", key.as_str(), &server.origin);
                servers.push(server.value.clone());
                format!(
                    "`{}` is asked only when the cluster's own name server does not answer",
                    server.value
                )
            } else {
                format!(
                    "`{}` is left out: a pod can have two name servers besides the cluster's own, given as addresses",
                    server.value
                )
            };
            cx.report(
                Diagnostic::new(&DNS_SERVERS, message)
                    .at(&server.origin, "")
                    .help(DNS_SERVERS.hint())
                    .subject(key),
            );
        }
        for (at, domain) in member.service.dns_search.iter().enumerate() {
            let key = format!("{key}.dns_search[{at}]");
            let plain = domain.trim_end_matches('.');
            if domain.as_str() == "."
                || (labels::is_dns_subdomain(plain) && searches.len() < MAX_SEARCHES)
            {
                trace.add("dnsConfig.searches", key, &domain.origin);
                searches.push(domain.value.clone());
            } else {
                let message = format!("`{}` is not a valid search domain for a pod", domain.value);
                cx.report(
                    Diagnostic::new(&DNS_SERVERS, message).at(&domain.origin, "").subject(key),
                );
            }
        }
        for (at, option) in member.service.dns_opt.iter().enumerate() {
            trace.add("dnsConfig.options", format_args!("{key}.dns_opt[{at}]"), &option.origin);
            let (name, value) = match option.split_once(':') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (option.as_str(), None),
            };
            if !name.is_empty() {
                options.push(PodDNSConfigOption { name: Some(name.to_owned()), value });
            }
        }
    }
    let config = PodDNSConfig {
        nameservers: (!servers.is_empty()).then_some(servers),
        searches: (!searches.is_empty()).then_some(searches),
        options: (!options.is_empty()).then_some(options),
    };
    (config != PodDNSConfig::default()).then_some(config)
}
