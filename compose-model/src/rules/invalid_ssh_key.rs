use crate::diagnostic::{Effect, Rule, Severity};

/// An entry of `build.ssh` names no key.
pub static INVALID_SSH_KEY: Rule = Rule {
    code: "C0412",
    name: "invalid-ssh-key",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An entry of `build.ssh` has a name and no path.",
    why: "Only `default` may stand alone: it is the agent that runs where the image is built. \
           Any other name needs the path of a socket or a key.",
    help: "Write `default`, or `name=path`.",
    before: "services:\n  web:\n    build:\n      context: .\n      ssh: [deploy]\n",
    after: "services:\n  web:\n    build:\n      context: .\n      ssh: [\"deploy=~/.ssh/deploy\"]\n",
};
