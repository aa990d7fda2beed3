use compose_model::diagnostic::{Effect, Rule, Severity};

/// A level is for a service or a key that does not exist.
pub(crate) static UNKNOWN_SUBJECT: Rule = Rule {
    code: "C0806",
    name: "unknown-subject",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A level of the policy file, or of `--allow`, `--warn` or `--deny`, is for a service, a \
           network or another resource that the project does not have, or for a key that no \
           Compose file has.",
    why: "It holds for nothing. A misspelt `deny` would leave the policy weaker than it looks.",
    help: "Correct the spelling, or remove the level; a policy that several projects share can \
           allow this code.",
    before: "services:\n  web:\n    image: nginx:1.29\n=== compose2k8s.toml\n[policy]\nallow = [\"services.wbe\"]\n",
    after: "services:\n  web:\n    image: nginx:1.29\n=== compose2k8s.toml\n[policy]\nallow = [\"services.web\"]\n",
};
