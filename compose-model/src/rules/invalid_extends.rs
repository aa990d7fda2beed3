use crate::diagnostic::{Effect, Rule, Severity};

/// An `extends` is not in one of its forms.
pub static INVALID_EXTENDS: Rule = Rule {
    code: "C0504",
    name: "invalid-extends",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`extends` is the name of a service, or a map with `service` and, for a service of \
           another file, `file`.",
    why: "Without the name of a service there is nothing to extend.",
    help: "Name the service: `extends: {service: base}`.",
    before: "\
services:
  web:
    extends:
      file: base.yaml
=== base.yaml
services:
  web:
    image: nginx
",
    after: "\
services:
  web:
    extends:
      file: base.yaml
      service: web
=== base.yaml
services:
  web:
    image: nginx
",
};
