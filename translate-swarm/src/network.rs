//! Networks: which ones a service joins, and what they become in a swarm.

use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::NetworkAttachment;
use compose_model::model::{Ipam, IpamPool, Map, Network};
use compose_model::{Origin, Spanned};
use indexmap::IndexMap;

use crate::context::{At, Cx};
use crate::docker_version::Feature;
use crate::escape::Text;
use crate::names::MAX_NAME;
use crate::plan::{Membership, parse_link};
use crate::rules::{
    ATTACHMENT_ATTRIBUTE, EXTERNAL_LINK, EXTERNAL_NETWORK, FIXED_NAME, FURTHER_NAME,
    ISOLATION_LOST, NAME_TOO_LONG, NETWORK_DRIVER, NETWORK_MODE, NETWORK_OPTION, NEWER_DOCKER,
    RENAMED, SHARED_NAMESPACE,
};
use crate::service::{pairs, text};
use crate::shell::quote;
use crate::stack;

/// The option of a bridge by which containers of one network cannot reach each other.
const ENABLE_ICC: &str = "com.docker.network.bridge.enable_icc";
/// The option of a bridge that says on which address ports are published.
pub(crate) const HOST_BINDING: &str = "com.docker.network.bridge.host_binding_ipv4";

/// Joins a service to its networks.
pub(crate) fn join(
    at: At<'_>,
    network_mode: Option<&Spanned<String>>,
    networks: &Map<Option<NetworkAttachment>>,
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    let plan = cx.plan;
    let membership = plan.membership(at.key);
    if let Some(mode) = network_mode {
        report_mode(at, mode, cx);
        if let Membership::Node { key, .. } | Membership::Isolated(key) = membership {
            at.origin(cx, format_args!("networks.{key}"), "network_mode", &mode.origin);
            cx.origin(format_args!("networks.{key}"), at.path("network_mode"), &mode.origin);
        }
    }
    match membership {
        Membership::Node { key, network } => {
            made.networks.insert(key.clone(), stack::Attachment::default());
            cx.stack.networks.entry(key.clone()).or_insert_with(|| stack::Network {
                external: true,
                name: Some((*network).into()),
                ..stack::Network::default()
            });
        }
        Membership::Isolated(key) => {
            made.networks.insert(key.clone(), stack::Attachment::default());
            cx.stack.networks.insert(
                key.clone(),
                stack::Network {
                    driver: Some("overlay".into()),
                    internal: true,
                    ..stack::Network::default()
                },
            );
        }
        Membership::Networks(keys) => {
            for key in keys {
                let options = networks
                    .get(key)
                    .and_then(|attachment| Some((attachment.value.as_ref()?, &attachment.origin)));
                let mut attachment = stack::Attachment {
                    aliases: plan
                        .aliases(at.key, key)
                        .iter()
                        .map(|alias| Text::from(alias.as_str()))
                        .collect(),
                    ..stack::Attachment::default()
                };
                if let Some((options, origin)) = options {
                    let attribute = format!("networks.{key}");
                    at.origin(cx, &attribute, &attribute, origin);
                    attach(at, key, options, &mut attachment, cx);
                }
                let name = plan.networks.get(key).to_owned();
                use_network(key, &name, cx);
                made.networks.insert(name, attachment);
            }
        }
    }
    // What a service joins without saying anything about it needs no word in the file.
    let implicit = made.networks.len() == 1
        && made.networks.get("default") == Some(&stack::Attachment::default());
    if implicit {
        made.networks = IndexMap::new();
    }
}

fn attach(
    at: At<'_>,
    key: &str,
    options: &NetworkAttachment,
    attachment: &mut stack::Attachment,
    cx: &mut Cx<'_>,
) {
    let NetworkAttachment {
        // Part of the plan, with the names that other attributes give.
        aliases: _,
        interface_name,
        ipv4_address,
        ipv6_address,
        link_local_ips,
        mac_address,
        driver_opts,
        priority,
        gw_priority,
        extensions: _,
    } = options;
    let texts = [
        ("interface_name", interface_name.as_ref().map(|one| &one.origin)),
        ("ipv4_address", ipv4_address.as_ref().map(|one| &one.origin)),
        ("ipv6_address", ipv6_address.as_ref().map(|one| &one.origin)),
        ("link_local_ips", link_local_ips.first().map(|one| &one.origin)),
        ("mac_address", mac_address.as_ref().map(|one| &one.origin)),
        ("priority", priority.as_ref().map(|one| &one.origin)),
        ("gw_priority", gw_priority.as_ref().map(|one| &one.origin)),
    ];
    for (attribute, origin) in texts {
        let Some(origin) = origin else { continue };
        let why = match attribute {
            "interface_name" | "priority" | "gw_priority" => "a stack file has no attribute for it",
            _ => "Swarm itself gives tasks their addresses",
        };
        let message = format!("`{attribute}` is left out: {why}");
        let attribute = format!("networks.{key}.{attribute}");
        cx.report(at.finding(&ATTACHMENT_ATTRIBUTE, &attribute, origin, message));
    }
    if let Some(first) = driver_opts.values().next() {
        let version = cx.options.docker_version;
        if version.has(Feature::AttachmentOptions) {
            attachment.driver_opts = pairs(driver_opts);
        } else {
            let since = Feature::AttachmentOptions.since();
            let message =
                format!("`driver_opts` is left out: Docker {version} does not know it in a stack");
            let attribute = format!("networks.{key}.driver_opts");
            cx.report(at.finding(&NEWER_DOCKER, &attribute, &first.origin, message).help(format!(
                "pass `--docker-version {since}` where every node has that release"
            )));
        }
    }
}

fn report_mode(at: At<'_>, mode: &Spanned<String>, cx: &mut Cx<'_>) {
    let (rule, message) = match mode.as_str() {
        "host" | "bridge" => (
            &NETWORK_MODE,
            format!(
                "`network_mode: {mode}` becomes the network `{mode}` of the node that runs the task"
            ),
        ),
        "none" => (
            &NETWORK_MODE,
            "`network_mode: none` becomes an internal network that nothing else joins".to_owned(),
        ),
        mode if mode.starts_with("service:") || mode.starts_with("container:") => (
            &SHARED_NAMESPACE,
            format!(
                "`network_mode: {mode}` is lost: Swarm gives every task a network of its own, so that \
                 traffic takes another way and `localhost` is another one"
            ),
        ),
        mode => {
            (&NETWORK_MODE, format!("`network_mode: {mode}` is left out: Swarm does not know it"))
        }
    };
    let finding = at.finding(rule, "network_mode", &mode.origin, message);
    let other =
        mode.strip_prefix("service:").and_then(|key| cx.project.services.get_key_value(key));
    cx.report(match other {
        Some((key, service)) => {
            let port = listening(service).unwrap_or_else(|| "PORT".to_owned());
            finding.help(format!(
                "let `{}` ask for `{key}:{port}` where it asked for `localhost:{port}`, and publish its ports itself",
                at.key
            ))
        }
        None => finding,
    });
}

/// The first port that a service says it listens on.
fn listening(service: &compose_model::model::Service) -> Option<String> {
    let published = service.ports.iter().find_map(|port| port.target.as_ref());
    let exposed = service.expose.first().map(|port| port.value.clone());
    published.map(|port| port.value.to_string()).or(exposed)
}

/// Says which further names a service has, and which ones it cannot have.
pub(crate) fn report_names(
    at: At<'_>,
    container_name: Option<&Spanned<String>>,
    links: &[Spanned<String>],
    external_links: &[Spanned<String>],
    cx: &mut Cx<'_>,
) {
    if let Some(name) = container_name {
        let message =
            format!("the container's name `{name}` becomes a further name of the service");
        cx.report(at.finding(&FURTHER_NAME, "container_name", &name.origin, message));
    }
    for (n, link) in links.iter().enumerate() {
        let parsed = parse_link(link);
        if parsed.alias != parsed.service {
            let message = format!(
                "the link's name `{}` becomes a further name of `{}` for all of its neighbours",
                parsed.alias, parsed.service
            );
            let attribute = format!("links[{n}]");
            cx.report(at.value_finding(&FURTHER_NAME, &attribute, &link.origin, message));
        }
    }
    for (n, link) in external_links.iter().enumerate() {
        let message = format!("the link to `{link}` is left out: Swarm links no containers");
        let attribute = format!("external_links[{n}]");
        cx.report(at.value_finding(&EXTERNAL_LINK, &attribute, &link.origin, message));
    }
}

/// Adds a network of the project to the stack when the first service joins it.
fn use_network(key: &str, name: &str, cx: &mut Cx<'_>) {
    if cx.stack.networks.contains_key(name) {
        return;
    }
    let project = cx.project;
    let made = match project.networks.get(key) {
        Some(network) => translate(key, name, network, cx),
        None => stack::Network {
            driver: Some("overlay".into()),
            attachable: true,
            ..stack::Network::default()
        },
    };
    cx.stack.networks.insert(name.to_owned(), made);
}

/// Puts the networks into the order of the project.
pub(crate) fn keep_order(cx: &mut Cx<'_>) {
    let plan = cx.plan;
    let order: IndexMap<&str, usize> = cx
        .project
        .networks
        .keys()
        .enumerate()
        .map(|(n, key)| (plan.networks.get(key), n))
        .collect();
    let place = |key: &str| order.get(key).copied().unwrap_or(usize::MAX);
    cx.stack.networks.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
}

fn finding(
    rule: &'static compose_model::diagnostic::Rule,
    key: &str,
    attribute: &str,
    origin: &Origin,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(rule, message)
        .at(origin.place(), "")
        .subject(format!("networks.{key}.{attribute}"))
}

fn translate(
    key: &str,
    in_stack: &str,
    network: &Spanned<Network>,
    cx: &mut Cx<'_>,
) -> stack::Network {
    let Network {
        name,
        driver,
        driver_opts,
        ipam,
        external,
        internal,
        attachable,
        labels,
        enable_ipv4,
        enable_ipv6,
        extensions: _,
    } = &network.value;
    if external.as_ref().is_some_and(|external| external.value) {
        let name = name.as_ref().map_or(key, |name| name.as_str());
        if !matches!(name, "host" | "bridge") {
            let message = format!("the network `{name}` must exist and span all nodes");
            cx.report(finding(&EXTERNAL_NETWORK, key, "external", &network.origin, message).help(
                format!(
                    "run `docker network create --driver overlay --attachable {}`, or `deploy.sh \
                 --create-external`",
                    quote(name)
                ),
            ));
        }
        return stack::Network { external: true, name: Some(name.into()), ..Default::default() };
    }
    // The loader names every network after the project; a stack does so by itself.
    let fixed = name.as_ref().filter(|name| name.origin.generated_by().is_none());
    if let Some(name) = fixed {
        let message = format!("the network is called `{name}` in the whole swarm, in every stack");
        cx.report(finding(&FIXED_NAME, key, "name", &name.origin, message));
    } else {
        check_name(key, in_stack, network, cx);
    }
    let overlay = driver.as_ref().is_none_or(|driver| is_local(driver));
    if let Some(driver) =
        driver.as_ref().filter(|driver| is_local(driver) && driver.as_str() != "bridge")
    {
        let message = format!("the driver `{driver}` becomes `overlay`: it does not span nodes");
        cx.report(finding(&NETWORK_DRIVER, key, "driver", &driver.origin, message));
    }
    for (attribute, switch, usual) in
        [("enable_ipv4", enable_ipv4, true), ("enable_ipv6", enable_ipv6, false)]
    {
        if let Some(switch) = switch.as_ref().filter(|switch| switch.value != usual) {
            let message =
                format!("`{attribute}` is left out: a stack file has no attribute for it");
            cx.report(finding(&NETWORK_OPTION, key, attribute, &switch.origin, message));
        }
    }
    stack::Network {
        name: fixed.map(|name| name.as_str().into()),
        external: false,
        driver: if overlay { Some("overlay".into()) } else { text(driver.as_ref()) },
        driver_opts: options(key, driver_opts, overlay, cx),
        internal: internal.as_ref().is_some_and(|internal| internal.value),
        // Every container may join a network of Compose, whatever this says.
        attachable: attachable.as_ref().is_none_or(|attachable| attachable.value),
        ipam: ipam.as_ref().and_then(|ipam| addresses(key, ipam, cx)),
        labels: pairs(labels),
    }
}

fn check_name(key: &str, in_stack: &str, network: &Spanned<Network>, cx: &mut Cx<'_>) {
    let place = network.origin.place();
    if in_stack != key {
        let message = format!("the network `{key}` is called `{in_stack}` in the stack");
        let finding = Diagnostic::new(&RENAMED, message).at(place, "");
        cx.report(finding.subject(format!("networks.{key}")));
    }
    let length = cx.plan.stack.len() + 1 + in_stack.len();
    if length > MAX_NAME {
        let stack = &cx.plan.stack;
        let message = format!(
            "the network's name in the swarm, `{stack}_{in_stack}`, has {length} characters; {MAX_NAME} are allowed"
        );
        let finding = Diagnostic::new(&NAME_TOO_LONG, message).at(place, "");
        cx.report(finding.subject(format!("networks.{key}")).help(
            "shorten the network's name, or give the stack a shorter one with `--stack-name`",
        ));
    }
}

/// Whether a driver makes networks of one node only, so that services cannot join them.
fn is_local(driver: &str) -> bool {
    matches!(
        driver,
        "bridge" | "macvlan" | "ipvlan" | "host" | "none" | "null" | "default" | "nat" | ""
    )
}

/// The driver's options; those of a bridge mean nothing to an overlay.
fn options(key: &str, options: &Map<String>, overlay: bool, cx: &mut Cx<'_>) -> stack::Pairs {
    let mut kept = stack::Pairs::new();
    for (option, value) in options {
        let known = matches!(option.as_str(), "encrypted" | "com.docker.network.driver.mtu")
            || option.starts_with("com.docker.network.driver.overlay.");
        if !overlay || known {
            kept.insert(option.clone(), value.as_str().into());
            continue;
        }
        let attribute = format!("driver_opts.{option}");
        let isolates = option == ENABLE_ICC && value.as_str() == "false"
            || option == HOST_BINDING && value.as_str() != "0.0.0.0";
        let (rule, message) = if isolates {
            (
                &ISOLATION_LOST,
                format!("`{option}: {value}` is lost: an overlay network does not know it"),
            )
        } else {
            (
                &NETWORK_OPTION,
                format!("the option `{option}` is left out: an overlay network does not know it"),
            )
        };
        cx.report(finding(rule, key, &attribute, &value.origin, message));
    }
    kept
}

/// Address management: a stack file says drivers and subnets.
fn addresses(key: &str, ipam: &Spanned<Ipam>, cx: &mut Cx<'_>) -> Option<stack::Ipam> {
    let Ipam { driver, config, options, extensions: _ } = &ipam.value;
    let mut lost = |attribute: &str, origin: &Origin| {
        let message = format!("`{attribute}` is left out: a stack file has no attribute for it");
        cx.report(finding(&NETWORK_OPTION, key, &format!("ipam.{attribute}"), origin, message));
    };
    if let Some(option) = options.values().next() {
        lost("options", &option.origin);
    }
    let mut pools = Vec::new();
    for pool in config {
        let IpamPool { subnet, gateway, ip_range, aux_addresses, extensions: _ } = &pool.value;
        if let Some(gateway) = gateway {
            lost("gateway", &gateway.origin);
        }
        if let Some(range) = ip_range {
            lost("ip_range", &range.origin);
        }
        if let Some(address) = aux_addresses.values().next() {
            lost("aux_addresses", &address.origin);
        }
        match subnet {
            // Without `enable_ipv6`, which a stack file cannot say, such a subnet has no use.
            Some(subnet) if subnet.contains(':') => lost("subnet", &subnet.origin),
            Some(subnet) => pools.push(stack::IpamPool { subnet: subnet.as_str().into() }),
            None => {}
        }
    }
    let driver = driver.as_ref().filter(|driver| driver.as_str() != "default");
    let made = stack::Ipam { driver: driver.map(|driver| driver.as_str().into()), config: pools };
    (made != stack::Ipam::default()).then_some(made)
}
