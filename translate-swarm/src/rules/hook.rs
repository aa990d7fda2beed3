//! `S0208`: commands around the start and the stop of a container are left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Commands around the start and the stop of a container are left out.
pub static HOOK: Rule = Rule {
    code: "S0208",
    name: "hook",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`pre_start`, `post_start` and `pre_stop` are left out.",
    why: "Swarm runs nothing but the container's own process.",
    help: "Put it into the image's entry point, or into a service of its own.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    post_start:\n",
        "      - command: [touch, /ready]\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
