//! `S0211`: a variant of a platform is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A variant of a platform is left out.
pub static PLATFORM_VARIANT: Rule = Rule {
    code: "S0211",
    name: "platform-variant",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "The variant in `platform`, such as `v3` in `linux/amd64/v3`, is not part of the \
           placement constraints.",
    why: "Nodes tell only what their kernel calls the architecture.",
    help: "Label the nodes that have it, and add a constraint for the label.",
    before: "services:\n  web:\n    image: nginx:1.29\n    platform: linux/amd64/v3\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    platform: linux/amd64\n",
};
