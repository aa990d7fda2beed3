//! `K0701`: an image that is built.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service is built from source; the cluster can only pull its image.
pub static BUILT_IMAGE: Rule = Rule {
    code: "K0701",
    name: "built-image",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A service is built from source; the cluster can only pull its image.",
    why: "Compose builds an image on the machine where it runs it. A cluster pulls from a \
          registry.",
    help: "Build the image and push it; `--registry` and `--tag` give its name.",
    before: "\
services:
  web:
    build: .
",
    after: "\
services:
  web:
    image: ghcr.io/acme/web:1
",
};
