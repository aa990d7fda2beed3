use crate::diagnostic::{Effect, Rule, Severity};

/// A port cannot be read.
pub static INVALID_PORT: Rule = Rule {
    code: "C0407",
    name: "invalid-port",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A port in short form cannot be read.",
    why: "The short form is `[[address:]host-port:]container-port[/protocol]`. Ports go up to \
           65535, each side may be a range (`8000-8010`), and two ranges must have the same \
           length; the protocol is `tcp`, `udp` or `sctp`.",
    help: "Correct the part that is marked, or use the long form with `target` and `published`.",
    before: "services:\n  web:\n    image: nginx\n    ports: [\"8080:eighty\"]\n",
    after: "services:\n  web:\n    image: nginx\n    ports: [\"8080:80\"]\n",
};
