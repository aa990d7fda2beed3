//! `K0412`: an anonymous volume lives as long as its pod.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An anonymous volume lives as long as its pod.
pub static ANONYMOUS_VOLUME: Rule = Rule {
    code: "K0412",
    name: "anonymous-volume",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A volume without a name becomes an empty folder of the pod. It survives restarts of the \
           container, but not the end of the pod.",
    why: "Nobody can name an anonymous volume again, so Compose loses sight of it with the \
          container as well.",
    help: "Give the volume a name if its content must persist.",
    before: "services:\n  web:\n    image: nginx\n    volumes: [\"/var/cache/nginx\"]\n",
    after: "services:\n  web:\n    image: nginx\n    volumes: [\"cache:/var/cache/nginx\"]\nvolumes:\n  cache: {}\n",
};
