use compose_model::diagnostic::{Effect, Rule, Severity};

/// A key of the policy file has a value that it does not take.
pub(crate) static INVALID_POLICY_VALUE: Rule = Rule {
    code: "C0803",
    name: "invalid-policy-value",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A key of the policy file has a value of another type than it takes, or a word that is \
           none of its words: an unknown code in `deny`, say.",
    why: "A level for a code that does not exist fits no finding, and the policy would be weaker \
          than it looks.",
    help: "Give what the message asks for.",
    before: "services:\n  web:\n    image: nginx\n=== compose2k8s.toml\n[policy]\ndeny = [\"K9999\"]\n",
    after: "services:\n  web:\n    image: nginx\n=== compose2k8s.toml\n[policy]\ndeny = [\"insecure\"]\n",
};
