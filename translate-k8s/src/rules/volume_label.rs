//! `K0415`: a label of a volume is no label in Kubernetes.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A label of a volume is no label in Kubernetes.
pub static VOLUME_LABEL: Rule = Rule {
    code: "K0415",
    name: "volume-label",
    severity: Severity::Note,
    effect: Effect::Unsupported,
    what: "A label of a volume has a key or a value that Kubernetes does not take, and is left \
           out.",
    why: "Keys and values of labels are at most 63 letters, digits, `-`, `_` and `.`.",
    help: "Change the label.",
    before: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data:\n    labels: {note: \"two words\"}\n",
    after: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data:\n    labels: {note: two-words}\n",
};
