use crate::diagnostic::{Effect, Rule, Severity};

/// There is no Compose file.
pub static NO_COMPOSE_FILE: Rule = Rule {
    code: "C0102",
    name: "no-compose-file",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "No file was named with `-f` or `COMPOSE_FILE`, and neither the current folder nor \
           one above it has a `compose.yaml`, `compose.yml`, `docker-compose.yml` or \
           `docker-compose.yaml`.",
    why: "These are the names that `docker compose` looks for, from the current folder \
           upwards.",
    help: "Name the file with `-f`, or change to the project's folder.",
    before: "\
$ compose2k8s
=== stack.yaml
services:
  web:
    image: nginx
",
    after: "\
$ compose2k8s -f stack.yaml
=== stack.yaml
services:
  web:
    image: nginx
",
};
