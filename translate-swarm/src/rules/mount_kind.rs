//! `S0407`: a mount of a kind that the Docker release does not know is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A mount of a kind that the Docker release does not know is left out.
pub static MOUNT_KIND: Rule = Rule {
    code: "S0407",
    name: "mount-kind",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A mount of the type `image` or `cluster` is left out, because the release of \
           `--docker-version` does not know it in stacks.",
    why: "The client refuses the type, or the engine answers `invalid MountType`.",
    help: "Pass the `--docker-version` that all nodes have.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    volumes:\n",
        "      - type: image\n",
        "        source: alpine:3\n",
        "        target: /alpine\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
