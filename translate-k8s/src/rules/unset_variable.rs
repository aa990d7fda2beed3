//! `K0507`: a variable without a value.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A variable has no value, so containers do not get it.
pub static UNSET_VARIABLE: Rule = Rule {
    code: "K0507",
    name: "unset-variable",
    severity: Severity::Note,
    effect: Effect::Input,
    what: "A variable has no value, so containers do not get it.",
    why: "A name without a value is passed on from the environment of whoever runs Compose. Where it \
          is not set there, the container goes without; the manifests hold what was set when they \
          were written.",
    help: "Set the variable when translating, or write a value, which may be empty: `KEY: \"\"`.",
    before: "\
services:
  web:
    image: acme/web:1
    environment: [API_URL]
",
    after: "\
services:
  web:
    image: acme/web:1
    environment: [API_URL=]
",
};
