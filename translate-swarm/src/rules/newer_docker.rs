//! `S0803`: an attribute needs a newer Docker than the stack is for.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An attribute needs a newer Docker than the stack is for.
pub static NEWER_DOCKER: Rule = Rule {
    code: "S0803",
    name: "newer-docker",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "An attribute is left out or replaced, because the release of `--docker-version` \
           does not know it.",
    why: "Older clients refuse it, or older engines drop it silently.",
    help: "Pass the `--docker-version` that all nodes and the client have.",
    before: "services:\n  web:\n    image: nginx:1.29\n    oom_score_adj: -500\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
