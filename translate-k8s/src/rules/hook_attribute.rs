//! `K0220`: an attribute of a hook.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `user` and `privileged` of a hook, or `per_replica: false`, are left out.
pub static HOOK_ATTRIBUTE: Rule = Rule {
    code: "K0220",
    name: "hook-attribute",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`user` and `privileged` of a hook, or `per_replica: false`, are left out.",
    why: "A hook of a container runs as the container does, and an init container runs once for \
          each pod.",
    help: "Let the hook's command do it, or make it a service of its own.",
    before: "\
services:
  web:
    image: nginx:1.29
    post_start:
      - command: chown -R 1000 /data
        user: root
",
    after: "\
services:
  web:
    image: nginx:1.29
    post_start:
      - command: ./prepare.sh
",
};
