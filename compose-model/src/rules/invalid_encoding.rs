use crate::diagnostic::{Effect, Rule, Severity};

/// A file is not text.
pub static INVALID_ENCODING: Rule = Rule {
    code: "C0110",
    name: "invalid-encoding",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A file holds bytes that are not characters in its encoding. YAML files are UTF-8, or \
           UTF-16 with a byte order mark.",
    why: "The file was written with another encoding, such as Latin-1, or is not a text file. \
           Its text can only be guessed.",
    help: "Save the file as UTF-8.",
    before: "\
=== compose.yaml (Latin-1)
# Das Menü
services:
  web:
    image: nginx
",
    after: "\
# Das Menü
services:
  web:
    image: nginx
",
};
