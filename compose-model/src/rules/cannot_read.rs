use crate::diagnostic::{Effect, Rule, Severity};

/// A file of the project cannot be read.
pub static CANNOT_READ: Rule = Rule {
    code: "C0101",
    name: "cannot-read",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A Compose file, an env file, an included file or the base of an `extends` cannot be \
           read: it does not exist, is a folder, a pipe or a device, is larger than the limit, \
           or the system refuses.",
    why: "Without the file the project is not what its author wrote. The rest is loaded \
           nevertheless, so that everything else that is wrong shows in the same run.",
    help: "Correct the path, which is relative to the project's folder, or create the file.",
    before: "include:\n  - ./missing.yaml\nservices:\n  web:\n    image: nginx\n",
    after: "services:\n  web:\n    image: nginx\n",
};
