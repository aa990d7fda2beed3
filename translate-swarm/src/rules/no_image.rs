//! `S0704`: a service has no image.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service has no image.
pub static NO_IMAGE: Rule = Rule {
    code: "S0704",
    name: "no-image",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A service has neither `image` nor `build`.",
    why: "There is nothing to run.",
    help: "Name an `image`.",
    before: "",
    after: "",
};
