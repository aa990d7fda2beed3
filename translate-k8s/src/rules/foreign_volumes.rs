//! `K0420`: `volumes_from` names a container outside the project.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `volumes_from` names a container outside the project.
pub static FOREIGN_VOLUMES: Rule = Rule {
    code: "K0420",
    name: "foreign-volumes",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`volumes_from` names a container that is not a service of this project. Its volumes are \
           left out.",
    why: "What it mounts is not known here.",
    help: "List the volumes under `volumes`.",
    before: "services:\n  web:\n    image: nginx\n    volumes_from: [\"container:other\"]\n",
    after: "services:\n  web:\n    image: nginx\n",
};
