use crate::diagnostic::{Effect, Rule, Severity};

/// An option of a mount is ignored.
pub static IGNORED_MOUNT_OPTION: Rule = Rule {
    code: "C0709",
    name: "ignored-mount-option",
    severity: Severity::Note,
    effect: Effect::Input,
    what: "A mount in short form has an option that `docker compose` does not know, and ignores.",
    why: "It knows `ro`, `rw`, `z`, `Z`, `nocopy` and the propagation modes. `cached`, \
           `delegated` and `consistent` were for Docker Desktop on macOS and have no effect any \
           more.",
    help: "Remove the option, or correct its spelling.",
    before: "services:\n  web:\n    image: nginx\n    volumes: [\"./html:/html:ro,cached\"]\n",
    after: "services:\n  web:\n    image: nginx\n    volumes: [\"./html:/html:ro\"]\n",
};
