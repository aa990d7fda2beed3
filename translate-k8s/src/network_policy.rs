//! NetworkPolicies that allow what Compose's networks allow, and nothing else.
//!
//! Services of one network reach each other; published ports are reached from everywhere; a service
//! whose networks are all internal has no way out but the cluster's DNS. Services of an external
//! network are never cut, because the project does not know who else is in it.

mod members;

use std::collections::HashSet;

use compose_model::diagnostic::Diagnostic;
use compose_model::model::Network;
use compose_model::{Origin, Project, Spanned};
use k8s_openapi::api::core::v1::ServiceSpec;
use k8s_openapi::api::networking::v1::{
    IPBlock, NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicyPeer,
    NetworkPolicyPort, NetworkPolicySpec,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{
    LabelSelector, LabelSelectorRequirement, ObjectMeta,
};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use self::members::Members;
use crate::context::Cx;
use crate::labels::{self, Labels};
use crate::names;
use crate::object::Object;
use crate::options::NetworkPolicies;
use crate::plan::PodPlan;
use crate::rules::NETWORK_POLICY;
use crate::service::{is_loopback, routed_port};

/// Builds the policies of the project.
pub(crate) fn build(cx: &mut Cx<'_>) {
    if cx.options.network_policies == NetworkPolicies::Never {
        return;
    }
    isolate(cx);
    let members = Members::of(cx);
    let project = cx.project;
    let internal = internal(project);
    let wanted = cx.options.network_policies == NetworkPolicies::Always
        || members.networks.len() > 1
        || internal.is_some();
    if !wanted {
        return;
    }
    let mut any = false;
    for (key, network) in &members.networks {
        any |= of_network(key, network, cx);
    }
    if any {
        published(&members, cx);
        let cause = internal.or_else(|| project.networks.values().nth(1));
        cx.report(
            Diagnostic::new(&NETWORK_POLICY, "networks are kept apart by NetworkPolicies")
                .at(cause.and_then(|it| it.origin.place()), "")
                .help(NETWORK_POLICY.hint())
                .subject("networks"),
        );
    }
}

/// The first network that has no way out.
fn internal(project: &Project) -> Option<&Spanned<Network>> {
    project.networks.values().find(|it| it.internal.as_ref().is_some_and(|it| it.value))
}

/// The policies of one network; `false` where it cuts nobody.
fn of_network(key: &str, network: &members::Network<'_>, cx: &mut Cx<'_>) -> bool {
    let name = cx.names.network(key).to_owned();
    let (subject, project) = (format!("networks.{key}"), cx.project);
    let origin = project.networks.get(key).map(|network| &network.origin);
    let neighbours = vec![NetworkPolicyPeer {
        pod_selector: Some(pods_of(key, network, &network.members, cx)),
        ..NetworkPolicyPeer::default()
    }];
    if !network.restricted.is_empty() {
        let spec = NetworkPolicySpec {
            ingress: Some(vec![NetworkPolicyIngressRule {
                from: Some(neighbours.clone()),
                ports: None,
            }]),
            pod_selector: Some(pods_of(key, network, &network.restricted, cx)),
            policy_types: Some(vec!["Ingress".to_owned()]),
            ..NetworkPolicySpec::default()
        };
        add(&name, spec, &subject, origin, cx);
    }
    if !network.enclosed.is_empty() {
        let spec = NetworkPolicySpec {
            egress: Some(vec![
                NetworkPolicyEgressRule { to: Some(neighbours), ports: None },
                dns(),
            ]),
            pod_selector: Some(pods_of(key, network, &network.enclosed, cx)),
            policy_types: Some(vec!["Egress".to_owned()]),
            ..NetworkPolicySpec::default()
        };
        add(&names::with_suffix(&name, "-egress", names::LABEL), spec, &subject, origin, cx);
        api_server(key, &name, network, &subject, origin, cx);
    }
    !network.restricted.is_empty() || !network.enclosed.is_empty()
}

/// Containers that wait for a Job ask the API server, whose address a policy cannot know.
fn api_server(
    key: &str,
    name: &str,
    network: &members::Network<'_>,
    subject: &str,
    origin: Option<&Origin>,
    cx: &mut Cx<'_>,
) {
    let waiting: Vec<&str> = network
        .enclosed
        .iter()
        .copied()
        .filter(|service| cx.objects.contains("RoleBinding", service))
        .collect();
    if waiting.is_empty() {
        return;
    }
    let spec = NetworkPolicySpec {
        egress: Some(vec![NetworkPolicyEgressRule {
            to: None,
            ports: Some(vec![port(443, "TCP"), port(6443, "TCP")]),
        }]),
        pod_selector: Some(pods_of(key, network, &waiting, cx)),
        policy_types: Some(vec!["Egress".to_owned()]),
        ..NetworkPolicySpec::default()
    };
    add(&names::with_suffix(name, "-api-server", names::LABEL), spec, subject, origin, cx);
}

/// Published ports are reached from everywhere, those of loopback addresses from nowhere outside.
fn published(members: &Members<'_>, cx: &mut Cx<'_>) {
    let project = cx.project;
    for (pod, keys) in &members.restricted_pods {
        let mut ports: Vec<NetworkPolicyPort> = Vec::new();
        for published in
            keys.iter().filter_map(|key| project.services.get(*key)).flat_map(|it| &it.ports)
        {
            let target =
                published.target.as_ref().and_then(|target| u16::try_from(target.value).ok());
            let Some(target) = target.filter(|target| *target != 0) else { continue };
            if published.host_ip.as_ref().is_some_and(|ip| is_loopback(ip)) {
                continue;
            }
            let protocol =
                published.protocol.as_ref().map_or("TCP".to_owned(), |it| it.to_ascii_uppercase());
            let port = port(target, &protocol);
            if !ports.contains(&port) {
                ports.push(port);
            }
        }
        for key in keys {
            let Some(service) = project.services.get(*key) else { continue };
            let routed = routed_port(key, service, cx).map(|number| port(number, "TCP"));
            ports.extend(routed.filter(|port| !ports.contains(port)));
            for (number, protocol) in open_ports(cx.names.service(key), cx) {
                let port = port(number, &protocol);
                if !ports.contains(&port) {
                    ports.push(port);
                }
            }
        }
        if ports.is_empty() {
            continue;
        }
        let spec = NetworkPolicySpec {
            ingress: Some(vec![NetworkPolicyIngressRule { from: None, ports: Some(ports) }]),
            pod_selector: Some(pods(&[pod], cx)),
            policy_types: Some(vec!["Ingress".to_owned()]),
            ..NetworkPolicySpec::default()
        };
        let published = keys.iter().find_map(|key| {
            let port = project.services.get(*key)?.ports.first()?;
            Some((format!("services.{key}.ports"), &port.origin))
        });
        let (key, origin) = published.unzip();
        let name = names::with_suffix(pod, "-published", names::LABEL);
        add(&name, spec, &key.unwrap_or_default(), origin, cx);
    }
}

/// The containers' ports that the Service of this name opens to the outside.
fn open_ports(name: &str, cx: &Cx<'_>) -> Vec<(u16, String)> {
    let Some(Object::Service(service)) = cx.objects.get("Service", name) else { return Vec::new() };
    let spec = service.spec.iter();
    let open =
        |spec: &&ServiceSpec| matches!(spec.type_.as_deref(), Some("LoadBalancer" | "NodePort"));
    let ports = spec.filter(open).flat_map(|spec| spec.ports.iter().flatten());
    ports
        .filter_map(|port| match &port.target_port {
            Some(IntOrString::Int(number)) => {
                let protocol = port.protocol.clone().unwrap_or_else(|| "TCP".to_owned());
                Some((u16::try_from(*number).ok()?, protocol))
            }
            _ => None,
        })
        .collect()
}

/// `network_mode: none`: nothing in, nothing out.
fn isolate(cx: &mut Cx<'_>) {
    let plan = cx.plan;
    for pod in &plan.pods {
        let leader = pod.leader();
        let Some(mode) =
            leader.service.network_mode.as_ref().filter(|mode| mode.as_str() == "none")
        else {
            continue;
        };
        let spec = NetworkPolicySpec {
            pod_selector: Some(pods(&[leader.name], cx)),
            policy_types: Some(vec!["Ingress".to_owned(), "Egress".to_owned()]),
            ..NetworkPolicySpec::default()
        };
        let message = format!("`{}` is cut off by a NetworkPolicy", leader.key);
        cx.report(
            Diagnostic::new(&NETWORK_POLICY, message)
                .at(&mode.origin, "")
                .help(NETWORK_POLICY.hint())
                .subject(format!("services.{}.network_mode", leader.key)),
        );
        let name = names::with_suffix(leader.name, "-isolated", names::LABEL);
        let subject = format!("services.{}.network_mode", leader.key);
        add(&name, spec, &subject, Some(&mode.origin), cx);
    }
}

/// The cluster's name servers: pods of any namespace, or the cache that a node keeps at a
/// link-local address.
fn dns() -> NetworkPolicyEgressRule {
    NetworkPolicyEgressRule {
        ports: Some(vec![port(53, "UDP"), port(53, "TCP")]),
        to: Some(vec![
            NetworkPolicyPeer {
                namespace_selector: Some(LabelSelector::default()),
                ..NetworkPolicyPeer::default()
            },
            NetworkPolicyPeer {
                ip_block: Some(IPBlock { cidr: "169.254.0.0/16".to_owned(), except: None }),
                ..NetworkPolicyPeer::default()
            },
        ]),
    }
}

fn port(number: u16, protocol: &str) -> NetworkPolicyPort {
    NetworkPolicyPort {
        port: Some(IntOrString::Int(i32::from(number))),
        protocol: Some(protocol.to_owned()),
        ..NetworkPolicyPort::default()
    }
}

/// The labels of a pod by which policies select it: one for each network with very many pods.
pub(crate) fn labels_of(pod: &PodPlan<'_>, cx: &Cx<'_>) -> Labels {
    let several = cx.project.networks.len() > 1;
    let may_cut = match cx.options.network_policies {
        NetworkPolicies::Never => false,
        NetworkPolicies::Always => true,
        NetworkPolicies::Auto => several || internal(cx.project).is_some(),
    };
    if !may_cut || cx.plan.crowded_networks.is_empty() {
        return Labels::new();
    }
    let networks = pod.networks().into_iter();
    let crowded = networks.filter(|network| cx.plan.crowded_networks.contains(network));
    crowded.map(|network| (network_label(network, cx), "true".to_owned())).collect()
}

fn network_label(key: &str, cx: &Cx<'_>) -> String {
    let name = cx.names.network(key);
    format!("compose2k8s.io/{}", names::with_suffix(name, "-network", labels::MAX_NAME))
}

/// Some pods of a network: by the network's label but for the others, where the network has one, else
/// by their names.
fn pods_of(key: &str, network: &members::Network<'_>, some: &[&str], cx: &Cx<'_>) -> LabelSelector {
    if some.len() * 2 < network.members.len() || !cx.plan.crowded_networks.contains(key) {
        return pods(some, cx);
    }
    let chosen: HashSet<&str> = some.iter().copied().collect();
    let others = network.members.iter().filter(|name| !chosen.contains(**name));
    let others: Vec<String> = others.map(|name| (*name).to_owned()).collect();
    let instance = (labels::INSTANCE.to_owned(), labels::instance(cx.project).into_owned());
    LabelSelector {
        match_labels: Some([instance, (network_label(key, cx), "true".to_owned())].into()),
        match_expressions: (!others.is_empty()).then(|| {
            vec![LabelSelectorRequirement {
                key: labels::NAME.to_owned(),
                operator: "NotIn".to_owned(),
                values: Some(others),
            }]
        }),
    }
}

/// The pods of some services, by the labels that they are selected by anyway.
fn pods(services: &[&str], cx: &Cx<'_>) -> LabelSelector {
    let instance = (labels::INSTANCE.to_owned(), labels::instance(cx.project).into_owned());
    if let [service] = services {
        return LabelSelector {
            match_labels: Some(labels::selector(cx, service)),
            match_expressions: None,
        };
    }
    LabelSelector {
        match_labels: Some([instance].into()),
        match_expressions: Some(vec![LabelSelectorRequirement {
            key: labels::NAME.to_owned(),
            operator: "In".to_owned(),
            values: Some(services.iter().map(|service| (*service).to_owned()).collect()),
        }]),
    }
}

/// Adds a policy that is there for the value at `key`.
fn add(name: &str, spec: NetworkPolicySpec, key: &str, origin: Option<&Origin>, cx: &mut Cx<'_>) {
    let name = cx.free_name("NetworkPolicy", name.to_owned());
    if let Some(origin) = origin {
        cx.origin(format_args!("NetworkPolicy/{name}"), "", key, origin);
    }
    cx.add(NetworkPolicy {
        metadata: ObjectMeta {
            name: Some(name),
            labels: Some(labels::of_project(cx.project)),
            ..ObjectMeta::default()
        },
        spec: Some(spec),
    });
}
