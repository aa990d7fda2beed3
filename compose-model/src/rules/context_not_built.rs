use crate::diagnostic::{Effect, Rule, Severity};

/// A service is a build context and is not built.
pub static CONTEXT_NOT_BUILT: Rule = Rule {
    code: "C0612",
    name: "context-not-built",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A further build context is `service:NAME`, and that service has no `build`.",
    why: "Such a context is the image that the other service builds.",
    help: "Name the image with `docker-image://`, or give the other service a `build`.",
    before: "services:\n  web:\n    build:\n      context: .\n      additional_contexts:\n        base: service:base\n  base:\n    image: alpine\n",
    after: "services:\n  web:\n    build:\n      context: .\n      additional_contexts:\n        base: docker-image://alpine\n  base:\n    image: alpine\n",
};
