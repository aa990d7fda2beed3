//! `S0311`: a container name or a link becomes a further name of the service.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A container name or a link becomes a further name of the service.
pub static FURTHER_NAME: Rule = Rule {
    code: "S0311",
    name: "further-name",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`container_name` and the names of `links` become aliases in the networks that the \
           services share.",
    why: "Swarm names containers itself and knows no links. An alias resolves for every service of \
          the network, and not only for the one with the link.",
    help: "Nothing needs to be done.",
    before: "services:\n  web:\n    image: nginx:1.29\n    container_name: shop-web\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
