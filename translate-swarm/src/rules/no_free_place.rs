//! `S0213`: an update that needs more places than there are.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An update may wait for a place that never comes free.
pub static NO_FREE_PLACE: Rule = Rule {
    code: "S0213",
    name: "no-free-place",
    severity: Severity::Warning,
    effect: Effect::Advice,
    what: "An update may wait for a place that never comes free.",
    why: "With `start-first` the new task starts before the old one ends, and `max_replicas_per_node` \
          counts both. Where every node has as many tasks as it may have, none can take the new one, \
          and the update stands still.",
    help: "Use `order: stop-first`, or leave room: fewer replicas than nodes times \
           `max_replicas_per_node`.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    deploy:\n",
        "      replicas: 3\n",
        "      update_config: {order: start-first}\n",
        "      placement: {max_replicas_per_node: 1}\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    deploy:\n",
        "      replicas: 3\n",
        "      update_config: {order: stop-first}\n",
        "      placement: {max_replicas_per_node: 1}\n",
    ),
};
