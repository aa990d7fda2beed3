use crate::diagnostic::{Effect, Rule, Severity};

/// Something that has to be a map is none.
pub static NOT_A_MAPPING: Rule = Rule {
    code: "C0510",
    name: "not-a-mapping",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A document of a Compose file, its `services`, or a service that takes part in an \
           `extends` is a list or a single value.",
    why: "Compose files are maps from keys to values at these places.",
    help: "Write `key: value` pairs. A document that holds nothing, after a lonely `---`, can \
           be removed.",
    before: "services:\n  web:\n    image: nginx\n---\n",
    after: "services:\n  web:\n    image: nginx\n",
};
