use crate::diagnostic::{Effect, Rule, Severity};

/// Permission bits are written as a decimal number.
pub static DECIMAL_MODE: Rule = Rule {
    code: "C0707",
    name: "decimal-mode",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A mode is a number of three octal digits without a `0` in front, such as `440`. As a \
           decimal number that is the mode `0670`.",
    why: "YAML numbers without a leading `0` are decimal, and `docker compose` takes them as they \
          are. compose2k8s does the same.",
    help: "Write `0440`, or put the digits in quotes: a text is read as octal.",
    before: "services:\n  web:\n    image: nginx\n    configs:\n      - source: site\n        mode: 440\nconfigs:\n  site:\n    content: hello\n",
    after: "services:\n  web:\n    image: nginx\n    configs:\n      - source: site\n        mode: 0440\nconfigs:\n  site:\n    content: hello\n",
};
