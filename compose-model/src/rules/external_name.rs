use crate::diagnostic::{Effect, Rule, Severity};

/// The name of an external resource is written in an old form.
pub static EXTERNAL_NAME: Rule = Rule {
    code: "C0710",
    name: "external-name",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "The name of an external network, volume, config or secret stands in `external`.",
    why: "That form is from version 2 and 3 of the Compose file. It still works.",
    help: "Write `external: true` and `name` side by side.",
    before: "services:\n  web:\n    image: nginx\n    networks: [front]\nnetworks:\n  front:\n    external:\n      name: proxy\n",
    after: "services:\n  web:\n    image: nginx\n    networks: [front]\nnetworks:\n  front:\n    external: true\n    name: proxy\n",
};
