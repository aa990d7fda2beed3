//! `K0904`: an object is larger than the API server takes.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An object is larger than the API server takes.
pub static TOO_LARGE: Rule = Rule {
    code: "K0904",
    name: "too-large",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An object is larger than what the chosen way of applying takes: 256 KiB for `kubectl \
           apply`, which keeps the object in an annotation of itself, and 1 MiB of data in a \
           ConfigMap or Secret in any case.",
    why: "Objects live in the cluster's database, which is made for small ones.",
    help: "Put large files into the image or a volume, or apply on the server's side (`--apply \
           server`), which takes up to 1 MiB.",
    before: "\
services:
  web:
    image: nginx:1.29
    configs: [table]
configs:
  table:
    file: ./table.csv
=== table.csv (300 KiB)
",
    after: "\
$ compose2k8s --apply server
services:
  web:
    image: nginx:1.29
    configs: [table]
configs:
  table:
    file: ./table.csv
=== table.csv (300 KiB)
",
};
