//! What `x-k8s` says about the ways in from outside: of a port first, then of its service.

use std::borrow::Cow;

use compose_model::diagnostic::Diagnostic;
use compose_model::{Origin, Spanned};

use super::Published;
use super::route::Route;
use crate::context::Cx;
use crate::extension::values::Host;
use crate::extension::words::ServiceType;
use crate::extension::{KEY, ServiceSettings, port_key, service_key};
use crate::options::{Expose, Exposure};
use crate::plan::Member;
use crate::rules::EXTENSION_WITHOUT_EFFECT;
use crate::trace::Trace;

/// How a service, or one of its ports, is reached from outside.
pub(super) fn exposure<'a>(service: &str, port: Option<usize>, cx: &Cx<'a>) -> Cow<'a, Exposure> {
    let mut exposure = Cow::Borrowed(&cx.options.exposure);
    let settings = cx.extension.service(service);
    if *settings != ServiceSettings::default() {
        of_service(&mut exposure, settings);
    }
    let Some(settings) = port.and_then(|at| cx.extension.port(service, at)) else {
        return exposure;
    };
    if let Some(host) = &settings.host {
        let exposure = exposure.to_mut();
        exposure.hosts = vec![host.value.text(settings.path.as_ref().map(|it| it.value.as_str()))];
        exposure.way = routed(exposure.way);
    }
    if let Some(way) = &settings.expose {
        exposure.to_mut().way = way.value;
    }
    if let Some(secret) = &settings.tls_secret {
        let exposure = exposure.to_mut();
        exposure.tls_secret = Some(secret.value.clone());
        exposure.cluster_issuer = None;
    }
    exposure
}

fn of_service(exposure: &mut Cow<'_, Exposure>, settings: &ServiceSettings) {
    let text =
        |setting: &Option<Spanned<String>>| setting.as_ref().map(|setting| setting.value.clone());
    let path = settings.path.as_ref().map(|path| path.value.as_str());
    if let Some(hosts) = &settings.hosts {
        let exposure = exposure.to_mut();
        exposure.hosts = hosts.value.iter().map(|host: &_| host.value.text(path)).collect();
        exposure.way = routed(exposure.way);
    }
    let kind = settings.service.as_ref().and_then(|service| service.kind.as_ref());
    match kind.map(|kind| kind.value) {
        Some(ServiceType::LoadBalancer) => exposure.to_mut().way = Expose::LoadBalancer,
        Some(ServiceType::NodePort) => exposure.to_mut().way = Expose::NodePort,
        _ => {}
    }
    if let Some(way) = &settings.expose {
        exposure.to_mut().way = way.value;
    }
    if let Some(class) = text(&settings.ingress_class_name) {
        exposure.to_mut().ingress_class = Some(class);
    }
    if let Some(gateway) = text(&settings.gateway) {
        exposure.to_mut().gateway = gateway;
    }
    // One of both says where the certificate comes from.
    if settings.tls_secret.is_some() || settings.cluster_issuer.is_some() {
        let exposure = exposure.to_mut();
        exposure.tls_secret = text(&settings.tls_secret);
        exposure.cluster_issuer = text(&settings.cluster_issuer);
    }
    for (key, value) in settings.route_annotations.iter().flat_map(|it| &it.value) {
        exposure.to_mut().annotations.insert(key.clone(), value.value.clone());
    }
}

/// The way of a host name: an Ingress, where nothing says otherwise.
fn routed(way: Expose) -> Expose {
    if way == Expose::Cluster { Expose::Ingress } else { way }
}

impl Host {
    /// The name with its path, or with the given one.
    fn text(&self, path: Option<&str>) -> String {
        let path = self.path.as_deref().or(path).filter(|path| *path != "/");
        format!("{}{}", self.name, path.unwrap_or_default())
    }
}

/// Where a service names the type of its Service, with the key.
pub(super) fn service_type<'a>(member: &Member<'_>, cx: &Cx<'a>) -> Option<(String, &'a Origin)> {
    let kind = cx.extension.service(member.key).service.as_ref()?.kind.as_ref()?;
    Some((service_key(member.key, "service.type"), &kind.origin))
}

/// Reports a type that leads nowhere, because no port may be reached from outside.
pub(super) fn report_unpublished(member: &Member<'_>, cx: &mut Cx<'_>) {
    let Some((key, origin)) = service_type(member, cx) else { return };
    // Where ports have a way of their own, something is reached.
    if cx.extension.ports.keys().any(|(service, _)| service == member.key) {
        return;
    }
    let message =
        format!("`type` changes nothing: `{}` has no port for other machines", member.key);
    cx.report(
        Diagnostic::new(&EXTENSION_WITHOUT_EFFECT, message)
            .at(origin.place(), "")
            .help("publish a port, or name one in `expose`")
            .subject(key),
    );
}

/// Whether settings say of all these ports, or of the service, how they are reached.
pub(super) fn asks(member: &Member<'_>, published: &[Published<'_>], cx: &Cx<'_>) -> bool {
    let of_port = |port: &Published<'_>| {
        cx.extension.port(member.key, port.at).is_some_and(|it| it.expose.is_some())
    };
    cx.extension.service(member.key).expose.is_some()
        || (!published.is_empty() && published.iter().all(of_port))
}

/// Marks the settings that say how ports are reached, or routes where there are no ports.
pub(super) fn mark_way(member: &Member<'_>, published: &[Published<'_>], cx: &mut Cx<'_>) {
    let extension = cx.extension;
    if extension.is_empty() {
        return;
    }
    let mut inherited = published.is_empty();
    for port in published {
        if extension.port(member.key, port.at).is_some_and(|it| it.expose.is_some()) {
            cx.used.mark(format!("{}.expose", port_key(member.key, port.at)));
        } else {
            inherited = true;
        }
    }
    if !inherited {
    } else if extension.service(member.key).expose.is_some() {
        cx.used.mark(service_key(member.key, "expose"));
    } else {
        cx.used.mark(format!("{KEY}.expose"));
    }
}

/// Marks the settings from which an Ingress or HTTPRoutes are made.
pub(super) fn mark_routes(
    member: &Member<'_>,
    exposure: &Exposure,
    published: &[Published<'_>],
    routes: &[Route],
    cx: &mut Cx<'_>,
) {
    let extension = cx.extension;
    if extension.is_empty() {
        return;
    }
    if published.is_empty() {
        mark_way(member, published, cx);
    }
    let (own, project) = (extension.service(member.key), &extension.project);
    let hosts = service_key(member.key, "hosts");
    if own.expose.is_none() && cx.options.exposure.way == Expose::Cluster {
        // Host names alone ask for an Ingress, also to where labels lead.
        cx.used.mark(hosts.clone());
    }
    for route in routes {
        let index = route.key.strip_prefix(&hosts).map(|rest| rest.trim_matches(['[', ']']));
        if let Some(index) = index.and_then(|index| index.parse::<usize>().ok()) {
            cx.used.mark(hosts.clone());
            let host = own.hosts.as_ref().and_then(|hosts| hosts.get(index));
            if host.is_some_and(|host| host.path.is_none()) {
                cx.used.mark(service_key(member.key, "path"));
            }
        }
    }
    for port in published {
        let Some(settings) = extension.port(member.key, port.at) else { continue };
        let key = port_key(member.key, port.at);
        let host = format!("{key}.host");
        let leads = routes.iter().any(|route| route.port == port.target);
        if routes.iter().any(|route| route.key == host) {
            cx.used.mark(host);
            if settings.host.as_ref().is_some_and(|host| host.path.is_none()) {
                cx.used.mark(format!("{key}.path"));
            }
        }
        if leads && exposure.way == Expose::Ingress && settings.tls_secret.is_some() {
            cx.used.mark(format!("{key}.tlsSecret"));
        }
    }
    let is_ingress = exposure.way == Expose::Ingress;
    let gateway = Some(&exposure.gateway).filter(|_| !is_ingress);
    for (name, value, own, default) in [
        ("gateway", gateway, &own.gateway, &project.gateway),
        (
            "ingressClassName",
            exposure.ingress_class.as_ref().filter(|_| is_ingress),
            &own.ingress_class_name,
            &project.ingress_class_name,
        ),
        (
            "tlsSecret",
            exposure.tls_secret.as_ref().filter(|_| is_ingress),
            &own.tls_secret,
            &project.tls_secret,
        ),
        (
            "clusterIssuer",
            exposure.cluster_issuer.as_ref().filter(|_| is_ingress),
            &own.cluster_issuer,
            &project.cluster_issuer,
        ),
    ] {
        let is = |setting: Setting<'_>| setting.as_ref().map(|it| &it.value) == value;
        if value.is_some() && is(own) {
            cx.used.mark(service_key(member.key, name));
        } else if value.is_some() && is(default) {
            cx.used.mark(format!("{KEY}.{name}"));
        }
    }
    cx.used.mark(service_key(member.key, "routeAnnotations"));
    cx.used.mark(format!("{KEY}.routeAnnotations"));
}

/// Where the host names of the settings are written, in their order.
pub(super) fn host_places<'a>(
    service: &str,
    port: Option<usize>,
    cx: &Cx<'a>,
) -> Vec<(String, &'a Origin)> {
    let own = port.and_then(|at| Some((at, cx.extension.port(service, at)?.host.as_ref()?)));
    if let Some((at, host)) = own {
        return vec![(format!("services.{service}.ports[{at}].{KEY}.host"), &host.origin)];
    }
    let hosts = cx.extension.service(service).hosts.iter().flat_map(|hosts| &hosts.value);
    let key = service_key(service, "hosts");
    hosts.enumerate().map(|(at, host)| (format!("{key}[{at}]"), &host.origin)).collect()
}

/// Says where the fields of an Ingress or `HTTPRoute` come from that settings give their values.
pub(super) fn trace(
    member: &Member<'_>,
    port: Option<usize>,
    exposure: &Exposure,
    trace: &mut Trace,
    cx: &Cx<'_>,
) {
    if !trace.is_wanted() {
        return;
    }
    let (service, project) = (cx.extension.service(member.key), &cx.extension.project);
    let mut add = |field: &str, name: &str, own: Setting<'_>, default: Setting<'_>| {
        let own = own.as_ref().map(|it| (service_key(member.key, name), &it.origin));
        let default = default.as_ref().map(|it| (format!("{KEY}.{name}"), &it.origin));
        if let Some((key, origin)) = own.or(default) {
            trace.add(field, key, origin);
        }
    };
    if exposure.way == Expose::Gateway {
        add("spec.parentRefs", "gateway", &service.gateway, &project.gateway);
    } else {
        if exposure.ingress_class.is_some() {
            let (own, default) = (&service.ingress_class_name, &project.ingress_class_name);
            add("spec.ingressClassName", "ingressClassName", own, default);
        }
        if exposure.cluster_issuer.is_some() {
            let (own, default) = (&service.cluster_issuer, &project.cluster_issuer);
            for field in ["metadata.annotations.cert-manager.io/cluster-issuer", "spec.tls"] {
                add(field, "clusterIssuer", own, default);
            }
        }
        if exposure.tls_secret.is_some() {
            let port = port.and_then(|at| Some((at, cx.extension.port(member.key, at)?)));
            match port.and_then(|(at, port)| Some((at, port.tls_secret.as_ref()?))) {
                Some((at, secret)) => {
                    let key = format!("services.{}.ports[{at}].{KEY}.tlsSecret", member.key);
                    trace.add("spec.tls", key, &secret.origin);
                }
                None => add("spec.tls", "tlsSecret", &service.tls_secret, &project.tls_secret),
            }
        }
    }
    for (level, annotations) in [
        (service_key(member.key, "routeAnnotations"), &service.route_annotations),
        (format!("{KEY}.routeAnnotations"), &project.route_annotations),
    ] {
        for (name, value) in annotations.iter().flat_map(|it| &it.value) {
            let field = format_args!("metadata.annotations.{name}");
            trace.add(field, format_args!("{level}.{name}"), &value.origin);
        }
    }
}

/// A setting of a service or the project.
type Setting<'s> = &'s Option<Spanned<String>>;
