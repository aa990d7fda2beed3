//! `K0907`: two fields do not go together.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Two fields do not go together.
pub static COMBINATION: Rule = Rule {
    code: "K0907",
    name: "invalid-combination",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Two fields contradict each other in the eyes of the API server: a request above its \
           limit, a node port without a Service that has one, a privileged container that may \
           not gain privileges.",
    why: "Each is valid alone; the server checks them together.",
    help: "Change one of the two.",
    before: "services:\n  web:\n    image: nginx\n    deploy:\n      resources:\n        limits: {memory: 64m}\n        reservations: {memory: 128m}\n",
    after: "services:\n  web:\n    image: nginx\n    deploy:\n      resources:\n        limits: {memory: 128m}\n        reservations: {memory: 64m}\n",
};
