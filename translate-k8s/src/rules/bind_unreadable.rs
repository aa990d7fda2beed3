//! `K0405`: a bound path cannot be read.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A bound path cannot be read.
pub static BIND_UNREADABLE: Rule = Rule {
    code: "K0405",
    name: "bind-unreadable",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A path cannot be read, or is a socket, pipe or device. Nothing is mounted.",
    why: "Only files and folders can become objects of a cluster.",
    help: "Make it readable, or remove the mount.",
    before: "\
services:
  web:
    image: nginx
    volumes: [\"./control.fifo:/run/control:ro\"]
=== control.fifo (a named pipe)
",
    after: "\
services:
  web:
    image: nginx
",
};
