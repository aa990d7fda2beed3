//! `S0405`: an option of a mount is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An option of a mount is left out.
pub static MOUNT_OPTION: Rule = Rule {
    code: "S0405",
    name: "mount-option",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "An SELinux label, the handling of mounts below, labels, or an option of a memory \
           file system is left out or kept elsewhere.",
    why: "The stack file's schema does not have it.",
    help: "Remove the option where it does not matter.",
    before: "\
services:
  web:
    image: nginx:1.29
    volumes: [\"./data:/data:z\"]
=== data/page.txt
hello
",
    after: "\
services:
  web:
    image: nginx:1.29
    volumes: [\"./data:/data\"]
=== data/page.txt
hello
",
};
