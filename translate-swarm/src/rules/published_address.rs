//! `S0317`: a port that was bound to one address is public.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A port that was bound to one address is published on all of them.
pub static PUBLISHED_ADDRESS: Rule = Rule {
    code: "S0317",
    name: "published-address",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "A port that is bound to one address of the host, such as `127.0.0.1`, is published on \
           every address of every node, because `--publish-loopback` asks for it.",
    why: "Swarm publishes ports on all addresses. A database that only the machine itself could \
          reach is public, unless a firewall is in the way.",
    help: "Leave `--publish-loopback` out, or see that a firewall keeps the port private.",
    before: concat!(
        "$ compose2k8s --to swarm --publish-loopback\n",
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    ports: [\"127.0.0.1:8080:80\"]\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    ports: [\"127.0.0.1:8080:80\"]\n",
};
