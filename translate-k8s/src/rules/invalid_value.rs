//! `K0906`: a field has a value that Kubernetes does not take.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A field has a value that Kubernetes does not take.
pub static VALUE: Rule = Rule {
    code: "K0906",
    name: "invalid-value",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A field has a value that the API server refuses: a host name that is none, a port \
           out of range, a mount path with a colon, a user above 2147483647.",
    why: "Docker takes more than Kubernetes in several places, and learns of some mistakes \
          only when it runs.",
    help: "Change the value at the place that is shown.",
    before: "services:\n  web:\n    image: nginx\n    dns: [\"dns.example.com\"]\n",
    after: "services:\n  web:\n    image: nginx\n    dns: [\"192.0.2.53\"]\n",
};
