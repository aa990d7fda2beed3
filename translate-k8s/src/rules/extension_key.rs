//! `K0810`: a key of `x-k8s` that is not known.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A key of `x-k8s` means nothing where it stands.
pub static EXTENSION_KEY: Rule = Rule {
    code: "K0810",
    name: "extension-key",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A key of `x-k8s` is not known where it stands.",
    why: "A misspelt key would change nothing, and nothing else would notice: `docker compose` \
          ignores all of `x-k8s`.",
    help: "Look the key up in `docs/x-k8s.md`.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      replica: 2
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      replicas: 2
",
};
