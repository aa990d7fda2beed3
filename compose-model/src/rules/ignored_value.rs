use crate::diagnostic::{Effect, Rule, Severity};

/// A value of the wrong type is ignored where another one is merged with it.
pub static IGNORED_VALUE: Rule = Rule {
    code: "C0716",
    name: "ignored-value",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A number or a truth value stands where a list or a map belongs. Where it is merged with \
           that of another file, or of an extended service, nothing of it is left.",
    why: "`docker compose` makes lists of both values before it checks their types, and a list of \
          what is neither a list, nor a map, nor a string is empty. compose2k8s does the same.",
    help: "Write a list or a map, or remove the value.",
    before: "$ compose2k8s -f compose.yaml -f override.yaml\nservices:\n  web:\n    image: nginx\n    environment:\n      LEVEL: info\n=== override.yaml\nservices:\n  web:\n    environment: 420\n",
    after: "$ compose2k8s -f compose.yaml -f override.yaml\nservices:\n  web:\n    image: nginx\n    environment:\n      LEVEL: info\n=== override.yaml\nservices:\n  web:\n    environment:\n      CODE: \"420\"\n",
};
