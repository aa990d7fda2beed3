//! `S0301`: a port that is bound to one address is not published.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A port that is bound to one address is not published.
pub static ADDRESS_BOUND_PORT: Rule = Rule {
    code: "S0301",
    name: "address-bound-port",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A port is bound to one address of the host, such as `127.0.0.1`. It is not \
           published; other services of its networks still reach it.",
    why: "Swarm publishes ports on all addresses. `docker stack deploy` says `ignoring \
           IP-address` and does so, which makes a database that only the machine itself could \
           reach public.",
    help: "Remove the port, or the address, or pass `--publish-loopback` where a firewall \
           keeps it private.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    ports: [\"127.0.0.1:8080:80\"]\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    ports: [\"8080:80\"]\n",
};
