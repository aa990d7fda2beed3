//! `S0701`: an image reference is not valid.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An image reference is not valid.
pub static INVALID_IMAGE: Rule = Rule {
    code: "S0701",
    name: "invalid-image",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The image is not a reference that a registry could have.",
    why: "`docker stack deploy` refuses the whole stack: `invalid image reference`.",
    help: "Correct the reference; repositories have no capital letters.",
    before: "services:\n  web:\n    image: Nginx\n",
    after: "services:\n  web:\n    image: nginx\n",
};
