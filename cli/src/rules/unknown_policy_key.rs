use compose_model::diagnostic::{Effect, Rule, Severity};

/// The policy file has a key that does not exist.
pub(crate) static UNKNOWN_POLICY_KEY: Rule = Rule {
    code: "C0802",
    name: "unknown-policy-key",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The policy file has a section or a key that does not exist in this place.",
    why: "A misspelt key would do nothing, and nobody would notice that the policy is weaker than \
          it looks.",
    help: "Correct the spelling; `docs/policy.md` lists all keys, and the options of a target are \
           those of `compose2k8s convert --help` without their dashes.",
    before: "services:\n  web:\n    image: nginx\n=== compose2k8s.toml\n[policy]\ndenny = [\"insecure\"]\n",
    after: "services:\n  web:\n    image: nginx\n=== compose2k8s.toml\n[policy]\ndeny = [\"insecure\"]\n",
};
