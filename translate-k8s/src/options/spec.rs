//! The options as the command line declares them.

use compose_model::backend::{OptionKind, OptionSpec};

use super::{
    Apply, Binds, Expose, GATEWAY, Harden, KUBECTL_IMAGE, NetworkPolicies, Probes, Requests,
    SeedVolumes, VOLUME_SIZE, VolumeAccess, WAIT_IMAGE,
};

/// The options of this back end, in the order of its help text.
pub const SPECS: &[OptionSpec] = &[
    text("namespace", "NAME", None, "Namespace of all objects"),
    flag("create-namespace", "Write the Namespace too"),
    text(
        "kube-version",
        "VERSION",
        // A chart asks for the server that somebody has named.
        None,
        "Oldest server that must understand the output [default: 1.34]",
    ),
    choice("expose", Expose::WORDS, "How published ports are reached from outside the cluster"),
    text("domain", "DOMAIN", None, "Domain of the host names of an Ingress or HTTPRoute"),
    text("ingress-class", "CLASS", None, "Class of Ingresses"),
    text("gateway", "NAME", Some(GATEWAY), "Gateway of HTTPRoutes, NAME or NAMESPACE/NAME"),
    text("tls-secret", "NAME", None, "Secret with the certificate of an Ingress's host names"),
    text("cluster-issuer", "NAME", None, "cert-manager's ClusterIssuer of Ingress certificates"),
    list("route-annotation", "KEY=VALUE", "Annotation of every Ingress and HTTPRoute"),
    choice("harden", Harden::WORDS, "Pod Security Standard that pods aim at"),
    choice("network-policies", NetworkPolicies::WORDS, "When to write NetworkPolicies"),
    choice("requests", Requests::WORDS, "What to request where only limits are written"),
    choice("probes", Probes::WORDS, "What healthchecks that fetch a URL of localhost become"),
    flag("liveness", "Make liveness and startup probes of healthchecks too"),
    list("secret-env", "KEY", "Variable to keep in a Secret, KEY or SERVICE.KEY"),
    flag("no-secret-env", "Keep variables that look like credentials in the workloads"),
    text("volume-size", "SIZE", Some(VOLUME_SIZE), "Size of a claim"),
    choice("volume-access", VolumeAccess::WORDS, "Access mode of volumes that workloads share"),
    choice("seed-volumes", SeedVolumes::WORDS, "Which new volumes to fill from the image"),
    choice("binds", Binds::WORDS, "What bound directories become that are neither data nor files"),
    text("registry", "PREFIX", None, "Registry and path before the names of built images"),
    text("tag", "TAG", None, "Tag of built images"),
    text("wait-image", "IMAGE", Some(WAIT_IMAGE), "Image of containers that wait or copy"),
    text("kubectl-image", "IMAGE", Some(KUBECTL_IMAGE), "Image of containers that wait for a Job"),
    list("image-config", "FILE", "What `docker image inspect` says about images, as JSON"),
    choice("apply", Apply::WORDS, "How the output is applied, which limits the size of objects"),
];

const fn text(
    name: &'static str,
    placeholder: &'static str,
    default: Option<&'static str>,
    help: &'static str,
) -> OptionSpec {
    OptionSpec { name, kind: OptionKind::Text(placeholder), default, help }
}

const fn list(name: &'static str, placeholder: &'static str, help: &'static str) -> OptionSpec {
    OptionSpec { name, kind: OptionKind::List(placeholder), default: None, help }
}

const fn flag(name: &'static str, help: &'static str) -> OptionSpec {
    OptionSpec { name, kind: OptionKind::Flag, default: None, help }
}

/// The first word is the default.
const fn choice(
    name: &'static str,
    words: &'static [&'static str],
    help: &'static str,
) -> OptionSpec {
    OptionSpec { name, kind: OptionKind::Choice(words), default: Some(words[0]), help }
}
