use crate::diagnostic::{Effect, Rule, Severity};

/// Two attributes contradict each other.
pub static CONFLICTING_ATTRIBUTES: Rule = Rule {
    code: "C0601",
    name: "conflicting-attributes",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Two attributes say different things about the same, or must not stand together.",
    why: "Some things have an old place and a new one (`scale` and `deploy.replicas`, `mem_limit` \
          and `deploy.resources.limits.memory`), and others exclude each other (`network_mode` and \
          `networks`, `external` and a driver, `dockerfile` and `dockerfile_inline`). `docker \
          compose` refuses to choose.",
    help: "Keep one of the two.",
    before: "services:\n  web:\n    image: nginx\n    network_mode: host\n    networks: [front]\nnetworks:\n  front:\n",
    after: "services:\n  web:\n    image: nginx\n    networks: [front]\nnetworks:\n  front:\n",
};
