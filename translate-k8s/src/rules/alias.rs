//! `K0120`: a name that cannot be a Service.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A container name, host name or alias of a service is left out, because no Service can have it.
pub static ALIAS: Rule = Rule {
    code: "K0120",
    name: "alias",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A container name, host name or alias of a service is left out, because no Service can have it; or \
           an alias of several services leads to all of them, whatever network it is used in.",
    why: "A Service has a DNS label as its name: lower-case letters, digits and `-`. A name that \
          another service has leads to that service only.",
    help: "Use an alias that is a DNS label and no service's name.",
    before: "\
services:
  web:
    image: nginx:1.29
    container_name: web.example.com
",
    after: "\
services:
  web:
    image: nginx:1.29
    container_name: web-example-com
",
};
