use crate::diagnostic::{Effect, Rule, Severity};

/// A tab is used for indentation.
pub static TAB_INDENTATION: Rule = Rule {
    code: "C0113",
    name: "tab-indentation",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A line is indented with a tab. YAML counts only spaces as indentation.",
    why: "Editors show tabs with different widths, so that what looks nested in one is not in \
           another. YAML therefore forbids them.",
    help: "Indent with spaces, two for each level.",
    before: "services:\n\tweb:\n\t\timage: nginx\n",
    after: "services:\n  web:\n    image: nginx\n",
};
