//! `K0815`: a patch that cannot be merged.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A patch of `x-k8s` cannot be merged into its object.
pub static PATCH_REFUSED: Rule = Rule {
    code: "K0815",
    name: "patch-refused",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A patch cannot be merged into the object that it is for.",
    why: "What comes of it must still be an object of its kind, under its name: other objects refer to \
          it. Items of a list that Kubernetes merges by a key need that key.",
    help: "Write the patch as `kubectl patch --type strategic` takes it.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      patches:
        - patch: {spec: {template: {spec: {containers: [{workingDir: /srv}]}}}}
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      patches:
        - patch: {spec: {template: {spec: {containers: [{name: web, workingDir: /srv}]}}}}
",
};
