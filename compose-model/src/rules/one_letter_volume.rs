use crate::diagnostic::{Effect, Rule, Severity};

/// A volume with a name of one letter is taken for a drive.
pub static ONE_LETTER_VOLUME: Rule = Rule {
    code: "C0702",
    name: "one-letter-volume",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "The source of a mount is one letter, and `docker compose` takes it for a Windows drive: \
           `v:/data` is an anonymous volume at `v:/data`, `v:/data:ro` mounts the host's `v:/data` \
           at `ro`.",
    why: "The short form of mounts also takes Windows paths, and `v:/data` is one. compose2k8s \
          does the same.",
    help: "Give the volume a longer name, or use the long form.",
    before: "services:\n  web:\n    image: nginx\n    volumes: [\"v:/data\"]\n",
    after: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data:\n",
};
