use crate::diagnostic::{Effect, Rule, Severity};

/// Something that needs a source has none.
pub static MISSING_SOURCE: Rule = Rule {
    code: "C0602",
    name: "missing-source",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A config or secret has no content, a bind mount no path on the host, or a rule of \
           `develop.watch` no path.",
    why: "A config has `file`, `environment` or `content`, a secret `file` or `environment`, \
           unless it exists already (`external: true`) or a driver knows it. A bind mount has the \
           path that it mounts.",
    help: "State where it comes from.",
    before: "services:\n  web:\n    image: nginx\n    secrets: [token]\nsecrets:\n  token: {}\n",
    after: "services:\n  web:\n    image: nginx\n    secrets: [token]\nsecrets:\n  token:\n    file: ./token.txt\n",
};
