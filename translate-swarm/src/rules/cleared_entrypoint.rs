//! `S0206`: an empty `entrypoint` alone has no effect.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An empty `entrypoint` alone has no effect.
pub static CLEARED_ENTRYPOINT: Rule = Rule {
    code: "S0206",
    name: "cleared-entrypoint",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`entrypoint: []` without a `command` should clear the image's entry point and does \
           not.",
    why: "A stack file has no attribute for it: the client takes an empty list for none. With a \
           `command`, that becomes the entry point, which is the same.",
    help: "Set `command` too.",
    before: "services:\n  web:\n    image: nginx:1.29\n    entrypoint: []\n",
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    entrypoint: []\n",
        "    command: [nginx, -g, daemon off;]\n",
    ),
};
