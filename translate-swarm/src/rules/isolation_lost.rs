//! `S0313`: an option that isolates the containers of a network is lost.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An option that isolates the containers of a network is lost.
pub static ISOLATION_LOST: Rule = Rule {
    code: "S0313",
    name: "isolation-lost",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "`enable_icc: \"false\"`, by which the containers of a bridge cannot reach each \
           other, or `host_binding_ipv4`, by which its ports are bound to one address, is \
           lost.",
    why: "Overlays have no such options: their containers reach each other on every port, \
           and ports are published on every address.",
    help: "Put services that must not reach each other into different networks.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [lan]\n",
        "networks:\n",
        "  lan:\n",
        "    driver_opts:\n",
        "      com.docker.network.bridge.enable_icc: \"false\"\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [lan]\n",
        "networks:\n",
        "  lan: {}\n",
    ),
};
