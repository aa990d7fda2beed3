//! `K0651`: the user of an image.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Nobody says as which user a container runs, so it keeps root's rights.
pub static UNKNOWN_USER: Rule = Rule {
    code: "K0651",
    name: "unknown-user",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "Nothing says which user a container runs as, so it keeps root's rights.",
    why: "The level `restricted` wants another user than root, and no capabilities. The user of an \
          image is not in the Compose file, and a kubelet refuses to start an image whose user is \
          root or a name with `runAsNonRoot`. Dropping root's capabilities breaks images that start \
          as root and step down.",
    help: "Write a numeric user that the image works with, `user: \"1000:1000\"`, or give its facts \
           with `--image-config`.",
    before: "\
$ compose2k8s --harden restricted
services:
  web:
    image: acme/web:1
",
    after: "\
$ compose2k8s --harden restricted
services:
  web:
    image: acme/web:1
    user: \"1000:1000\"
",
};
