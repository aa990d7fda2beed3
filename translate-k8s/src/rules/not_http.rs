//! `K0322`: a port without a way in by host name.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A published port stays inside the cluster, though `--expose` asks for a way in.
pub static NOT_HTTP: Rule = Rule {
    code: "K0322",
    name: "not-http",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A published port stays inside the cluster, though `--expose` asks for a way in.",
    why: "An Ingress or HTTPRoute carries HTTP only: requests name a host there. This port is UDP, \
          or speaks another protocol.",
    help: "Use `--expose loadbalancer` or `nodeport` for it.",
    before: "\
$ compose2k8s --expose ingress
services:
  dns:
    image: coredns/coredns:1.12.0
    ports: [\"53:53/udp\"]
",
    after: "\
$ compose2k8s --expose loadbalancer
services:
  dns:
    image: coredns/coredns:1.12.0
    ports: [\"53:53/udp\"]
",
};
