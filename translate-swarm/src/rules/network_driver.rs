//! `S0308`: a network of one node becomes an overlay.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A network of one node becomes an overlay.
pub static NETWORK_DRIVER: Rule = Rule {
    code: "S0308",
    name: "network-driver",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A network with a driver such as `macvlan` becomes an `overlay`.",
    why: "Services can only join networks that reach over all nodes. The engine refuses \
           others, after the client has made a stray one.",
    help: "Create the network beforehand from a configuration on every node (`docker network \
           create --config-only`), and name it as `external`.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [lan]\n",
        "networks:\n",
        "  lan:\n",
        "    driver: macvlan\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [lan]\n",
        "networks:\n",
        "  lan:\n",
        "    driver: overlay\n",
    ),
};
