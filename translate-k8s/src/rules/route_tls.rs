//! `K0325`: an encrypted route without a certificate.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A route that a reverse proxy encrypts has no certificate of its own in the cluster.
pub static ROUTE_TLS: Rule = Rule {
    code: "K0325",
    name: "route-tls",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A route that a reverse proxy encrypts has no certificate of its own in the cluster.",
    why: "Traefik and Caddy fetch certificates themselves, and the labels say for which hosts. An \
          Ingress names a Secret with the certificate, which somebody must make; without one \
          controllers answer with a certificate of their own, which browsers do not trust. With \
          the Gateway API certificates belong to the Gateway's listeners.",
    help: "Name a Secret with `--tls-secret`, or cert-manager's issuer with `--cluster-issuer`.",
    before: "$ compose2k8s --expose ingress\nservices:\n  web:\n    image: acme/web:1\n    labels:\n      caddy: www.example.com\n      caddy.reverse_proxy: \"{{upstreams 8080}}\"\n",
    after: "$ compose2k8s --expose ingress\nservices:\n  web:\n    image: acme/web:1\n    labels:\n      caddy: http://www.example.com\n      caddy.reverse_proxy: \"{{upstreams 8080}}\"\n",
};
