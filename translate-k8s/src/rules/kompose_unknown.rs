//! `K0831`: a label looks like one of Kompose's but is none.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A label looks like one of Kompose's but is none.
pub static KOMPOSE_UNKNOWN: Rule = Rule {
    code: "K0831",
    name: "kompose-unknown",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A label begins with `kompose.` but is none that Kompose knows at its place, and is left \
           out.",
    why: "Kompose would say nothing and make an annotation of it, which nothing reads.",
    help: "Correct the name, or use `x-k8s`.",
    before: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.image.pull-policy: Always
",
    after: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.image-pull-policy: Always
",
};
