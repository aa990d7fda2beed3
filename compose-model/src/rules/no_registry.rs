use crate::diagnostic::{Effect, Rule, Severity};

/// A built image without a registry.
pub static NO_REGISTRY: Rule = Rule {
    code: "C0910",
    name: "no-registry",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A service is built and has no `image`, and `images` was given no `--registry`: nothing \
           says where to push it.",
    why: "`docker compose build` keeps such an image on the machine that built it. Under this \
           name a push would go to Docker Hub.",
    help: "Give `--registry`, or name the image with `image`.",
    before: "",
    after: "",
};
