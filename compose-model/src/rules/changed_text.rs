use crate::diagnostic::{Effect, Rule, Severity};

/// A value becomes another text than the one that was written.
pub static CHANGED_TEXT: Rule = Rule {
    code: "C0711",
    name: "changed-text",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A number, date or boolean without quotes stands where a text belongs, such as the value \
           of a variable or label, and the text that it becomes is not the one that was written: \
           `1.10` becomes `1.1`, `010` becomes `8`, `1e6` becomes `1e+06`, `2001-12-14` gets a \
           time and a zone.",
    why: "YAML reads the value as a number, date or boolean first, and `docker compose` prints \
          that again. compose2k8s does the same.",
    help: "Put the value in quotes.",
    before: "services:\n  web:\n    image: nginx\n    environment:\n      VERSION: 1.10\n",
    after: "services:\n  web:\n    image: nginx\n    environment:\n      VERSION: \"1.10\"\n",
};
