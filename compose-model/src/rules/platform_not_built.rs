use crate::diagnostic::{Effect, Rule, Severity};

/// A service runs on a platform for which it is not built.
pub static PLATFORM_NOT_BUILT: Rule = Rule {
    code: "C0610",
    name: "platform-not-built",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`platform` is not among `build.platforms`.",
    why: "There would be no image for it.",
    help: "Add it to `build.platforms`.",
    before: "services:\n  web:\n    platform: linux/arm64\n    build:\n      context: .\n      platforms: [linux/amd64]\n",
    after: "services:\n  web:\n    platform: linux/arm64\n    build:\n      context: .\n      platforms: [linux/amd64, linux/arm64]\n",
};
