//! `K0419`: a process that is not root may not write to its volume.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A process that is not root may not write to its volume.
pub static VOLUME_OWNER: Rule = Rule {
    code: "K0419",
    name: "volume-owner",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "Nothing says under which user the image runs, and nothing fills the volume from the \
           image. A new claim belongs to root, so a process of another user could not write to it.",
    why: "Docker gives a new volume the owner that the image's folder has; a cluster does not \
          look into the image.",
    help: "Write a numeric `user` if the image starts as another user than root: its group then \
           owns the volume.",
    before: "services:\n  app:\n    image: acme/app\n    volumes: [\"data:/data:nocopy\"]\nvolumes:\n  data: {}\n",
    after: "services:\n  app:\n    image: acme/app\n    user: \"1000\"\n    volumes: [\"data:/data:nocopy\"]\nvolumes:\n  data: {}\n",
};
