//! `K0503`: the owner of a config or secret has no counterpart.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The owner of a config or secret has no counterpart.
pub static FILE_OWNER: Rule = Rule {
    code: "K0503",
    name: "file-owner",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "`uid` and `gid` of a config or secret are left out: the file belongs to root.",
    why: "Kubernetes gives all files of a volume to root and, with `fsGroup`, to one group.",
    help: "Let the mode allow reading (the default, 0444, does), or write a numeric `user` for \
           the service.",
    before: "services:\n  web:\n    image: nginx\n    configs:\n      - {source: c, uid: \"101\"}\nconfigs:\n  c: {content: x}\n",
    after: "services:\n  web:\n    image: nginx\n    configs: [c]\nconfigs:\n  c: {content: x}\n",
};
