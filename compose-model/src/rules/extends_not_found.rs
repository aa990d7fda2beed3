use crate::diagnostic::{Effect, Rule, Severity};

/// A service extends one that does not exist.
pub static EXTENDS_NOT_FOUND: Rule = Rule {
    code: "C0505",
    name: "extends-not-found",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The service that `extends` names is not in the file. Without `file`, that is the \
           document in which the `extends` stands, with what it includes: services of an \
           earlier `-f` file are not seen.",
    why: "`extends` is resolved for each document before the documents are merged.",
    help: "Correct the name, or add the `file` in which the service stands.",
    before: "services:\n  web:\n    extends: bse\n  base:\n    image: nginx\n",
    after: "services:\n  web:\n    extends: base\n  base:\n    image: nginx\n",
};
