use compose_model::diagnostic::{Effect, Rule, Severity};

/// The policy file is not TOML.
pub(crate) static POLICY_SYNTAX: Rule = Rule {
    code: "C0801",
    name: "policy-syntax",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The policy file cannot be read as TOML.",
    why: "A policy that is read in part would let through what its author forbids.",
    help: "Correct the line, or run with `--no-policy` to leave the file aside.",
    before: "services:\n  web:\n    image: nginx\n=== compose2k8s.toml\n[policy]\nstrict = yes\n",
    after: "services:\n  web:\n    image: nginx\n=== compose2k8s.toml\n[policy]\nstrict = true\n",
};
