//! `S0804`: the domain name is written otherwise.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The domain name is written otherwise.
pub static HOST_NAME: Rule = Rule {
    code: "S0804",
    name: "host-name",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`domainname` becomes a part of the host name, or is left out where there is none.",
    why: "A stack file has no attribute for it that takes effect.",
    help: "Write it into `hostname`.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    hostname: www\n",
        "    domainname: example.org\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    hostname: www.example.org\n",
};
