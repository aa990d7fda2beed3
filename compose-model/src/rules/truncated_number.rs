use crate::diagnostic::{Effect, Rule, Severity};

/// A number loses its fraction, or does not fit.
pub static TRUNCATED_NUMBER: Rule = Rule {
    code: "C0706",
    name: "truncated-number",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A number with a fraction stands where a whole one belongs, and loses the fraction; or \
           it is too large and becomes the smallest number that there is.",
    why: "`docker compose` converts it silently. compose2k8s does the same.",
    help: "Write a whole number that fits into 64 bits.",
    before: "services:\n  web:\n    image: nginx\n    cpu_shares: 512.9\n",
    after: "services:\n  web:\n    image: nginx\n    cpu_shares: 512\n",
};
