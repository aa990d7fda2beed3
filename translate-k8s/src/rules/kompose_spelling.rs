//! `K0832`: a label is spelt as in Kompose's guide, but not as in Kompose.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A label is spelt as in Kompose's guide, but not as in Kompose.
pub static KOMPOSE_SPELLING: Rule = Rule {
    code: "K0832",
    name: "kompose-spelling",
    severity: Severity::Warning,
    effect: Effect::Advice,
    what: "A label is spelt as an example in Kompose's guide has it, which Kompose itself does not \
           read. It is understood here.",
    why: "Under Kompose the label does nothing.",
    help: "Write the name that the message gives.",
    before: "\
services:
  web:
    image: nginx:1.29
    ports: [\"80:80\"]
    labels:
      kompose.controller.expose.port: \"true\"
",
    after: "\
services:
  web:
    image: nginx:1.29
    ports: [\"80:80\"]
    labels:
      kompose.controller.port.expose: \"true\"
",
};
