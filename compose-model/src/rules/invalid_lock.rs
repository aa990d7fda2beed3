use crate::diagnostic::{Effect, Rule, Severity};

/// The lock says something else than images.
pub static INVALID_LOCK: Rule = Rule {
    code: "C0903",
    name: "invalid-lock",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`compose.images.yaml` holds something that `compose2k8s lock` does not write.",
    why: "A lock is there to fix digests. Nobody looks there for ports or variables.",
    help: "Run `compose2k8s lock` to write it anew.",
    before: "$ compose2k8s --locked\nservices:\n  web:\n    image: nginx:1.29\n=== compose.images.yaml\nservices:\n  web:\n    image: nginx:1.29@sha256:4444444444444444444444444444444444444444444444444444444444444444\n    privileged: true\n",
    after: "$ compose2k8s --locked\nservices:\n  web:\n    image: nginx:1.29\n=== compose.images.yaml\nservices:\n  web:\n    image: nginx:1.29@sha256:4444444444444444444444444444444444444444444444444444444444444444\n",
};
