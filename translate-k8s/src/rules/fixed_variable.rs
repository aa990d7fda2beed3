//! `K0840`: a variable that is no value of a chart.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A variable of the Compose file does not become a value of the Helm chart.
pub static FIXED_VARIABLE: Rule = Rule {
    code: "K0840",
    name: "fixed-variable",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "The variable keeps the value that it has now, or its default, in the whole chart.",
    why: "A value of a chart can stand in the place of a text. This variable decides more: the number \
          of a port, a name, or whether there is something at all. Everything that follows from it was \
          decided when the chart was written.",
    help: "Convert again with another value of the variable.",
    before: "\
$ compose2k8s --format helm -o chart/
services:
  web:
    image: nginx:1.29
    ports: [\"${PORT:-8080}:80\"]
",
    after: "\
$ compose2k8s --format helm -o chart/
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
};
