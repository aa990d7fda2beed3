//! `S0312`: a link to a container outside the project is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A link to a container outside the project is left out.
pub static EXTERNAL_LINK: Rule = Rule {
    code: "S0312",
    name: "external-link",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`external_links` is left out.",
    why: "Swarm links no containers.",
    help: "Put both into a network that is `external` for one of them.",
    before: "services:\n  web:\n    image: nginx:1.29\n    external_links: [legacy-db]\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
