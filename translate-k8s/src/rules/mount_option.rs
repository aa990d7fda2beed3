//! `K0411`: an option of a mount has no counterpart.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An option of a mount has no counterpart.
pub static MOUNT_OPTION: Rule = Rule {
    code: "K0411",
    name: "mount-option",
    severity: Severity::Note,
    effect: Effect::Unsupported,
    what: "An option of a mount, such as its SELinux label, its consistency or the owner of a \
           folder in memory, has no counterpart and is left out.",
    why: "The cluster labels volumes itself, and folders in memory can be written by \
          everybody.",
    help: "Remove the option to get rid of the note.",
    before: "services:\n  web:\n    image: nginx\n    tmpfs: [\"/run:uid=101\"]\n",
    after: "services:\n  web:\n    image: nginx\n    tmpfs: [\"/run\"]\n",
};
