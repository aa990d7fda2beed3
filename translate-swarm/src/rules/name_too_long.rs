//! `S0102`: a name is longer than Swarm allows.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A name is longer than Swarm allows.
pub static NAME_TOO_LONG: Rule = Rule {
    code: "S0102",
    name: "name-too-long",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The name of a service or network in the swarm, `<stack>_<name>`, has more than 63 \
           characters, and no shorter name of the stack helps, or `--stack-name` gives one.",
    why: "It is a part of a domain name, and the engine refuses longer ones.",
    help: "Shorten the name, or give the stack a shorter one with `--stack-name`.",
    before: concat!(
        "services:\n",
        "  a-service-whose-name-is-much-longer-than-any-reasonable-name-would-ever-be:\n",
        "    image: nginx:1.29\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n",
};
