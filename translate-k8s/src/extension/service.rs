//! `x-k8s` of a service.

use compose_model::model::{List, Pairs};
use k8s_openapi::api::autoscaling::v2::{HorizontalPodAutoscalerBehavior, MetricSpec};
use k8s_openapi::api::core::v1::{
    Affinity, Container, EnvFromSource, EnvVar, PodSecurityContext, Probe, ResourceRequirements,
    SecurityContext, Toleration, TopologySpreadConstraint,
};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::Kube;
use super::kubernetes::Switch;
use super::patches::Patch;
use super::setting::settings;
use super::values::{Duration, Host, MemoryTarget, Path, SecretName};
use super::volume::StorageSettings;
use super::words::{ConcurrencyPolicy, Kind, PullPolicy, ServiceType, TrafficPolicy};
use crate::options::Expose;

settings! {
    /// Settings of a service.
    pub(crate) struct ServiceSettings {
        /// What runs it, whatever the file says otherwise.
        "kind" kind: Kind,
        /// The name of its objects, under which others reach it.
        "name" name: String,
        /// Services with the same word here run in one pod.
        "pod" pod: String,
        /// How many of it run.
        "replicas" replicas: i32,
        /// A HorizontalPodAutoscaler decides how many of it run.
        "autoscaling" autoscaling: Autoscaling,
        /// How many may be missing while nodes are drained: a PodDisruptionBudget.
        "disruptionBudget" disruption_budget: DisruptionBudget,
        /// When a CronJob runs: `0 3 * * *`, or `@daily`.
        "schedule" schedule: String,
        /// The time zone of `schedule`: `Europe/Berlin`.
        "timeZone" time_zone: String,
        /// What becomes of a CronJob's run that is due while the last one still runs.
        "concurrencyPolicy" concurrency_policy: ConcurrencyPolicy,
        /// Whether a CronJob waits to be switched on.
        "suspend" suspend: bool,
        /// How many seconds late a CronJob's run may start.
        "startingDeadlineSeconds" starting_deadline_seconds: i32,
        /// How many finished runs of a CronJob are kept.
        "successfulJobsHistoryLimit" successful_jobs_history_limit: i32,
        /// How many failed runs of a CronJob are kept.
        "failedJobsHistoryLimit" failed_jobs_history_limit: i32,
        /// How often a Job is tried again.
        "backoffLimit" backoff_limit: i32,
        /// After how many seconds a Job is ended.
        "activeDeadlineSeconds" active_deadline_seconds: i32,
        /// After how many seconds a finished Job is deleted.
        "ttlSecondsAfterFinished" ttl_seconds_after_finished: i32,
        /// Whether its pod waits for what `depends_on` names; `false` lets it start at once.
        "wait" wait: bool,
        /// Labels of its workload.
        "labels" labels: Pairs,
        /// Annotations of its workload.
        "annotations" annotations: Pairs,
        /// Labels of its pods.
        "podLabels" pod_labels: Pairs,
        /// Annotations of its pods.
        "podAnnotations" pod_annotations: Pairs,
        /// Its Service.
        "service" service: ServiceObject,
        /// How its published ports are reached from outside the cluster.
        "expose" expose: Expose,
        /// The host names that lead to it, each with a path if need be: `shop.example.com/api`; `*` is
        /// any name. Where nothing says how it is exposed, an Ingress does it.
        "hosts" hosts: List<Host>,
        /// The path below its host names, `/` without it.
        "path" path: Path,
        /// The class of its Ingress.
        "ingressClassName" ingress_class_name: String,
        /// The Gateway of its HTTPRoutes, `NAME` or `NAMESPACE/NAME`.
        "gateway" gateway: String,
        /// The Secret with the certificate of its host names.
        "tlsSecret" tls_secret: String,
        /// The ClusterIssuer of cert-manager that makes the certificate of its host names.
        "clusterIssuer" cluster_issuer: String,
        /// Annotations of its Ingress or HTTPRoutes.
        "routeAnnotations" route_annotations: Pairs,
        /// When it is killed and started again; `false` for never.
        "livenessProbe" liveness_probe: Switch<Kube<Probe>>,
        /// When it gets traffic; `false` for always.
        "readinessProbe" readiness_probe: Switch<Kube<Probe>>,
        /// When the other probes begin; `false` for at once.
        "startupProbe" startup_probe: Switch<Kube<Probe>>,
        /// What it requests and its limits; each resource wins over what the file says otherwise.
        "resources" resources: Kube<ResourceRequirements>,
        /// The security context of its pods; each field wins over what the file says otherwise.
        "podSecurityContext" pod_security_context: Kube<PodSecurityContext>,
        /// The security context of its container; each field wins over what the file says otherwise.
        "securityContext" security_context: Kube<SecurityContext>,
        /// Secrets with which its image is pulled.
        "imagePullSecrets" image_pull_secrets: List<SecretName>,
        /// When its image is pulled.
        "imagePullPolicy" image_pull_policy: PullPolicy,
        /// Its ServiceAccount; it must exist or be one of the project's `objects`.
        "serviceAccountName" service_account_name: String,
        /// Whether it may ask the API server with its ServiceAccount's token.
        "automountServiceAccountToken" automount_service_account_token: bool,
        /// Its RuntimeClass.
        "runtimeClassName" runtime_class_name: String,
        /// Its PriorityClass.
        "priorityClassName" priority_class_name: String,
        /// The labels of the nodes on which it may run.
        "nodeSelector" node_selector: Pairs,
        /// The taints of nodes on which it may run all the same.
        "tolerations" tolerations: Kube<Vec<Toleration>>,
        /// Where it wants to run. Affinity to nodes and away from pods takes the place of what the file
        /// asks for; affinity to pods comes beside it, for the pods of a shared volume stay together.
        "affinity" affinity: Kube<Affinity>,
        /// How its pods are spread; without a selector they count themselves.
        "topologySpreadConstraints" topology_spread_constraints: Kube<Vec<TopologySpreadConstraint>>,
        /// The signal that stops it, as `lifecycle.stopSignal`, instead of a hook that sends it.
        "stopSignal" stop_signal: String,
        /// Further variables, such as those from Secrets and ConfigMaps that exist already.
        "env" env: Kube<Vec<EnvVar>>,
        /// Secrets and ConfigMaps all of whose keys are variables.
        "envFrom" env_from: Kube<Vec<EnvFromSource>>,
        /// Init containers, which run after those that wait and before the service.
        "initContainers" init_containers: Kube<Vec<Container>>,
        /// What its image says and the file does not.
        "image" image: ImageFacts,
        /// What claims for its binds and volumes are like, where the volume itself does not say.
        "storage" storage: StorageSettings,
        /// Whether the socket of the node's container engine is mounted where the file asks for it.
        "engineSocket" engine_socket: bool,
        /// Changes of its objects before they are checked.
        "patches" patches: List<Patch>,
    }
}

impl ServiceSettings {
    /// Whether nothing is set that concerns more than its container. What a service that runs to its end
    /// has no use for does not count.
    pub(crate) fn is_of_container(&self) -> bool {
        let Self {
            kind,
            name,
            pod: _,
            replicas,
            autoscaling: _,
            disruption_budget: _,
            schedule: _,
            time_zone: _,
            concurrency_policy: _,
            suspend: _,
            starting_deadline_seconds: _,
            successful_jobs_history_limit: _,
            failed_jobs_history_limit: _,
            backoff_limit,
            active_deadline_seconds,
            ttl_seconds_after_finished,
            wait: _,
            labels,
            annotations,
            pod_labels,
            pod_annotations,
            service: _,
            expose: _,
            hosts: _,
            path: _,
            ingress_class_name: _,
            gateway: _,
            tls_secret: _,
            cluster_issuer: _,
            route_annotations: _,
            liveness_probe,
            readiness_probe,
            startup_probe,
            resources: _,
            pod_security_context,
            security_context: _,
            image_pull_secrets,
            image_pull_policy: _,
            service_account_name,
            automount_service_account_token,
            runtime_class_name,
            priority_class_name,
            node_selector,
            tolerations,
            affinity,
            topology_spread_constraints,
            stop_signal,
            env: _,
            env_from: _,
            init_containers,
            image: _,
            storage: _,
            engine_socket: _,
            patches,
        } = self;
        kind.is_none()
            && name.is_none()
            && replicas.is_none()
            && backoff_limit.is_none()
            && active_deadline_seconds.is_none()
            && ttl_seconds_after_finished.is_none()
            && labels.is_none()
            && annotations.is_none()
            && pod_labels.is_none()
            && pod_annotations.is_none()
            && liveness_probe.is_none()
            && readiness_probe.is_none()
            && startup_probe.is_none()
            && pod_security_context.is_none()
            && image_pull_secrets.is_none()
            && service_account_name.is_none()
            && automount_service_account_token.is_none()
            && runtime_class_name.is_none()
            && priority_class_name.is_none()
            && node_selector.is_none()
            && tolerations.is_none()
            && affinity.is_none()
            && topology_spread_constraints.is_none()
            && stop_signal.is_none()
            && init_containers.is_none()
            && patches.is_none()
    }
}

settings! {
    /// How many of a service run, by how busy they are.
    pub(crate) struct Autoscaling {
        /// The least; 1 without it.
        "minReplicas" min_replicas: i32,
        /// The most.
        "maxReplicas" max_replicas: i32,
        /// How busy the processors should be, in percent of what is requested.
        "cpu" cpu: i32,
        /// How full the memory should be: a number is in percent of what is requested, a quantity such
        /// as `512Mi` is for each pod.
        "memory" memory: MemoryTarget,
        /// Further metrics.
        "metrics" metrics: Kube<Vec<MetricSpec>>,
        /// How fast it changes.
        "behavior" behavior: Kube<HorizontalPodAutoscalerBehavior>,
    }
}

settings! {
    /// How many pods may be missing. One of both.
    pub(crate) struct DisruptionBudget {
        /// How many must be there: a number or a share such as `50%`.
        "minAvailable" min_available: Kube<IntOrString>,
        /// How many may be missing: a number or a share such as `50%`.
        "maxUnavailable" max_unavailable: Kube<IntOrString>,
    }
}

settings! {
    /// The Service of a service.
    pub(crate) struct ServiceObject {
        /// Its type.
        "type" kind: ServiceType,
        /// Whether traffic from outside may take a way over another node.
        "externalTrafficPolicy" external_traffic_policy: TrafficPolicy,
        /// The class of its load balancer.
        "loadBalancerClass" load_balancer_class: String,
        /// Labels.
        "labels" labels: Pairs,
        /// Annotations.
        "annotations" annotations: Pairs,
    }
}

settings! {
    /// What an image says about its containers, where the file does not say it.
    pub(crate) struct ImageFacts {
        /// `HEALTHCHECK`.
        "healthcheck" healthcheck: ImageHealthcheck,
        /// `EXPOSE`: `8080` or `53/udp`.
        "expose" expose: List<String>,
        /// `USER`.
        "user" user: String,
        /// `VOLUME`.
        "volumes" volumes: List<String>,
        /// `CMD`.
        "cmd" cmd: List<String>,
    }
}

settings! {
    /// The healthcheck of an image.
    pub(crate) struct ImageHealthcheck {
        /// The command, its first word as in Compose: `["CMD", "check"]`.
        "test" test: List<String>,
        /// The time between two: `30s`.
        "interval" interval: Duration,
        /// How long it may take.
        "timeout" timeout: Duration,
        /// How long failures do not count after the start.
        "startPeriod" start_period: Duration,
        /// How many failures in a row make it unhealthy.
        "retries" retries: i32,
    }
}
