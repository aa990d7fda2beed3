use crate::diagnostic::{Effect, Rule, Severity};

/// A key is not part of the Compose file format.
pub static UNKNOWN_KEY: Rule = Rule {
    code: "C0301",
    name: "unknown-key",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A map has a key that the format does not know in this place.",
    why: "A misspelt key would otherwise do nothing, and nobody would notice. `docker compose` \
           refuses it too.",
    help: "Correct the spelling, move the key to where it belongs, or begin its name with `x-` \
           to keep it as an extension.",
    before: "services:\n  web:\n    image: nginx\n    enviroment: {MODE: production}\n",
    after: "services:\n  web:\n    image: nginx\n    environment: {MODE: production}\n",
};
