use crate::diagnostic::{Effect, Rule, Severity};

/// A service has neither an image nor a build.
pub static NO_IMAGE: Rule = Rule {
    code: "C0603",
    name: "no-image",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A service says neither which image it runs nor how to build one.",
    why: "A container is made from an image. Only a service with a `provider` has none.",
    help: "Set `image`, or `build`.",
    before: "services:\n  web:\n    ports: [\"8080:80\"]\n",
    after: "services:\n  web:\n    image: nginx\n    ports: [\"8080:80\"]\n",
};
