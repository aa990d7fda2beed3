//! `K0601`: a healthcheck whose command only the image knows.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A healthcheck without `test` is left out.
pub static IMAGE_HEALTHCHECK: Rule = Rule {
    code: "K0601",
    name: "image-healthcheck",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A healthcheck without `test` is left out.",
    why: "Kubernetes ignores the HEALTHCHECK of an image, and the file does not hold its command.",
    help: "Write the image's command as `test`.",
    before: "\
services:
  web:
    image: nginx:1.29
    healthcheck:
      interval: 10s
",
    after: "\
services:
  web:
    image: nginx:1.29
    healthcheck:
      test: curl -f http://localhost/
      interval: 10s
",
};
