use compose_model::diagnostic::{Effect, Rule, Severity};

/// A comment for compose2k8s says nothing that it understands.
pub(crate) static INVALID_ALLOW: Rule = Rule {
    code: "C0804",
    name: "invalid-allow",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A comment that begins with `compose2k8s:` is not of the form `# compose2k8s: allow \
           K0123`, or names a code that does not exist.",
    why: "The comment does nothing, while its author relies on it.",
    help: "Write `# compose2k8s: allow` and the codes with commas between them; what follows the \
           last code is the reason.",
    before: "services:\n  web:\n    image: nginx\n    oom_kill_disable: true # compose2k8s: allow K99999\n",
    after: "services:\n  web:\n    image: nginx\n",
};
