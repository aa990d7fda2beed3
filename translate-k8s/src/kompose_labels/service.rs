//! The labels of a service as its settings.

use compose_model::Spanned;
use compose_model::model::Service;
use k8s_openapi::api::core::v1::PodSecurityContext;

use super::names::ServiceLabels;
use super::report::Report;
use super::values::VolumeKind;
use super::{probe, run, scaling};
use crate::extension::service::ServiceObject;
use crate::extension::values::SecretName;
use crate::extension::values::{ANY_HOST, Host};
use crate::extension::volume::StorageSettings;
use crate::extension::words::{ServiceType, VolumeType};
use crate::extension::{Extension, Kube, ServiceSettings};
use crate::options::{Expose, Identity};
use crate::pod::host_port;

/// The ports of nodes that the API server gives out by default.
const NODE_PORTS: std::ops::RangeInclusive<i32> = 30_000..=32_767;

/// Says what the labels say in the settings, and in the service itself where only Compose has words
/// for it.
pub(super) fn apply(
    key: &str,
    service: &mut Service,
    labels: ServiceLabels,
    identity: Identity,
    extension: &mut Extension,
    report: &mut Report<'_>,
) {
    if labels == ServiceLabels::default() {
        return;
    }
    if let Some(wanted) = labels.host_ports.as_ref().filter(|wanted| wanted.value) {
        host_ports(service, wanted, report);
    }
    node_port(key, service, &labels, extension, report);
    let settings = extension.services.entry(key.to_owned()).or_default();
    probe::liveness(service, &labels, settings, report);
    probe::readiness(service, &labels, settings, report);
    scaling::autoscaling(service, &labels, settings, report);
    run::init_container(key, &labels, settings, report);
    run::schedule(&labels, settings, report);
    exposure(&labels, identity, settings, report);
    storage(&labels, settings, report);
    pod(labels, settings, report);
}

/// What needs no more than a look at its own label.
fn pod(labels: ServiceLabels, settings: &mut ServiceSettings, report: &mut Report<'_>) {
    report.fill("kompose.service.name_override", &mut settings.name, labels.name);
    report.fill("kompose.service.group", &mut settings.pod, labels.group);
    report.fill(
        "kompose.serviceaccount-name",
        &mut settings.service_account_name,
        labels.service_account,
    );
    report.fill("kompose.image-pull-policy", &mut settings.image_pull_policy, labels.pull_policy);
    let secret = labels.pull_secret.map(|secret| {
        let origin = secret.origin.clone();
        Spanned::new(vec![secret.map(SecretName)], origin)
    });
    report.fill("kompose.image-pull-secret", &mut settings.image_pull_secrets, secret);
    if let Some(group) = labels.fs_group {
        let name = "kompose.security-context.fsgroup";
        let context =
            PodSecurityContext { fs_group: Some(group.value), ..PodSecurityContext::default() };
        match &mut settings.pod_security_context {
            Some(written) if written.value.fs_group.is_none() => {
                written.value.value.fs_group = Some(group.value);
                written.value.places.push(("fsGroup".to_owned(), group.origin));
            }
            slot => report.fill(name, slot, Some(Spanned::new(Kube::from(context), group.origin))),
        }
    }
}

/// `mode: host` is Compose's own word for a port of the node.
fn host_ports(service: &mut Service, wanted: &Spanned<bool>, report: &mut Report<'_>) {
    let mut published = 0;
    for port in &mut service.ports {
        if port.published.is_some() && host_port::of(port).is_none() {
            port.value.mode = Some(Spanned::new("host".to_owned(), wanted.origin.clone()));
            published += 1;
        }
    }
    if published == 0 {
        let why = "no port of the service is published that is not the node's already";
        report.idle("kompose.controller.port.expose", &wanted.origin, why);
    }
}

/// The port of the nodes, which is that of the service's only port.
fn node_port(
    key: &str,
    service: &Service,
    labels: &ServiceLabels,
    extension: &mut Extension,
    report: &mut Report<'_>,
) {
    const NAME: &str = "kompose.service.nodeport.port";
    let Some(number) = &labels.node_port else { return };
    let written = extension.services.get(key).and_then(|it| it.service.as_ref()?.kind.as_ref());
    let kind = written.or(labels.service_type.as_ref()).map(|it| it.value);
    if !matches!(kind, Some(ServiceType::NodePort | ServiceType::LoadBalancer)) {
        report.wrong(NAME, &number.origin, "needs `kompose.service.type: nodeport`");
    } else if !NODE_PORTS.contains(&number.value) {
        let how = "it is not in the range of node ports: the cluster chooses another";
        report.different(NAME, &number.origin, how);
    } else if service.ports.len() == 1 {
        let port = extension.ports.entry((key.to_owned(), 0)).or_default();
        report.fill(NAME, &mut port.node_port, Some(number.clone()));
    } else {
        let why = format!("the service has {} ports, and one is needed", service.ports.len());
        report.wrong(NAME, &number.origin, &why);
    }
}

/// The Service, and the ways in from outside.
fn exposure(
    labels: &ServiceLabels,
    identity: Identity,
    settings: &mut ServiceSettings,
    report: &mut Report<'_>,
) {
    if labels.service_type.is_some() || labels.traffic_policy.is_some() {
        let kind = labels.service_type.as_ref().map(|it| &it.origin);
        let origin = kind.or(labels.traffic_policy.as_ref().map(|it| &it.origin));
        let new = || Spanned::new(ServiceObject::default(), origin.cloned().unwrap_or_default());
        let mut object = settings.service.take().unwrap_or_else(new);
        let kind = labels.service_type.clone();
        report.fill("kompose.service.type", &mut object.value.kind, kind);
        if let Some(policy) = &labels.traffic_policy {
            let name = "kompose.service.external-traffic-policy";
            let kind = object.value.kind.as_ref().map(|kind| kind.value);
            if matches!(kind, Some(ServiceType::NodePort | ServiceType::LoadBalancer)) {
                let slot = &mut object.value.external_traffic_policy;
                report.fill(name, slot, Some(policy.clone()));
            } else {
                let why = "the type of the Service is neither `loadbalancer` nor `nodeport`";
                report.idle(name, &policy.origin, why);
            }
        }
        settings.service = Some(object);
    }
    let mut routed = settings.hosts.is_some() || settings.expose.is_some();
    if let Some(expose) = &labels.expose {
        routed = true;
        let name = "kompose.service.expose";
        let way = match expose.to_ascii_lowercase().as_str() {
            "false" => Expose::Cluster,
            _ => Expose::Ingress,
        };
        let hosts = expose.split(',').map(str::trim).filter(|host| {
            !host.is_empty()
                && !host.eq_ignore_ascii_case("true")
                && !host.eq_ignore_ascii_case("false")
        });
        let mut found: Vec<Spanned<Host>> = Vec::new();
        // Kompose's Ingress is for all names then, which requests to it rely on.
        if identity == Identity::Kompose && expose.eq_ignore_ascii_case("true") {
            let any = Host { name: ANY_HOST.to_owned(), path: None };
            found.push(Spanned::new(any, expose.origin.clone()));
        }
        for text in hosts {
            match Host::parse(text) {
                Some(host) => found.push(Spanned::new(host, expose.origin.clone())),
                None => {
                    report.wrong(name, &expose.origin, &format!("`{text}` is not a host name"));
                }
            }
        }
        let way = Spanned::new(way, expose.origin.clone());
        report.fill(name, &mut settings.expose, Some(way));
        let hosts = (!found.is_empty()).then(|| Spanned::new(found, expose.origin.clone()));
        report.fill(name, &mut settings.hosts, hosts);
    }
    for (name, label, slot) in [
        (
            "kompose.service.expose.ingress-class-name",
            &labels.ingress_class,
            &mut settings.ingress_class_name,
        ),
        ("kompose.service.expose.tls-secret", &labels.tls_secret, &mut settings.tls_secret),
    ] {
        let Some(label) = label else { continue };
        if routed {
            report.fill(name, slot, Some(label.clone()));
        } else {
            report.idle(name, &label.origin, "there is no `kompose.service.expose`");
        }
    }
}

/// What holds the data of the service's volumes.
fn storage(labels: &ServiceLabels, settings: &mut ServiceSettings, report: &mut Report<'_>) {
    let origin = [
        labels.volume_kind.as_ref().map(|it| &it.origin),
        labels.size.as_ref().map(|it| &it.origin),
        labels.storage_class.as_ref().map(|it| &it.origin),
        labels.folder.as_ref().map(|it| &it.origin),
    ];
    let Some(origin) = origin.into_iter().flatten().next() else { return };
    let written = settings.storage.take();
    let mut storage =
        written.unwrap_or_else(|| Spanned::new(StorageSettings::default(), origin.clone()));
    if let Some(kind) = &labels.volume_kind {
        let name = "kompose.volume.type";
        let wanted = match kind.value {
            VolumeKind::Claim => Some(VolumeType::Claim),
            VolumeKind::EmptyDir => Some(VolumeType::EmptyDir),
            VolumeKind::HostPath => Some(VolumeType::HostPath),
            VolumeKind::ConfigMap => {
                let how = "files that are bound become ConfigMaps by what they are, other volumes \
                           do not";
                report.nearly(name, &kind.origin, how);
                None
            }
        };
        let wanted = wanted.map(|wanted| Spanned::new(wanted, kind.origin.clone()));
        report.fill(name, &mut storage.value.kind, wanted);
    }
    report.fill("kompose.volume.size", &mut storage.value.size, labels.size.clone());
    report.fill(
        "kompose.volume.storage-class-name",
        &mut storage.value.storage_class_name,
        labels.storage_class.clone(),
    );
    report.fill("kompose.volume.subpath", &mut storage.value.sub_path, labels.folder.clone());
    settings.storage = Some(storage);
}
