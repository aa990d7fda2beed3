//! `K0413`: an external volume is an existing claim.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An external volume is an existing claim.
pub static EXTERNAL_VOLUME: Rule = Rule {
    code: "K0413",
    name: "external-volume",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "An external volume is a claim that exists already. No claim is made, and its data \
           stay where they are.",
    why: "A new, empty claim in its place would hide what is in the old one.",
    help: "Create the claim beforehand, in the same namespace.",
    before: "services:\n  db:\n    image: postgres\n    volumes: [\"data:/var/lib/postgresql/data\"]\nvolumes:\n  data: {external: true}\n",
    after: "services:\n  db:\n    image: postgres\n    volumes: [\"data:/var/lib/postgresql/data\"]\nvolumes:\n  data: {}\n",
};
