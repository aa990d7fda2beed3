//! `S0101`: a name that Swarm does not accept is changed.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A name that Swarm does not accept is changed.
pub static RENAMED: Rule = Rule {
    code: "S0101",
    name: "renamed",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A service or network has another name in the stack than in the Compose file: `-` stands \
           for every dot, and nothing but a letter or digit is first or last.",
    why: "Names in a swarm are components of domain names. The engine refuses `Web.App` with \
           `name must be valid as a DNS name component`.",
    help: "Nothing needs to be done: the service keeps its old name as a further one in its \
           networks. Rename it in the Compose file to have one name only.",
    before: "services:\n  web.app:\n    image: nginx:1.29\n",
    after: "services:\n  web-app:\n    image: nginx:1.29\n",
};
