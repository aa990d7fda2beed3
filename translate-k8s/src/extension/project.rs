//! `x-k8s` of a project.

use compose_model::model::{List, Pairs};

use super::kubernetes::Verbatim;
use super::patches::Patch;
use super::setting::settings;
use super::values::SecretName;
use super::volume::StorageSettings;
use crate::options::{Expose, NetworkPolicies};

settings! {
    /// Settings of the whole project. Options of the command line win over them, and so does what a
    /// service, a port or a volume says itself.
    pub(crate) struct ProjectSettings {
        /// The namespace of all objects.
        "namespace" namespace: String,
        /// Whether the Namespace is written too.
        "createNamespace" create_namespace: bool,
        /// Labels of all objects and pods.
        "labels" labels: Pairs,
        /// Annotations of all objects.
        "annotations" annotations: Pairs,
        /// Secrets with which images are pulled.
        "imagePullSecrets" image_pull_secrets: List<SecretName>,
        /// The ServiceAccount of all pods; it must exist or be one of `objects`.
        "serviceAccountName" service_account_name: String,
        /// How published ports are reached from outside the cluster.
        "expose" expose: Expose,
        /// The domain of host names of an Ingress or an HTTPRoute.
        "domain" domain: String,
        /// The class of Ingresses.
        "ingressClassName" ingress_class_name: String,
        /// The Gateway of HTTPRoutes, `NAME` or `NAMESPACE/NAME`.
        "gateway" gateway: String,
        /// The Secret with the certificate of all host names.
        "tlsSecret" tls_secret: String,
        /// The ClusterIssuer of cert-manager that makes the certificates.
        "clusterIssuer" cluster_issuer: String,
        /// Annotations of Ingresses and HTTPRoutes.
        "routeAnnotations" route_annotations: Pairs,
        /// When NetworkPolicies are written.
        "networkPolicies" network_policies: NetworkPolicies,
        /// What claims are like.
        "storage" storage: StorageSettings,
        /// Further objects, written as they are and in the right place among the others. One that names
        /// no namespace gets that of all objects, unless it is of one of Kubernetes' own kinds that belong
        /// to none; `namespace: ""` keeps it without.
        "objects" objects: List<Verbatim>,
        /// Changes of objects before they are checked.
        "patches" patches: List<Patch>,
    }
}
