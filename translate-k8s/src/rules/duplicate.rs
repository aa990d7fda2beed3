//! `K0905`: something stands twice where it may stand once.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Something stands twice where it may stand once.
pub static DUPLICATE: Rule = Rule {
    code: "K0905",
    name: "duplicate",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A port, mount path, volume or name stands twice where the API server takes it once.",
    why: "Docker takes the last of two mounts or ports; the API server refuses both.",
    help: "Remove one of the two.",
    before: "services:\n  web:\n    image: nginx\n    ports:\n      - {target: 80, published: \"80\", mode: host}\n      - {target: 81, published: \"80\", mode: host}\n",
    after: "services:\n  web:\n    image: nginx\n    ports:\n      - {target: 80, published: \"80\", mode: host}\n",
};
