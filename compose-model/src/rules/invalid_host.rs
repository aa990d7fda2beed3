use crate::diagnostic::{Effect, Rule, Severity};

/// An entry of the hosts file cannot be read.
pub static INVALID_HOST: Rule = Rule {
    code: "C0411",
    name: "invalid-host",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An entry of `extra_hosts` has no address, or its host is not a name.",
    why: "An entry is `host=address`; the older `host:address` works too. A host name has \
           neither `:` nor `=`.",
    help: "Write `host=address`.",
    before: "services:\n  web:\n    image: nginx\n    extra_hosts: [\"db\"]\n",
    after: "services:\n  web:\n    image: nginx\n    extra_hosts: [\"db=10.0.0.5\"]\n",
};
