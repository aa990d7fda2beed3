use crate::diagnostic::{Effect, Rule, Severity};

/// A variable is required, but it is not set or it is empty.
pub static REQUIRED_VARIABLE: Rule = Rule {
    code: "C0202",
    name: "required-variable",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A variable is required, but it is not set or it is empty.",
    why: "`${NAME:?text}` and `${NAME?text}` say that the file means nothing without the \
          variable. The variables are those of the environment, of `.env` beside the \
          Compose file and of the files given with `--env-file`; the environment wins.",
    help: "Set the variable in one of these places, or give it a default with \
           `${NAME:-text}`.",
    before: "services:\n  db:\n    image: postgres\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?choose one}\n",
    after: "services:\n  db:\n    image: postgres\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:-changeme}\n",
};
