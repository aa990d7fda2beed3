use crate::diagnostic::{Effect, Rule, Severity};

/// A health check does not say how to run.
pub static INVALID_TEST: Rule = Rule {
    code: "C0608",
    name: "invalid-test",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The list of `healthcheck.test` starts with another word than `CMD`, `CMD-SHELL` or \
           `NONE`.",
    why: "The first word says how the others run: as a program with its arguments, as a line for \
           a shell, or not at all.",
    help: "Put `CMD` in front of a program, or write a text to have a shell run it.",
    before: "services:\n  web:\n    image: nginx\n    healthcheck:\n      test: [\"curl\", \"-f\", \"http://localhost\"]\n",
    after: "services:\n  web:\n    image: nginx\n    healthcheck:\n      test: [\"CMD\", \"curl\", \"-f\", \"http://localhost\"]\n",
};
