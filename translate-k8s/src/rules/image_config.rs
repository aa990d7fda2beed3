//! `K0704`: a file about images that cannot be read.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A file of `--image-config` cannot be read.
pub static IMAGE_CONFIG: Rule = Rule {
    code: "K0704",
    name: "image-config",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A file of `--image-config` cannot be read.",
    why: "What the images say about health, ports, users and volumes would be missing silently.",
    help: "Write it with `docker image inspect IMAGE… > FILE`.",
    before: "\
$ compose2k8s --image-config /srv/images.json
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
    after: "\
$ compose2k8s --image-config /srv/images.json
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
=== /srv/images.json
[]
",
};
