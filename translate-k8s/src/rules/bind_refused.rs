//! `K0407`: a bound folder is refused by `--binds error`.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A bound folder is refused by `--binds error`.
pub static BIND_REFUSED: Rule = Rule {
    code: "K0407",
    name: "bind-refused",
    severity: Severity::Error,
    effect: Effect::Unsupported,
    what: "A folder of this machine is neither configuration nor known data, and `--binds \
           error` asks to refuse such folders.",
    why: "What becomes of it is a choice that the option leaves to you.",
    help: "Use a named volume, put the files into the image, or choose `--binds claim` or \
           `--binds hostpath`.",
    before: "\
$ compose2k8s --binds error
services:
  web:
    image: nginx
    volumes: [\"./site:/usr/share/nginx/html\"]
",
    after: "\
$ compose2k8s --binds error
services:
  web:
    image: nginx
    volumes: [\"site:/usr/share/nginx/html\"]
volumes:
  site: {}
",
};
