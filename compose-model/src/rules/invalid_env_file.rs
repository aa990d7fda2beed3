use crate::diagnostic::{Effect, Rule, Severity};

/// A line of an env file cannot be read.
pub static INVALID_ENV_FILE: Rule = Rule {
    code: "C0207",
    name: "invalid-env-file",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A line of an env file cannot be read.",
    why: "An env file has lines `NAME=value`. A name has letters, digits, `_`, `.`, `-`, \
          `[` and `]`, and no space; a value may stand in single or double quotes, which \
          must be closed. Files with `format: raw` know no quotes.",
    help: "Correct the line: quote a value with special characters, double the backslashes in a \
           quoted value, and begin comments with `#`.",
    before: "\
services:
  web:
    image: nginx
    env_file: web.env
=== web.env
MY NAME=web
",
    after: "\
services:
  web:
    image: nginx
    env_file: web.env
=== web.env
MY_NAME=web
",
};
