//! The fields that no key asks for.

use compose_model::coverage::OwnField;

/// What all objects have, or what Kubernetes needs to do as Compose does.
#[rustfmt::skip]
pub const OWN_FIELDS: &[OwnField] = &[
    own("*/*", "apiVersion", "Kubernetes needs it in every object"),
    own("*/*", "kind", "Kubernetes needs it in every object"),
    own("*/*", "metadata.name", "the name of what the object stands for, as far as Kubernetes accepts it"),
    own("*/*", "metadata.namespace", "`--namespace` asks for it"),
    own("*/*", "metadata.labels.app.kubernetes.io/*", "the usual labels: they say which objects belong together"),
    own("*/*", "metadata.labels.compose2k8s.io/*", "a label by which other objects find these pods"),
    own("*/*", "metadata.labels.io.kompose.service", "the label by which Kompose knows its objects"),
    own("*/*", "spec.selector", "it leads to the pods by the labels that they have"),
    own("*/*", "spec.*template.metadata.labels", "labels by which other objects find these pods"),
    own("*/*", "spec.*template.metadata.annotations.checksum/config", "it changes with the files that the pod mounts, so that the pod is replaced when they change"),
    own("*/*", "spec.*template.spec.enableServiceLinks", "processes see no variables that Compose would not give them"),
    own("*/*", "spec.*template.spec.automountServiceAccountToken", "processes that know nothing of Kubernetes need no token for it"),
    own("*/*", "spec.*template.spec.securityContext.seccompProfile", "containers under Docker have its seccomp profile"),
    own("*/*", "spec.*template.spec.securityContext.fsGroup*", "processes that are not root may write to the volumes"),
    own("*/*", "spec.*template.spec.*ontainers[*].name", "the name of the service"),
    own("*/*", "spec.*template.spec.*ontainers[*].imagePullPolicy", "Docker pulls an image that is not there, and no other"),
    own("*/*", "spec.*template.spec.*ontainers[*].restartPolicy", "a service that others in its pod wait for runs on beside them"),
    own("*/*", "spec.*template.spec.*ontainers[*].*Probe", "what the healthcheck does not say has Docker's defaults, which are not those of Kubernetes"),
    own("*/*", "spec.*template.spec.*ontainers[*].securityContext", "`--harden` asks for it, and nothing in the project stands against it"),
    own("*/*", "spec.*template.spec.initContainers[*]", "it brings the tools with which other init containers fill the volumes"),
    own("*/*", "spec.*template.spec.affinity.podAffinity", "pods that write to one volume run on one node"),
    own("*/*", "spec.*template.spec.dnsPolicy", "a pod in the network of its node still finds the other services"),
    own("*/*", "spec.*template.spec.serviceAccountName", "a pod that waits for a Job asks the API server for it"),
    own("*/*", "spec.*template.spec.volumes[*]", "it is the token with which a pod asks the API server for a Job"),
    own("ServiceAccount/*", "automountServiceAccountToken", "only the container that waits for a Job has the token"),
    own("Role/*", "rules", "a pod that waits for a Job may ask for that Job, and for nothing else"),
    own("RoleBinding/*", "roleRef", "a pod that waits for a Job may ask for that Job, and for nothing else"),
    own("RoleBinding/*", "subjects", "a pod that waits for a Job may ask for that Job, and for nothing else"),
    own("Deployment/*", "spec.replicas", "Compose runs one container of a service that says nothing"),
    own("Deployment/*", "spec.strategy", "a pod that writes to a volume ends before the next one begins"),
    own("*Job/*", "spec.*backoffLimit", "a service that is not to be started again is not tried again"),
    own("*Job/*", "spec.*completions", "each replica runs to its end once"),
    own("*Job/*", "spec.*parallelism", "the replicas run side by side"),
    own("*Job/*", "spec.*podFailurePolicy", "an API server that is away for a moment does not end the Job"),
    own("*Job/*", "spec.*template.spec.restartPolicy", "a Job asks for another policy than the default"),
    own("StatefulSet/*", "spec.podManagementPolicy", "Compose starts all containers of a service at once"),
    own("StatefulSet/*", "spec.serviceName", "the Service under which its pods have names of their own"),
    own("StatefulSet/*", "spec.replicas", "Compose runs one container of a service that says nothing"),
    own("StatefulSet/*", "spec.volumeClaimTemplates[*].kind", "Kubernetes needs it in every object"),
    own("StatefulSet/*", "spec.volumeClaimTemplates[*].apiVersion", "Kubernetes needs it in every object"),
    own("*/*", "spec.*template.spec.os", "the API server takes a stop signal only where it knows the system"),
    own("HorizontalPodAutoscaler/*", "spec.scaleTargetRef", "what the autoscaler scales"),
    own("Ingress/*", "spec.ingressClassName", "`--ingress-class` asks for it"),
    own("Ingress/*", "spec.tls", "`--tls-secret` or `--cluster-issuer` asks for it"),
    own("Ingress/*", "metadata.annotations", "`--route-annotation` or `--cluster-issuer` asks for it"),
    own("HTTPRoute/*", "metadata.annotations", "`--route-annotation` asks for it"),
    own("Secret/*", "type", "the type of a Secret without a type"),
    own("Service/*", "spec.type", "`--expose` asks for it"),
    own("Service/*", "spec.clusterIP", "no port of the service is known, so its name leads to the pods themselves"),
    own("Service/*", "spec.publishNotReadyAddresses", "a name under Compose leads to containers that are not healthy yet, too"),
];

const fn own(object: &'static str, field: &'static str, why: &'static str) -> OwnField {
    OwnField { object, field, why }
}
