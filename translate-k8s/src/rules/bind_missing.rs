//! `K0404`: a bound file is not there.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A bound file is not there.
pub static BIND_MISSING: Rule = Rule {
    code: "K0404",
    name: "bind-missing",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A path that looks like a file does not exist. Nothing is mounted, and no object is \
           made up.",
    why: "Docker would make an empty folder in its place, which is seldom what anybody wants.",
    help: "Create the file, or remove the mount.",
    before: "services:\n  web:\n    image: nginx\n    volumes: [\"./missing.conf:/etc/nginx/nginx.conf:ro\"]\n",
    after: "services:\n  web:\n    image: nginx\n",
};
