//! `K0702`: a service without an image.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service has neither an image nor a build.
pub static NO_IMAGE: Rule = Rule {
    code: "K0702",
    name: "no-image",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A service has neither an image nor a build.",
    why: "There is nothing to run.",
    help: "Add `image`.",
    before: "\
services:
  web:
    command: serve
",
    after: "\
services:
  web:
    image: nginx:1.29
    command: serve
",
};
