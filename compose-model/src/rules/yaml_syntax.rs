use crate::diagnostic::{Effect, Rule, Severity};

/// Text is not YAML.
pub static YAML_SYNTAX: Rule = Rule {
    code: "C0112",
    name: "yaml-syntax",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The text breaks the grammar of YAML: a value begins with a character that has a \
           meaning of its own, text follows a complete value, or a line is neither a key nor a \
           list item.",
    why: "What cannot be read cannot be translated. The rest of the document is skipped; the \
           next document and the other files are read.",
    help: "Quote values that begin with one of ``@ ` % & * ! | > ' \" [ ] { }`` or contain `: \
           ` or ` #`.",
    before: "services:\n  web:\n    image: nginx\n    user: @admin\n",
    after: "services:\n  web:\n    image: nginx\n    user: \"@admin\"\n",
};
