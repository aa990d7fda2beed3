//! `K0317`: a way in from outside.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Published ports are reached from outside the cluster, as `--expose` asks.
pub static OUTSIDE: Rule = Rule {
    code: "K0317",
    name: "outside",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "Published ports are reached from outside the cluster, as `--expose` asks.",
    why: "A load balancer needs a cloud or a controller such as MetalLB, an Ingress needs an \
          ingress controller, and what is reached from outside is reached by everybody.",
    help: "Leave `--expose` out to keep the ports inside.",
    before: "\
$ compose2k8s --expose loadbalancer
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
    after: "\
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
",
};
