use crate::diagnostic::{Effect, Rule, Severity};

/// An env file is to be read in a format that does not exist.
pub static UNKNOWN_ENV_FILE_FORMAT: Rule = Rule {
    code: "C0208",
    name: "unknown-env-file-format",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An env file is to be read in a format that does not exist.",
    why: "Files are read in Compose's own format, with quotes, comments and variables. \
          The only other format is `raw`, in which the text behind the first `=` is the \
          value, as it is.",
    help: "Write `format: raw`, or remove `format`.",
    before: "services:\n  web:\n    image: nginx\n    env_file:\n      - path: web.env\n        format: json\n",
    after: "services:\n  web:\n    image: nginx\n    env_file:\n      - path: web.env\n        format: raw\n",
};
