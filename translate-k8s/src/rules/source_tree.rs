//! `K0403`: the bound source of a built image is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The bound source of a built image is left out.
pub static SOURCE_TREE: Rule = Rule {
    code: "K0403",
    name: "source-tree",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A folder is mounted over the files that the image was built from. The mount is left \
           out, and so is an anonymous volume inside it: the image has the files.",
    why: "Such a mount lets a developer edit while the container runs. In a cluster the image \
          is what runs.",
    help: "Build the image again after a change. Make sure that the Dockerfile copies the \
           files.",
    before: "services:\n  web:\n    build: .\n    volumes: [\".:/app\"]\n",
    after: "services:\n  web:\n    build: .\n",
};
