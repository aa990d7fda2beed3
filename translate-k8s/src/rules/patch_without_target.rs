//! `K0814`: a patch that fits no object.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A patch of `x-k8s` changes nothing, because no object fits its target.
pub static PATCH_WITHOUT_TARGET: Rule = Rule {
    code: "K0814",
    name: "patch-without-target",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "No object fits the target of a patch.",
    why: "A patch stands for something that the file cannot say otherwise. Leaving it out silently \
          would lose that.",
    help: "Name the kind and name of an object as it is written; the names of Jobs end in a hash, so \
           leave theirs out.",
    before: "\
services:
  web:
    image: nginx:1.29
x-k8s:
  patches:
    - target: {kind: StatefulSet, name: web}
      patch: {spec: {revisionHistoryLimit: 2}}
",
    after: "\
services:
  web:
    image: nginx:1.29
x-k8s:
  patches:
    - target: {kind: Deployment, name: web}
      patch: {spec: {revisionHistoryLimit: 2}}
",
};
