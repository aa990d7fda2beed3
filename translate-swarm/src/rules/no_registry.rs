//! `S0703`: built images name no registry.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Built images name no registry.
pub static NO_REGISTRY: Rule = Rule {
    code: "S0703",
    name: "no-registry",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "The image of a service that is built here has a name without a registry.",
    why: "Other nodes cannot pull it, so that the task is rejected there: `No such image`.",
    help: "Pass `--registry` on a swarm of several nodes.",
    before: "services:\n  web:\n    build: ./web\n    restart: always\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
