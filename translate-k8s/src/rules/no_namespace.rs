//! `K0121`: no namespace was given.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The objects go to the namespace that `kubectl` points at.
pub static NO_NAMESPACE: Rule = Rule {
    code: "K0121",
    name: "no-namespace",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "The objects go to the namespace that `kubectl` points at.",
    why: "Two projects with a service `db` in one namespace silently overwrite each other's \
          objects.",
    help: "Give each project a namespace: `--namespace NAME --create-namespace`.",
    before: "\
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
    after: "\
$ compose2k8s --namespace shop --create-namespace
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
};
