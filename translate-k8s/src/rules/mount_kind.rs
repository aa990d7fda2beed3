//! `K0410`: a mount of a kind that Kubernetes does not have.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A mount of a kind that Kubernetes does not have.
pub static MOUNT_KIND: Rule = Rule {
    code: "K0410",
    name: "mount-kind",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A mount of type `cluster`, `npipe` or, before Kubernetes 1.35, `image` is left \
           out, and so is one at a path of Windows.",
    why: "These kinds belong to Swarm, to Windows, or to newer clusters.",
    help: "Use a named volume. For an image, pass `--kube-version 1.35` if the cluster is that \
           new.",
    before: "services:\n  web:\n    image: nginx\n    volumes:\n      - {type: cluster, source: data, target: /data}\n",
    after: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data: {}\n",
};
