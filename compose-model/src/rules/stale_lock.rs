use crate::diagnostic::{Effect, Rule, Severity};

/// The lock does not fit the Compose files.
pub static STALE_LOCK: Rule = Rule {
    code: "C0902",
    name: "stale-lock",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`compose.images.yaml` has a service or an image that the Compose files do not have, \
           or lacks one that they have.",
    why: "The files have changed since the lock was written. As an override it would bring the old \
          image back silently.",
    help: "Run `compose2k8s lock`.",
    before: "$ compose2k8s --locked\nservices:\n  web:\n    image: nginx:1.30\n=== compose.images.yaml\nservices:\n  web:\n    image: nginx:1.29@sha256:4444444444444444444444444444444444444444444444444444444444444444\n",
    after: "$ compose2k8s --locked\nservices:\n  web:\n    image: nginx:1.30\n=== compose.images.yaml\nservices:\n  web:\n    image: nginx:1.30@sha256:4444444444444444444444444444444444444444444444444444444444444444\n",
};
