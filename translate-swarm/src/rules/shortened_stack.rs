//! `S0104`: the stack gets a shorter name than the project.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The stack gets a shorter name than the project.
pub static SHORTENED_STACK: Rule = Rule {
    code: "S0104",
    name: "shortened-stack",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "The project's name is so long that the names of its services or networks would \
           have more than 63 characters. The stack's name is cut.",
    why: "The name in the swarm is `<stack>_<name>`, a part of a domain name, and the engine \
           refuses longer ones.",
    help: "Give the stack a name by `--stack-name`.",
    before: concat!(
        "name: a-project-with-a-name-that-is-long-enough-for-several-projects\n",
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    restart: always\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
