//! `K0501`: a variable that looks like a credential goes to a Secret.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A variable that looks like a credential goes to a Secret.
pub static CREDENTIAL: Rule = Rule {
    code: "K0501",
    name: "credential",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "The name or the value of a variable looks like a credential. It goes to a Secret, \
           which the container reads it from; the process sees no difference.",
    why: "Whoever may read Deployments need not read passwords.",
    help: "Nothing needs to be done. `--no-secret-env` keeps such variables in place; \
           `--secret-env KEY` adds others.",
    before: "services:\n  db:\n    image: postgres\n    environment: {POSTGRES_PASSWORD: example}\n",
    after: "services:\n  db:\n    image: postgres\n    environment: {POSTGRES_PASSWORD_FILE: /run/secrets/db}\n    secrets: [db]\nsecrets:\n  db: {file: db.txt}\n",
};
