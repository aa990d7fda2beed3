//! `K0402`: bound files become a ConfigMap, which is read-only.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Bound files become a ConfigMap, which is read-only.
pub static BIND_FILES: Rule = Rule {
    code: "K0402",
    name: "bind-files",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A file, or a folder of a few small files, becomes a ConfigMap, or a Secret where one of them is a private key. The container sees \
           the same files, but cannot change them.",
    why: "Configuration belongs to the objects that are applied. A ConfigMap is always \
          read-only.",
    help: "Say `:ro` if the container only reads them. Use a named volume if it writes.",
    before: "\
services:
  web:
    image: nginx
    volumes: [\"./nginx.conf:/etc/nginx/nginx.conf\"]
=== nginx.conf
events {}
",
    after: "\
services:
  web:
    image: nginx
    volumes: [\"./nginx.conf:/etc/nginx/nginx.conf:ro\"]
=== nginx.conf
events {}
",
};
