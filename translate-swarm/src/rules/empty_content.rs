//! `S0501`: a config or secret is empty.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A config or secret is empty.
pub static EMPTY_CONTENT: Rule = Rule {
    code: "S0501",
    name: "empty-content",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The content of a config or secret is empty.",
    why: "Swarm refuses empty ones, which `docker compose` mounts.",
    help: "Write something into it, a newline for example, or remove it.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    configs: [page]\n",
        "configs:\n",
        "  page:\n",
        "    file: ./empty.txt\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    configs: [page]\n",
        "configs:\n",
        "  page:\n",
        "    file: ./page.txt\n",
    ),
};
