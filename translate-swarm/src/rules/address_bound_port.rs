//! `S0301`: a port that is bound to one address would become public.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A port that is bound to one address would become public.
pub static ADDRESS_BOUND_PORT: Rule = Rule {
    code: "S0301",
    name: "address-bound-port",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "A port is bound to one address of the host, such as `127.0.0.1`. It is not \
           published; other services of its networks still reach it. With \
           `--publish-loopback` it is published on every address of every node.",
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
