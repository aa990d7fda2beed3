//! `K0324`: a label of a reverse proxy that is no route.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A rule in the labels of a reverse proxy is left out.
pub static PROXY_LABEL: Rule = Rule {
    code: "K0324",
    name: "proxy-label",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A rule in the labels of a reverse proxy is left out.",
    why: "A host name and the beginning of a path become a route with `--expose ingress` or \
          `gateway`; headers, patterns and negations do not, nor does a route to a port that \
          nobody names.",
    help: "Write a rule of `Host` and `PathPrefix`, and the port as \
           `traefik.http.services.NAME.loadbalancer.server.port`.",
    before: "\
$ compose2k8s --expose ingress
services:
  web:
    image: nginx:1.29
    labels:
      traefik.http.routers.web.rule: HostRegexp(`.*.example.org`)
      traefik.http.services.web.loadbalancer.server.port: \"80\"
",
    after: "\
$ compose2k8s --expose ingress
services:
  web:
    image: nginx:1.29
    labels:
      traefik.http.routers.web.rule: Host(`www.example.org`)
      traefik.http.services.web.loadbalancer.server.port: \"80\"
",
};
