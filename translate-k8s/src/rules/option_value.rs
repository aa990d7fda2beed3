//! `K0100`: an option with a value that it does not take.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An option of the command line has a value that it does not take.
pub static OPTION_VALUE: Rule = Rule {
    code: "K0100",
    name: "option-value",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An option such as `--expose` or `--kube-version` was given a value that it does not \
           take.",
    why: "A misspelt option must not quietly become its default: what is reachable from outside \
          depends on it.",
    help: "Give one of the values that the message lists.",
    before: "\
$ compose2k8s --kube-version newest
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
    after: "\
$ compose2k8s --kube-version 1.31
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
};
