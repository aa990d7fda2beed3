//! The names of all labels, with the types of their values and their twins in `x-k8s`.

use compose_model::Spanned;
use compose_model::types::duration::Duration;

use super::Labels;
use super::values::{self, VolumeKind};
use crate::extension::values::MemoryTarget;
use crate::extension::volume::{Quantity, SubPath};
use crate::extension::words::{ConcurrencyPolicy, Kind, PullPolicy, ServiceType, TrafficPolicy};

/// Declares the labels of a place: `"name" field: Type = reader, "twin";` for each.
macro_rules! labels {
    (
        $(#[$meta:meta])*
        $vis:vis struct $labels:ident {
            $($name:literal $field:ident: $ty:ty = $read:path, $twin:literal;)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Default, PartialEq)]
        $vis struct $labels {
            $($vis $field: Option<Spanned<$ty>>,)*
        }

        impl Labels for $labels {
            const NAMES: &'static [(&'static str, &'static str)] = &[$(($name, $twin)),*];

            fn set(&mut self, name: &str, value: &Spanned<String>) -> Result<bool, String> {
                match name {
                    $($name => {
                        if self.$field.is_some() {
                            return Ok(false);
                        }
                        let read: $ty = $read(&value.value)?;
                        self.$field = Some(Spanned::new(read, value.origin.clone()));
                    })*
                    _ => {}
                }
                Ok(true)
            }
        }
    };
}

labels! {
    /// The labels of a service.
    pub(super) struct ServiceLabels {
        "kompose.controller.port.expose" host_ports: bool = values::truth,
            "`mode: host` of its ports";
        "kompose.controller.type" controller: (Kind, bool) = values::controller, "`x-k8s.kind`";
        "kompose.cronjob.backoff_limit" backoff_limit: i32 = values::number,
            "`x-k8s.backoffLimit`";
        "kompose.cronjob.concurrency_policy" concurrency: ConcurrencyPolicy =
            values::concurrency_policy, "`x-k8s.concurrencyPolicy`";
        "kompose.cronjob.schedule" schedule: String = values::text, "`x-k8s.schedule`";
        "kompose.hpa.cpu" cpu: i32 = values::percent, "`x-k8s.autoscaling.cpu`";
        "kompose.hpa.memory" memory: MemoryTarget = values::memory, "`x-k8s.autoscaling.memory`";
        "kompose.hpa.replicas.max" most: i32 = values::number, "`x-k8s.autoscaling.maxReplicas`";
        "kompose.hpa.replicas.min" least: i32 = values::number, "`x-k8s.autoscaling.minReplicas`";
        "kompose.image-pull-policy" pull_policy: PullPolicy = values::pull_policy,
            "`x-k8s.imagePullPolicy`";
        "kompose.image-pull-secret" pull_secret: String = values::text,
            "`x-k8s.imagePullSecrets`";
        "kompose.init.containers.command" init_command: Vec<String> = values::command,
            "`x-k8s.initContainers`";
        "kompose.init.containers.image" init_image: String = values::text,
            "`x-k8s.initContainers`";
        "kompose.init.containers.name" init_name: String = values::text, "`x-k8s.initContainers`";
        "kompose.security-context.fsgroup" fs_group: i64 = values::group,
            "`x-k8s.podSecurityContext.fsGroup`";
        "kompose.service.expose" expose: String = values::text,
            "`x-k8s.hosts`, or `x-k8s.expose: ingress` without a name";
        "kompose.service.expose.ingress-class-name" ingress_class: String = values::text,
            "`x-k8s.ingressClassName`";
        "kompose.service.expose.tls-secret" tls_secret: String = values::text,
            "`x-k8s.tlsSecret`";
        "kompose.service.external-traffic-policy" traffic_policy: TrafficPolicy =
            values::traffic_policy, "`x-k8s.service.externalTrafficPolicy`";
        "kompose.service.group" group: String = values::text, "`x-k8s.pod`";
        "kompose.service.healthcheck.liveness.http_get_path" liveness_path: String = values::text,
            "`x-k8s.livenessProbe.httpGet.path`";
        "kompose.service.healthcheck.liveness.http_get_port" liveness_port: i32 = values::port,
            "`x-k8s.livenessProbe.httpGet.port`";
        "kompose.service.healthcheck.liveness.tcp_port" liveness_tcp: i32 = values::port,
            "`x-k8s.livenessProbe.tcpSocket.port`";
        "kompose.service.healthcheck.readiness.disable" readiness_off: bool = values::truth,
            "`x-k8s.readinessProbe: false`";
        "kompose.service.healthcheck.readiness.http_get_path" readiness_path: String =
            values::text, "`x-k8s.readinessProbe.httpGet.path`";
        "kompose.service.healthcheck.readiness.http_get_port" readiness_port: i32 = values::port,
            "`x-k8s.readinessProbe.httpGet.port`";
        "kompose.service.healthcheck.readiness.interval" readiness_interval: Duration =
            values::duration, "`x-k8s.readinessProbe.periodSeconds`";
        "kompose.service.healthcheck.readiness.retries" readiness_retries: i32 = values::number,
            "`x-k8s.readinessProbe.failureThreshold`";
        "kompose.service.healthcheck.readiness.start_period" readiness_start: Duration =
            values::duration, "`x-k8s.readinessProbe.initialDelaySeconds`";
        "kompose.service.healthcheck.readiness.tcp_port" readiness_tcp: i32 = values::port,
            "`x-k8s.readinessProbe.tcpSocket.port`";
        "kompose.service.healthcheck.readiness.test" readiness_test: Option<Vec<String>> =
            values::test, "`x-k8s.readinessProbe.exec.command`";
        "kompose.service.healthcheck.readiness.timeout" readiness_timeout: Duration =
            values::duration, "`x-k8s.readinessProbe.timeoutSeconds`";
        "kompose.service.name_override" name: String = values::text, "`x-k8s.name`";
        "kompose.service.nodeport.port" node_port: i32 = values::port,
            "`x-k8s.nodePort` of the port";
        "kompose.service.type" service_type: ServiceType = values::service_type,
            "`x-k8s.service.type`";
        "kompose.serviceaccount-name" service_account: String = values::text,
            "`x-k8s.serviceAccountName`";
        "kompose.volume.size" size: Quantity = values::size, "`x-k8s.storage.size`";
        "kompose.volume.storage-class-name" storage_class: String = values::text,
            "`x-k8s.storage.storageClassName`";
        "kompose.volume.subpath" folder: SubPath = values::folder, "`x-k8s.storage.subPath`";
        "kompose.volume.type" volume_kind: VolumeKind = values::volume_kind,
            "`x-k8s.storage.type`";
    }
}

labels! {
    /// The labels of `deploy`.
    pub(super) struct DeployLabels {
        "kompose.ephemeral-storage.limit" limit: Quantity = values::size,
            "`x-k8s.resources.limits.ephemeral-storage`";
        "kompose.ephemeral-storage.request" request: Quantity = values::size,
            "`x-k8s.resources.requests.ephemeral-storage`";
    }
}

labels! {
    /// The labels of a top-level volume.
    pub(super) struct VolumeLabels {
        "kompose.volume.selector" selector: String = values::text, "`x-k8s.selector`";
        "kompose.volume.size" size: Quantity = values::size, "`x-k8s.size`";
        "kompose.volume.storage-class-name" storage_class: String = values::text,
            "`x-k8s.storageClassName`";
    }
}

/// Where the labels of a service are.
pub(super) const SERVICES: &str = "services.….labels";
/// Where those of `deploy` are.
pub(super) const DEPLOY: &str = "services.….deploy.labels";
/// Where those of a volume are.
pub(super) const VOLUMES: &str = "volumes.….labels";

/// What Kompose's guide calls a label in an example, though Kompose itself does not.
const GUIDE: &[(&str, &str)] = &[
    ("kompose.controller.expose.port", "kompose.controller.port.expose"),
    ("kompose.volume.sub-path", "kompose.volume.subpath"),
];

/// The label that the guide means by a name.
pub(super) fn guide(name: &str) -> Option<&'static str> {
    GUIDE.iter().find(|(written, _)| *written == name).map(|(_, meant)| *meant)
}

/// The place where a label is read that means nothing where it stands.
pub(super) fn place_of(name: &str) -> Option<&'static str> {
    let has = |names: &[(&str, &str)]| names.iter().any(|(known, _)| *known == name);
    if has(ServiceLabels::NAMES) {
        Some(SERVICES)
    } else if has(DeployLabels::NAMES) {
        Some(DEPLOY)
    } else if has(VolumeLabels::NAMES) {
        Some(VOLUMES)
    } else {
        None
    }
}
