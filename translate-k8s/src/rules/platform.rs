//! `K0217`: a platform that nodes do not name.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A platform, or its variant, is not asked of the node.
pub static PLATFORM: Rule = Rule {
    code: "K0217",
    name: "platform",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A platform, or its variant, is not required of the node.",
    why: "Nodes name their operating system (`linux`, `windows`) and architecture, but no \
          variant such as `v7`.",
    help: "Use a platform such as `linux/arm64`.",
    before: "\
services:
  web:
    image: nginx:1.29
    platform: linux/arm/v7
",
    after: "\
services:
  web:
    image: nginx:1.29
    platform: linux/arm64
",
};
