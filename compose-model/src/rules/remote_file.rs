use crate::diagnostic::{Effect, Rule, Severity};

/// A file lies in a registry or a Git repository.
pub static REMOTE_FILE: Rule = Rule {
    code: "C0104",
    name: "remote-file",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A Compose file is named by an `oci://` reference or the address of a Git repository. \
           `docker compose` fetches such files; compose2k8s does not.",
    why: "What is translated should not depend on the network and on what a registry serves at \
           the moment.",
    help: "Fetch the file and name the local copy.",
    before: "\
include:
  - oci://example.com/stack:1
",
    after: "\
include:
  - ./stack/compose.yaml
=== stack/compose.yaml
services:
  web:
    image: nginx
",
};
