//! `K0406`: a bound file is too large for a ConfigMap.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A bound file is too large for a ConfigMap.
pub static BIND_TOO_LARGE: Rule = Rule {
    code: "K0406",
    name: "bind-too-large",
    severity: Severity::Error,
    effect: Effect::Unsupported,
    what: "A file is larger than a ConfigMap may be: about 240 KiB for `kubectl apply`, which \
           keeps the object in an annotation of itself, and 1 MiB in any case.",
    why: "ConfigMaps live in the cluster's database, which is made for small objects.",
    help: "Copy the file into the image, or into a volume. `--apply server` raises the limit to \
           1 MiB.",
    before: "\
services:
  web:
    image: nginx
    volumes: [\"./model.bin:/model.bin:ro\"]
=== model.bin (300 KiB)
",
    after: "\
services:
  web:
    build: .
=== Dockerfile
FROM nginx
COPY model.bin /model.bin
",
};
