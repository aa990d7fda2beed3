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
    before: "\
services:
  web:
    image: nginx
    env_file:
      - path: web.env
        format: json
=== web.env
MY_NAME=web
",
    after: "\
services:
  web:
    image: nginx
    env_file:
      - path: web.env
        format: raw
=== web.env
MY_NAME=web
",
};
