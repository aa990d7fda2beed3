use crate::diagnostic::{Effect, Rule, Severity};

/// A size that is a number with a fraction or an exponent is ignored.
pub static IGNORED_SIZE: Rule = Rule {
    code: "C0705",
    name: "ignored-size",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A size is a YAML number that is not whole, such as `1e9` or `1.5`, and `docker compose` \
           ignores it: there is no limit.",
    why: "Sizes are whole numbers of bytes or texts with a unit. `docker compose` skips a number \
          of another type silently. compose2k8s does the same.",
    help: "Write whole bytes, or a text with a unit such as `1.5g`.",
    before: "services:\n  web:\n    image: nginx\n    mem_limit: 1e9\n",
    after: "services:\n  web:\n    image: nginx\n    mem_limit: 1000000000\n",
};
