//! `S0802`: an option was given a value that it does not take.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An option was given a value that it does not take.
pub static OPTION_VALUE: Rule = Rule {
    code: "S0802",
    name: "option-value",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An option such as `--docker-version` or `--registry` was given a value that it \
           does not take.",
    why: "A misspelt option must not quietly become its default.",
    help: "Give a value as the message says.",
    before: "\
$ compose2k8s --to swarm --docker-version newest
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
    after: "\
$ compose2k8s --to swarm --docker-version 28
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
};
