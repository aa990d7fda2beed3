//! Settings from which nothing that is written takes anything, each said with its place.
//!
//! Whoever builds something from a setting of these marks it in [`Used`]; what nobody has marked in the end
//! changes nothing. Settings whose effect depends on the kind of workload alone are reported there
//! (`workload/settings.rs`), facts about images where they are put into the project (`image_config`).

use std::collections::BTreeSet;

use compose_model::Origin;
use compose_model::diagnostic::{Diagnostic, Diagnostics, Severity};

use super::{Extension, KEY, ProjectSettings, ServiceSettings, port_key, service_key};
use crate::context::Cx;
use crate::options::Expose;
use crate::plan::Role;
use crate::pod::host_port;
use crate::rules::EXTENSION_WITHOUT_EFFECT;
use crate::service::{is_cut_off, is_loopback};

/// The settings that have an effect, by their paths in the model: `services.web.x-k8s.path`.
#[derive(Debug, Default)]
pub(crate) struct Used(BTreeSet<String>);

impl Used {
    /// Says that something is made from a setting.
    pub(crate) fn mark(&mut self, key: String) {
        self.0.insert(key);
    }

    /// Adds the settings from which other parts are made.
    pub(crate) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

/// Reports a setting that changes nothing. What a flag of a command line says is the flag's business.
pub(crate) fn report_one(key: String, origin: &Origin, why: &str, diagnostics: &mut Diagnostics) {
    report_as(Severity::Warning, key, origin, why, diagnostics);
}

/// The same, as grave as is said.
pub(crate) fn report_as(
    severity: Severity,
    key: String,
    origin: &Origin,
    why: &str,
    diagnostics: &mut Diagnostics,
) {
    if origin.generated_by().is_some() {
        return;
    }
    let name = key.rsplit('.').next().unwrap_or_default();
    let message = format!("`{name}` changes nothing: {why}");
    let mut finding = Diagnostic::new(&EXTENSION_WITHOUT_EFFECT, message).at(origin.place(), "");
    finding.severity = severity;
    let help = match name {
        "nodePort" => "add `expose: nodeport`, or remove it".to_owned(),
        "ingressClassName" | "clusterIssuer" => "add `expose: ingress`, or remove it".to_owned(),
        "gateway" => "add `expose: gateway`, or remove it".to_owned(),
        "createNamespace" => "add `namespace`, or pass `--namespace`".to_owned(),
        _ => EXTENSION_WITHOUT_EFFECT.hint(),
    };
    diagnostics.push(finding.help(help).subject(key));
}

/// Reports them all, once everything is built.
pub(crate) fn report(cx: &mut Cx<'_>) {
    let extension = cx.extension;
    for (key, settings) in &extension.services {
        of_service(key, settings, cx);
    }
    for ((service, at), settings) in &extension.ports {
        for (name, origin) in settings.written() {
            let key = format!("{}.{name}", port_key(service, *at));
            if !is_used(&key, cx) {
                let why = why_not_of_port(service, *at, name, cx);
                report_one(key, origin, why, cx.diagnostics);
            }
        }
    }
    for (volume, settings) in &extension.volumes {
        for (name, origin) in settings.written() {
            let key = format!("volumes.{volume}.{KEY}.{name}");
            if !is_used(&key, cx) {
                let why = match name {
                    "seed" => "nothing is copied into the volume",
                    _ => cx.storage.fate(volume),
                };
                report_one(key, origin, why, cx.diagnostics);
            }
        }
    }
    of_project(&extension.project, cx);
}

fn is_used(key: &str, cx: &Cx<'_>) -> bool {
    cx.used.0.contains(key) || cx.storage.used.0.contains(key)
}

fn of_service(service: &str, settings: &ServiceSettings, cx: &mut Cx<'_>) {
    let is_written = cx.plan.pod_of(service).is_some();
    let unreached = why_unreached(service, cx);
    for (name, origin) in settings.written() {
        let key = service_key(service, name);
        let why = match name {
            _ if !is_written => unreached.unwrap_or_default(),
            "storage" => {
                let storage = settings.storage.iter().flat_map(|it| it.written());
                of_storage(&key, storage.collect(), cx);
                continue;
            }
            "wait" if settings.wait.as_ref().is_some_and(|it| !it.value) => "it waits for nothing",
            "expose" if settings.expose.as_ref().is_some_and(|it| it.value == Expose::Cluster) => {
                continue;
            }
            "path" => unreached.unwrap_or("no host name of `hosts` takes it"),
            name => match why_not_routed(name) {
                Some(why) => unreached.unwrap_or(why),
                None => continue,
            },
        };
        if !is_used(&key, cx) {
            report_one(key, origin, why, cx.diagnostics);
        }
    }
}

fn of_project(settings: &ProjectSettings, cx: &mut Cx<'_>) {
    let exposure = &cx.options.exposure;
    for (name, origin) in settings.written() {
        let key = format!("{KEY}.{name}");
        // What an option of the command line says instead is no fault of the file.
        let (counts, why) = match name {
            "expose" => {
                let way = settings.expose.as_ref().map(|it| it.value);
                (way == Some(exposure.way) && way != Some(Expose::Cluster), why_not_routed(name))
            }
            "domain" => {
                let why = "no host name is made from it";
                (text(settings.domain.as_ref()) == exposure.domain.as_deref(), Some(why))
            }
            "ingressClassName" => {
                let class = text(settings.ingress_class_name.as_ref());
                (class == exposure.ingress_class.as_deref(), why_not_routed(name))
            }
            "gateway" => {
                let gateway = text(settings.gateway.as_ref());
                (gateway == Some(exposure.gateway.as_str()), why_not_routed(name))
            }
            "tlsSecret" => {
                let secret = text(settings.tls_secret.as_ref());
                (secret == exposure.tls_secret.as_deref(), why_not_routed(name))
            }
            "clusterIssuer" => {
                let issuer = text(settings.cluster_issuer.as_ref());
                (issuer == exposure.cluster_issuer.as_deref(), why_not_routed(name))
            }
            "routeAnnotations" => (true, why_not_routed(name)),
            "serviceAccountName" => (true, Some("every service has an account of its own")),
            "createNamespace" => {
                let asked = settings.create_namespace.as_ref().is_some_and(|it| it.value);
                let why = "no `namespace` is named";
                (asked && cx.options.namespace.is_none(), Some(why))
            }
            "storage" => {
                let storage = settings.storage.iter().flat_map(|it| it.written());
                of_storage(&key, storage.collect(), cx);
                continue;
            }
            _ => continue,
        };
        if let Some(why) = why.filter(|_| counts && !is_used(&key, cx)) {
            report_one(key, origin, why, cx.diagnostics);
        }
    }
}

fn text(setting: Option<&compose_model::Spanned<String>>) -> Option<&str> {
    setting.map(|it| it.value.as_str())
}

fn of_storage(key: &str, settings: Vec<(&'static str, &Origin)>, cx: &mut Cx<'_>) {
    for (name, origin) in settings {
        let key = format!("{key}.{name}");
        if !is_used(&key, cx) {
            let why = "no volume or bind takes it that does not say it itself";
            report_one(key, origin, why, cx.diagnostics);
        }
    }
}

/// What a setting of routes needs.
fn why_not_routed(name: &str) -> Option<&'static str> {
    Some(match name {
        "expose" => "no published port takes it",
        "hosts" | "routeAnnotations" => "no Ingress or HTTPRoute takes it",
        "ingressClassName" | "tlsSecret" | "clusterIssuer" => "no Ingress takes it",
        "gateway" => "no HTTPRoute takes it",
        _ => return None,
    })
}

/// Why nobody reaches a service, where that is so.
fn why_unreached(service: &str, cx: &Cx<'_>) -> Option<&'static str> {
    let Some(pod) = cx.plan.pod_of(service) else {
        return Some("nothing is written for a service that something else provides");
    };
    let member = pod.members.iter().find(|member| member.key == service)?;
    if pod.kind.ends() {
        Some("a Job is not reached by others")
    } else if member.role == Role::Init {
        Some("an init container is not reached by others")
    } else {
        is_cut_off(member).then_some("the service has no network")
    }
}

fn why_not_of_port(service: &str, at: usize, name: &str, cx: &Cx<'_>) -> &'static str {
    if let Some(why) = why_unreached(service, cx) {
        return why;
    }
    let port = cx.project.services.get(service).and_then(|service| service.ports.get(at));
    let is_loopback = port.and_then(|it| it.host_ip.as_ref()).is_some_and(|it| is_loopback(it));
    match name {
        "name" | "appProtocol" => "no Service has the port under it",
        _ if port.is_some_and(|it| host_port::of(it).is_some()) => "it is a port of the node",
        _ if is_loopback => "the port is published on a loopback address",
        "nodePort" => "the port is not one of the nodes",
        "host" => "no Ingress or HTTPRoute leads to the port",
        "path" => "no host name of the port takes it",
        "tlsSecret" => "no Ingress leads to the port",
        _ => "the port is not published",
    }
}

impl Extension {
    /// Whether the project says nothing in Kubernetes' own words.
    pub(crate) fn is_empty(&self) -> bool {
        self.services.is_empty()
            && self.ports.is_empty()
            && self.volumes.is_empty()
            && self.project == ProjectSettings::default()
    }
}
