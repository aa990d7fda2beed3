//! `K0650`: a field in the way of the level.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A field stands in the way of the level that `--harden` aims at.
pub static LEVEL_REFUSED: Rule = Rule {
    code: "K0650",
    name: "level-refused",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "A field stands in the way of the level that `--harden` aims at.",
    why: "A namespace that enforces this level of the Pod Security Standards does not take the pod. \
          The project asks for it, so it is written nevertheless: without it the program would not \
          do what it did.",
    help: "Do without it in the Compose file, or aim at a lower level.",
    before: "\
$ compose2k8s --harden baseline
services:
  agent:
    image: acme/agent:1
    privileged: true
",
    after: "\
$ compose2k8s --harden baseline
services:
  agent:
    image: acme/agent:1
",
};
