//! `K0611`: a kernel parameter that kubelets refuse.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A kernel parameter is left out.
pub static UNSAFE_SYSCTL: Rule = Rule {
    code: "K0611",
    name: "unsafe-sysctl",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A kernel parameter is left out.",
    why: "Kubelets allow a short list only. A pod that asks for another one never starts.",
    help: "Allow it in the kubelet's `allowedUnsafeSysctls`, or set it on the nodes.",
    before: "\
services:
  web:
    image: nginx:1.29
    sysctls:
      net.core.somaxconn: 1024
",
    after: "\
services:
  web:
    image: nginx:1.29
    sysctls:
      net.ipv4.tcp_syncookies: 0
",
};
