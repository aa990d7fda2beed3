use crate::diagnostic::{Effect, Rule, Severity};

/// A folder has Compose files of several names.
pub static SEVERAL_COMPOSE_FILES: Rule = Rule {
    code: "C0103",
    name: "several-compose-files",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "The folder has more than one file with a name that is looked for; only the first one \
           is used.",
    why: "`docker compose` prefers `compose.yaml` to `compose.yml`, `docker-compose.yml` and \
           `docker-compose.yaml`, and of the override files `compose.override.yml` to \
           `compose.override.yaml`, `docker-compose.override.yml` and \
           `docker-compose.override.yaml`.",
    help: "Remove the files that are not used, or name the right ones with `-f`.",
    before: "\
services:
  web:
    image: nginx
=== docker-compose.yml
services:
  web:
    image: nginx
",
    after: "\
services:
  web:
    image: nginx
",
};
